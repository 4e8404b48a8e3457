package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.service.EditRecords;
import app.assay.service.Registers;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.engine.RegisterContext;
import app.assay.work.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A command that runs out of memory writes nothing more: what another thread was doing then may be half done.
class CommandMemoryTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);
    private static final UUID DEVICE = new UUID(4, 2);

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final Registers registers = new Registers(NOON, "anna", "test", writer, readers);
    private final PrintStream nobody = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    private final CliContext context = new CliContext(registers, nobody, nobody, () -> false, false);

    @AfterEach
    void endThreads() {
        writer.shutdown();
        readers.shutdown();
    }

    @Test
    void aLackOfMemoryHasTheRegisterLeftAsAfterACrashAndNothingIsLost() {
        assertThat(isClosedInOrderAfter("plain", () -> {})).isTrue();
        assertThat(isClosedInOrderAfter("refused", () -> {
                    throw new IllegalStateException("no memory is meant");
                }))
                .isTrue();
        assertThat(isClosedInOrderAfter("full", () -> {
                    throw new OutOfMemoryError("not really");
                }))
                .isFalse();
        assertThat(isClosedInOrderAfter("wrapped", () -> {
                    throw new IllegalStateException(new OutOfMemoryError("not really"));
                }))
                .isFalse();
    }

    private boolean isClosedInOrderAfter(String name, Runnable work) {
        var home = folder.resolve(name);
        registers.create(home, name, ZoneOffset.UTC).close();
        var command = new Command(context) {
            @Override
            int run() throws Exception {
                return writing(home, register -> {
                    var edit = Edit.set(RecordKind.DEVICE, DEVICE, Map.of("name", "PC1"));
                    new EditRecords(register)
                            .apply(
                                    new app.assay.domain.record.Command("device.edit", "PC1", "", List.of(edit)),
                                    Progress.NONE);
                    work.run();
                    return 0;
                });
            }
        };
        try {
            command.run();
        } catch (Exception | OutOfMemoryError expected) {
            assertThat(expected).isNotInstanceOf(app.assay.work.Fault.class);
        }
        var again = new RegisterContext(NOON, "anna", "test", writer, readers);
        try (var register = Register.open(home, OpenMode.WRITE, again)) {
            assertThat(register.verify(Progress.NONE).intact()).isTrue();
            assertThat(register.snapshot().record(RecordKind.DEVICE, DEVICE)).isPresent();
            return !register.wasUnclean();
        }
    }
}
