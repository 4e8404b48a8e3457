package app.assay.storage;

import static app.assay.domain.record.RecordKind.DEVICE;
import static app.assay.domain.record.RecordKind.ENTITLEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.files.Hashes;
import app.assay.storage.backup.Backup;
import app.assay.storage.backup.BackupFolder;
import app.assay.storage.backup.Restore;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pieces of a register and of its backups that are damaged, lost or older: healed where another piece has them whole,
/// named where none has.
@Tag("locales")
class LackingPiecesTest {

    private static final String SCAN = "PC0 runs Acme";

    @TempDir
    Path folder;

    private Path home;
    private final Threads threads = new Threads();

    @BeforeEach
    void create() throws IOException {
        home = folder.resolve("r");
        try (var register = Register.create(home, "Harbour", Threads.ZONE, threads.context())) {
            load(register);
            edit(register, 1);
        }
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private static void load(Register register) throws IOException {
        var blob = register.blobs().store(new ByteArrayInputStream(SCAN.getBytes(StandardCharsets.UTF_8)));
        try (var staged = register.stage(Threads.request("scan", "", blob))) {
            staged.record(1, DEVICE, Map.of("name", "PC0", "serial", "S-0"));
            staged.finish(Progress.NONE);
            staged.publish();
        }
    }

    private static void edit(Register register, int number) {
        register.apply(
                new Command(
                        "entitlement.edit",
                        "E-" + number,
                        "",
                        List.of(Edit.set(
                                ENTITLEMENT,
                                new UUID(0x4000, 0x8000_0000_0000_0000L | number),
                                Map.of("reference", "E-" + number)))),
                Progress.NONE);
    }

    private Register open(OpenMode mode) {
        return Register.open(home, mode, threads.context());
    }

    private Backup backup() {
        try (var register = open(OpenMode.WRITE)) {
            return register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
        }
    }

    private void editOnce(int number) {
        try (var register = open(OpenMode.WRITE)) {
            edit(register, number);
        }
    }

    private Restore.Result restore(Backup backup, String target, Path old) {
        return Restore.run(backup.file(), folder.resolve(target), Optional.of(old), threads.context(), Progress.NONE);
    }

    private static Path only(Path folder, String end) throws IOException {
        try (var files = Files.walk(folder)) {
            var found = files.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(end))
                    .toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private Path keptCopy() throws IOException {
        return only(home.resolve("backups/blobs"), ".gz");
    }

    private static String unpacked(Path copy) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(copy))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void pack(Path copy, String content) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(copy))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<String> verified(OpenMode mode) {
        try (var register = open(mode)) {
            return register.verify(Progress.NONE).messages();
        }
    }

    private Path journal() throws IOException {
        return only(home.resolve("journal"), ".jsonl");
    }

    // ---------------------------------------------------------------- kept files in backups

    @Test
    void aDamagedKeptFileInABackupIsWrittenAgainFromTheRegister() throws Exception {
        backup();
        pack(keptCopy(), "another content");
        backup();
        assertThat(unpacked(keptCopy())).isEqualTo(SCAN);

        Files.writeString(keptCopy(), "no gzip at all");
        backup();
        assertThat(unpacked(keptCopy())).isEqualTo(SCAN);
    }

    @Test
    void aSecondFolderKeepsItsWholeCopiesWhenTheFirstIsDamaged() throws Exception {
        var second = Files.createDirectory(folder.resolve("stick"));
        try (var register = open(OpenMode.WRITE)) {
            var backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            register.backups().copy(backup, second, Progress.NONE);
            var there = register.backups().placeIn(second);
            pack(keptCopy(), "another content");
            var part = only(home.resolve("backups/parts"), ".zip");
            var partThere = there.resolve("parts").resolve(part.getFileName());

            register.backups().copy(backup, second, Progress.NONE);
            assertThat(unpacked(only(there.resolve("blobs"), ".gz"))).isEqualTo(SCAN);

            pack(only(there.resolve("blobs"), ".gz"), "another content there");
            assertThat(register.backups().copy(backup, second, Progress.NONE))
                    .as("whole neither there nor here")
                    .containsExactly(Hashes.sha256(SCAN));
            pack(keptCopy(), SCAN);
            assertThat(register.backups().copy(backup, second, Progress.NONE)).isEmpty();
            assertThat(unpacked(only(there.resolve("blobs"), ".gz"))).isEqualTo(SCAN);

            var bytes = Files.readAllBytes(part);
            bytes[bytes.length / 2] ^= 1;
            Files.write(part, bytes);
            assertThatThrownBy(() -> register.backups().copy(backup, second, Progress.NONE))
                    .isInstanceOfSatisfying(Fault.class, fault -> {
                        assertThat(fault.code()).isEqualTo(FaultCode.BACKUP_FAILED);
                        assertThat(fault.happened()).contains("was changed").doesNotContain("..");
                    });
            assertThat(BackupFolder.isWhole(partThere)).isTrue();
        }
    }

    @Test
    void recoverySaysWhichBackupLacksKeptFilesThatTheRegisterHasLostToo() throws Exception {
        backup();
        Files.delete(keptCopy());
        assertThat(Recovery.inspect(home, List.of(), threads.context(), Progress.NONE)
                        .choices()
                        .getFirst()
                        .missingFiles())
                .as("the register has it still")
                .isEmpty();
        Files.writeString(only(home.resolve("blobs"), ""), "other bytes");
        assertThat(Recovery.inspect(home, List.of(), threads.context(), Progress.NONE)
                        .choices()
                        .getFirst()
                        .missingFiles())
                .containsExactly(Hashes.sha256(SCAN));
    }

    @Test
    void aKeptFileThatTheRegisterHasLostKeepsNobodyFromABackupAndIsNamedWhenItIsRestored() throws Exception {
        Files.delete(only(home.resolve("blobs"), ""));
        var backup = backup();
        assertThat(backup.verified()).isTrue();
        assertThat(backup.lost()).containsExactly(Hashes.sha256(SCAN));
        assertThat(restore(backup, "back", home).missingFiles())
                .containsExactly(new Restore.MissingFile(Hashes.sha256(SCAN), "scan.csv"));
    }

    // ---------------------------------------------------------------- what a restoration lacks

    @Test
    void entriesThatTheSealTellsOfAndTheShortenedJournalLacksAreNamed() throws Exception {
        var backup = backup();
        editOnce(2);
        editOnce(3);
        editOnce(4);
        var lines = Files.readAllLines(journal());
        Files.write(journal(), lines.subList(0, lines.size() - 2));

        var result = restore(backup, "back", home);

        assertThat(result.replayed()).isEqualTo(1);
        assertThat(result.knownEntries() - result.lastEntry()).isEqualTo(2);
        assertThat(result.remarks().getLast().english())
                .isEqualTo("Entries %s to %s of the trail are missing from the restored register."
                        .formatted(lines.size() - 1, lines.size()));
        assertThat(result.remarks().getFirst().english()).contains("ends at entry " + (lines.size() - 2));
    }

    @Test
    void aGapInTheJournalIsNamedByItsNumbers() throws Exception {
        var backup = backup();
        editOnce(2);
        editOnce(3);
        editOnce(4);
        var lines = new ArrayList<>(Files.readAllLines(journal()));
        lines.remove(lines.size() - 2);
        Files.write(journal(), lines);

        var result = restore(backup, "back", home);

        assertThat(result.remarks().getFirst().english())
                .startsWith("Entry %s of the trail is missing from the journal.".formatted(lines.size()));
        assertThat(result.remarks().getLast().english())
                .isEqualTo("Entries %s to %s of the trail are missing from the restored register."
                        .formatted(lines.size(), lines.size() + 1));
    }

    @Test
    void aJournalThatIsGoneIsToldAndOneThatHasNothingToAddIsNot() throws Exception {
        var backup = backup();
        assertThat(restore(backup, "same", home).remarks()).isEmpty();
        Files.delete(journal());
        assertThat(restore(backup, "sealed", home).remarks())
                .as("the seal says that the backup is all there was")
                .isEmpty();
        Files.delete(home.resolve("register.seal.json"));
        assertThat(restore(backup, "unknown", home).remarks())
                .singleElement()
                .asString()
                .contains("is not known");
    }

    @Test
    void aFolderThatIsNoRegisterOrAnotherOneIsRefusedForTheJournal() throws Exception {
        var backup = backup();
        var plain = Files.createDirectory(folder.resolve("plain"));
        var other = folder.resolve("other");
        Register.create(other, "Other", Threads.ZONE, threads.context()).close();
        for (var wrong : List.of(plain, other, folder.resolve("nowhere"))) {
            assertThatThrownBy(() -> restore(backup, "back", wrong)).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_NOT_FOUND);
                assertThat(fault.happened()).contains(wrong.toString());
            });
            assertThat(folder.resolve("back")).doesNotExist();
        }
        // A marker of another register beside a seal of this one: somebody mixed them up, and the journal decides.
        Files.copy(
                other.resolve(Register.MARKER),
                home.resolve(Register.MARKER),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(restore(backup, "back", home).remarks()).isEmpty();
    }

    // ---------------------------------------------------------------- what a check names

    @Test
    void verifyNamesAJournalThatIsMissingShortenedOrOlder() throws Exception {
        var whole = Files.readString(journal());
        editOnce(2);
        var now = Files.readString(journal());
        assertThat(verified(OpenMode.DAMAGED)).isEmpty();

        Files.writeString(journal(), whole); // an older one
        assertThat(verified(OpenMode.DAMAGED))
                .singleElement()
                .asString()
                .startsWith("The journal of the register ends at entry 3, though 4 were saved");

        Files.writeString(journal(), now.substring(0, now.length() - 5)); // its last line does not end
        assertThat(verified(OpenMode.DAMAGED)).singleElement().asString().contains("ends at entry 3");

        Files.delete(journal());
        Files.delete(home.resolve("journal"));
        assertThat(verified(OpenMode.READ_ONLY))
                .singleElement()
                .asString()
                .isEqualTo("The journal of the register is not there, though entries of the trail were saved.");

        try (var register = open(OpenMode.WRITE)) {
            assertThat(register.notes()).hasSize(2);
            assertThat(register.notes().getLast().english()).contains("written anew");
        }
        assertThat(Files.readString(journal())).isEqualTo(now);
        assertThat(verified(OpenMode.DAMAGED)).isEmpty();
    }

    @Test
    void verifyNamesAJournalThatIsTakenAwayWhileTheRegisterIsOpenForWork() throws Exception {
        try (var register = open(OpenMode.WRITE)) {
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
            Files.delete(journal());
            assertThat(register.verify(Progress.NONE).messages())
                    .containsExactly(
                            "The journal of the register is not there, though entries of the trail were saved.");
            edit(register, 2); // begins a journal of its own, which lacks what was before
            assertThat(register.verify(Progress.NONE).messages())
                    .singleElement()
                    .asString()
                    .contains("The journal lacks entry 1");
        }
    }

    @Test
    void aShortenedJournalIsPutAsideAndWrittenAnew() throws Exception {
        var whole = Files.readString(journal());
        Files.writeString(journal(), whole.lines().findFirst().orElseThrow() + "\n");
        try (var register = open(OpenMode.WRITE)) {
            assertThat(register.notes().getFirst().english()).contains("ends at entry 1");
        }
        assertThat(Files.readString(journal())).isEqualTo(whole);
        try (var beside = Files.list(home)) {
            assertThat(beside.filter(file -> file.getFileName().toString().startsWith("journal.damaged-")))
                    .hasSize(1);
        }
    }

    @Test
    void verifyNamesADatabaseFileThatIsNotTheSealedOne() throws Exception {
        var file = home.resolve("register.mv.db");
        var bytes = Files.readAllBytes(file);
        // The second copy of the file's header, which the engine reads only when the first one is broken.
        bytes[4096 + 2000] ^= 1;
        Files.write(file, bytes);
        assertThat(verified(OpenMode.DAMAGED))
                .singleElement()
                .asString()
                .startsWith("The database file is not, byte for byte, the one that was closed and sealed");
        try (var register = open(OpenMode.WRITE)) {
            assertThat(register.wasUnclean()).isTrue();
        }
        assertThat(verified(OpenMode.DAMAGED)).isEmpty();
    }

    @Test
    void noSentenceOfARefusedBackupEndsTwice() throws Exception {
        var backup = backup();
        var part = only(home.resolve("backups/parts"), ".zip");
        Files.delete(part);
        assertThatThrownBy(() -> restore(backup, "back", home))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.sentences())
                                .contains("is not there")
                                .doesNotContain(".."));
        Files.writeString(backup.file(), "no zip");
        assertThatThrownBy(() -> restore(backup, "back", home))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.sentences()).doesNotContain(".."));
    }
}
