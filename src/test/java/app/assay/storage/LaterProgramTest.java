package app.assay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Change;
import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.trail.TrailEvent;
import app.assay.files.DurableFile;
import app.assay.files.JsonTexts;
import app.assay.storage.backup.Backup;
import app.assay.storage.backup.Restore;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.KnownSchemas;
import app.assay.storage.engine.h2.SchemaCheck;
import app.assay.storage.engine.known.Engines;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.rows.FormatTables;
import app.assay.storage.rows.OwnForms;
import app.assay.storage.rows.OwnRecords;
import app.assay.storage.rows.OwnRecords.Stored;
import app.assay.storage.witness.Seal;
import app.assay.storage.witness.Trail;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a later program adds to the kinds of records and to their fields needs no migration, no list of statements and
/// no other format: the tables take it as it is. A field is kept through everything that this program does; a kind is
/// refused as a newer program's.
class LaterProgramTest {

    private static final UUID DEVICE = new UUID(0x4000, 0x8000_0000_0000_0001L);
    private static final UUID LATER = new UUID(0x4000, 0x8000_0000_0000_0002L);
    private static final String FIELD = "colourOfTheCase";
    private static final String KIND = "SERVICE_CONTRACT";

    @TempDir
    Path folder;

    private final Threads threads = new Threads();
    private Path home;
    private Path backup;

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @BeforeEach
    void make() {
        home = folder.resolve("r");
        try (var register = Register.create(home, "Demo", Threads.ZONE, threads.context())) {
            apply(register, Edit.set(RecordKind.DEVICE, DEVICE, Map.of("name", "PC1")));
            backup = register.backups().make(Backup.Kind.REQUEST, Progress.NONE).file();
            apply(register, Edit.set(RecordKind.DEVICE, DEVICE, Map.of("note", "grün")));
        }
    }

    private static void apply(Register register, Edit edit) {
        register.apply(new Command("device.edit", "PC1", "", List.of(edit)), Progress.NONE);
    }

    /// A register whose last entry tells of a field that this program does not know: as a later program of the same
    /// format leaves it, made from a backup and that program's journal.
    private Path withLaterField() throws IOException {
        var later = folder.resolve("later");
        copyMarkerAndJournal(later);
        Path journal;
        try (var files = Files.list(later.resolve("journal"))) {
            journal = files.findFirst().orElseThrow();
        }
        var lines = Files.readAllLines(journal);
        var told = Trail.parse(new JsonTexts().tree(lines.removeLast()));
        var change = told.change().orElseThrow();
        lines.add(Trail.json(with(
                told,
                new Change(
                        change.kind(),
                        change.id(),
                        change.existedBefore(),
                        change.existsAfter(),
                        new TreeMap<>(Map.of(FIELD, "")),
                        new TreeMap<>(Map.of(FIELD, "grün"))))));
        Files.writeString(journal, String.join("\n", lines) + "\n");
        var back = folder.resolve("back");
        var restored = Restore.run(backup, back, Optional.of(later), threads.context(), Progress.NONE);
        assertThat(restored.replayed()).isEqualTo(1);
        return back;
    }

    private void copyMarkerAndJournal(Path to) throws IOException {
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = home.relativize(file).toString();
                if (name.equals("register.assay") || name.startsWith("journal")) {
                    var copy = to.resolve(name);
                    Files.createDirectories(DurableFile.folderOf(copy));
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static TrailEvent with(TrailEvent event, Change change) {
        var changed = new TrailEvent(
                event.sequence(),
                event.id(),
                event.revision(),
                event.command(),
                event.at(),
                event.actor(),
                event.action(),
                event.subject(),
                Optional.of(change),
                event.reason(),
                event.detail(),
                event.applicationVersion(),
                event.previousHash(),
                event.hash());
        return changed.with(Trail.hash(changed));
    }

    private static Map<String, String> values(Register register) {
        return register.snapshot()
                .record(RecordKind.DEVICE, DEVICE)
                .orElseThrow()
                .values();
    }

    @Test
    void aFieldOfALaterProgramIsKeptThroughEditUndoBackupAndRestoration() throws Exception {
        var back = withLaterField();
        Path next;
        try (var register = Register.open(back, OpenMode.WRITE, threads.context())) {
            assertThat(values(register)).isEqualTo(Map.of("name", "PC1", FIELD, "grün"));
            apply(register, Edit.set(RecordKind.DEVICE, DEVICE, Map.of("name", "PC2", "serial", "S-1")));
            assertThat(values(register)).isEqualTo(Map.of("name", "PC2", "serial", "S-1", FIELD, "grün"));
            apply(register, Edit.delete(RecordKind.DEVICE, DEVICE));
            register.undo();
            assertThat(values(register)).isEqualTo(Map.of("name", "PC2", "serial", "S-1", FIELD, "grün"));
            register.undo();
            register.undo();
            assertThat(values(register)).isEqualTo(Map.of("name", "PC1"));
            register.redo();
            assertThat(register.verify(Progress.NONE).messages()).isEmpty();
            next = register.backups().make(Backup.Kind.REQUEST, Progress.NONE).file();
        }
        Restore.run(next, folder.resolve("again"), Optional.empty(), threads.context(), Progress.NONE);

        for (var place : List.of(back, folder.resolve("again"))) {
            try (var register = Register.open(place, OpenMode.WRITE, threads.context())) {
                assertThat(register.info().formatMinor()).isEqualTo(RegisterFolder.FORMAT_MINOR);
                assertThat(values(register)).isEqualTo(Map.of("name", "PC1", FIELD, "grün"));
                assertThat(register.verify(Progress.NONE).messages()).isEmpty();
            }
        }
    }

    /// Writes a record of a kind that this program does not know, as a later one would.
    private void writeLaterKind(boolean sealed) throws IOException {
        var found = RegisterFolder.find(home);
        var seal = Seal.read(found.seal()) instanceof Seal.Found.Whole whole ? whole.seal() : null;
        assertThat(seal).isNotNull();
        var database = Engines.ofFolders().open(found, Database.Access.WRITE, threads.context());
        try {
            database.transaction(tx -> {
                OwnRecords.insert(tx, List.of(new Stored(KIND, LATER, true, "{\"reference\":\"S-1\"}")));
                return 1;
            });
            List<Stored> stored = database.write(dsl -> OwnRecords.stored(dsl));
            assertThat(stored).contains(new Stored(KIND, LATER, true, "{\"reference\":\"S-1\"}"));
            database.durable();
        } finally {
            database.close();
        }
        if (sealed) {
            new Seal(
                            seal.register(),
                            seal.revision(),
                            seal.head(),
                            seal.sums(),
                            Optional.of(Seal.ClosedFile.of(found.database())))
                    .write(found.seal(), Threads.NOON);
        }
    }

    @Test
    void aKindOfALaterProgramNeedsNoTableAndIsRefusedAsANewerPrograms() throws Exception {
        writeLaterKind(true);
        var before = Files.readAllBytes(home.resolve("register.mv.db"));

        assertThat(SchemaCheck.check(home.resolve("register.mv.db"), false))
                .isEqualTo(KnownSchemas.all().size());
        refused(OpenMode.READ_ONLY);
        assertThat(Files.readAllBytes(home.resolve("register.mv.db"))).isEqualTo(before);
        // Who tries to work with it does it no harm: it is told the same the next time.
        refused(OpenMode.WRITE);
        refused(OpenMode.WRITE);
        refused(OpenMode.READ_ONLY);
        var database = Engines.ofFolders().open(RegisterFolder.find(home), Database.Access.READ, threads.context());
        try {
            List<Stored> stored = database.write(dsl -> OwnRecords.stored(dsl));
            assertThat(stored).hasSize(2).contains(new Stored(KIND, LATER, true, "{\"reference\":\"S-1\"}"));
        } finally {
            database.close();
        }
    }

    private void refused(OpenMode mode) {
        assertThatThrownBy(() -> Register.open(home, mode, threads.context()))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).as(fault.sentences()).isEqualTo(FaultCode.REGISTER_NEWER_FORMAT);
                    assertThat(fault.happened()).contains(KIND, "newer program");
                    assertThat(fault.remedy()).contains("newer program");
                });
    }

    @Test
    void aKindThatIsNotKnownInAFileThatWasChangedIsDamage() throws Exception {
        writeLaterKind(false);

        assertThatThrownBy(() -> Register.open(home, OpenMode.WRITE, threads.context()))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_DAMAGED));
    }

    /// One table for all kinds: none has a table, a column or a form of its own, and what seals and backups call
    /// the
    /// rows of a kind follows from its name alone.
    @Test
    void noKindAndNoFieldStandsInTheLists() {
        var tables = FormatTables.current().all();
        for (var kind : RecordKind.values()) {
            assertThat(tables).doesNotContainKey(OwnForms.name(kind));
        }
        assertThat(tables.get("own_record").stream()
                        .map(column -> column.getName().toLowerCase(Locale.ROOT)))
                .containsExactly("kind", "id", "part", "made_here", "content");
        var later = FormatTables.current().form("own_service_contract");
        assertThat(later.name()).isEqualTo("own_service_contract");
        assertThat(later.columns())
                .isEqualTo(FormatTables.current()
                        .form(OwnForms.name(RecordKind.DEVICE))
                        .columns());
        assertThat(OwnForms.kind(later.name())).isEqualTo(KIND);
    }
}
