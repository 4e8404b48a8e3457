package app.assay.storage.backup;

import static app.assay.domain.record.RecordKind.DEVICE;
import static app.assay.domain.record.RecordKind.ENTITLEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.Threads;
import app.assay.work.Cancelled;
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
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup holds everything, and what comes back from it is the same register.
@Tag("locales")
class BackupTest {

    @TempDir
    Path folder;

    private Path home;
    private final Threads threads = new Threads();

    @BeforeEach
    void create() throws IOException {
        home = folder.resolve("r");
        try (var register = Register.create(home, "Harbour", Threads.ZONE, threads.context())) {
            load(register, "scan", 1);
            edit(register, 1, "10");
            edit(register, 2, "20");
            edit(register, 1, "11");
            register.undo();
            var device = register.snapshot().records(DEVICE).getFirst().id();
            register.apply(
                    new Command("device.edit", "PC0", "", List.of(Edit.set(DEVICE, device, Map.of("note", "ä\n😀")))),
                    Progress.NONE);
        }
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private static UUID entitlement(int number) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
    }

    private static void edit(Register register, int number, String quantity) {
        register.apply(
                new Command(
                        "entitlement.edit",
                        "E-" + number,
                        "because",
                        List.of(Edit.set(
                                ENTITLEMENT,
                                entitlement(number),
                                Map.of("reference", "E-" + number, "quantity", quantity)))),
                Progress.NONE);
    }

    private static void load(Register register, String source, int step) throws IOException {
        var blob = register.blobs().store(new ByteArrayInputStream((source + step).getBytes(StandardCharsets.UTF_8)));
        try (var staged = register.stage(Threads.request(source, "", blob))) {
            for (int device = 0; device < 5; device++) {
                staged.record(device, DEVICE, Map.of("name", "PC" + device, "serial", "S-" + device + step));
                for (int title = 0; title < 7; title++) {
                    staged.installation(
                            device * 10L + title,
                            "PC" + device,
                            "T" + title + step,
                            "Acme",
                            "1",
                            "",
                            1,
                            2,
                            FactSink.NO_DAY);
                }
            }
            staged.rejected(new RejectedRow(new Place("f.csv", "", 99, "title"), RejectReason.TOO_LONG, "", "raw;row"));
            staged.warning(new Place("f.csv", "", 3, "version"), "odd", "an odd version");
            staged.finish(Progress.NONE);
            staged.publish();
        }
    }

    private Register open(Path where) {
        return Register.open(where, OpenMode.WRITE, threads.context());
    }

    /// Everything that a register says, as text.
    private static Map<String, String> said(Register register) {
        var said = new TreeMap<String, String>();
        for (var kind : RecordKind.values()) {
            register.snapshot().records(kind).forEach(record -> {
                said.put(kind + "/" + record.id(), record.values().toString());
                said.put(
                        kind + "/" + record.id() + "/sources",
                        register.snapshot().sources(kind, record.id()).toString());
            });
        }
        register.snapshot().loads().forEach(load -> said.put("load/" + load.id(), load.toString()));
        var index = register.snapshot().installations();
        said.put("installations", Long.toString(index.count()));
        for (int title = 0; title < register.snapshot().titleCount(); title++) {
            said.put(
                    "title/" + title,
                    register.snapshot().title(title) + java.util.Arrays.toString(index.devices(title)));
        }
        var events = new ArrayList<String>();
        register.forEachEvent(event -> {
            if (!event.action().equals("register.restore")) {
                events.add(event.hash());
            }
        });
        said.put("trail", events.toString());
        said.put("undo", register.undoState().toString());
        said.put(
                "rejected",
                register.rejected(Optional.empty())
                        .page(app.assay.domain.table.TableQuery.ALL, 0, 100)
                        .rows()
                        .toString());
        said.put(
                "warnings",
                register.warnings(Optional.empty())
                        .page(app.assay.domain.table.TableQuery.ALL, 0, 100)
                        .rows()
                        .toString());
        return said;
    }

    private Restore.Result restore(Path backup, Path target, boolean withJournal) {
        return Restore.run(
                backup, target, withJournal ? Optional.of(home) : Optional.empty(), threads.context(), Progress.NONE);
    }

    @Test
    void aBackupIsReadBackAndRestoredBesideAsTheSameRegister() throws Exception {
        Backup backup;
        Map<String, String> before;
        try (var register = open(home)) {
            backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            before = said(register);
            assertThat(register.backups().all()).containsExactly(backup);
        }
        assertThat(backup.verified()).isTrue();
        assertThat(backup.revision()).isEqualTo(6);
        assertThat(backup.ownRecords()).containsEntry("entitlement", 2L).containsEntry("device", 1L);

        var target = folder.resolve("back");
        var result = restore(backup.file(), target, false);

        assertThat(result.missingFiles()).isEmpty();
        assertThat(result.remarks()).isEmpty();
        assertThat(result.replayed()).isZero();
        try (var register = open(target)) {
            assertThat(register.wasUnclean()).isFalse();
            assertThat(said(register)).isEqualTo(before);
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
            register.undo();
            assertThat(register.snapshot().records(DEVICE).getFirst().find("note"))
                    .isEmpty();
        }
    }

    @Test
    void theJournalBringsBackWhatCameAfterTheBackup() throws Exception {
        Backup backup;
        Map<String, String> before;
        try (var register = open(home)) {
            backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            edit(register, 3, "30");
            register.undo();
            register.undo();
            register.redo();
            edit(register, 2, "21");
            load(register, "scan", 2);
            register.undo();
            register.redo();
            edit(register, 4, "40");
            register.apply(
                    new Command("entitlement.delete", "E-2", "", List.of(Edit.delete(ENTITLEMENT, entitlement(2)))),
                    Progress.NONE);
            before = said(register);
            // The parts of loads are what a later backup adds; the backup that is restored is the older one.
            register.backups().make(Backup.Kind.IMPORT, Progress.NONE);
        }
        var target = folder.resolve("back");
        var result = restore(backup.file(), target, true);

        assertThat(result.remarks()).isEmpty();
        assertThat(result.replayed()).isEqualTo(10);
        try (var register = open(target)) {
            assertThat(said(register)).isEqualTo(before);
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
        }
    }

    @Test
    void aLongTrailLiesInPartsOfTenThousandEntriesAndComesBackWhole() throws Exception {
        Map<String, String> before;
        try (var register = open(home)) {
            var edits = new ArrayList<Edit>();
            for (int number = 100; edits.size() < 10_000 - register.info().trailLength(); number++) {
                edits.add(Edit.set(ENTITLEMENT, entitlement(number), Map.of("reference", "E-" + number)));
            }
            register.apply(new Command("entitlement.paste", "many", "", edits), Progress.NONE);
            assertThat(register.info().trailLength()).isEqualTo(10_000);
            // The last entry is that of a part: there is none in the backup itself.
            var even = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            before = said(register);
            restore(even.file(), folder.resolve("even"), false);
            edit(register, 1, "12");
            var odd = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            try (var parts = Files.list(home.resolve("backups/parts"))) {
                assertThat(parts.filter(part -> part.getFileName().toString().startsWith("trail-")))
                        .hasSize(1);
            }
            restore(odd.file(), folder.resolve("odd"), false);
            try (var restored = open(folder.resolve("odd"))) {
                assertThat(said(restored)).isEqualTo(said(register));
            }
        }
        try (var restored = open(folder.resolve("even"))) {
            assertThat(said(restored)).isEqualTo(before);
            restored.undo();
            assertThat(restored.snapshot().records(ENTITLEMENT)).hasSize(2);
        }
    }

    @Test
    void whatTheJournalCannotBringBackIsTold() throws Exception {
        Backup backup;
        try (var register = open(home)) {
            backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            edit(register, 3, "30");
            load(register, "scan", 2);
            edit(register, 4, "40");
        }
        var result = restore(backup.file(), folder.resolve("back"), true);

        assertThat(result.replayed()).isEqualTo(1);
        assertThat(result.remarks()).hasSize(2);
        assertThat(result.remarks().getFirst().english())
                .contains("imported again")
                .contains("scan.csv");
        assertThat(result.remarks().getLast().english())
                .isEqualTo("Entries 9 to 10 of the trail are missing from the restored register.");
        assertThat(result.lastEntry()).isEqualTo(8);
        assertThat(result.knownEntries()).isEqualTo(10);
        try (var register = open(folder.resolve("back"))) {
            assertThat(register.snapshot().record(ENTITLEMENT, entitlement(3))).isPresent();
            assertThat(register.snapshot().record(ENTITLEMENT, entitlement(4))).isEmpty();
        }
    }

    @Test
    void aJournalOfAnotherPastIsNotDoneAgain() throws Exception {
        Backup backup;
        try (var register = open(home)) {
            backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
        }
        var other = folder.resolve("other");
        restore(backup.file(), other, false);
        try (var register = open(other)) {
            edit(register, 9, "90");
        }
        try (var register = open(home)) {
            edit(register, 3, "30");
        }
        Path journal;
        try (var files = Files.list(home.resolve("journal"))) {
            journal = files.findFirst().orElseThrow();
        }
        Files.writeString(journal, Files.readString(journal).replace("\"subject\":\"E-3\"", "\"subject\":\"E-5\""));
        var result = restore(backup.file(), folder.resolve("back"), true);

        assertThat(result.replayed()).isZero();
        assertThat(result.remarks().getFirst().english()).contains("chain");
        assertThat(result.remarks().getLast().english()).contains("is missing from the restored register");
    }

    @Test
    void whatNeverChangesIsBackedUpOnce() throws Exception {
        try (var register = open(home)) {
            register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            var first = modified();
            edit(register, 3, "30");
            register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            assertThat(modified()).isEqualTo(first);
            assertThat(register.backups().all()).hasSize(2);
        }
    }

    private Map<String, Object> modified() throws IOException {
        var found = new TreeMap<String, Object>();
        for (var part : List.of("parts", "blobs")) {
            try (var files = Files.walk(home.resolve("backups").resolve(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    found.put(file.toString(), Files.readAttributes(file, "unix:ino,lastModifiedTime"));
                }
            }
        }
        assertThat(found).hasSize(2);
        return found;
    }

    @Test
    void aRestorationNeverOverwritesAnything() throws Exception {
        Backup backup;
        try (var register = open(home)) {
            backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
        }
        var before = Files.readAllBytes(home.resolve("register.mv.db"));
        assertThatThrownBy(() -> restore(backup.file(), home, true))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_EXISTS));
        assertThat(Files.readAllBytes(home.resolve("register.mv.db"))).isEqualTo(before);
    }

    @Test
    void everyChangedByteOfABackupIsNoticed() throws Exception {
        Backup backup;
        Map<String, String> before;
        try (var register = open(home)) {
            backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            before = said(register);
        }
        long seed = Long.getLong("assay.fault.seed", new Random().nextLong(1_000_000));
        var random = new Random(seed);
        var files = new ArrayList<Path>(List.of(backup.file()));
        try (var parts = Files.list(home.resolve("backups/parts"))) {
            files.addAll(parts.toList());
        }
        int flips = Integer.getInteger("assay.fault.flips", 60);
        int told = 0;
        for (int flip = 0; flip < flips; flip++) {
            var file = files.get(flip % files.size());
            var bytes = Files.readAllBytes(file);
            var changed = bytes.clone();
            changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            var target = folder.resolve("flip" + flip);
            try {
                restore(backup.file(), target, false);
                try (var register = open(target)) {
                    assertThat(said(register)).as("seed %s flip %s", seed, flip).isEqualTo(before);
                }
            } catch (Fault fault) {
                told++;
                assertThat(fault.code()).isEqualTo(FaultCode.BACKUP_UNREADABLE);
                assertThat(target).doesNotExist();
            }
            Files.write(file, bytes);
        }
        System.out.printf("fault gate: flips in backups %s, told %s, silently wrong 0, seed %s%n", flips, told, seed);
    }

    @Test
    void aSecondFolderThatIsPulledIsToldAndTheNextCopyIsWhole() throws Exception {
        var second = folder.resolve("stick");
        try (var register = open(home)) {
            var backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            assertThatThrownBy(() -> register.backups().copy(backup, second, Progress.NONE))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.BACKUP_FAILED));
            Files.createDirectories(second);
            register.backups().copy(backup, second, Progress.NONE);
            var place = register.backups().placeIn(second);
            Path part;
            try (var parts = Files.list(place.resolve("parts"))) {
                part = parts.findFirst().orElseThrow();
            }
            var bytes = Files.readAllBytes(part);
            bytes[bytes.length / 2] ^= 1;
            Files.write(part, bytes);
            edit(register, 7, "70");
            var next = register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
            register.backups().copy(next, second, Progress.NONE);
            var before = said(register);

            restore(place.resolve(next.file().getFileName()), folder.resolve("from-stick"), false);
            try (var restored = open(folder.resolve("from-stick"))) {
                assertThat(said(restored)).isEqualTo(before);
            }
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
        }
    }

    @Test
    void closingEndsABackupThatIsUnderWayAndTheFileIsTheSealedOne() throws Exception {
        var register = open(home);
        var progress = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public void stage(String name) {
                if (name.equals("backup.write")) {
                    register.close();
                }
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
        assertThatThrownBy(() -> register.backups().make(Backup.Kind.REQUEST, progress))
                .isInstanceOf(Cancelled.class);
        try (var again = open(home)) {
            assertThat(again.wasUnclean()).isFalse();
            edit(again, 8, "80");
        }
        try (var again = open(home)) {
            assertThat(again.verify(Progress.NONE).messages()).isEmpty();
        }
    }

    @Test
    void aCancelledBackupLeavesNothingBehind() throws Exception {
        try (var register = open(home)) {
            for (int after = 0; after < 12; after++) {
                int[] asked = {after};
                var progress = new Progress() {
                    @Override
                    public void report(long done, long total) {}

                    @Override
                    public void stage(String name) {}

                    @Override
                    public boolean isCancelled() {
                        return asked[0]-- <= 0;
                    }
                };
                assertThatThrownBy(() -> register.backups().make(Backup.Kind.REQUEST, progress))
                        .isInstanceOf(Cancelled.class);
                assertThat(register.backups().all()).isEmpty();
                try (var left = Files.walk(home)) {
                    assertThat(left.filter(file -> file.toString().endsWith(".part")))
                            .isEmpty();
                }
            }
            edit(register, 5, "1");
            register.backups().make(Backup.Kind.REQUEST, Progress.NONE);
        }
    }
}
