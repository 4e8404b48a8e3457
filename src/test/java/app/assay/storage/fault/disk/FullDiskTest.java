package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import app.assay.work.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk fills up in the middle of the work, and room is made afterwards.
class FullDiskTest {

    private static final long STEP = 64 << 10;
    private static final int MOST_STEPS = 3;

    /// What the program asks for before it begins anything, so that the disk is found full while it works.
    private static final long TOLD = 1L << 40;

    @TempDir
    Path folder;

    @Test
    void aDiskThatFillsUpLosesNothingAndWorkGoesOnWhenThereIsRoom() throws Exception {
        long seed = Size.seed();
        var random = new Random(seed);
        var session = Session.morning();
        var verdict = new Verdict("full disk", seed);
        int operations = count(session, folder.resolve("whole"));
        int points = Size.of(10, 100);
        int full = 0;
        for (int point = 0; point < points; point++) {
            var home = Files.createTempDirectory(folder, "full-").resolve("r");
            full += fill(
                    session,
                    home,
                    1 + random.nextInt(operations * 2 / 3),
                    random.nextInt(MOST_STEPS) * STEP,
                    (disk, left) -> disk.trouble(Trouble.full(left)),
                    disk -> disk.trouble(Trouble.NONE),
                    verdict);
        }
        System.out.println(verdict.line() + ", full " + full);
        assertThat(verdict.findings()).isEmpty();
        assertThat(full).as("points at which the disk was really full").isGreaterThan(points / 2);
    }

    @Test
    void aRealDiskThatFillsUpLosesNothingAndWorkGoesOnWhenThereIsRoom() throws Exception {
        var mount = Files.createDirectory(folder.resolve("tmpfs"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", mount.toString())) {
            abort("no disk can be mounted here: that needs Linux and its administrator");
        }
        try {
            long seed = Size.seed();
            var random = new Random(seed);
            var session = Session.morning();
            var verdict = new Verdict("real full disk", seed);
            int operations = count(session, folder.resolve("whole"));
            int full = 0;
            int points = Size.of(3, 30);
            for (int point = 0; point < points; point++) {
                var home = Files.createDirectory(mount.resolve("point-" + point));
                var filler = mount.resolve("filler");
                full += fill(
                        session,
                        home.resolve("r"),
                        // Once the reserve is taken: before that, giving it up makes room of itself.
                        operations / 2 + random.nextInt(operations / 2),
                        point * STEP % (MOST_STEPS * STEP),
                        (_, left) -> fillUp(filler, left),
                        _ -> Files.deleteIfExists(filler),
                        verdict);
                delete(home);
            }
            System.out.println(verdict.line() + ", full " + full);
            assertThat(verdict.findings()).isEmpty();
            assertThat(full).as("points at which the disk was really full").isPositive();
        } finally {
            if (!run("umount", mount.toString())) {
                run("umount", "-l", mount.toString());
            }
        }
    }

    @FunctionalInterface
    private interface Filling {
        void fill(FaultyDisk disk, long bytesLeft) throws IOException;
    }

    @FunctionalInterface
    private interface MakingRoom {
        void free(FaultyDisk disk) throws IOException;
    }

    /// @param at the operation before which the disk is filled
    /// @return 1 if the work met the full disk
    private static int fill(
            Session session, Path home, int at, long left, Filling filling, MakingRoom room, Verdict verdict)
            throws IOException {
        var point = "full from operation %s on but for %s KiB".formatted(at, left >> 10);
        var acknowledged = new AtomicInteger();
        int full = 0;
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(home))) {
            disk.tellFreeSpace(TOLD);
            disk.trouble((number, operation) -> {
                if (number == at) {
                    disk.trouble(Trouble.NONE);
                    filling.fill(disk, left);
                    disk.meet(operation);
                } else {
                    operation.perform();
                }
            });
            try {
                session.run(desk, 0, session.length(), acknowledged::set);
            } catch (RuntimeException | IOException | Error e) {
                full = 1;
                verdict.told(point, e);
            }
            try {
                desk.closeRegister();
            } catch (Fault e) {
                verdict.told(point + ", closing", e);
            }
            room.free(disk);
            verdict.judge(point + " after step " + acknowledged, session, desk, acknowledged.get());
        }
        return full;
    }

    private static int count(Session session, Path home) throws IOException {
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(home))) {
            session.run(desk, 0, session.length(), _ -> {});
            return (int) disk.count();
        }
    }

    /// Leaves so many bytes on a disk.
    private static void fillUp(Path filler, long left) throws IOException {
        long room = Files.getFileStore(filler.getParent()).getUsableSpace() - left;
        try (var out = Files.newOutputStream(filler)) {
            var bytes = new byte[1 << 12];
            Arrays.fill(bytes, (byte) 1);
            for (long written = 0; written + bytes.length <= room; written += bytes.length) {
                out.write(bytes);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(tree)) {
            files = walk.toList().reversed();
        }
        for (var file : files) {
            Files.delete(file);
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program here
        }
    }
}
