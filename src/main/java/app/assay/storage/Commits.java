package app.assay.storage;

import app.assay.domain.record.Change;
import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.domain.trail.UndoState;
import app.assay.storage.RegisterFolder.Marker;
import app.assay.storage.StoredLoad.Numbers;
import app.assay.storage.Trail.Act;
import app.assay.storage.Trail.Head;
import app.assay.storage.UndoSteps.Sort;
import app.assay.storage.UndoSteps.Step;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/// Carries commands out: one transaction with its entries of the trail, forced to disk, then the next snapshot, then
/// the seal.
///
/// All but [#snapshot] runs on the writer thread, one command after the other.
final class Commits {

    private final Database database;
    private final RegisterFolder folder;
    private final RegisterContext context;
    private final boolean readOnly;
    private final FreeSpace space;
    private final Trail trail = new Trail();
    private final RecordLayers layers = new RecordLayers();
    private final PastInstallations past;
    private final List<Consumer<RegisterSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile Head head = Head.EMPTY;
    private volatile Snapshot snapshot;

    /// What a command writes besides the trail, within the same transaction.
    @FunctionalInterface
    private interface Effects {
        void write(DSLContext tx, Head end);
    }

    /// Reads the register into memory.
    Commits(Database database, RegisterFolder folder, RegisterContext context, boolean readOnly, FreeSpace space) {
        this.database = database;
        this.folder = folder;
        this.context = context;
        this.readOnly = readOnly;
        this.space = space;
        past = new PastInstallations(database);
        snapshot = database.write(dsl -> {
            head = trail.head(dsl);
            return load(dsl);
        });
    }

    /// Writes what a new register begins with: its facts and the first entry of the trail.
    static void begin(Database database, Marker marker, RegisterContext context) {
        database.transaction(dsl -> {
            RegisterMeta.create(dsl, marker, context.applicationVersion());
            var act = new Act(
                    UUID.randomUUID(),
                    0,
                    marker.created(),
                    context.actor(),
                    "register.create",
                    marker.name(),
                    "",
                    context.applicationVersion());
            return new Trail()
                    .append(
                            dsl,
                            Head.EMPTY,
                            act,
                            List.of(),
                            CanonicalJson.of(Map.of(
                                    "register", marker.id().toString(),
                                    "zone", marker.zone().getId())));
        });
        database.sync();
    }

    private Snapshot load(DSLContext dsl) {
        var loads = Loads.all(dsl);
        var book = new LoadBook(folder.marker().zone(), loads);
        var end = visible(dsl, loads);
        var own = new EnumMap<RecordKind, IdTable<OwnRecords.Own>>(RecordKind.class);
        for (var kind : RecordKind.values()) {
            var records = OwnRecords.all(dsl, kind);
            layers.loadOwnKeys(kind, records.values());
            own.put(kind, IdTable.of(records));
        }
        layers.loadKeys(dsl, end.key());
        var kinds = layers.rebuild(dsl, book, own);
        return whole(dsl, RegisterMeta.revision(dsl), kinds, book, TitleIndex.load(dsl, end.title()));
    }

    /// Where the rows of a load begin that a crash left staged, which nobody may see; it is always the last one.
    private static Numbers visible(DSLContext dsl, List<StoredLoad> loads) {
        return !loads.isEmpty() && loads.getLast().load().state() == LoadState.STAGING
                ? loads.getLast().first()
                : Counters.read(dsl).numbers();
    }

    private Snapshot whole(
            DSLContext dsl, long revision, Map<RecordKind, KindRecords> kinds, LoadBook book, TitleIndex titles) {
        var order = Snapshot.order(RecordLayers.kind(kinds, RecordKind.DEVICE));
        var data = InstallationData.read(dsl, book.current(), order, titles.size());
        var placed = new PlacedInstallations(data, order, titles.size(), database);
        return new Snapshot(revision, kinds, book, titles, placed, past, database);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Head head() {
        return head;
    }

    void listen(Consumer<RegisterSnapshot> listener) {
        listeners.add(listener);
    }

    RecordLayers layers() {
        return layers;
    }

    CommitResult apply(Command command, Progress progress) {
        return write(dsl -> {
            progress.stopIfCancelled();
            var edits = Edits.of(snapshot, command);
            if (edits.changes().isEmpty()) {
                return new CommitResult(snapshot.revision(), UUID.randomUUID(), List.of());
            }
            var act = act(UUID.randomUUID(), command.action(), command.subject(), command.reason());
            return edit(dsl, act, edits, "{}", (tx, end) -> pushEdit(tx, act, edits.changes(), end));
        });
    }

    private void pushEdit(DSLContext dsl, Act act, List<Change> changes, Head end) {
        boolean freezes = changes.stream().anyMatch(change -> change.kind() == RecordKind.POSITION);
        UndoSteps.push(dsl, step(act, freezes ? Sort.FREEZE : Sort.EDIT, 0, changes.size(), end));
    }

    private Step step(Act act, Sort sort, int loadNo, int records, Head end) {
        return new Step(
                0,
                act.command(),
                act.revision(),
                act.action(),
                act.subject(),
                sort,
                loadNo,
                head.length() + 1,
                end.length(),
                records);
    }

    UndoState undoState() {
        return database.read(UndoSteps::state);
    }

    CommitResult undo() {
        return undo(OptionalLong.empty());
    }

    /// @param expected position of the step that is to be taken back; empty for whichever is the last
    CommitResult undo(OptionalLong expected) {
        return write(dsl -> {
            var step = UndoSteps.last(dsl).orElseThrow(() -> nothing("take back"));
            step.expect(expected);
            if (step.sort() == Sort.FREEZE) {
                throw Faults.refused(
                        "\"%s\" cannot be taken back: a frozen position stays.".formatted(step.subject()),
                        "Make a new position to succeed it.");
            }
            return walk(dsl, step, true);
        });
    }

    CommitResult redo() {
        return redo(OptionalLong.empty());
    }

    /// @param expected position of the step that is to be done again; empty for whichever is the next
    CommitResult redo(OptionalLong expected) {
        return write(dsl -> {
            var step = UndoSteps.next(dsl).orElseThrow(() -> nothing("do again"));
            step.expect(expected);
            return walk(dsl, step, false);
        });
    }

    private CommitResult walk(DSLContext dsl, Step step, boolean back) {
        var act = act(UUID.randomUUID(), back ? "undo" : "redo", step.subject(), "");
        var detail = CanonicalJson.of(Map.of("command", step.command().toString(), "action", step.action()));
        if (step.loadNo() > 0) {
            boolean publish = (step.sort() == Sort.PUBLISH) != back;
            return publish(
                    dsl,
                    act,
                    snapshot.book().byNo(step.loadNo()),
                    publish,
                    detail,
                    (tx, _) -> UndoSteps.mark(tx, step, back));
        }
        var changes = changes(dsl, step);
        var done = back ? changes.reversed().stream().map(Change::inverse).toList() : changes;
        return edit(
                dsl,
                act,
                new Edits.Result(done, Edits.madeHere(snapshot, done)),
                detail,
                (tx, _) -> UndoSteps.mark(tx, step, back));
    }

    private List<Change> changes(DSLContext dsl, Step step) {
        var changes = new ArrayList<Change>();
        long from = step.firstEvent();
        while (from <= step.lastEvent()) {
            var page = trail.events(dsl, from, step.lastEvent());
            page.forEach(event -> event.change().ifPresent(changes::add));
            from += page.size();
        }
        return changes;
    }

    CommitResult withdraw(UUID load, String reason) {
        return write(dsl -> {
            var stored = snapshot.book()
                    .find(load)
                    .filter(found -> found.load().state() == LoadState.PUBLISHED)
                    .orElseThrow(
                            () -> Faults.refused("There is no such published import.", "Look at the list of imports."));
            var act = act(UUID.randomUUID(), "import.withdraw", stored.load().file(), reason);
            return publish(
                    dsl,
                    act,
                    stored,
                    false,
                    detail(stored),
                    (tx, end) -> UndoSteps.push(tx, step(act, Sort.WITHDRAW, stored.no(), 1, end)));
        });
    }

    /// Makes a staged load count.
    ///
    /// @param titles the dictionary with the titles that the load brought
    /// @param keys the keys that the load brought
    CommitResult publish(StoredLoad staged, TitleIndex titles, Consumer<Identities> keys) {
        return write(dsl -> {
            var act = act(UUID.randomUUID(), "import.publish", staged.load().file(), "");
            return commit(
                    act,
                    List.of(),
                    detail(staged),
                    (tx, end) -> {
                        Loads.update(tx, staged.with(LoadState.PUBLISHED, act.revision()));
                        UndoSteps.push(tx, step(act, Sort.PUBLISH, staged.no(), 1, end));
                    },
                    () -> {
                        keys.accept(layers.fromFiles());
                        return reloaded(dsl, act.revision(), staged.with(LoadState.PUBLISHED, act.revision()), titles);
                    });
        });
    }

    private CommitResult publish(
            DSLContext dsl, Act act, StoredLoad stored, boolean publish, String detail, Effects step) {
        if (!publish) {
            Dependants.refuse(
                    "The import of %s cannot be taken back"
                            .formatted(stored.load().file()),
                    Dependants.onLoad(dsl, snapshot, stored));
        }
        var changed = stored.with(
                publish ? LoadState.PUBLISHED : LoadState.WITHDRAWN,
                publish ? act.revision() : stored.load().revision());
        return commit(
                act,
                List.of(),
                detail,
                (tx, end) -> {
                    Loads.update(tx, changed);
                    step.write(tx, end);
                },
                () -> reloaded(dsl, act.revision(), changed, snapshot.titles()));
    }

    private Snapshot reloaded(DSLContext dsl, long revision, StoredLoad changed, TitleIndex titles) {
        var book = snapshot.book().with(changed);
        var own = new EnumMap<RecordKind, IdTable<OwnRecords.Own>>(RecordKind.class);
        snapshot.kinds().forEach((kind, records) -> own.put(kind, records.own()));
        return whole(dsl, revision, layers.rebuild(dsl, book, own), book, titles);
    }

    private static String detail(StoredLoad stored) {
        var load = stored.load();
        var balance = load.balance();
        return CanonicalJson.of(Map.of(
                "load", load.id().toString(),
                "source", load.source(),
                "file", load.file(),
                "sha256", load.sha256(),
                "format", load.format(),
                "balance",
                        Map.of(
                                "read", Long.toString(balance.read()),
                                "new", Long.toString(balance.added()),
                                "changed", Long.toString(balance.changed()),
                                "same", Long.toString(balance.same()),
                                "rejected", Long.toString(balance.rejected()),
                                "vanished", Long.toString(balance.vanished()))));
    }

    private CommitResult edit(DSLContext dsl, Act act, Edits.Result edits, String detail, Effects step) {
        var changes = edits.changes();
        return commit(
                act,
                changes,
                detail,
                (tx, end) -> {
                    OwnRecords.write(tx, changes, id -> edits.madeHere().getOrDefault(id, Boolean.TRUE));
                    step.write(tx, end);
                },
                () -> snapshot.edited(act.revision(), layers.edited(dsl, snapshot.kinds(), changes, edits.madeHere())));
    }

    private CommitResult commit(
            Act act, List<Change> changes, String detail, Effects effects, Supplier<Snapshot> next) {
        var end = database.transaction(tx -> {
            var appended = trail.append(tx, head, act, changes, detail);
            effects.write(tx, appended);
            RegisterMeta.setRevision(tx, act.revision());
            return appended;
        });
        database.sync();
        head = end;
        try {
            snapshot = next.get();
        } catch (RuntimeException | Error e) {
            database.distrust(); // saved, but memory no longer says what the disk says
            throw e;
        }
        seal();
        listeners.forEach(listener -> listener.accept(snapshot));
        return new CommitResult(act.revision(), act.command(), changes);
    }

    /// Checks the seal of a register that was just read, and renews it where a crash left it behind.
    void checkSeal() {
        var found = Seal.of(database.write(RegisterMeta::register), snapshot, head);
        if (!found.register().equals(folder.marker().id())) {
            throw Faults.io(
                    "The database in %s belongs to another register than its marker.".formatted(folder.path()), null);
        }
        var sealed = Seal.read(folder.seal());
        sealed.ifPresent(seal -> seal.check(found, hashAt(seal.head().length())));
        if (!readOnly && !sealed.equals(Optional.of(found))) {
            seal();
        }
    }

    private Optional<String> hashAt(long sequence) {
        return database.write(dsl ->
                trail.events(dsl, sequence, sequence).stream().findFirst().map(event -> event.hash()));
    }

    private void seal() {
        try {
            Seal.of(folder.marker().id(), snapshot, head).write(folder.seal(), context.clock());
        } catch (IOException e) {
            database.distrust();
            throw Faults.io(
                    "The register is saved at revision %d, but its seal could not be written."
                            .formatted(snapshot.revision()),
                    e);
        }
    }

    private Act act(UUID command, String action, String subject, String reason) {
        return new Act(
                command,
                snapshot.revision() + 1,
                Instant.now(context.clock()),
                context.actor(),
                action,
                subject,
                reason,
                context.applicationVersion());
    }

    private <T> T write(Function<DSLContext, T> work) {
        if (readOnly) {
            throw Faults.readOnly();
        }
        space.need(FreeSpace.FOR_A_COMMAND);
        return database.write(work);
    }

    private static Fault nothing(String what) {
        return new Fault(
                FaultCode.NOTHING_TO_UNDO,
                "There is nothing to %s.".formatted(what),
                "Nothing was changed.",
                "Go on working.");
    }
}
