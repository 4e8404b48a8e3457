package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.MachineNotes.SeenHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineNotesTest {

    private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final SeenHead HEAD = new SeenHead(7, "ab".repeat(32), Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("state").resolve("assay");
    }

    private Path file() {
        return home().resolve("registers").resolve(ONE + ".json");
    }

    @Test
    void notesOutlastTheProgramAndBelongToOneRegister() throws Exception {
        var notes = MachineNotes.in(home());
        notes.noteHead(ONE, HEAD);
        notes.put(ONE, "secondBackupFolder", "/media/stick");

        var later = MachineNotes.in(home());
        assertThat(later.seenHead(ONE)).contains(HEAD);
        assertThat(later.get(ONE, "secondBackupFolder")).contains("/media/stick");
        assertThat(later.seenHead(TWO)).isEmpty();
        assertThat(later.get(TWO, "secondBackupFolder")).isEmpty();
        assertThat(Files.readString(file()))
                .isEqualTo("{\"headHash\":\"%s\",\"headLength\":\"7\",\"headSeen\":\"2026-03-01T12:00:00Z\","
                                .formatted(HEAD.hash())
                        + "\"secondBackupFolder\":\"/media/stick\"}");
    }

    @Test
    void aNoteThatIsTakenAwayIsGoneAndTheOthersStay() {
        var notes = MachineNotes.in(home());
        notes.noteHead(ONE, HEAD);
        notes.put(ONE, "secondBackupFolder", "/media/stick");
        notes.put(ONE, "secondBackupFolder", "");

        assertThat(MachineNotes.in(home()).get(ONE, "secondBackupFolder")).isEmpty();
        assertThat(MachineNotes.in(home()).seenHead(ONE)).contains(HEAD);
    }

    @Test
    void twoProgramsOfTheUserSeeWhatTheOtherNoted() {
        var one = MachineNotes.in(home());
        var other = MachineNotes.in(home());
        one.put(ONE, "secondBackupFolder", "/media/stick");
        other.put(ONE, "secondBackupLastSuccess", "2026-03-01T12:00:00Z");

        assertThat(one.get(ONE, "secondBackupLastSuccess")).contains("2026-03-01T12:00:00Z");
        assertThat(other.get(ONE, "secondBackupFolder")).contains("/media/stick");
    }

    @Test
    void nobodyElseMayReadThem() throws Exception {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions of this kind");
        MachineNotes.in(home()).noteHead(ONE, HEAD);

        for (var made : new Path[] {home(), home().resolve("registers")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(home().resolve("registers"))) {
            assertThat(files).containsExactly(file());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{\"headHash\":\"aa\",\"headLength\":\"many\",\"headSeen\":\"2026-03-01T12:00:00Z\"}",
                "{\"headHash\":\"aa\",\"headLength\":\"1\",\"headSeen\":\"noon\"}",
                "{\"headHash\":\"aa\"}",
                "{\"headHash\":{\"a\":1}}"
            })
    void notesOfNonsenseAreNoneAndAreWrittenAnew(String text) throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        var notes = MachineNotes.in(home());

        assertThat(notes.seenHead(ONE)).isEmpty();
        notes.noteHead(ONE, HEAD);
        assertThat(MachineNotes.in(home()).seenHead(ONE)).contains(HEAD);
    }

    @Test
    void whereNothingCanBeWrittenTheyEndWithTheProgram() throws Exception {
        Files.writeString(folder.resolve("state"), "a file where the folder should be");
        var notes = MachineNotes.in(home());
        notes.noteHead(ONE, HEAD);

        assertThat(notes.seenHead(ONE)).contains(HEAD);
        assertThat(MachineNotes.in(home()).seenHead(ONE)).isEmpty();
    }
}
