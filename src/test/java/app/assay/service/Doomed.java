package app.assay.service;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RowMeaning;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;

/// The process that is killed: does one job of an analyst again and again, each time on something new, and puts down,
/// forced to disk, what it begins (`began <step>`) and what it was told is done (`<what> <step> <revision>`).
final class Doomed implements AutoCloseable {

    /// What it does when it is killed.
    enum Job {
        OPEN,
        IMPORT,
        EDIT,
        UNDO,
        BACKUP,
        RESTORE,
        EXPORT,
        CLOSE
    }

    static final int DEVICES = 60;
    static final int TITLES = 25;
    static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().factory();
    private static final ExecutorService WRITER = Executors.newSingleThreadExecutor(THREADS);
    private static final ExecutorService READERS = Executors.newFixedThreadPool(2, THREADS);

    private final Path home;
    private final Registers registers = registers();
    private final FileChannel told;
    private OpenRegister register;

    private Doomed(Path home, FileChannel told, OpenRegister register) {
        this.home = home;
        this.told = told;
        this.register = register;
    }

    /// Arguments: folder of the register, file of what it tells, job, number of the first step.
    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var job = Job.valueOf(arguments[2]);
        long step = Long.parseLong(arguments[3]);
        var told = FileChannel.open(
                Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        if (job == Job.OPEN) {
            tell(told, "began " + step);
        }
        try (var doomed = new Doomed(home, told, registers().open(home))) {
            for (; ; step++) {
                doomed.run(job, step);
            }
        }
    }

    /// Does one job once, and ends well.
    static void once(Path home, Path file, Job job) throws IOException {
        try (var told = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var doomed = new Doomed(home, told, registers().open(home))) {
            doomed.run(job, 1);
            doomed.register.close();
        }
    }

    /// Registers as a machine sees them that remembers none.
    static Registers registers() {
        return new Registers(
                Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC), "doomed", "test", WRITER, READERS);
    }

    /// The device that an edit of a step makes.
    static UUID device(long step) {
        return new UUID(0x4000, Long.MIN_VALUE | step);
    }

    static Path exported(Path home, long step) {
        return home.resolveSibling("evidence-" + step + ".zip");
    }

    static Path restored(Path home, long step) {
        return home.resolveSibling("restored-" + step);
    }

    private void run(Job job, long step) throws IOException {
        if (job != Job.IMPORT) {
            edit(job, step);
        }
        switch (job) {
            case OPEN, EDIT -> {
                // The edit is all.
            }
            case IMPORT -> {
                var file = write(step);
                begin(step);
                var outcome = new ImportFiles(register)
                        .run(
                                ImportPlan.of(file)
                                        .as(RowMeaning.INSTALLATIONS)
                                        .withSource(Optional.of("scan"))
                                        .withDataDate(Optional.of(DAY)),
                                Progress.NONE);
                if (outcome.balance().rejected() != 0) {
                    throw new IllegalStateException("rows were rejected");
                }
                tell("imported", step);
            }
            case UNDO -> {
                begin(step);
                new EditRecords(register).undo();
                tell("undone", step);
            }
            case BACKUP -> {
                begin(step);
                new BackUpRegister(register).now(Progress.NONE);
                tell("backed-up", step);
            }
            case RESTORE -> {
                var backup = new BackUpRegister(register).now(Progress.NONE);
                begin(step);
                new RecoverRegister(registers)
                        .restore(backup.file(), restored(home, step), Optional.empty(), Progress.NONE);
                tell("restored", step);
            }
            case EXPORT -> {
                begin(step);
                var positions = new ComputePosition(register);
                new ExportEvidence(register, positions, new Tables(register, positions))
                        .packageTo(
                                exported(home, step),
                                register.positionSettings(Optional.of(DAY)),
                                ExportEvidence.Choices.EVERYTHING,
                                Progress.NONE);
                tell("exported", step);
            }
            case CLOSE -> {
                begin(step);
                register.close();
                register = registers.open(home);
                tell("closed", step);
            }
        }
    }

    private void edit(Job job, long step) throws IOException {
        if (job == Job.EDIT) {
            begin(step);
        }
        // As many as make the change more than one page of the database.
        var edits = IntStream.range(0, 200)
                .mapToObj(number -> Edit.set(
                        RecordKind.DEVICE,
                        number == 0 ? device(step) : new UUID(0x4001, Long.MIN_VALUE | number),
                        Map.of("name", number == 0 ? "OWN-" + step : "MANY-" + number, "note", "step " + step)))
                .toList();
        new EditRecords(register).apply(new Command("device.edit", "step " + step, "", edits), Progress.NONE);
        tell("edited", step);
    }

    /// Every device has one title of the step's own, so that an import of which a part is missing cannot look
    /// whole.
    private Path write(long step) throws IOException {
        var file = home.resolveSibling("scan-" + step + ".csv");
        var rows = new StringBuilder("Device;Title;Publisher;Version\n");
        for (int device = 0; device < DEVICES; device++) {
            for (int title = 0; title < TITLES; title++) {
                rows.append("PC%s;T%s;Acme;1\n".formatted(device, title));
            }
            rows.append("PC%s;Step %s;;1\n".formatted(device, step));
        }
        return Files.writeString(file, rows);
    }

    private void begin(long step) throws IOException {
        tell(told, "began " + step);
    }

    private void tell(String what, long step) throws IOException {
        tell(told, what + " " + step + " " + register.revision());
    }

    private static void tell(FileChannel told, String line) throws IOException {
        told.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
        told.force(true);
    }

    @Override
    public void close() throws IOException {
        told.close();
    }
}
