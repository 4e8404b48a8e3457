package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.storage.fault.disk.Recording.Loss;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// A migration in which an operation on the disk fails, or after which the process or the power is gone: the register
/// is the old one or the new one, and opening it again brings it to the new format. From every former format, over all
/// steps of the ladder.
@ParameterizedClass
@ValueSource(strings = {"1.0", "1.1", "1.2"})
class MigrationFaultTest {

    private static final int POINTS = Size.of(10, Integer.MAX_VALUE);

    private final String format;

    @TempDir
    Path folder;

    private final long seed = Size.seed();
    private final Random random = new Random(seed);
    private final List<String> wrong = new ArrayList<>();
    private final OldRegister register;
    private SortedSet<String> expected;
    private byte[] old;

    MigrationFaultTest(String format) {
        this.format = format;
        register = new OldRegister(format);
    }

    @BeforeEach
    void migrateWhole() throws IOException {
        expected = register.facts(folder.resolve("whole"));
        register.unpack(folder.resolve("old"));
        old = Files.readAllBytes(folder.resolve("old").resolve(OldRegister.DATABASE));
    }

    private List<Integer> points(int operations) {
        var all = new ArrayList<>(IntStream.rangeClosed(1, operations).boxed().toList());
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(all.size(), POINTS));
    }

    @Test
    void aMigrationThatFailsAnywhereIsDoneByTheNextOpening() throws Exception {
        int operations;
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(folder.resolve("count")))) {
            register.unpack(folder.resolve("count"));
            desk.open();
            operations = (int) disk.count();
            desk.closeRegister();
        }
        int told = 0;
        for (int at : points(operations)) {
            boolean once = random.nextBoolean();
            var home = folder.resolve("at-" + at);
            var point = "operation %s of %s (%s)".formatted(at, operations, once ? "once" : "all that follow");
            register.unpack(home);
            try (var disk = new FaultyDisk();
                    var desk = new Desk(disk.at(home))) {
                disk.trouble(once ? Trouble.failingOnce(at) : Trouble.failingFrom(at));
                try {
                    desk.open();
                } catch (Fault fault) {
                    told++;
                    if (!fault.happened().endsWith(".")
                            || fault.remedy().isBlank()
                            || fault.unharmed().isBlank()) {
                        wrong.add(point + ": told by " + fault.sentences());
                    }
                } catch (RuntimeException e) {
                    wrong.add(point + ": not told but " + Verdict.trace(e));
                }
                Verdict.closeQuietly(desk);
            }
            judge(point, home);
        }
        System.out.printf(
                "fault failing migration of %s: seed %s, operations %s, points %s, told %s, wrong %s%n",
                format, seed, operations, Math.min(operations, POINTS), told, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(told).isPositive();
    }

    @Test
    void aMigrationThatEndsAnywhereIsDoneByTheNextOpening() throws Exception {
        var root = Files.createDirectory(folder.resolve("root"));
        var recording = new Recording(root);
        int before;
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(root.resolve("r")))) {
            disk.trouble(recording);
            register.unpack(disk.at(root.resolve("r")));
            // What was there before the migration was there long ago.
            force(disk.at(root.resolve("r")));
            before = recording.length();
            desk.open();
            desk.closeRegister();
        }
        int points = 0;
        for (int at : points(recording.length() - before)) {
            for (var loss : List.of(Loss.NONE, Loss.LATEST)) {
                points++;
                var home = Files.createTempDirectory(folder, "cut-");
                recording.cut(before + at, loss == Loss.NONE && random.nextBoolean(), loss, random, home);
                restoreOld(home.resolve("r"));
                judge("%s after operation %s".formatted(loss, at), home.resolve("r"));
            }
        }
        System.out.printf(
                "fault ended migration of %s: seed %s, points %s, wrong %s%n", format, seed, points, wrong.size());
        assertThat(wrong).isEmpty();
    }

    /// A disk that says nothing and writes something else: the copy is read back before anything rests on it.
    @Test
    void aCopyThatTheDiskSpoiledIsFoundAndTheNextOpeningMakesAnother() throws Exception {
        for (var spoiled : List.of(OldRegister.DATABASE, "old")) {
            var home = folder.resolve("spoiled-" + spoiled);
            register.unpack(home);
            var copy = home.resolve("migrating").resolve(spoiled);
            try (var disk = new FaultyDisk();
                    var desk = new Desk(disk.at(home))) {
                var once = new AtomicBoolean();
                disk.trouble((_, operation) -> {
                    operation.perform();
                    if (operation.kind() == Operation.Kind.WRITE
                            && operation.file().equals(copy)
                            && !once.getAndSet(true)) {
                        flip(copy, operation.position());
                    }
                });
                assertThatThrownBy(desk::open)
                        .isInstanceOfSatisfying(
                                Fault.class,
                                fault -> assertThat(String.valueOf(fault.getCause()))
                                        .contains("differs from it"));
                assertThat(once).isTrue();
            }
            assertThat(Files.readAllBytes(home.resolve(OldRegister.DATABASE))).isEqualTo(old);
            judge(spoiled, home);
        }
        assertThat(wrong).isEmpty();
    }

    private static void flip(Path file, long position) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.read(one, position);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), position);
        }
    }

    private static void force(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    /// Files of the old register whose names a cut took because their folders were never forced in this recording.
    private void restoreOld(Path home) throws IOException {
        Files.createDirectories(home);
        try (var files = Files.walk(folder.resolve("old"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var place = home.resolve(folder.resolve("old").relativize(file).toString());
                if (!Files.exists(place)) {
                    Files.createDirectories(FaultyDisk.folderOf(place));
                    Files.copy(file, place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void judge(String point, Path home) throws IOException {
        boolean isOld = Arrays.equals(old, Files.readAllBytes(home.resolve(OldRegister.DATABASE)));
        try (var desk = new Desk(home)) {
            desk.open();
            var report = desk.register().verify(Progress.NONE);
            var facts = Facts.of(desk.register());
            desk.closeRegister();
            if (!report.intact() || !facts.equals(expected)) {
                wrong.add("%s, the file was %s: %s".formatted(point, isOld ? "old" : "new", report.messages()));
            }
        } catch (RuntimeException e) {
            wrong.add("%s, the file was %s: %s".formatted(point, isOld ? "old" : "new", Verdict.trace(e)));
        }
    }
}
