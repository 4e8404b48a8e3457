package app.assay.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/// Tests start as the program does, so what its options forbid is forbidden here.
class SerialFilterTest {

    @Test
    @SuppressWarnings("BanSerializableRead") // that it is refused is what is tried
    void no_object_is_ever_read_from_bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new BigDecimal("1.50"));
        }
        assertThatThrownBy(() -> {
                    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                        in.readObject();
                    }
                })
                .isInstanceOf(InvalidClassException.class)
                .hasMessageContaining("filter status: REJECTED");
    }
}
