package app.assay.storage.fault.disk;

import app.assay.storage.fault.disk.Trouble.Moment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A process of its own that works with a register and ends in some bad way. Each step that was reported as done it
/// puts
/// down, forced to disk, as a line with its number.
public final class Child {

    private Child() {}

    /// Arguments: what to do, then what that needs.
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "halt" ->
                halt(
                        Path.of(arguments[1]),
                        Path.of(arguments[2]),
                        Long.parseLong(arguments[3]),
                        Moment.valueOf(arguments[4]));
            case "chaos" -> Chaos.run(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            case "work" -> work(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
            case "hungry" -> Hungry.run(Path.of(arguments[1]), Path.of(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    /// A morning on a disk that halts the process at one operation.
    private static void halt(Path home, Path file, long at, Moment moment) throws IOException {
        var session = Session.morning();
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(home));
                var acknowledged = acknowledgements(file)) {
            disk.trouble(Trouble.haltingAt(at, moment));
            session.run(desk, 0, session.length(), done -> put(acknowledged, done));
        }
    }

    /// Mornings on the real disk.
    private static void work(Path home, Path file, int mornings) throws IOException {
        var session = Session.mornings(mornings);
        try (var desk = new Desk(home);
                var acknowledged = acknowledgements(file)) {
            session.run(desk, 0, session.length(), done -> put(acknowledged, done));
        }
    }

    private static FileChannel acknowledgements(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static void put(FileChannel acknowledged, int done) {
        try {
            acknowledged.write(ByteBuffer.wrap((done + "\n").getBytes(StandardCharsets.US_ASCII)));
            acknowledged.force(true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many steps a process reported as done.
    static int acknowledged(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        var text = Files.readString(file);
        // A line without its end was being written when the process died.
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }
}
