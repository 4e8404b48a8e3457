package app.assay.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a killed process left goes at the next start; what a living one uses, and what is nobody's, stays.
class TemporaryFilesTest {

    @TempDir
    Path folder;

    private Process holder(Path temporary, Path target, String... further) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx64m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                TemporaryHolder.class.getName(),
                target.toString()));
        command.addAll(List.of(further));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(told.readLine()).isEqualTo("made");
        return process;
    }

    private static List<String> names(Path where) throws IOException {
        try (var files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatAKilledProcessLeftIsSweptAndWhatALivingOneUsesStays() throws Exception {
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        var target = Files.createDirectory(folder.resolve("target"));
        Files.writeString(target.resolve("orders.xlsx"), "somebody's");
        Files.writeString(target.resolve(".assay-restoring-notes"), "somebody's");
        var sweeper = new TemporaryFiles(temporary);

        var living = holder(temporary, target);
        try {
            var before = new TreeSet<>(names(target));
            assertThat(before).hasSize(4);
            assertThat(sweeper.sweepPlace()).isZero();
            assertThat(names(target)).containsExactlyElementsOf(before);

            var killed = holder(temporary, target);
            assertThat(names(target)).hasSize(6);
            killed.destroyForcibly().waitFor();
            assertThat(sweeper.sweepPlace()).isEqualTo(1);
            assertThat(names(target)).containsExactlyElementsOf(before);
            assertThat(names(temporary))
                    .as("that of the living one and the sweeper's own")
                    .hasSize(2);
        } finally {
            living.destroyForcibly().waitFor();
        }
        sweeper.sweepPlace();
        assertThat(names(target)).containsExactly(".assay-restoring-notes", "orders.xlsx");
        assertThat(names(temporary)).hasSize(1);
    }

    /// Reading its own list at its end must not give the lock of the list back.
    @Test
    void aProcessThatCannotEndItsListHoldsItOn() throws Exception {
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        var target = Files.createDirectory(folder.resolve("target"));
        var ending = holder(temporary, target, "ending");
        try {
            var before = names(target);
            assertThat(before).hasSize(1);
            assertThat(new TemporaryFiles(temporary).sweepPlace()).isZero();
            assertThat(names(target)).isEqualTo(before);
        } finally {
            ending.destroyForcibly().waitFor();
        }
        assertThat(new TemporaryFiles(temporary).sweepPlace()).isPositive();
        assertThat(names(target)).isEmpty();
    }

    @Test
    void whatIsNotOursStaysWhateverItsName() throws Exception {
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        var number = "0123456789abcdef0123456789abcdef";
        var outside = Files.createDirectory(folder.resolve("outside"));
        var precious = Files.writeString(outside.resolve("precious"), "keep me");
        // Without the file of an owner; with a name that is not quite ours; a link; a file.
        Files.createDirectory(temporary.resolve("assay-temporary-" + number));
        Files.writeString(
                Files.createDirectory(temporary.resolve("assay-temporary-mine")).resolve("owner"), "");
        Files.writeString(outside.resolve("owner"), "");
        Files.createSymbolicLink(temporary.resolve("assay-temporary-" + number.replace('0', 'f')), outside);
        Files.writeString(temporary.resolve("assay-temporary-" + number.replace('0', 'e')), "");
        var before = names(temporary);

        assertThat(new TemporaryFiles(temporary).sweepPlace()).isZero();
        assertThat(names(temporary)).isEqualTo(before);
        assertThat(precious).exists();
    }

    @Test
    void anOwnersListNamesNothingButWhatOursAreNamed() throws Exception {
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        var precious = Files.writeString(folder.resolve("precious"), "keep me");
        var half = Files.createDirectory(folder.resolve(".assay-restoring-0123456789abcdef0123456789abcdef"));
        Files.createSymbolicLink(half.resolve("link"), precious);
        var dead = Files.createDirectory(temporary.resolve("assay-temporary-0123456789abcdef0123456789abcdef"));
        Files.writeString(
                dead.resolve("owner"), precious + "\n" + half + "\n../precious\n" + folder + "\n.assay-restoring-");

        assertThat(new TemporaryFiles(temporary).sweepPlace()).isEqualTo(1);
        assertThat(dead).doesNotExist();
        assertThat(half).doesNotExist();
        assertThat(precious).hasContent("keep me");
    }

    @Test
    void aFolderThatSomebodyRemovedIsMadeAgain() throws Exception {
        var files = new TemporaryFiles(folder);
        var first = files.folder();
        assertThat(files.folder()).isEqualTo(first);
        Files.delete(first.resolve("owner"));
        Files.delete(first);
        assertThat(files.folder()).isNotEqualTo(first).isDirectory();
        assertThatThrownBy(() -> files.nameBeside(folder, "Not a word")).isInstanceOf(IllegalArgumentException.class);
        files.leave();
        assertThat(names(folder)).isEmpty();
    }
}
