package app.assay.storage.commit;

import static app.assay.storage.generated.Tables.LOAD_DIGEST;
import static app.assay.storage.generated.Tables.REGISTER_META;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static app.assay.storage.generated.Tables.UNDO_STEP;

import app.assay.domain.record.Change;
import app.assay.domain.record.Command;
import app.assay.domain.record.Dependant;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.domain.trail.TrailEvent;
import app.assay.domain.trail.UndoState;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.Faults;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.folder.RegisterFolder.Marker;
import app.assay.storage.folder.RegisterLock;
import app.assay.storage.installations.InstallationData;
import app.assay.storage.installations.PlacedInstallations;
import app.assay.storage.installations.TitleIndex;
import app.assay.storage.records.CommitResult;
import app.assay.storage.records.Dependants;
import app.assay.storage.records.Edits;
import app.assay.storage.records.IdTable;
import app.assay.storage.records.Identities;
import app.assay.storage.records.KindRecords;
import app.assay.storage.records.PastDays;
import app.assay.storage.records.RecordLayers;
import app.assay.storage.records.RegisterSnapshot;
import app.assay.storage.records.Snapshot;
import app.assay.storage.rows.Counters;
import app.assay.storage.rows.Kinds;
import app.assay.storage.rows.LoadBook;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.Loads;
import app.assay.storage.rows.OwnForms;
import app.assay.storage.rows.OwnRecords;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.storage.rows.OwnRecords.Written;
import app.assay.storage.rows.RegisterMeta;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.StoredLoad;
import app.assay.storage.rows.StoredLoad.Numbers;
import app.assay.storage.rows.TableSums;
import app.assay.storage.witness.Journal;
import app.assay.storage.witness.Replay;
import app.assay.storage.witness.Seal;
import app.assay.storage.witness.Trail;
import app.assay.storage.witness.Trail.Act;
import app.assay.storage.witness.Trail.Head;
import app.assay.storage.witness.UndoSteps;
import app.assay.storage.witness.UndoSteps.Sort;
import app.assay.storage.witness.UndoSteps.Step;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Carries commands out: one transaction with its entries of the trail, forced to disk, then the next snapshot, then
/// the seal.
///
/// All but [#snapshot] runs on the writer thread, one command after the other.
public final class Commits {

    private final Database database;
    private final RegisterFolder folder;
    private final RegisterContext context;
    private final Optional<RegisterLock> lock;
    private final FreeSpace space;
    private final Trail trail = new Trail();
    private final RecordLayers layers = new RecordLayers();
    private final PastDays past;
    private final List<Consumer<RegisterSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final OwnForms ownForms = new OwnForms();
    private final RowForm loadForm = RowForm.of(SOURCE_LOAD);
    private final RowForm undoForm = RowForm.of(UNDO_STEP);
    private final RowForm metaForm = RowForm.of(REGISTER_META);
    private final RowForm digestForm = RowForm.of(LOAD_DIGEST);
    private final Journal journal;
    private volatile Head head = Head.EMPTY;
    private volatile TableSums sums = TableSums.NOTHING;
    private volatile Snapshot snapshot;

    /// What a command writes besides the trail, within the same transaction.
    @FunctionalInterface
    private interface Effects {
        void write(DSLContext tx, Head end, TableSums.Changes sums);
    }

    /// Reads the register into memory.
    ///
    /// @param lock held while the register is open for work; empty when nothing is to be changed
    public Commits(
            Database database,
            RegisterFolder folder,
            RegisterContext context,
            Optional<RegisterLock> lock,
            FreeSpace space) {
        this.database = database;
        this.folder = folder;
        this.context = context;
        this.lock = lock;
        this.space = space;
        journal = new Journal(folder.journal());
        past = new PastDays(database, layers);
        snapshot = database.write(dsl -> {
            head = trail.head(dsl);
            return load(dsl);
        });
    }

    /// Writes what a new register begins with: its facts and the first entry of the trail.
    public static void begin(Database database, Marker marker, RegisterContext context) {
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
                            Map.of(
                                    "register", marker.id().toString(),
                                    "name", marker.name(),
                                    "created", marker.created().toString(),
                                    "zone", marker.zone().getId()),
                            Map.of());
        });
        database.durable();
    }

    private Snapshot load(DSLContext dsl) {
        var loads = Loads.all(dsl);
        var book = new LoadBook(folder.marker().zone(), loads);
        var end = visible(dsl, loads);
        var rows = new TableSums.Changes();
        var own = new EnumMap<RecordKind, IdTable<Own>>(RecordKind.class);
        OwnRecords.all(
                        dsl,
                        (kind, stored) -> rows.add(
                                ownForms.form(kind), OwnForms.row(stored.id(), stored.madeHere(), stored.content())))
                .forEach((kind, records) -> {
                    layers.loadOwnKeys(kind, records.values());
                    own.put(kind, IdTable.of(records));
                });
        sums = sums(dsl, loads, rows);
        layers.loadKeys(dsl, end.key());
        var kinds = layers.rebuild(dsl, book, own);
        return whole(dsl, RegisterMeta.revision(dsl), kinds, book, TitleIndex.load(dsl, end.title()));
    }

    /// Rows and digests of every table: of the small ones row by row, of the rows of loads as each load tells.
    ///
    /// @param rows those of the analyst's records
    private TableSums sums(DSLContext dsl, List<StoredLoad> loads, TableSums.Changes rows) {
        var kept = new HashSet<Integer>();
        var bulk = TableSums.NOTHING;
        var ofLoads = LoadDigests.read(dsl);
        for (var load : loads) {
            if (load.load().state() != LoadState.STAGING) {
                kept.add(load.no());
                rows.add(loadForm, loadForm.values(Loads.record(load)));
                bulk = bulk.plus(ofLoads.getOrDefault(load.no(), TableSums.NOTHING));
            }
        }
        dsl.selectFrom(LOAD_DIGEST).fetch().stream()
                .filter(row -> kept.contains(row.getLoadNo()))
                .forEach(row -> rows.add(digestForm, digestForm.values(row)));
        dsl.selectFrom(UNDO_STEP).fetch().forEach(row -> rows.add(undoForm, undoForm.values(row)));
        dsl.selectFrom(REGISTER_META).fetch().forEach(row -> rows.add(metaForm, metaForm.values(row)));
        return rows.sums().plus(bulk);
    }

    /// Where the rows of a load begin that a crash left staged, which nobody may see; it is always the last one.
    private static Numbers visible(DSLContext dsl, List<StoredLoad> loads) {
        return !loads.isEmpty() && loads.getLast().load().state() == LoadState.STAGING
                ? loads.getLast().first()
                : Counters.read(dsl).numbers();
    }

    private Snapshot whole(
            DSLContext dsl, long revision, Map<RecordKind, KindRecords> kinds, LoadBook book, TitleIndex titles) {
        var order = Snapshot.order(Kinds.of(kinds, RecordKind.DEVICE));
        var data = InstallationData.read(dsl, book.current(), book.zone(), order, titles.size());
        var placed = new PlacedInstallations(data, order, titles.size(), database);
        return new Snapshot(revision, kinds, book, titles, placed, past, database);
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public Head head() {
        return head;
    }

    public void listen(Consumer<RegisterSnapshot> listener) {
        listeners.add(listener);
    }

    public RecordLayers layers() {
        return layers;
    }

    public List<Dependant> dependants(Command command) {
        return Edits.dependants(snapshot, command);
    }

    public CommitResult apply(Command command, Progress progress) {
        return write(dsl -> {
            progress.stopIfCancelled();
            var edits = Edits.of(snapshot, command);
            if (edits.changes().isEmpty()) {
                return new CommitResult(snapshot.revision(), UUID.randomUUID(), List.of());
            }
            var act = act(UUID.randomUUID(), command.action(), command.subject(), command.reason());
            return edit(
                    dsl, act, edits, Map.of(), (tx, end, changed) -> pushEdit(tx, act, edits.changes(), end, changed));
        });
    }

    private void pushEdit(DSLContext dsl, Act act, List<Change> changes, Head end, TableSums.Changes changed) {
        boolean freezes = changes.stream().anyMatch(change -> change.kind() == RecordKind.POSITION);
        UndoSteps.push(dsl, step(act, freezes ? Sort.FREEZE : Sort.EDIT, 0, changes.size(), end), undoForm, changed);
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
                end.length() - records + 1,
                end.length(),
                records);
    }

    public UndoState undoState() {
        return database.read(UndoSteps::state);
    }

    public CommitResult undo() {
        return undo(OptionalLong.empty());
    }

    /// @param expected position of the step that is to be taken back; empty for whichever is the last
    public CommitResult undo(OptionalLong expected) {
        return write(dsl -> {
            var step = UndoSteps.last(dsl).orElseThrow(() -> nothing("register.nothing-to-undo"));
            step.expect(expected);
            if (step.sort() == Sort.FREEZE) {
                throw Faults.refused(
                        Sentence.of("register.cannot-taken-back-frozen-position", step.subject()),
                        Sentence.of("register.make-new-position-succeed"));
            }
            return walk(dsl, step, true);
        });
    }

    public CommitResult redo() {
        return redo(OptionalLong.empty());
    }

    /// @param expected position of the step that is to be done again; empty for whichever is the next
    public CommitResult redo(OptionalLong expected) {
        return write(dsl -> {
            var step = UndoSteps.next(dsl).orElseThrow(() -> nothing("register.nothing-to-redo"));
            step.expect(expected);
            return walk(dsl, step, false);
        });
    }

    private CommitResult walk(DSLContext dsl, Step step, boolean back) {
        var act = act(UUID.randomUUID(), back ? "undo" : "redo", step.subject(), "");
        Map<String, Object> detail = Map.of("command", step.command().toString(), "action", step.action());
        if (step.loadNo() > 0) {
            boolean publish = (step.sort() == Sort.PUBLISH) != back;
            return publish(
                    dsl,
                    act,
                    snapshot.book().byNo(step.loadNo()),
                    publish,
                    detail,
                    (tx, _, changed) -> UndoSteps.mark(tx, step, back, undoForm, changed));
        }
        var changes = changes(dsl, step);
        var done = back ? changes.reversed().stream().map(Change::inverse).toList() : changes;
        return edit(
                dsl,
                act,
                new Edits.Result(done, Edits.madeHere(snapshot, done)),
                detail,
                (tx, _, changed) -> UndoSteps.mark(tx, step, back, undoForm, changed));
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

    public CommitResult withdraw(UUID load, String reason) {
        return write(dsl -> {
            var stored = snapshot.book()
                    .find(load)
                    .filter(found -> found.load().state() == LoadState.PUBLISHED)
                    .orElseThrow(() -> Faults.refused(
                            Sentence.of("register.there-no-such-published-import"),
                            Sentence.of("register.look-at-list-imports")));
            var act = act(UUID.randomUUID(), "import.withdraw", stored.load().file(), reason);
            return publish(
                    dsl,
                    act,
                    stored,
                    false,
                    detail(stored),
                    (tx, end, changed) ->
                            UndoSteps.push(tx, step(act, Sort.WITHDRAW, stored.no(), 1, end), undoForm, changed));
        });
    }

    /// Makes a staged load count.
    ///
    /// @param titles the dictionary with the titles that the load brought
    /// @param wanted asked on the writer thread; throws when the load was discarded meanwhile
    /// @param rows how many rows the load brought to each table, and their sums
    /// @param keys the layer with the keys that the load brought
    public CommitResult publish(
            StoredLoad staged, Runnable wanted, TableSums rows, TitleIndex titles, Identities keys) {
        return write(dsl -> {
            wanted.run();
            var act = act(UUID.randomUUID(), "import.publish", staged.load().file(), "");
            var published = staged.with(LoadState.PUBLISHED, act.revision());
            var detail = new HashMap<>(detail(staged));
            detail.put("row", told(loadForm, published));
            detail.put("rows", rows.told());
            return commit(
                    act,
                    List.of(),
                    detail,
                    Map.of(),
                    rows,
                    (tx, end, changed) -> {
                        Loads.update(tx, published);
                        changed.add(loadForm, loadForm.values(Loads.record(published)));
                        tx.selectFrom(LOAD_DIGEST)
                                .where(LOAD_DIGEST.LOAD_NO.eq(staged.no()))
                                .fetch()
                                .forEach(row -> changed.add(digestForm, digestForm.values(row)));
                        UndoSteps.push(tx, step(act, Sort.PUBLISH, staged.no(), 1, end), undoForm, changed);
                    },
                    () -> {
                        keys.addTo(layers.fromFiles());
                        return reloaded(dsl, act.revision(), published, titles, keys.kinds());
                    });
        });
    }

    private CommitResult publish(
            DSLContext dsl, Act act, StoredLoad stored, boolean publish, Map<String, Object> detail, Effects step) {
        if (!publish) {
            Dependants.refuse(
                    Sentence.of(
                            "register.import-cannot-be-taken-back",
                            stored.load().file()),
                    Dependants.onLoad(dsl, snapshot, stored));
        }
        var changed = stored.with(
                publish ? LoadState.PUBLISHED : LoadState.WITHDRAWN,
                publish ? act.revision() : stored.load().revision());
        return commit(
                act,
                List.of(),
                detail,
                Map.of(),
                TableSums.NOTHING,
                (tx, end, rows) -> {
                    Loads.update(tx, changed);
                    rows.remove(loadForm, loadForm.values(Loads.record(stored)));
                    rows.add(loadForm, loadForm.values(Loads.record(changed)));
                    step.write(tx, end, rows);
                },
                () -> reloaded(dsl, act.revision(), changed, snapshot.titles(), Set.of()));
    }

    /// The snapshot after another load counts or one no longer does: the others are not read again, and
    /// installations
    /// only when one of those that changed tells of any.
    ///
    /// @param named kinds of records of which the load brought keys
    private Snapshot reloaded(
            DSLContext dsl, long revision, StoredLoad changed, TitleIndex titles, Set<RecordKind> named) {
        var book = snapshot.book().with(changed);
        var gone = snapshot.book().countingBeside(book);
        var came = book.countingBeside(snapshot.book());
        var kinds = layers.counted(dsl, snapshot.kinds(), gone, came, book.current(), named);
        if (Stream.concat(gone.stream(), came.stream()).anyMatch(StoredLoad::hasInstallations)) {
            return whole(dsl, revision, kinds, book, titles);
        }
        var order = Snapshot.order(Kinds.of(kinds, RecordKind.DEVICE));
        var placed = snapshot.installations().beside(book.current(), order, titles.size());
        return new Snapshot(revision, kinds, book, titles, placed, past, database);
    }

    /// Adds an entry to the trail that changes no record and is not undone.
    public CommitResult note(String action, String subject, String reason, Map<String, String> detail) {
        return write(_ -> {
            var act = act(UUID.randomUUID(), action, subject, reason);
            return commit(
                    act,
                    List.of(),
                    Map.copyOf(detail),
                    Map.of(),
                    TableSums.NOTHING,
                    (_, _, _) -> {},
                    () -> snapshot.edited(act.revision(), snapshot.kinds()));
        });
    }

    /// The row of a load, but for what later entries change.
    static Map<String, @Nullable Object> told(RowForm form, StoredLoad stored) {
        var row = form.map(form.values(Loads.record(stored)));
        row.remove("state");
        row.remove("revision");
        return row;
    }

    private static Map<String, Object> detail(StoredLoad stored) {
        var load = stored.load();
        var balance = load.balance();
        return Map.of(
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
                                "vanished", Long.toString(balance.vanished())));
    }

    private CommitResult edit(DSLContext dsl, Act act, Edits.Result edits, Map<String, Object> detail, Effects step) {
        var changes = edits.changes();
        var written = changes.stream()
                .map(change -> written(change, edits.madeHere().getOrDefault(change.id(), Boolean.TRUE)))
                .toList();
        return commit(
                act,
                changes,
                detail,
                edits.madeHere(),
                TableSums.NOTHING,
                (tx, end, rows) -> {
                    OwnRecords.write(tx, written);
                    written.forEach(record -> count(record, rows));
                    step.write(tx, end, rows);
                },
                () -> snapshot.edited(act.revision(), layers.edited(dsl, snapshot.kinds(), changes, edits.madeHere())));
    }

    private Written written(Change change, boolean made) {
        var before = snapshot.kind(change.kind()).own().get(change.id());
        var after = change.existsAfter() ? Replay.applied(before, change, made) : null;
        return new Written(change.kind(), change.id(), before, after);
    }

    private void count(Written record, TableSums.Changes rows) {
        var form = ownForms.form(record.kind());
        var before = record.before();
        if (before != null) {
            rows.remove(form, ownForms.row(before));
        }
        var after = record.after();
        if (after != null) {
            rows.add(form, ownForms.row(after));
        }
    }

    private CommitResult commit(
            Act act,
            List<Change> changes,
            Map<String, Object> detail,
            Map<UUID, Boolean> made,
            TableSums loaded,
            Effects effects,
            Supplier<Snapshot> next) {
        var rows = new TableSums.Changes();
        long from = snapshot.revision();
        var appended = database.transaction(tx -> {
            var clock = trail.clockBack(tx, head, act);
            var begin = clock.map(Trail::headAfter).orElse(head);
            var entries = trail.append(tx, begin, act, changes, detail, made);
            effects.write(tx, entries.end(), rows);
            RegisterMeta.setRevision(tx, from, act.revision(), metaForm, rows);
            return clock.map(entries::after).orElse(entries);
        });
        try {
            database.durable();
            head = appended.end();
            sums = sums.plus(rows.sums()).plus(loaded);
            snapshot = next.get();
        } catch (RuntimeException | Error e) {
            database.distrust(); // saved, but memory no longer says what the disk says
            throw e;
        }
        journal(appended.events());
        seal(Optional.empty());
        listeners.forEach(this::tell);
        return new CommitResult(act.revision(), act.command(), changes);
    }

    /// The command is saved, whatever becomes of who is told.
    private void tell(Consumer<RegisterSnapshot> listener) {
        try {
            listener.accept(snapshot);
        } catch (RuntimeException e) {
            Logger.getLogger(Commits.class.getName())
                    .log(Level.WARNING, "a listener failed: {0}", e.getClass().getName());
        }
    }

    private void journal(List<TrailEvent> events) {
        try {
            journal.append(events);
        } catch (IOException e) {
            database.distrust();
            throw Faults.io(Sentence.of("register.register-saved-at-revision-but", snapshot.revision()), e);
        }
    }

    /// What the database holds, as it was read into memory.
    public Seal found() {
        return new Seal(database.write(RegisterMeta::register), snapshot.revision(), head, sums, Optional.empty());
    }

    /// @throws Fault REGISTER_DAMAGED if the database is that of another register than the marker
    public void checkRegister(Seal found) {
        if (!found.register().equals(folder.marker().id())) {
            throw Faults.damaged(Sentence.of("register.database-in-belongs-another-register", folder.path()));
        }
    }

    /// The hash of an entry of the trail; empty when there is no such entry.
    public Optional<String> hashAt(long sequence) {
        return database.write(dsl -> trail.hashAt(dsl, sequence));
    }

    /// Whether anything that was ever saved tells of a kept file: a load, a proof, or an entry of the trail, of
    /// which
    /// undo may bring either back. Reads the whole trail.
    public boolean mentions(String sha256) {
        if (snapshot.loads().stream().anyMatch(load -> load.sha256().equals(sha256))) {
            return true;
        }
        for (long from = 1; from <= head.length(); ) {
            long begin = from;
            var events = database.write(dsl -> trail.events(dsl, begin, head.length()));
            if (events.isEmpty()) {
                return true; // what cannot be read may tell of it
            }
            if (events.stream().anyMatch(event -> Trail.json(event).contains(sha256))) {
                return true;
            }
            from += events.size();
        }
        return false;
    }

    /// Compares the end of the journal with the trail.
    ///
    /// @return what is wrong with the journal; empty when it agrees or only lacks the last entries
    /// @throws Fault REGISTER_DAMAGED if the journal tells of entries that the database has lost
    public Optional<Sentence> journalProblem() {
        try {
            var last = journal.last();
            if (last.isEmpty()) {
                return Optional.empty();
            }
            var end = last.get();
            if (end.length() > head.length()) {
                throw Faults.damaged(
                        Sentence.of("register.database-register-ends-at-entry", head.length(), end.length()));
            }
            if (!hashAt(end.length()).equals(Optional.of(end.hash()))) {
                throw Faults.damaged(Sentence.of("register.journal-register-tells-another-entry", end.length()));
            }
            return Optional.empty();
        } catch (Journal.Unreadable e) {
            return Optional.of(Sentence.of("register.journal-register-damaged", e.words()));
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.journal-register-cannot-read"), e);
        }
    }

    /// Puts a journal aside that cannot be relied on, and writes it anew from the trail.
    ///
    /// @return the name it is kept under; empty when there was none
    public Optional<String> renewJournal() {
        try {
            var kept = journal.putAside(Instant.now(context.clock()));
            completeJournal();
            return kept;
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.damaged-journal-register-cannot-put"), e);
        }
    }

    /// Adds to the journal what a crash kept from it.
    public void completeJournal() {
        try {
            journal.mend();
            long from = journal.last().map(Head::length).orElse(0L) + 1;
            while (from <= head.length()) {
                long begin = from;
                var events = database.write(dsl -> trail.events(dsl, begin, head.length()));
                if (events.isEmpty()) {
                    throw Faults.damaged(Sentence.of("register.trail-has-gap-at-entry", begin));
                }
                journal.append(events);
                from += events.size();
            }
        } catch (Journal.Unreadable e) {
            throw Faults.damaged(Sentence.of("register.journal-register-damaged", e.words()));
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.journal-register-cannot-written"), e);
        }
    }

    /// Writes the seal of a register that is open, or that was closed with a file.
    public void seal(Optional<Seal.ClosedFile> closed) {
        try {
            new Seal(folder.marker().id(), snapshot.revision(), head, sums, closed)
                    .write(folder.seal(), context.clock());
        } catch (IOException e) {
            database.distrust();
            throw Faults.io(Sentence.of("register.register-saved-at-revision-but-its", snapshot.revision()), e);
        }
    }

    /// What the register is at this moment, for checking and backing up while commands go on; the caller closes it.
    public FrozenRegister freeze() {
        return database.freeze((frozen, _) -> new FrozenRegister(frozen, snapshot, head, sums));
    }

    public TableSums sums() {
        return sums;
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

    /// Refuses to write when the register is only looked at, or was taken over by another machine.
    ///
    /// @throws Fault REGISTER_READ_ONLY or REGISTER_LOCKED
    public void requireOurs() {
        lock.orElseThrow(Faults::readOnly).requireOurs(folder);
    }

    /// Whether the register is open for work and was not taken over by another machine.
    public boolean isOurs() {
        return lock.filter(RegisterLock::isStillOurs).isPresent();
    }

    private <T> T write(Function<DSLContext, T> work) {
        var held = lock.orElseThrow(Faults::readOnly);
        space.need(FreeSpace.FOR_A_COMMAND);
        return database.write(dsl -> {
            held.requireOurs(folder);
            return work.apply(dsl);
        });
    }

    private static Fault nothing(String code) {
        return new Fault(
                FaultCode.NOTHING_TO_UNDO,
                Sentence.of(code),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.go-on-working"));
    }
}
