package app.assay.storage.fault;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.loads.LoadRequest;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;

/// The process that is killed: edits and imports without end, and after each puts down, forced to disk, what it was
/// told is
/// saved. A line is `<step> <revision>`; what a step does follows from its number alone.
public final class Worker {

    static final int DEVICES = 60;
    static final int TITLES = 25;

    private Worker() {}

    /// Arguments: folder of the register, file of acknowledgements, seed, number of the first step; or `hold` and
    /// the folder.
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("hold")) {
            try (var register = open(Path.of(arguments[1]))) {
                System.out.println("held " + register.info().revision());
                System.out.flush();
                System.in.read();
            }
            System.exit(0);
        }
        long seed = Long.parseLong(arguments[2]);
        try (var register = open(Path.of(arguments[0]));
                var acknowledged = FileChannel.open(
                        Path.of(arguments[1]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            for (long step = Long.parseLong(arguments[3]); ; step++) {
                long revision = run(register, seed, step);
                acknowledged.write(ByteBuffer.wrap((step + " " + revision + "\n").getBytes(StandardCharsets.US_ASCII)));
                acknowledged.force(true);
            }
        }
    }

    static Register open(Path folder) {
        return Register.open(folder, OpenMode.WRITE, context());
    }

    static RegisterContext context() {
        return new RegisterContext(
                Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC),
                "worker",
                "test",
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()),
                Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory()));
    }

    static boolean isImport(long seed, long step) {
        return new Random(seed * 31 + step).nextInt(3) == 0;
    }

    /// The record that an edit of a step makes.
    static UUID entitlement(long step) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L | step);
    }

    private static long run(Register register, long seed, long step) throws IOException {
        if (isImport(seed, step)) {
            return load(register, step);
        }
        return register.apply(
                        new Command(
                                "entitlement.edit",
                                "E-" + step,
                                "",
                                List.of(Command.Edit.set(
                                        RecordKind.ENTITLEMENT,
                                        entitlement(step),
                                        Map.of("reference", "E-" + step, "quantity", Long.toString(step))))),
                        Progress.NONE)
                .revision();
    }

    private static long load(Register register, long step) throws IOException {
        var blob =
                register.blobs().store(new ByteArrayInputStream(("file " + step).getBytes(StandardCharsets.US_ASCII)));
        var request = new LoadRequest(
                "scan",
                "scan-" + step + ".csv",
                Optional.empty(),
                blob,
                "csv",
                "INSTALLATIONS",
                "",
                "",
                Optional.empty(),
                "",
                false);
        try (var staged = register.stage(request)) {
            rows(staged, step);
            staged.finish(Progress.NONE);
            return staged.publish().revision();
        }
    }

    /// Every device has one title of the step's own, so that a load of which a part is missing cannot look whole.
    private static void rows(FactSink sink, long step) {
        long row = 2;
        for (int device = 0; device < DEVICES; device++) {
            sink.record(row++, RecordKind.DEVICE, Map.of("name", "PC" + device, "note", "step " + step));
            for (int title = 0; title < TITLES; title++) {
                sink.installation(row++, "PC" + device, "T" + title, "Acme", "1", "", 1, (int) step, FactSink.NO_DAY);
            }
            sink.installation(row++, "PC" + device, "Step " + step, "", "", "", 1, 1, FactSink.NO_DAY);
        }
    }
}
