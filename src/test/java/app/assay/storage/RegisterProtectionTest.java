package app.assay.storage;

import static app.assay.domain.record.RecordKind.ENTITLEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.source.FactSink;
import app.assay.files.Hashes;
import app.assay.storage.backup.Backup;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps a register from being opened, changed or believed wrongly.
class RegisterProtectionTest {

    private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @TempDir
    Path folder;

    private Path home;
    private final Threads threads = new Threads();

    @BeforeEach
    void create() {
        home = folder.resolve("r");
        try (var register = Register.create(home, "Demo", Threads.ZONE, threads.context())) {
            edit(register, "10");
        }
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private Register open(OpenMode mode) {
        return Register.open(home, mode, threads.context());
    }

    private static void edit(Register register, String quantity) {
        register.apply(
                new Command(
                        "entitlement.edit",
                        "E-1",
                        "",
                        List.of(Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1", "quantity", quantity)))),
                Progress.NONE);
    }

    private static void assertFault(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private void sql(String... statements) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("register"), "sa", "");
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    @Test
    void openForLookingWritesNothing() throws Exception {
        var before = Files.readAllBytes(home.resolve("register.mv.db"));
        var files = names();
        try (var register = open(OpenMode.READ_ONLY);
                var second = open(OpenMode.READ_ONLY)) {
            assertThat(register.info().readOnly()).isTrue();
            assertThat(second.snapshot().records(ENTITLEMENT)).hasSize(1);
            assertFault(FaultCode.REGISTER_READ_ONLY, () -> edit(register, "11"));
            assertFault(FaultCode.REGISTER_READ_ONLY, register::undo);
            assertFault(FaultCode.REGISTER_READ_ONLY, () -> register.blobs().store(home.resolve("register.assay")));
            assertThat(register.trail()
                            .page(app.assay.domain.table.TableQuery.ALL, 0, 10)
                            .matching())
                    .isEqualTo(2);
            assertThat(register.verify(Progress.NONE).intact()).isTrue();
        }
        assertThat(Files.readAllBytes(home.resolve("register.mv.db"))).isEqualTo(before);
        assertThat(names()).isEqualTo(files);
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anOpeningThatIsCancelledChangesNothing() throws Exception {
        Files.delete(home.resolve("register.seal.json")); // so that every row is recomputed before
        var before = contents();

        assertThatThrownBy(() -> Register.open(home, OpenMode.WRITE, threads.context(), new Impatient()))
                .isInstanceOf(Cancelled.class);

        assertThat(contents()).isEqualTo(before);
        open(OpenMode.WRITE).close();
    }

    @Test
    void theJournalOfAnotherRegisterIsRefusedBeforeAByteIsWritten() throws Exception {
        var other = folder.resolve("other");
        try (var register = Register.create(other, "Other", Threads.ZONE, threads.context())) {
            edit(register, "10");
        }
        var journal = home.resolve("journal/000000000001.jsonl");
        Files.copy(
                other.resolve("journal/000000000001.jsonl"),
                journal,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        var before = contents();

        assertFault(FaultCode.REGISTER_DAMAGED, () -> open(OpenMode.READ_ONLY));
        assertFault(FaultCode.REGISTER_DAMAGED, () -> open(OpenMode.WRITE));

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aMarkerThatSaysAnotherFormatThanTheDatabaseIsFound() throws Exception {
        var marker = home.resolve("register.assay");
        Files.writeString(
                marker, Files.readString(marker).replaceFirst("\"formatMinor\":\"\\d+\"", "\"formatMinor\":\"5\""));

        var report = Recovery.inspect(home, List.of(), threads.context(), Progress.NONE);

        assertThat(report.intact()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.piece() == Recovery.Piece.MARKER)
                .singleElement()
                .satisfies(finding -> assertThat(finding.told())
                        .contains("1.5")
                        .contains("1.%s".formatted(RegisterFolder.FORMAT_MINOR)));
    }

    @Test
    void withNothingLeftButBackupsOnlyOneRegisterIsOffered() throws Exception {
        try (var register = open(OpenMode.WRITE)) {
            register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
        }
        var other = folder.resolve("other");
        try (var register = Register.create(other, "Other", Threads.ZONE, threads.context())) {
            for (var quantity : List.of("1", "2", "3")) {
                edit(register, quantity);
            }
            register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
        }
        for (var lost : List.of("register.assay", "register.seal.json", "journal/000000000001.jsonl")) {
            Files.delete(home.resolve(lost));
        }

        var report = Recovery.inspect(home, List.of(other.resolve("backups")), threads.context(), Progress.NONE);

        assertThat(report.choices())
                .singleElement()
                .satisfies(choice -> assertThat(choice.backup().name()).isEqualTo("Demo"));
    }

    /// Every file with its bytes.
    private Map<String, String> contents() throws Exception {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(home.relativize(file).toString(), Hashes.sha256(Files.newInputStream(file)));
            }
        }
        return contents;
    }

    @Test
    void theMarkerFileStandsForItsFolder() {
        try (var register = Register.open(home.resolve("register.assay"), OpenMode.READ_ONLY, threads.context())) {
            assertThat(register.info().folder()).isEqualTo(home);
        }
    }

    @Test
    void aRegisterHeldByThisProgramIsNotOpenedAgain() {
        try (var register = open(OpenMode.WRITE)) {
            assertThat(register.info().revision()).isEqualTo(1);
            assertFault(FaultCode.REGISTER_LOCKED, () -> open(OpenMode.WRITE));
            assertFault(FaultCode.REGISTER_LOCKED, () -> open(OpenMode.READ_ONLY));
        }
    }

    @Test
    void aLockFileWithJunkOfADeadProcessBlocksNobody() throws Exception {
        Files.writeString(home.resolve("register.lock"), "junk \u0000 {");
        try (var register = open(OpenMode.WRITE)) {
            edit(register, "11");
        }
    }

    @Test
    void aNewerFormatIsRefusedWithItsBytesUnchanged() throws Exception {
        var marker = home.resolve("register.assay");
        Files.writeString(marker, Files.readString(marker).replace("\"formatMajor\":\"1\"", "\"formatMajor\":\"2\""));
        var before = Files.readAllBytes(home.resolve("register.mv.db"));

        for (var mode : OpenMode.values()) {
            assertFault(FaultCode.REGISTER_NEWER_FORMAT, () -> open(mode));
        }
        assertThat(Files.readAllBytes(home.resolve("register.mv.db"))).isEqualTo(before);
        assertThat(Files.readString(marker)).contains("\"formatMajor\":\"2\"");
    }

    @Test
    void aNewerMinorFormatIsOnlyLookedAt() throws Exception {
        var marker = home.resolve("register.assay");
        Files.writeString(
                marker, Files.readString(marker).replaceFirst("\"formatMinor\":\"\\d+\"", "\"formatMinor\":\"9\""));

        assertFault(FaultCode.REGISTER_NEWER_FORMAT, () -> open(OpenMode.WRITE));
        try (var register = open(OpenMode.READ_ONLY)) {
            assertThat(register.snapshot().records(ENTITLEMENT)).hasSize(1);
        }
    }

    @Test
    void aMarkerOfNonsenseIsDamageAndNotAStackTrace() throws Exception {
        for (var text : List.of("", "{", "[]", "{\"formatMajor\":\"one\"}", "\u0000\u0000")) {
            Files.writeString(home.resolve("register.assay"), text);
            assertFault(FaultCode.REGISTER_DAMAGED, () -> open(OpenMode.WRITE));
        }
    }

    @Test
    void anOlderDatabaseUnderTheNameOfANewerOneIsNoticed() throws Exception {
        var database = home.resolve("register.mv.db");
        var older = Files.copy(database, folder.resolve("older"));
        try (var register = open(OpenMode.WRITE)) {
            edit(register, "11");
        }
        Files.copy(older, database, StandardCopyOption.REPLACE_EXISTING);

        assertFault(FaultCode.REGISTER_DAMAGED, () -> open(OpenMode.WRITE));
        assertFault(FaultCode.REGISTER_DAMAGED, () -> open(OpenMode.READ_ONLY));
    }

    @Test
    void theDatabaseOfAnotherRegisterIsNoticed() throws Exception {
        var other = folder.resolve("other");
        try (var register = Register.create(other, "Other", Threads.ZONE, threads.context())) {
            edit(register, "10");
        }
        Files.copy(
                other.resolve("register.mv.db"), home.resolve("register.mv.db"), StandardCopyOption.REPLACE_EXISTING);

        assertFault(FaultCode.REGISTER_DAMAGED, () -> open(OpenMode.WRITE));
    }

    @Test
    void aDatabaseCutShortOrEmptiedIsDamage() throws Exception {
        var database = home.resolve("register.mv.db");
        var bytes = Files.readAllBytes(database);
        for (int kept : new int[] {0, 1, 4096, bytes.length / 2}) {
            Files.write(database, java.util.Arrays.copyOf(bytes, kept));
            assertThatThrownBy(() -> open(OpenMode.READ_ONLY))
                    .as("%s bytes", kept)
                    .isInstanceOf(Fault.class);
        }
    }

    @Test
    void aCrashBetweenSavingAndSealingIsMadeGood() throws Exception {
        var seal = home.resolve("register.seal.json");
        var older = Files.readString(seal);
        try (var register = open(OpenMode.WRITE)) {
            edit(register, "11");
        }
        Files.writeString(seal, older);
        try (var register = open(OpenMode.WRITE)) {
            assertThat(register.info().revision()).isEqualTo(2);
        }
        assertThat(Files.readString(seal)).contains("\"revision\":\"2\"");
    }

    @Test
    void verifyNamesWhatWasChangedFromOutside() throws Exception {
        try (var register = open(OpenMode.WRITE)) {
            var blob = register.blobs().store(new ByteArrayInputStream(new byte[] {1, 2, 3}));
            try (var staged = register.stage(Threads.request("scan", "", blob))) {
                staged.installation(2, "PC1", "Draw", "", "", "", 1, 2, FactSink.NO_DAY);
                staged.finish(Progress.NONE);
                staged.publish();
            }
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
            Files.write(
                    home.resolve("blobs")
                            .resolve(blob.sha256().substring(0, 2))
                            .resolve(blob.sha256().substring(2)),
                    new byte[] {1, 2, 4});
        }
        sql(
                "UPDATE own_record SET content = REGEXP_REPLACE(content, '\"quantity\":\"[^\"]*\"', '\"quantity\":\"99\"')"
                        + " WHERE kind = 'ENTITLEMENT'",
                "UPDATE trail_event SET actor = 'eve' WHERE sequence = 2",
                "UPDATE packed_installations SET digest = X'" + "00".repeat(32) + "'");
        for (var mode : List.of(OpenMode.WRITE, OpenMode.READ_ONLY)) {
            assertThatThrownBy(() -> open(mode)).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_DAMAGED);
                assertThat(fault.happened()).contains("\"eve\"");
            });
        }
        try (var register = open(OpenMode.DAMAGED)) {
            var report = register.verify(Progress.NONE);
            assertThat(report.messages())
                    .anyMatch(text -> text.contains("\"99\"") && text.contains("quantity"))
                    .anyMatch(text -> text.contains("Entry 2") && text.contains("actor"))
                    .anyMatch(text -> text.contains("Packed installations number 0"))
                    .anyMatch(text -> text.contains("kept file"));
            assertThat(report.differences())
                    .anyMatch(found -> found.table().equals("own_entitlement")
                            && found.row().equals(ONE.toString())
                            && found.field().equals("quantity"))
                    .anyMatch(found -> found.table().equals("packed_installations")
                            && found.row().equals("0")
                            && found.field().equals("digest"));
        }
    }

    @Test
    void packedInstallationsThatCannotBeReadAreDamage() throws Exception {
        try (var register = open(OpenMode.WRITE)) {
            var blob = register.blobs().store(new ByteArrayInputStream(new byte[] {1}));
            try (var staged = register.stage(Threads.request("scan", "", blob))) {
                staged.installation(2, "PC1", "Draw", "", "", "", 1, 2, FactSink.NO_DAY);
                staged.finish(Progress.NONE);
                staged.publish();
            }
        }
        for (var bytes : List.of("00", "0105000000000000", "ff")) {
            sql("UPDATE packed_installations SET content = X'" + bytes + "'");
            assertFault(FaultCode.REGISTER_DAMAGED, () -> open(OpenMode.WRITE));
        }
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsWritten() throws Exception {
        var left = new AtomicLong(1L << 40);
        try (var register =
                Register.open(home, OpenMode.WRITE, threads.context(), Progress.NONE, new FreeSpace(left::get))) {
            var blob = register.blobs().store(new ByteArrayInputStream(new byte[] {1}));
            var staged = register.stage(Threads.request("scan", "", blob));
            left.set(50L << 20);
            assertFault(FaultCode.DISK_FULL, () -> {
                for (int row = 0; row < 5_000; row++) {
                    staged.installation(row, "PC1", "T" + row, "", "", "", 1, 1, 1);
                }
            });
            staged.close();
            assertFault(FaultCode.DISK_FULL, () -> register.stage(Threads.request("scan", "", blob)));
            edit(register, "11");
            left.set(1L << 20);
            assertFault(FaultCode.DISK_FULL, () -> edit(register, "12"));
            left.set(1L << 40);
            edit(register, "13");
            assertThat(register.snapshot().titleCount()).isZero();
            assertThat(register.info().revision()).isEqualTo(3);
        }
    }

    @Test
    void aKeptFileIsFoundByItsHashAndNothingElseIs() throws Exception {
        try (var register = open(OpenMode.WRITE)) {
            var blob = register.blobs()
                    .store(new ByteArrayInputStream("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            assertThat(blob.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assertThat(register.blobs().has(blob.sha256())).isTrue();
            try (var in = register.blobs().open(blob.sha256())) {
                assertThat(in.readAllBytes()).asString().isEqualTo("abc");
            }
            assertThat(register.blobs().has("0".repeat(64))).isFalse();
            assertThatThrownBy(() -> register.blobs().open("../../register.assay"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertFault(FaultCode.INPUT_NOT_FOUND, () -> register.blobs().store(folder.resolve("nothing")));
        }
    }

    @Test
    void aRegisterThatWasToldOfALackOfMemoryRefusesChangesAndSaysWhy() {
        try (var register = open(OpenMode.WRITE)) {
            edit(register, "12");
            register.memoryRanOut();

            assertThatThrownBy(() -> edit(register, "13"))
                    .isInstanceOfSatisfying(
                            Fault.class,
                            fault -> assertThat(fault.sentences())
                                    .contains("Memory ran out before", "reported as saved is safe", "open it again"));
        }
        try (var register = open(OpenMode.WRITE)) {
            assertThat(register.wasUnclean()).isTrue();
            assertThat(register.verify(Progress.NONE).intact()).isTrue();
            edit(register, "13");
        }
    }
}
