package app.assay.importing.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.importing.Detected;
import app.assay.importing.Formats;
import app.assay.importing.RecordingSink;
import app.assay.importing.format.ReadOptions;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();

    /// A clock of which every look takes so long.
    private Formats slow(Duration step) {
        return Formats.shipped(() -> now.addAndGet(step.toNanos()));
    }

    private Path table() throws java.io.IOException {
        return Files.writeString(folder.resolve("t.csv"), "device,title\n" + "pc-1,Zoom\n".repeat(200_000));
    }

    @Test
    void a_look_ends_when_the_next_bytes_do_not_come() throws Exception {
        Path file = table();
        assertThatThrownBy(() -> slow(Duration.ofSeconds(11)).detect(file))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT);
                    assertThat(fault.sentences()).contains("t.csv", "10 seconds", "--limit stall-seconds=N");
                });
    }

    @Test
    void a_look_ends_when_it_takes_too_long_in_all() throws Exception {
        Path file = table();
        assertThatThrownBy(() -> slow(Duration.ofSeconds(9)).detect(file))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.sentences()).contains("60 seconds", "--limit look-seconds=N"));
        assertThatThrownBy(() -> slow(Duration.ofSeconds(9)).preview(file, ReadOptions.NONE, 10))
                .isInstanceOf(Fault.class);
    }

    @Test
    void longer_looks_are_allowed_where_somebody_says_so() throws Exception {
        var limits = Limits.DEFAULT.with(Limit.LOOK_SECONDS, 3_600).with(Limit.STALL_SECONDS, 60);
        assertThat(slow(Duration.ofSeconds(9))
                        .detect(table(), limits, Progress.NONE)
                        .format())
                .isEqualTo("csv");
    }

    @Test
    void an_import_takes_as_long_as_it_needs() throws Exception {
        Path file = table();
        Detected detected = Formats.shipped().detect(file);
        var sink = new RecordingSink();
        slow(Duration.ofSeconds(11)).read(file, detected, ReadOptions.NONE, sink, Progress.NONE);
        assertThat(sink.installations).isEqualTo(200_000);
    }

    @Test
    void a_look_ends_when_it_is_cancelled() throws Exception {
        Path file = table();
        var cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public void stage(String name) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> Formats.shipped().detect(file, Limits.DEFAULT, cancelled))
                .isInstanceOf(Cancelled.class);
    }
}
