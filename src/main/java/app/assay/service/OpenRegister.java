package app.assay.service;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.entitlement.Proof;
import app.assay.domain.estate.Device;
import app.assay.domain.estate.OrganisationUnit;
import app.assay.domain.estate.User;
import app.assay.domain.position.PositionFacts;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.OwnProduct;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.software.RecognitionRule;
import app.assay.domain.software.TitleDecision;
import app.assay.domain.source.Load;
import app.assay.engine.catalogue.CatalogueMerge.Merged;
import app.assay.engine.recognise.Recogniser;
import app.assay.storage.Register;
import app.assay.storage.records.RegisterSnapshot;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An open register with what is derived from it: recognised titles, facts of a position. Derived things are caches of
/// pure
/// functions; dropping them loses nothing. Safe to use from any thread but the one that draws.
public final class OpenRegister implements AutoCloseable {

    private final Register register;
    private final ShippedCatalogue shipped;
    private final Clock clock;
    private final String applicationVersion;
    private final UUID id;
    private final MachineNotes notes;
    private final List<PlaceRemark> place;
    private final Optional<Fault> lookingBecause;
    private final OwnCatalogue ownCatalogue;
    private volatile Optional<HeadAlarm> headAlarm;
    private @Nullable Recognised recognised;
    private @Nullable RecognisedRights rights;
    private @Nullable Estate estate;
    private final RightTitles rightTitles = new RightTitles();
    private final TakenBack takenBack = new TakenBack();

    OpenRegister(
            Register register,
            ShippedCatalogue shipped,
            Clock clock,
            String applicationVersion,
            MachineNotes notes,
            List<PlaceRemark> place,
            Optional<Fault> lookingBecause) {
        this.register = register;
        this.shipped = shipped;
        ownCatalogue = new OwnCatalogue(shipped);
        this.clock = clock;
        this.applicationVersion = applicationVersion;
        this.notes = notes;
        this.place = List.copyOf(place);
        this.lookingBecause = lookingBecause;
        id = register.info().id();
        headAlarm = alarm();
        if (register.isReliable()) {
            noteHead();
            register.onRevision(_ -> noteHead());
        }
    }

    private Optional<HeadAlarm> alarm() {
        var seen = notes.seenHead(id);
        try {
            return alarm(seen);
        } catch (Fault unreadable) {
            if (register.isReliable()) {
                throw unreadable;
            }
            return Optional.empty(); // of a damaged register; the check names what is wrong
        }
    }

    private Optional<HeadAlarm> alarm(Optional<MachineNotes.SeenHead> seen) {
        return HeadAlarm.of(seen, register.trailEnd(), seen.flatMap(head -> register.hashAt(head.length())));
    }

    /// Not while there is an alarm: it must last until somebody accepts what is found.
    private void noteHead() {
        if (headAlarm.isEmpty()) {
            var end = register.trailEnd();
            notes.noteHead(id, new MachineNotes.SeenHead(end.length(), end.hash(), Instant.now(clock)));
        }
    }

    /// Set when the trail does not hold what this machine saw of it before.
    public Optional<HeadAlarm> headAlarm() {
        return headAlarm;
    }

    /// Takes the register as it is from now on, though its trail is another one than was seen: the trail tells so.
    ///
    /// @param reason why that is right, in the analyst's words
    public void acceptHead(String reason) {
        var alarm = headAlarm.orElseThrow(() -> new Fault(
                FaultCode.CHANGE_REFUSED,
                Sentence.of("program.trail-one-this-machine-saw"),
                Sentence.of("program.nothing-was-changed"),
                Sentence.of("program.go-on-working")));
        register.note(
                "trail.accept-head",
                register.info().name(),
                reason,
                Map.of(
                        "seenLength", Long.toString(alarm.seenLength()),
                        "seenHead", alarm.seenHash(),
                        "seenAt", alarm.seenAt().toString(),
                        "foundLength", Long.toString(alarm.foundLength()),
                        "foundHead", alarm.foundHash()));
        headAlarm = Optional.empty();
        noteHead();
    }

    /// What about the register's place can lose work; empty for an ordinary local folder.
    public List<PlaceRemark> place() {
        return place;
    }

    /// Why the register was opened for looking only though it was asked for to work; empty otherwise.
    public Optional<Fault> lookingBecause() {
        return lookingBecause;
    }

    /// Version of the program, as packages name it.
    public String applicationVersion() {
        return applicationVersion;
    }

    Register register() {
        return register;
    }

    /// What was found when the register was opened that an analyst should know, in sentences; mostly empty.
    public List<Sentence> openingNotes() {
        return register.notes();
    }

    /// Whether the register was not closed in order the last time; every row of it was recomputed then.
    public boolean wasUnclean() {
        return register.wasUnclean();
    }

    MachineNotes notes() {
        return notes;
    }

    RegisterSnapshot snapshot() {
        return register.snapshot();
    }

    Clock clock() {
        return clock;
    }

    /// Today in the zone of the register.
    public LocalDate today() {
        return LocalDate.now(clock.withZone(register.info().zone()));
    }

    public long revision() {
        return register.snapshot().revision();
    }

    public RegisterSummary summary() {
        var info = register.info();
        var snapshot = register.snapshot();
        var records = new HashMap<RecordKind, Integer>();
        for (var kind : RecordKind.values()) {
            records.put(kind, snapshot.records(kind).size());
        }
        return new RegisterSummary(
                info.id(),
                info.name(),
                info.folder(),
                info.zone(),
                info.formatMajor() + "." + info.formatMinor(),
                info.created(),
                snapshot.revision(),
                info.readOnly(),
                records,
                info.loads(),
                snapshot.titleCount(),
                snapshot.installationsAt(positionSettings(Optional.empty()).asAt())
                        .count(),
                info.fileBytes(),
                info.trailLength(),
                info.trailHead());
    }

    /// Tells after every change, on a thread of the register; the listener must return at once.
    public void onRevision(Consumer<Long> listener) {
        register.onRevision(snapshot -> listener.accept(snapshot.revision()));
    }

    /// Whether something was read in the database file that was never written to it: it takes no more changes, and
    /// only
    /// the recovery desk helps.
    public boolean isDamaged() {
        return register.isDamaged();
    }

    /// Has somebody told, once and on a thread of the database, when [#isDamaged] becomes true.
    public void onDamage(Runnable told) {
        register.onDamage(told);
    }

    /// Takes no more changes, since memory ran out while something was done in the program: parts of the engine may
    /// have failed unnoticed. What was saved is safe; the register must be opened again.
    public void memoryRanOut() {
        register.memoryRanOut();
    }

    public Settings settings() {
        return Settings.of(snapshot().records(RecordKind.SETTING));
    }

    /// Records of which something else is said of a day since something was deleted or undone after it; of the day
    /// from
    /// which on edits usually hold, and later ones, none, since that is what an analyst is at work on.
    List<TakenBack.Taken> takenBackAfter(LocalDate day) {
        return day.isBefore(new EditRecords(this).usualDay())
                ? takenBack.after(
                        register, snapshot().at(day), day, register.info().zone())
                : List.of();
    }

    /// Imports by which something else is said of a day since one was taken back, or counts again; of the same
    /// days.
    List<Load> importsTakenBackAfter(LocalDate day) {
        return day.isBefore(new EditRecords(this).usualDay())
                ? takenBack.importsAfter(
                        register, snapshot(), day, register.info().zone())
                : List.of();
    }

    /// The settings of a position at a date; when empty the day that the analyst set counts, and else the day that
    /// the
    /// data tell of: the latest day of an import that has come, today while there is none.
    public PositionSettings positionSettings(Optional<LocalDate> asAt) {
        return settings()
                .position(
                        asAt, () -> CountedLoads.latestDay(snapshot(), today()).orElseGet(this::today));
    }

    /// The catalogue in force: what is shipped, with the analyst's own products.
    public Catalogue catalogue() {
        return merged().catalogue();
    }

    /// The catalogue in force with what is to tell about own products.
    Merged merged() {
        return merged(snapshot());
    }

    private Merged merged(RegisterSnapshot snapshot) {
        return ownCatalogue.merged(snapshot.records(RecordKind.PRODUCT));
    }

    /// What would be in force with other own products.
    Merged mergedWith(List<RecordState> products) {
        return ownCatalogue.with(products);
    }

    /// The own products as their records say them, in the order of the records.
    List<OwnProduct> ownProducts() {
        return ownCatalogue.own(snapshot().records(RecordKind.PRODUCT));
    }

    /// The catalogue as it came with the program.
    Catalogue shippedCatalogue() {
        return ownCatalogue.shipped();
    }

    /// The titles of the current snapshot, recognised. Only new titles are looked at when the rules are as before.
    Recognised recognised(Progress progress) {
        return recognised(snapshot(), progress);
    }

    synchronized Recognised recognised(RegisterSnapshot snapshot, Progress progress) {
        var rules = snapshot.records(RecordKind.RECOGNITION_RULE);
        var decisions = snapshot.records(RecordKind.TITLE_DECISION);
        var known = recognised;
        var catalogue = merged(snapshot).catalogue();
        boolean sameCatalogue = known != null && isSame(known.catalogue(), catalogue);
        boolean sameRules = known != null
                && sameCatalogue
                && known.rules().equals(rules)
                && known.decisions().equals(decisions);
        int count = snapshot.titleCount();
        if (known != null && sameRules && known.titles().size() == count) {
            return known;
        }
        var recogniser = known != null && sameRules
                ? known.recogniser()
                : ruleless(known != null && sameCatalogue ? known : null, catalogue)
                        .with(read(rules, RecognitionRule::of), read(decisions, TitleDecision::of));
        var titles = new ArrayList<Recognition>(count);
        if (known != null && sameRules && known.titles().size() < count) {
            titles.addAll(known.titles());
        }
        for (int title = titles.size(); title < count; title++) {
            if (title % 1000 == 0) {
                progress.stopIfCancelled();
                progress.report(title, count);
            }
            titles.add(recogniser.recognise(snapshot.title(title)));
        }
        var now = new Recognised(rules, decisions, catalogue, recogniser, List.copyOf(titles));
        recognised = now;
        return now;
    }

    /// A recogniser of a catalogue; the shipped one is made once for all registers, another once per change of own
    /// products.
    private Recogniser ruleless(@Nullable Recognised known, Catalogue catalogue) {
        if (isSame(catalogue, shipped.catalogue())) {
            return shipped.recogniser();
        }
        return known != null ? known.recogniser() : new Recogniser(catalogue, List.of(), List.of());
    }

    @SuppressWarnings("ReferenceEquality") // a catalogue is made once per change; comparing products would take long
    private static boolean isSame(Catalogue one, Catalogue other) {
        return one == other;
    }

    /// What the texts of the rights of a snapshot mean.
    RecognisedRights rights(RegisterSnapshot snapshot, Progress progress) {
        var recogniser = recognised(snapshot, progress).recogniser();
        synchronized (this) {
            var now = RecognisedRights.of(rights, snapshot, recogniser);
            rights = now;
            return now;
        }
    }

    /// Everything the position of a date is a function of.
    ///
    /// @param snapshot the register as it was on that date
    PositionFacts facts(RegisterSnapshot snapshot, PositionSettings settings, Progress progress) {
        var titles = recognised(snapshot, progress);
        var rights = rights(snapshot, progress);
        var things = estate(snapshot);
        return new PositionFacts(
                settings,
                titles.catalogue(),
                things.devices(),
                things.users(),
                things.units(),
                rights.assignments(),
                rights.entitlements(),
                rights.exclusions(),
                grades(snapshot),
                titles.facts(snapshot, snapshot.installations()),
                rights.notes(),
                rights.use());
    }

    /// Devices, users and units with the records that they were read from.
    private record Estate(
            List<RecordState> deviceRecords,
            List<RecordState> userRecords,
            List<RecordState> unitRecords,
            List<Device> devices,
            List<User> users,
            List<OrganisationUnit> units) {

        @SuppressWarnings("ReferenceEquality") // a snapshot's lists never change, and others mean other records
        boolean isOf(RegisterSnapshot snapshot) {
            return deviceRecords == snapshot.records(RecordKind.DEVICE)
                    && userRecords == snapshot.records(RecordKind.USER)
                    && unitRecords == snapshot.records(RecordKind.ORGANISATION_UNIT);
        }
    }

    /// The estate of a snapshot, read again only when its records are others.
    private synchronized Estate estate(RegisterSnapshot snapshot) {
        var known = estate;
        if (known == null || !known.isOf(snapshot)) {
            known = new Estate(
                    snapshot.records(RecordKind.DEVICE),
                    snapshot.records(RecordKind.USER),
                    snapshot.records(RecordKind.ORGANISATION_UNIT),
                    read(snapshot, RecordKind.DEVICE, Device::of),
                    read(snapshot, RecordKind.USER, User::of),
                    read(snapshot, RecordKind.ORGANISATION_UNIT, OrganisationUnit::of));
            estate = known;
        }
        return known;
    }

    /// The strongest proof of each entitlement, its own or its purchase's or agreement's.
    static Map<UUID, EvidenceGrade> grades(RegisterSnapshot snapshot) {
        var byRecord = new HashMap<UUID, EvidenceGrade>();
        for (var proof : read(snapshot, RecordKind.PROOF, Proof::of)) {
            proof.grade().ifPresent(grade -> {
                proof.entitlement().ifPresent(id -> keepStronger(byRecord, id, grade));
                proof.purchase().ifPresent(id -> keepStronger(byRecord, id, grade));
                proof.agreement().ifPresent(id -> keepStronger(byRecord, id, grade));
            });
        }
        var grades = new HashMap<UUID, EvidenceGrade>();
        for (var entitlement : snapshot.records(RecordKind.ENTITLEMENT)) {
            for (var id : List.of(
                    Optional.of(entitlement.id()),
                    entitlement.reference("purchase"),
                    entitlement.reference("agreement"))) {
                id.map(byRecord::get).ifPresent(grade -> keepStronger(grades, entitlement.id(), grade));
            }
        }
        return grades;
    }

    private static void keepStronger(Map<UUID, EvidenceGrade> grades, UUID id, EvidenceGrade grade) {
        grades.merge(id, grade, (known, other) -> known.compareTo(other) <= 0 ? known : other);
    }

    static <T> List<T> read(RegisterSnapshot snapshot, RecordKind kind, Function<RecordState, T> of) {
        return read(snapshot.records(kind), of);
    }

    private static <T> List<T> read(List<RecordState> records, Function<RecordState, T> of) {
        return records.stream().map(of).toList();
    }

    /// Writes every row of every table as canonical JSON, one `{"row":{…},"table":"…"}` per line.
    ///
    /// @return what could not be read, in sentences; empty for a whole register
    public List<Sentence> dump(Consumer<String> lines, Progress progress) {
        return register.dump(lines, progress);
    }

    /// The numbers of the texts of rights.
    RightTitles rightTitles() {
        return rightTitles;
    }

    /// A title of the current snapshot, or the text of a right as a title.
    RawTitle title(int id) {
        return RightTitles.isRight(id)
                ? rightTitles.text(id).title(id)
                : snapshot().title(id);
    }

    @Override
    public void close() {
        noteHead();
        register.close();
    }
}
