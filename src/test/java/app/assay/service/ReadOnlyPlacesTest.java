package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Registers that may not be written: they open for looking and say why, or what is missing is told; nothing in them
/// changes.
class ReadOnlyPlacesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);

    @BeforeEach
    void needPermissions() {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this system has no permissions of this kind");
    }

    @AfterEach
    void endThreads() {
        writer.close();
        readers.close();
    }

    private Path register(String name) {
        var home = folder.resolve(name);
        try (var register = new Registers(NOON, "anna", "test", writer, readers).create(home, name, ZoneOffset.UTC)) {
            Looker.edit(register.register());
        }
        return home;
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static boolean isRoot() throws IOException, InterruptedException {
        return run(List.of("id", "-u")).equals(List.of("0"));
    }

    /// What a process without the rights of an administrator says about registers.
    private static List<String> lookAt(Path... homes) throws Exception {
        var command = new ArrayList<String>();
        if (isRoot()) {
            // Permissions do not bind an administrator; without these two rights they do.
            var without = List.of(
                    "setpriv",
                    "--bounding-set",
                    "-dac_override,-dac_read_search",
                    "--inh-caps",
                    "-dac_override,-dac_read_search");
            Assumptions.assumeTrue(
                    canRun(without), "an administrator runs this test and cannot lay down the rights of one here");
            command.addAll(without);
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Looker.class.getName()));
        for (var home : homes) {
            command.add(home.toString());
        }
        var said = run(command);
        assertThat(said).as(String.join("\n", said)).hasSize(homes.length);
        return said;
    }

    private static boolean canRun(List<String> prefix) throws InterruptedException {
        try {
            var command = new ArrayList<>(prefix);
            command.add("true");
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            var said = lines.lines().toList();
            process.waitFor();
            return said;
        }
    }

    /// Names and contents of all files below a folder.
    private static Map<String, String> contents(Path home) throws Exception {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var hash = java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                contents.put(home.relativize(file).toString(), HexFormat.of().formatHex(hash));
            }
        }
        return contents;
    }

    @Test
    void aRegisterThatMayNotBeWrittenOpensForLookingAndSaysWhy() throws Exception {
        var file = register("database-file");
        var whole = register("folder");
        var backups = register("backups-folder");
        var marker = register("marker-file");
        var lock = register("lock-file");
        Files.createDirectory(backups.resolve("backups"));
        permit(file.resolve("register.mv.db"), "r--r--r--");
        permit(whole, "r-xr-xr-x");
        permit(backups.resolve("backups"), "r-xr-xr-x");
        permit(marker.resolve("register.assay"), "r--r--r--");
        Files.writeString(lock.resolve("register.lock"), "{\"user\":\"ben\",\"process\":\"7\"}");
        permit(lock.resolve("register.lock"), "r--r--r--");
        var fileBefore = contents(file);
        var wholeBefore = contents(whole);

        var said = lookAt(file, whole, backups, marker, lock);

        assertThat(said.get(0))
                .startsWith("looked REGISTER_READ_ONLY REGISTER_READ_ONLY ")
                .contains(file.resolve("register.mv.db").toString());
        assertThat(said.get(1))
                .startsWith("looked REGISTER_READ_ONLY REGISTER_READ_ONLY ")
                .contains(whole.toString());
        assertThat(contents(file)).isEqualTo(fileBefore);
        assertThat(contents(whole)).isEqualTo(wholeBefore);
        // Neither the marker nor the backups are needed for a change, and a lock file left so is nobody's claim.
        assertThat(said.subList(2, 5)).containsOnly("worked");
        permit(whole, "rwxr-xr-x");
    }

    @Test
    void aRegisterOfSomebodyElseIsLookedAtOrWhatIsMissingIsTold() throws Exception {
        Assumptions.assumeTrue(isRoot(), "only an administrator can give a register to somebody else");
        var readable = register("readable");
        var closed = register("closed");
        for (var home : List.of(readable, closed)) {
            try (var files = Files.walk(home)) {
                for (var path : files.toList()) {
                    Files.setAttribute(path, "unix:uid", 65_534);
                    permit(path, Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
                }
            }
        }
        permit(closed.resolve("register.mv.db"), "rw-------");
        var before = contents(readable);

        var said = lookAt(readable, closed);

        assertThat(said.get(0)).startsWith("looked REGISTER_READ_ONLY REGISTER_READ_ONLY ");
        assertThat(said.get(1)).startsWith("refused REGISTER_").contains(closed.toString());
        assertThat(contents(readable)).isEqualTo(before);
    }

    @Test
    void aRegisterOnAMediumThatCannotBeWrittenOpensForLooking() throws Exception {
        var medium = Files.createDirectory(folder.resolve("medium"));
        Assumptions.assumeTrue(
                isRoot() && isMounted("-t", "tmpfs", "-o", "size=64m", "tmpfs", medium.toString()),
                "no medium can be mounted here");
        try {
            var home = register("medium/register");
            assertThat(isMounted("-o", "remount,ro", medium.toString())).isTrue();
            var before = contents(home);

            // With all the rights of an administrator.
            try (var register =
                    new Registers(NOON, "anna", "test", writer, readers).openOrLook(home, false, Progress.NONE)) {
                assertThat(register.summary().readOnly()).isTrue();
                assertThat(register.lookingBecause()).isPresent();
                assertThat(register.revision()).isEqualTo(1);
            }
            assertThat(lookAt(home).getFirst()).startsWith("looked REGISTER_READ_ONLY REGISTER_READ_ONLY ");
            assertThat(contents(home)).isEqualTo(before);
        } finally {
            run(List.of("umount", medium.toString()));
        }
    }

    private static boolean isMounted(String... arguments) throws InterruptedException {
        try {
            var command = new ArrayList<>(List.of("mount"));
            command.addAll(List.of(arguments));
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
