package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.storage.fault.disk.Recording.Loss;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk that goes wrong is itself right: it changes nothing while it works, and what it leaves is what a real disk
/// may
/// leave.
class FaultyDiskTest {

    @TempDir
    Path folder;

    @Test
    void aWorkingDiskLeavesARegisterThatOpensWithoutIt() throws Exception {
        var session = Session.morning();
        var acknowledged = new ArrayList<Integer>();
        long began = System.nanoTime();
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(folder.resolve("r")))) {
            session.run(desk, 0, session.length(), acknowledged::add);
            assertThat(disk.count()).isGreaterThan(150);
            System.out.printf(
                    "session: %s steps, %s operations, %s ms%n",
                    session.length(), disk.count(), (System.nanoTime() - began) / 1_000_000);
        }
        assertThat(acknowledged).hasSize(session.length());
        try (var desk = new Desk(folder.resolve("r"))) {
            desk.open();
            assertThat(Facts.of(desk.register())).isEqualTo(session.expected(session.length()));
            desk.closeRegister();
        }
    }

    @Test
    void whatTheModelSaysHoldsAfterEachStep() throws Exception {
        var session = Session.mornings(3);
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(folder.resolve("r")))) {
            session.run(desk, 0, session.length(), done -> {
                if (desk.isOpen()) {
                    assertThat(Facts.of(desk.register()))
                            .as("after %s steps", done)
                            .isEqualTo(session.expected(done));
                }
            });
        }
    }

    @Test
    void aRecordingWithoutLossIsTheFolderAsItIs() throws Exception {
        var root = Files.createDirectory(folder.resolve("root"));
        var session = Session.morning();
        var recording = new Recording(root);
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(root.resolve("r")))) {
            disk.trouble(recording);
            session.run(desk, 0, session.length(), _ -> {});
        }
        var copy = folder.resolve("copy");
        recording.cut(recording.length(), false, Loss.NONE, new Random(1), copy);
        assertThat(tree(copy)).isEqualTo(tree(root));
    }

    private static List<String> tree(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            var lines = new ArrayList<String>();
            for (var file : files.sorted().toList()) {
                lines.add(root.relativize(file) + " "
                        + (Files.isRegularFile(file) ? Arrays.hashCode(Files.readAllBytes(file)) : ""));
            }
            return lines;
        }
    }

    @Test
    void aPowerCutKeepsWhatWasForcedAndMayLoseTheRest() throws Exception {
        var root = Files.createDirectory(folder.resolve("root"));
        var recording = new Recording(root);
        try (var disk = new FaultyDisk()) {
            disk.trouble(recording);
            var home = disk.at(root);
            put(home.resolve("a.new"), "old", true);
            Files.move(home.resolve("a.new"), home.resolve("a"), StandardCopyOption.ATOMIC_MOVE);
            force(home);
            put(home.resolve("a.new"), "new", true);
            Files.move(
                    home.resolve("a.new"),
                    home.resolve("a"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            put(home.resolve("b"), "not forced", false);
        }
        var contents = new HashSet<String>();
        var others = new HashSet<String>();
        for (var loss : Loss.values()) {
            for (int seed = 0; seed < 40; seed++) {
                var copy = folder.resolve(loss + "-" + seed);
                recording.cut(recording.length(), false, loss, new Random(seed), copy);
                contents.add(Files.readString(copy.resolve("a")));
                others.add(
                        Files.exists(copy.resolve("b"))
                                ? Files.readString(copy.resolve("b"), StandardCharsets.ISO_8859_1)
                                : "none");
            }
        }
        // Never a mix, never nothing: the old name or the new one.
        assertThat(contents).containsExactlyInAnyOrder("old", "new");
        assertThat(others).containsExactlyInAnyOrder("not forced", "", "none");
    }

    @Test
    void aFolderWhoseNameWasNotForcedMayBeGoneWithAllInIt() throws Exception {
        var root = Files.createDirectory(folder.resolve("root"));
        var recording = new Recording(root);
        try (var disk = new FaultyDisk()) {
            disk.trouble(recording);
            var inner = Files.createDirectory(disk.at(root).resolve("inner"));
            put(inner.resolve("a"), "forced", true);
            force(inner);
        }
        var copy = folder.resolve("copy");
        recording.cut(recording.length(), false, Loss.ALL, new Random(1), copy);
        assertThat(tree(copy)).containsExactly(" ");
    }

    @Test
    void aTornWriteIsThereInPart() throws Exception {
        var root = Files.createDirectory(folder.resolve("root"));
        var recording = new Recording(root);
        try (var disk = new FaultyDisk()) {
            disk.trouble(recording);
            put(disk.at(root).resolve("a"), "x".repeat(64 * 512), false);
            force(disk.at(root));
        }
        var copy = folder.resolve("copy");
        recording.cut(recording.length(), false, Loss.SECTORS, new Random(1), copy);
        var bytes = Files.readString(copy.resolve("a"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("x".repeat(512)).contains("\0".repeat(512));
    }

    @Test
    void oneOperationFailsOrAllThatFollow() throws Exception {
        try (var disk = new FaultyDisk()) {
            var file = disk.at(folder).resolve("a");
            disk.trouble(Trouble.failingOnce(2));
            assertThatThrownBy(() -> put(file, "text", false)).isInstanceOf(IOException.class);
            put(file, "text", false);
            disk.trouble(Trouble.failingFrom(disk.count() + 1));
            assertThatThrownBy(() -> Files.delete(file)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> Files.move(file, file.resolveSibling("b"))).isInstanceOf(IOException.class);
            assertThat(Files.readString(file)).isEqualTo("text");
        }
    }

    @Test
    void aFullDiskTakesWhatFitsAndWorksAgainWhenThereIsRoom() throws Exception {
        try (var disk = new FaultyDisk()) {
            var file = disk.at(folder).resolve("a");
            disk.trouble(Trouble.full(3));
            assertThatThrownBy(() -> put(file, "text", false)).hasMessageContaining("No space left");
            assertThat(Files.readString(file)).isEqualTo("tex");
            Files.delete(file);
            put(file, "abc", false);
        }
    }

    private static void put(Path file, String text, boolean force) throws IOException {
        try (var out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            if (force) {
                out.force(true);
            }
        }
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
