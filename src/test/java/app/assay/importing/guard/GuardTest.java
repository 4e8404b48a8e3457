package app.assay.importing.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static int endless(int depth) {
        return depth < 0 ? 0 : 1 + endless(depth + 1) * 3;
    }

    @Test
    void a_parser_that_runs_out_of_stack_or_memory_ends_as_a_refusal_of_its_file() {
        assertThat(refused(() -> endless(0)).getCause()).isNull();
        // A register under the import must know that memory ran out.
        assertThat(refused(() -> {
                            throw new OutOfMemoryError("Java heap space");
                        })
                        .getCause())
                .isInstanceOf(OutOfMemoryError.class);
    }

    private static Fault refused(Guard.Work work) {
        var fault = catchThrowableOfType(Fault.class, () -> Guard.run("big.xml", work));
        assertThat(fault.code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
        assertThat(fault.sentences()).contains("big.xml", "memory", "ASSAY_HEAP", "Nothing was imported");
        return fault;
    }

    @Test
    void a_fault_inside_a_failed_read_is_told_and_not_the_read() {
        Fault inner = Faults.hostile("x", Sentence.verbatim("bad"));
        assertThatThrownBy(() -> Guard.run("x", () -> {
                    throw new UncheckedIOException(new IOException(inner));
                }))
                .isSameAs(inner);
    }
}
