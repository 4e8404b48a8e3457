package app.assay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.storage.generated.DefaultSchema;
import java.util.Arrays;
import org.jooq.Field;
import org.junit.jupiter.api.Test;

/// A column that is not bound as bytes is kept by the engine a second time, as a large object.
class BinaryBindingTest {

    @Test
    void everyColumnOfBytesIsBoundAsBytes() {
        var columns = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .flatMap(table -> Arrays.stream(table.fields()))
                .filter(field -> field.getType() == byte[].class)
                .toList();

        assertThat(columns).hasSizeGreaterThan(10);
        assertThat(columns).extracting(Field::getBinding).allMatch(BinaryBinding.class::isInstance);
    }
}
