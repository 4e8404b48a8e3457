package app.assay.storage.engine.h2;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {

    /// A bad page may tell a length that no memory holds: the engine asks for it before it looks at the page.
    @Test
    void aLengthThatNoMemoryHoldsIsDamageAndNotALackOfMemory() {
        assertThatThrownBy(() -> SchemaCheck.read(Path.of("register.mv.db"), _ -> {
                    throw new OutOfMemoryError("as for an array of a length that a bad page tells");
                }))
                .asInstanceOf(InstanceOfAssertFactories.type(Fault.class))
                .extracting(Fault::code)
                .isEqualTo(FaultCode.REGISTER_DAMAGED);
    }
}
