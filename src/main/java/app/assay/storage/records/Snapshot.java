package app.assay.storage.records;

import app.assay.domain.record.DatedValues;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.RawTitle;
import app.assay.domain.source.Load;
import app.assay.files.JsonTexts;
import app.assay.storage.engine.Database;
import app.assay.storage.installations.PlacedInstallations;
import app.assay.storage.installations.TitleIndex;
import app.assay.storage.rows.Kinds;
import app.assay.storage.rows.LoadBook;
import app.assay.storage.rows.Loads;
import app.assay.storage.rows.SourceContents;
import app.assay.storage.rows.StoredLoad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One revision of a register in memory. An edit makes the next one and shares what it does not touch.
public final class Snapshot implements RegisterSnapshot {

    private final long revision;
    private final Map<RecordKind, KindRecords> kinds;
    private final LoadBook book;
    private final TitleIndex titles;
    private final PlacedInstallations installations;
    private final PastDays past;
    /// The revision that this one is a former day of; empty for a revision itself.
    private final Optional<Snapshot> now;
    private final Database database;

    public Snapshot(
            long revision,
            Map<RecordKind, KindRecords> kinds,
            LoadBook book,
            TitleIndex titles,
            PlacedInstallations installations,
            PastDays past,
            Database database) {
        this(revision, kinds, book, titles, installations, past, database, Optional.empty());
    }

    private Snapshot(
            long revision,
            Map<RecordKind, KindRecords> kinds,
            LoadBook book,
            TitleIndex titles,
            PlacedInstallations installations,
            PastDays past,
            Database database,
            Optional<Snapshot> now) {
        this.revision = revision;
        this.kinds = new EnumMap<>(kinds);
        this.book = book;
        this.titles = titles;
        this.installations = installations;
        this.past = past;
        this.database = database;
        this.now = now;
    }

    /// This revision as it was on a former day.
    Snapshot then(Map<RecordKind, KindRecords> kindsThen, PlacedInstallations installationsThen) {
        return new Snapshot(revision, kindsThen, book, titles, installationsThen, past, database, Optional.of(this));
    }

    /// The next revision, in which only records differ.
    public Snapshot edited(long next, Map<RecordKind, KindRecords> edited) {
        boolean sameDevices = kind(RecordKind.DEVICE) == Kinds.of(edited, RecordKind.DEVICE);
        var placed = sameDevices
                ? installations
                : installations.in(order(Kinds.of(edited, RecordKind.DEVICE)), titles.size());
        return new Snapshot(next, edited, book, titles, placed, past, database);
    }

    /// Whether another revision has the very same devices, units and titles.
    @SuppressWarnings("ReferenceEquality") // what is shared need not be compared
    public boolean sharesDevicesAndTitles(Snapshot other) {
        return titles == other.titles
                && kind(RecordKind.DEVICE).ordered()
                        == other.kind(RecordKind.DEVICE).ordered()
                && kind(RecordKind.ORGANISATION_UNIT).ordered()
                        == other.kind(RecordKind.ORGANISATION_UNIT).ordered();
    }

    public static List<UUID> order(KindRecords devices) {
        return devices.ordered().stream().map(RecordState::id).toList();
    }

    public Map<RecordKind, KindRecords> kinds() {
        return kinds;
    }

    public KindRecords kind(RecordKind kind) {
        return Kinds.of(kinds, kind);
    }

    public LoadBook book() {
        return book;
    }

    public TitleIndex titles() {
        return titles;
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public List<RecordState> records(RecordKind kind) {
        return kind(kind).ordered();
    }

    @Override
    public Optional<RecordState> record(RecordKind kind, UUID id) {
        return Optional.ofNullable(kind(kind).state(id));
    }

    @Override
    public List<DatedValues.Step> steps(RecordKind kind, UUID id) {
        var own = kind(kind).own().get(id);
        return own == null ? List.of() : DatedValues.steps(own.values());
    }

    @Override
    public List<FieldSource> sources(RecordKind kind, UUID id) {
        var records = kind(kind);
        var own = records.own().get(id);
        var state = records.state(id);
        var said = database.read(dsl -> {
            var found = new ArrayList<FieldSource>();
            var json = new JsonTexts();
            for (var ref : records.sources(id)) {
                var file = Loads.file(dsl, ref.loadNo(), ref.file());
                var load = Optional.of(book.byNo(ref.loadNo()).load().id());
                SourceContents.text(dsl, ref.content())
                        .ifPresent(text -> json.flat(text)
                                .forEach((field, value) -> found.add(
                                        new FieldSource(field, value, load, file, ref.row(), ref.implied(), false))));
            }
            return found;
        });
        var result = new ArrayList<FieldSource>();
        for (var field : kind.allFields()) {
            if (own != null && own.values().containsKey(field.name())) {
                result.add(new FieldSource(
                        field.name(), own.text(field.name()), Optional.empty(), "", 0, state != null, false));
            }
            boolean counted = !result.isEmpty() && result.getLast().field().equals(field.name());
            boolean reference = field.type() == FieldType.REFERENCE;
            boolean resolved = state != null && state.find(field.name()).isPresent();
            for (var source : strongestFirst(said, field.name())) {
                result.add(new FieldSource(
                        field.name(),
                        source.value(),
                        source.load(),
                        source.file(),
                        source.row(),
                        !counted && state != null,
                        !counted && reference && !resolved));
                counted = true;
            }
        }
        return result;
    }

    /// What rows say about one field: later rows first, then rows that only name the record, the earlier ones
    /// first, just as
    /// they count. (`counts` of what comes in tells whether a row only names the record.)
    private static List<FieldSource> strongestFirst(List<FieldSource> said, String field) {
        var rows = said.stream().filter(source -> source.field().equals(field)).toList();
        var order = new ArrayList<FieldSource>();
        rows.reversed().stream().filter(source -> !source.counts()).forEach(order::add);
        rows.stream().filter(FieldSource::counts).forEach(order::add);
        return order;
    }

    @Override
    public List<Load> loads() {
        return book.loads();
    }

    @Override
    public List<Load> currentLoads() {
        return book.current().stream().map(StoredLoad::load).toList();
    }

    @Override
    public List<Load> loadsAt(LocalDate day) {
        return book.counting(day).stream().map(StoredLoad::load).toList();
    }

    @Override
    public LocalDate dayOf(Load load) {
        return load.dataDate().orElseGet(() -> LocalDate.ofInstant(load.receivedAt(), book.zone()));
    }

    @Override
    public List<RecordState> editedAfter(LocalDate day) {
        var latest = now.orElse(this);
        var found = new ArrayList<RecordState>();
        for (var kind : RecordKind.values()) {
            var records = latest.kind(kind);
            records.editedAfter(day).stream()
                    .map(own -> Optional.ofNullable(records.state(own.id()))
                            .orElseGet(() -> RecordState.of(kind, own.id(), Map.of())))
                    .sorted(Comparator.comparing((RecordState state) ->
                                    state.text(kind.fields().getFirst().name()))
                            .thenComparing(RecordState::id))
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    @Override
    public Optional<LocalDate> saidOtherwiseAfter(RecordKind kind, UUID id, String field, LocalDate day) {
        return Optional.ofNullable(now.orElse(this).kind(kind).own().get(id))
                .flatMap(own -> DatedValues.nextDay(own.values(), field, day));
    }

    @Override
    public boolean hasInstallations(Load load) {
        return book.find(load.id()).map(StoredLoad::hasInstallations).orElse(false);
    }

    @Override
    public int titleCount() {
        return titles.size();
    }

    @Override
    public RawTitle title(int id) {
        return titles.title(id);
    }

    @Override
    public Snapshot at(LocalDate day) {
        return past.at(now.orElse(this), day);
    }

    @Override
    public PlacedInstallations installationsAt(LocalDate day) {
        return at(day).installations();
    }

    @Override
    public PlacedInstallations installations() {
        return installations;
    }
}
