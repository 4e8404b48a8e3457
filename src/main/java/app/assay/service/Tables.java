package app.assay.service;

import app.assay.domain.position.PositionLine;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Trace;
import app.assay.domain.record.RecordKind;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.source.Load;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.WarningGroup;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.domain.value.Quantity;
import app.assay.service.table.ListTable;
import app.assay.service.table.ListTable.Cell;
import app.assay.service.table.ListTable.Content;
import app.assay.storage.installations.InstallationIndex;
import app.assay.storage.records.RegisterSnapshot;
import app.assay.storage.tables.InstallationTable;
import app.assay.storage.tables.InstallationView;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Every table of a register, by name. The window, the command line and the evidence package show the same ones, so a
/// count
/// is the same wherever it stands.
public final class Tables {

    private final OpenRegister open;
    private final ComputePosition positions;
    private final RecordTables records;

    public Tables(OpenRegister open, ComputePosition positions) {
        this.open = open;
        this.positions = positions;
        this.records = new RecordTables(open);
    }

    /// Imports, the latest first.
    public TableSource loads() {
        return new ListTable<StandingLoad>(
                "loads",
                this::standingLoads,
                row -> row.load().id().toString(),
                List.of(
                        cell("source", ColumnType.TEXT, true, row -> row.load().source()),
                        cell("file", ColumnType.TEXT, false, row -> row.load().file()),
                        cell(
                                "standing",
                                ColumnType.CODE,
                                true,
                                row -> row.standing().name()),
                        cell(
                                "state",
                                ColumnType.CODE,
                                true,
                                row -> row.load().state().name()),
                        cell("format", ColumnType.TEXT, true, row -> row.load().format()),
                        cell(
                                "meaning",
                                ColumnType.CODE,
                                true,
                                row -> orNull(row.load().meaning())),
                        cell(
                                "receivedAt",
                                ColumnType.INSTANT,
                                false,
                                row -> row.load().receivedAt()),
                        cell(
                                "dataDate",
                                ColumnType.DATE,
                                false,
                                row -> row.load().dataDate().orElse(null)),
                        cell(
                                "read",
                                ColumnType.INTEGER,
                                false,
                                row -> row.load().balance().read()),
                        cell(
                                "new",
                                ColumnType.INTEGER,
                                false,
                                row -> row.load().balance().added()),
                        cell(
                                "changed",
                                ColumnType.INTEGER,
                                false,
                                row -> row.load().balance().changed()),
                        cell(
                                "same",
                                ColumnType.INTEGER,
                                false,
                                row -> row.load().balance().same()),
                        cell(
                                "rejected",
                                ColumnType.INTEGER,
                                false,
                                row -> row.load().balance().rejected()),
                        cell(
                                "vanished",
                                ColumnType.INTEGER,
                                false,
                                row -> row.load().balance().vanished()),
                        cell(
                                "warnings",
                                ColumnType.INTEGER,
                                false,
                                row -> row.load().warnings()),
                        cell(
                                "suppliedBy",
                                ColumnType.TEXT,
                                true,
                                row -> orNull(row.load().suppliedBy())),
                        hidden("sha256", ColumnType.TEXT, row -> row.load().sha256()),
                        hidden("bytes", ColumnType.INTEGER, row -> row.load().bytes())));
    }

    private record StandingLoad(Load load, CountedLoads.Standing standing) {}

    private Content<StandingLoad> standingLoads() {
        var snapshot = open.snapshot();
        var standings = CountedLoads.at(
                snapshot, open.positionSettings(Optional.empty()).asAt());
        return new Content<>(
                snapshot.revision(),
                snapshot.loads().reversed().stream()
                        .map(load -> new StandingLoad(
                                load, standings.getOrDefault(load.id(), CountedLoads.Standing.REPLACED)))
                        .toList());
    }

    /// Rows that were left out, of one import or of all that are published, in the order of the files.
    public TableSource rejected(Optional<UUID> load) {
        return open.register().rejected(load);
    }

    /// Rows that an import left out of which nothing was written, in the order of the file.
    public TableSource rejectedBy(ImportOutcome outcome) {
        var rows = new ArrayList<Map.Entry<Integer, RejectedRow>>();
        outcome.rejectedRows().forEach(row -> rows.add(Map.entry(rows.size(), row)));
        return new ListTable<>(
                "rejected",
                () -> new ListTable.Content<>(open.revision(), rows),
                row -> row.getKey().toString(),
                List.of(
                        rejectedCell("file", ColumnType.TEXT, row -> row.place().file()),
                        rejectedCell(
                                "sheet", ColumnType.TEXT, row -> row.place().sheet()),
                        rejectedCell(
                                "row", ColumnType.INTEGER, row -> row.place().row()),
                        rejectedCell(
                                "column", ColumnType.TEXT, row -> row.place().column()),
                        rejectedCell(
                                "reason", ColumnType.CODE, row -> row.reason().name()),
                        rejectedCell("found", ColumnType.TEXT, RejectedRow::found),
                        rejectedCell("raw", ColumnType.TEXT, RejectedRow::raw)));
    }

    private static Cell<Map.Entry<Integer, RejectedRow>> rejectedCell(
            String name, ColumnType type, Function<RejectedRow, @Nullable Object> value) {
        return new Cell<>(Column.of(name, type), row -> {
            var shown = value.apply(row.getValue());
            return "".equals(shown) ? null : shown;
        });
    }

    public TableSource warnings(Optional<UUID> load) {
        return open.register().warnings(load);
    }

    /// What the warnings of one import, or of all that are published, say: each text once, with how often it was
    /// told.
    public TableSource warningTexts(Optional<UUID> load) {
        var known = new AtomicReference<@Nullable Content<WarningText>>();
        return warningTexts(() -> {
            long revision = open.revision();
            var kept = known.get();
            if (kept == null || kept.revision() != revision) {
                kept = texts(revision, new LoadRemarks(open).groups(load));
                known.set(kept);
            }
            return kept;
        });
    }

    /// What the warnings of an import say of which nothing was written.
    public TableSource warningTextsBy(ImportOutcome outcome) {
        var texts = texts(open.revision(), outcome.warningGroups());
        return warningTexts(() -> texts);
    }

    private record WarningText(int number, WarningGroup group) {
        private Optional<Place> first() {
            return group.first().stream().findFirst();
        }

        /// The row in which it was met first; null when it is not about one row.
        private @Nullable Object row() {
            return first().map(Place::row).filter(row -> row > 0).orElse(null);
        }
    }

    private static Content<WarningText> texts(long revision, List<WarningGroup> groups) {
        return new Content<>(
                revision,
                IntStream.range(0, groups.size())
                        .mapToObj(number -> new WarningText(number, groups.get(number)))
                        .toList());
    }

    private static TableSource warningTexts(Supplier<Content<WarningText>> texts) {
        return new ListTable<WarningText>(
                "warningTexts",
                texts,
                text -> Integer.toString(text.number()),
                List.of(
                        cell(
                                "count",
                                ColumnType.INTEGER,
                                false,
                                text -> text.group().count()),
                        cell(
                                "message",
                                ColumnType.TEXT,
                                false,
                                text -> orNull(text.group().message())),
                        cell(
                                "file",
                                ColumnType.TEXT,
                                true,
                                text -> text.first()
                                        .map(place -> orNull(place.file()))
                                        .orElse(null)),
                        cell(
                                "sheet",
                                ColumnType.TEXT,
                                false,
                                text -> text.first()
                                        .map(place -> orNull(place.sheet()))
                                        .orElse(null)),
                        cell("row", ColumnType.INTEGER, false, WarningText::row),
                        cell(
                                "column",
                                ColumnType.TEXT,
                                false,
                                text -> text.first()
                                        .map(place -> orNull(place.column()))
                                        .orElse(null)),
                        cell("code", ColumnType.TEXT, true, text -> text.group().code())));
    }

    public TableSource trail() {
        return open.register().trail();
    }

    public TableSource devices() {
        return records.table(
                "devices",
                RecordKind.DEVICE,
                List.of(new Cell<>(
                        Column.of("titles", ColumnType.INTEGER),
                        row -> titlesOn(row.state().id()))));
    }

    private @Nullable Object titlesOn(UUID device) {
        var index = open.snapshot().installations();
        int place = places(index).getOrDefault(device, -1);
        return place < 0 ? 0L : (long) index.titles(place).length;
    }

    private @Nullable InstallationIndex placedIndex;
    private java.util.Map<UUID, Integer> placed = java.util.Map.of();

    @SuppressWarnings("ReferenceEquality") // an index never changes; another index means another answer
    private synchronized java.util.Map<UUID, Integer> places(InstallationIndex index) {
        if (placedIndex != index) {
            var order = index.deviceOrder();
            var now = new java.util.HashMap<UUID, Integer>(order.size() * 2);
            for (int place = 0; place < order.size(); place++) {
                now.put(order.get(place), place);
            }
            placed = now;
            placedIndex = index;
        }
        return placed;
    }

    public TableSource users() {
        return records.table("users", RecordKind.USER, List.of());
    }

    public TableSource entitlements() {
        return records.table(
                "entitlements",
                RecordKind.ENTITLEMENT,
                List.of(
                        new Cell<>(
                                Column.of("proofs", ColumnType.INTEGER),
                                row -> proofs("entitlement", row.state().id())),
                        new Cell<>(Column.of("termState", ColumnType.CODE).faceted(), row -> termState(row))));
    }

    private long proofs(String field, UUID id) {
        return open.snapshot().records(RecordKind.PROOF).stream()
                .filter(proof -> proof.text(field).equals(id.toString()))
                .count();
    }

    private Object termState(RecordTables.Row row) {
        var day = open.positionSettings(Optional.empty()).asAt();
        var start = row.state().date("start");
        var end = row.state().date("end");
        if (start.isPresent() && day.isBefore(start.get())) {
            return "NOT_BEGUN";
        }
        if (end.isPresent() && day.isAfter(end.get())) {
            return "ENDED";
        }
        return end.isPresent() ? "RUNNING" : "PERPETUAL";
    }

    public TableSource agreements() {
        return records.table("agreements", RecordKind.AGREEMENT, List.of());
    }

    public TableSource purchases() {
        return records.table("purchases", RecordKind.PURCHASE, List.of());
    }

    public TableSource exclusions() {
        return records.table("exclusions", RecordKind.EXCLUSION, List.of());
    }

    public TableSource assignments() {
        return records.table("assignments", RecordKind.ASSIGNMENT, List.of());
    }

    public TableSource rules() {
        return records.table("rules", RecordKind.RECOGNITION_RULE, List.of());
    }

    /// A raw title with what it was recognised as and how many devices have it.
    record TitleRow(
            int id,
            String name,
            String publisher,
            String version,
            String code,
            Recognition recognition,
            String productPublisher,
            String product,
            String edition,
            String release,
            String licensing,
            long devices,
            Optional<RecognisedRights.Queued> right) {

        /// How much hangs on the row: devices that have the title, or units of the rights.
        private BigDecimal weight() {
            return right.map(RecognisedRights.Queued::units).orElseGet(() -> BigDecimal.valueOf(devices));
        }
    }

    private @Nullable Content<TitleRow> titleRows;

    /// Raw titles, the most installed first: the queue of recognition.
    public TableSource titles() {
        return titles(this::titleContent);
    }

    /// The raw titles that were installed at the end of a day, and the texts of the rights that there were.
    TableSource titlesAt(LocalDate day) {
        var made = new AtomicReference<@Nullable Content<TitleRow>>();
        return titles(() -> {
            var snapshot = open.snapshot().at(day);
            var known = made.get();
            if (known != null && known.revision() == snapshot.revision()) {
                return known;
            }
            var rows = titleRows(snapshot).stream()
                    .filter(row -> row.devices() > 0 || row.right().isPresent())
                    .toList();
            var now = new Content<>(snapshot.revision(), rows);
            made.set(now);
            return now;
        });
    }

    private static TableSource titles(Supplier<Content<TitleRow>> content) {
        return new ListTable<TitleRow>(
                "titles",
                content,
                row -> Integer.toString(row.id()),
                List.of(
                        cell("title", ColumnType.TEXT, false, TitleRow::name),
                        cell("rawPublisher", ColumnType.TEXT, true, row -> orNull(row.publisher())),
                        cell("rawVersion", ColumnType.TEXT, false, row -> orNull(row.version())),
                        cell("devices", ColumnType.INTEGER, false, TitleRow::devices),
                        cell(
                                "state",
                                ColumnType.CODE,
                                true,
                                row -> row.recognition().state().name()),
                        cell("publisher", ColumnType.TEXT, true, row -> orNull(row.productPublisher())),
                        cell("product", ColumnType.TEXT, true, row -> orNull(row.product())),
                        cell("edition", ColumnType.TEXT, true, row -> orNull(row.edition())),
                        cell("release", ColumnType.TEXT, true, row -> orNull(row.release())),
                        cell("licensing", ColumnType.CODE, true, row -> orNull(row.licensing())),
                        cell(
                                "basis",
                                ColumnType.CODE,
                                true,
                                row -> row.recognition().basis().name()),
                        cell("from", ColumnType.CODE, true, row -> row.right().isPresent() ? "RIGHT" : "INSTALLED"),
                        cell(
                                "units",
                                ColumnType.DECIMAL,
                                false,
                                row -> row.right()
                                        .map(RecognisedRights.Queued::units)
                                        .orElse(null)),
                        cell(
                                "value",
                                ColumnType.MONEY,
                                false,
                                row -> row.right()
                                        .flatMap(RecognisedRights.Queued::value)
                                        .orElse(null)),
                        hidden("code", ColumnType.TEXT, row -> orNull(row.code()))));
    }

    private synchronized Content<TitleRow> titleContent() {
        var snapshot = open.snapshot();
        var known = titleRows;
        if (known != null && known.revision() == snapshot.revision()) {
            return known;
        }
        var now = new Content<TitleRow>(snapshot.revision(), titleRows(snapshot));
        titleRows = now;
        return now;
    }

    private List<TitleRow> titleRows(RegisterSnapshot snapshot) {
        var recognised = open.recognised(snapshot, Progress.NONE);
        var catalogue = recognised.catalogue();
        var index = snapshot.installations();
        var rows = new ArrayList<TitleRow>(recognised.titles().size());
        for (int id = 0; id < recognised.titles().size(); id++) {
            rows.add(titleRow(
                    catalogue,
                    snapshot.title(id),
                    id,
                    recognised.titles().get(id),
                    id < index.titleCount() ? index.devices(id).length : 0,
                    Optional.empty()));
        }
        for (var queued : open.rights(snapshot, Progress.NONE).queue(open.rightTitles())) {
            rows.add(titleRow(
                    catalogue, queued.title(), queued.number(), queued.right().recognition(), 0, Optional.of(queued)));
        }
        rows.sort(Comparator.comparing(TitleRow::weight)
                .reversed()
                .thenComparing(TitleRow::name)
                .thenComparingInt(TitleRow::id));
        return rows;
    }

    private static TitleRow titleRow(
            Catalogue catalogue,
            RawTitle title,
            int id,
            Recognition recognition,
            long devices,
            Optional<RecognisedRights.Queued> right) {
        var target = recognition.target();
        var product = target.flatMap(known -> catalogue.product(known.product()));
        return new TitleRow(
                id,
                title.name(),
                title.publisher(),
                title.version(),
                title.code(),
                recognition,
                product.map(found -> catalogue.publisherNameOf(found.key())).orElse(""),
                product.map(found -> found.name()).orElse(""),
                product.flatMap(found -> found.edition(target.orElseThrow().edition()))
                        .map(edition -> edition.name())
                        .orElse(""),
                product.flatMap(found -> found.release(target.orElseThrow().release()))
                        .map(release -> release.name())
                        .orElse(""),
                product.map(found -> found.licensing().name()).orElse(""),
                devices,
                right);
    }

    private @Nullable InstallationView view;
    private @Nullable Recognised viewed;

    /// Installations: one row per device and title.
    public TableSource installations() {
        return installations(this::installationView);
    }

    /// Installations as they were at the end of a day.
    TableSource installationsAt(LocalDate day) {
        return installations(() -> {
            var snapshot = open.snapshot().at(day);
            return new InstallationView(
                    snapshot, snapshot.installations(), installationView().titleColumns());
        });
    }

    private static TableSource installations(Supplier<InstallationView> view) {
        return new InstallationTable(
                List.of(
                        Column.of("productPublisher", ColumnType.TEXT).faceted(),
                        Column.of("product", ColumnType.TEXT).faceted(),
                        Column.of("edition", ColumnType.TEXT).faceted(),
                        Column.of("release", ColumnType.TEXT).faceted(),
                        Column.of("state", ColumnType.CODE).faceted()),
                view);
    }

    @SuppressWarnings("ReferenceEquality") // both are values that never change; others mean another answer
    private synchronized InstallationView installationView() {
        var snapshot = open.snapshot();
        var recognised = open.recognised(snapshot, Progress.NONE);
        var known = view;
        if (known != null && known.snapshot() == snapshot && viewed == recognised) {
            return known;
        }
        List<String[]> columns;
        if (known != null && viewed == recognised) {
            columns = known.titleColumns();
        } else {
            var catalogue = recognised.catalogue();
            columns = List.of(
                    texts(recognised, target -> catalogue.publisherNameOf(target.product())),
                    texts(recognised, target -> catalogue.productName(target.product())),
                    texts(
                            recognised,
                            target -> catalogue
                                    .product(target.product())
                                    .flatMap(product -> product.edition(target.edition()))
                                    .map(edition -> edition.name())
                                    .orElse("")),
                    texts(
                            recognised,
                            target -> catalogue
                                    .product(target.product())
                                    .flatMap(product -> product.release(target.release()))
                                    .map(release -> release.name())
                                    .orElse("")),
                    IntStream.range(0, recognised.titles().size())
                            .mapToObj(title ->
                                    recognised.titles().get(title).state().name())
                            .toArray(String[]::new));
        }
        var now = new InstallationView(snapshot, snapshot.installations(), columns);
        view = now;
        viewed = recognised;
        return now;
    }

    private static String[] texts(
            Recognised recognised, Function<app.assay.domain.software.ProductTarget, String> text) {
        var texts = new String[recognised.titles().size()];
        for (int title = 0; title < texts.length; title++) {
            texts[title] = recognised.titles().get(title).target().map(text).orElse("");
        }
        return texts;
    }

    /// The lines of the position.
    ///
    /// @param settings asked for at each call, so that the table follows the as-at date of the screen
    public TableSource position(Supplier<PositionSettings> settings) {
        return new ListTable<PositionLine>(
                "position",
                () -> {
                    var computed = positions.compute(settings.get(), Progress.NONE);
                    return new Content<>(
                            computed.revision(), computed.position().lines());
                },
                PositionLine::id,
                positionCells());
    }

    private static List<Cell<PositionLine>> positionCells() {
        return List.of(
                cell("publisher", ColumnType.TEXT, true, PositionLine::publisher),
                cell("product", ColumnType.TEXT, true, PositionLine::productName),
                cell("edition", ColumnType.TEXT, true, line -> orNull(line.editionName())),
                cell("metric", ColumnType.TEXT, true, line -> line.metric().code()),
                cell("status", ColumnType.CODE, true, line -> line.status().name()),
                cell("gross", ColumnType.QUANTITY, false, PositionLine::gross),
                cell("net", ColumnType.QUANTITY, false, PositionLine::net),
                cell("owned", ColumnType.QUANTITY, false, PositionLine::owned),
                cell("usable", ColumnType.QUANTITY, false, PositionLine::usable),
                cell("covered", ColumnType.QUANTITY, false, PositionLine::covered),
                cell("shortfall", ColumnType.QUANTITY, false, PositionLine::shortfall),
                cell("surplus", ColumnType.QUANTITY, false, PositionLine::surplus),
                cell(
                        "exposure",
                        ColumnType.MONEY,
                        false,
                        line -> line.exposure().map(money -> money.rounded()).orElse(null)),
                cell("toBuy", ColumnType.QUANTITY, false, PositionLine::toBuy),
                cell(
                        "problems",
                        ColumnType.TEXT,
                        false,
                        line -> orNull(line.problems().stream()
                                .map(problem -> problem.message())
                                .findFirst()
                                .orElse(""))),
                hidden("versions", ColumnType.TEXT, line -> orNull(line.versions())),
                hidden("installations", ColumnType.INTEGER, PositionLine::installations),
                hidden("titles", ColumnType.INTEGER, line -> (long) line.titles()),
                hidden(
                        "toBuyValue",
                        ColumnType.MONEY,
                        line -> line.toBuyValue().map(money -> money.rounded()).orElse(null)),
                hidden("unitPrice", ColumnType.MONEY, line -> line.unitPrice().orElse(null)),
                hidden(
                        "surplusValue",
                        ColumnType.MONEY,
                        line -> line.surplusValue()
                                .map(money -> money.rounded())
                                .orElse(null)),
                hidden("grade", ColumnType.CODE, line -> orNull(line.grade())),
                hidden("line", ColumnType.TEXT, PositionLine::id));
    }

    /// Everything that consumes, or was taken out of, one line.
    public TableSource consumers(Trace trace, long revision) {
        return new ListTable<Trace.Consumer>(
                "consumers",
                () -> new Content<>(revision, trace.consumers()),
                consumer -> consumer.kind() + "/" + consumer.id(),
                List.of(
                        cell(
                                "kind",
                                ColumnType.CODE,
                                true,
                                consumer -> consumer.kind().name()),
                        cell("name", ColumnType.TEXT, false, Trace.Consumer::name),
                        cell("unit", ColumnType.TEXT, true, consumer -> orNull(consumer.unitName())),
                        cell("units", ColumnType.QUANTITY, false, Trace.Consumer::units),
                        cell(
                                "covered",
                                ColumnType.QUANTITY,
                                false,
                                consumer -> consumer.covers().stream()
                                        .map(Trace.Cover::units)
                                        .reduce(Quantity.ZERO, Quantity::plus)),
                        cell("uncovered", ColumnType.QUANTITY, false, Trace.Consumer::uncovered),
                        cell("notCounted", ColumnType.CODE, true, consumer -> orNull(consumer.notCounted())),
                        cell("why", ColumnType.TEXT, false, Trace.Consumer::why)));
    }

    private static <R> Cell<R> cell(String id, ColumnType type, boolean facet, Function<R, @Nullable Object> value) {
        var column = Column.of(id, type);
        return new Cell<>(facet ? column.faceted() : column, value);
    }

    private static <R> Cell<R> hidden(String id, ColumnType type, Function<R, @Nullable Object> value) {
        return new Cell<>(Column.of(id, type).hidden(), value);
    }

    private static @Nullable Object orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
