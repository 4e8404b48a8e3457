package app.assay.ui.position;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.position.LineSentences;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Reduction;
import app.assay.domain.position.RightUse;
import app.assay.domain.position.Trace;
import app.assay.domain.position.Trace.Consumer;
import app.assay.domain.position.Trace.ConsumerKind;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.service.ComputePosition.Computed;
import app.assay.service.Saved;
import app.assay.service.table.ListTable;
import app.assay.service.table.ListTable.Cell;
import app.assay.service.table.ListTable.Content;
import app.assay.work.Plain;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An invented position and the work behind it, for tests of the screen.
final class SamplePosition {

    static final LocalDate DAY = LocalDate.of(2026, 3, 31);
    private static final Currency EUR = Currency.getInstance("EUR");

    final AtomicLong revision = new AtomicLong(7);
    final AtomicInteger computed = new AtomicInteger();
    final List<LocalDate> kept = new ArrayList<>();
    final List<PositionLine> lines;

    final List<Problem> further = new ArrayList<>();

    @Nullable
    RuntimeException failing;

    private SamplePosition(List<PositionLine> lines) {
        this.lines = lines;
    }

    static SamplePosition full() {
        return new SamplePosition(List.of(
                line("Adobe", "Acrobat", "Pro", 140, 12, 128, 150, 150, "95", LineStatus.SURPLUS),
                line("Autodesk", "AutoCAD", "", 61, 4, 57, 40, 40, "1890", LineStatus.SHORT),
                line("JetBrains", "IntelliJ IDEA", "Ultimate", 24, 0, 24, 24, 24, "499", LineStatus.COMPLIANT),
                line("Microsoft", "Office", "Professional Plus", 412, 42, 370, 350, 340, "412.50", LineStatus.SHORT),
                line("Microsoft", "SQL Server", "Enterprise", 96, 16, 80, 64, 64, "6874", LineStatus.SHORT),
                line("Microsoft", "Visio", "Professional", 32, 2, 30, 55, 55, "310", LineStatus.SURPLUS),
                notComputable(),
                unlimited(),
                line("SAP", "Crystal Reports", "", 9, 0, 9, 5, 5, "", LineStatus.SHORT),
                line("TeamViewer", "TeamViewer", "Corporate", 3, 0, 3, 3, 3, "", LineStatus.COMPLIANT)));
    }

    /// Of a day before some imports and edits.
    static SamplePosition before() {
        var before = full();
        before.further.add(new Problem(
                Problem.LATER_IMPORTS,
                2,
                List.of("inventory-2026-06.csv"),
                "2 imports tell of a day after 2026-03-31."));
        before.further.add(new Problem(
                Problem.LATER_EDITS,
                3,
                List.of("device db-quay-7", "entitlement ENT-0004", "exclusion Harbour test lab"),
                "3 records were edited by hand from a day after 2026-03-31 on."));
        return before;
    }

    static SamplePosition empty() {
        return new SamplePosition(List.of());
    }

    static SamplePosition broken(RuntimeException failure) {
        var broken = full();
        broken.failing = failure;
        return broken;
    }

    PositionWork work() {
        return new PositionWork(
                revision::get,
                day -> PositionSettings.asAt(day.orElse(DAY)),
                (settings, _) -> {
                    computed.incrementAndGet();
                    if (failing != null) {
                        throw failing;
                    }
                    return new Computed(revision.get(), position(settings));
                },
                (_, line, _) -> trace(lines.stream()
                        .filter(each -> each.id().equals(line))
                        .findFirst()
                        .orElseThrow()),
                _ -> table(),
                this::consumers,
                day -> {
                    day.ifPresentOrElse(kept::add, kept::clear);
                    return new Saved(true, revision.incrementAndGet(), List.of());
                },
                () -> !kept.isEmpty());
    }

    Position position(PositionSettings settings) {
        var problems = new ArrayList<>(further);
        if (!lines.isEmpty()) {
            problems.add(new Problem(
                    "unattached-maintenance",
                    2,
                    List.of("ENT-0031", "ENT-0044"),
                    "2 lines of maintenance have no base licence."));
        }
        return new Position(settings, lines, problems, lines.isEmpty() ? 0 : 37, lines.isEmpty() ? 0 : 1204, "00");
    }

    private static PositionLine line(
            String publisher,
            String product,
            String edition,
            long gross,
            long reduced,
            long net,
            long owned,
            long usable,
            String price,
            LineStatus status) {
        long covered = Math.min(net, usable);
        long missing = net - covered;
        long surplus = usable - covered;
        var unitPrice = price.isEmpty() ? Optional.<Money>empty() : Optional.of(new Money(new BigDecimal(price), EUR));
        var id = (publisher + "/" + product).toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + "|" + edition;
        return new PositionLine(
                id,
                publisher,
                id,
                product,
                edition,
                edition,
                "2016 (12), 2019 (" + (gross - 12) + ")",
                product.contains("SQL")
                        ? new Metric.PerCore(4, 8, 4, Metric.Counting.HOST, java.util.OptionalInt.empty())
                        : new Metric.PerDevice(),
                6,
                gross,
                Quantity.of(gross),
                reduced == 0
                        ? List.of()
                        : List.of(
                                new Reduction("not-licensable", Quantity.of(reduced / 2), reduced / 2, "free edition"),
                                new Reduction(
                                        "stale",
                                        Quantity.of(reduced - reduced / 2),
                                        reduced - reduced / 2,
                                        "not seen for 90 days")),
                Quantity.of(net),
                Quantity.of(owned),
                Quantity.of(usable),
                Quantity.of(covered),
                Quantity.of(missing),
                Quantity.of(surplus),
                Quantity.of(missing),
                1,
                unitPrice,
                missing == 0 ? Optional.empty() : unitPrice.map(money -> money.times(BigDecimal.valueOf(missing))),
                missing == 0 ? Optional.empty() : unitPrice.map(money -> money.times(BigDecimal.valueOf(missing))),
                surplus == 0 ? Optional.empty() : unitPrice.map(money -> money.times(BigDecimal.valueOf(surplus))),
                status,
                "INVOICE_AND_PAYMENT",
                List.of(
                        right("ENT-0001 " + product, usable, usable, covered, ""),
                        right("ENT-0002 " + product, owned - usable, 0, 0, "ended")),
                List.of());
    }

    private static RightUse right(String reference, long owned, long usable, long used, String note) {
        return new RightUse(
                UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8)),
                reference,
                Quantity.of(owned),
                Quantity.of(usable),
                Quantity.of(used),
                note);
    }

    private static PositionLine notComputable() {
        return new PositionLine(
                "oracle/database|enterprise",
                "Oracle",
                "oracle/database",
                "Database",
                "enterprise",
                "Enterprise",
                "19c (4)",
                new Metric.PerProcessor(java.util.OptionalInt.empty()),
                2,
                4,
                Quantity.UNKNOWN,
                List.of(),
                Quantity.UNKNOWN,
                Quantity.of(8),
                Quantity.of(8),
                Quantity.UNKNOWN,
                Quantity.UNKNOWN,
                Quantity.UNKNOWN,
                Quantity.UNKNOWN,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LineStatus.NOT_COMPUTABLE,
                "",
                List.of(right("ENT-0090 Database", 8, 8, 0, "")),
                List.of(new Problem(
                        "processors-unknown",
                        3,
                        List.of("db-01", "db-02", "db-03"),
                        "The number of processors of 3 devices is not known.")));
    }

    private static PositionLine unlimited() {
        return new PositionLine(
                "red-hat/enterprise-linux|",
                "Red Hat",
                "red-hat/enterprise-linux",
                "Enterprise Linux",
                "",
                "",
                "9 (44)",
                new Metric.PerSite(),
                1,
                44,
                Quantity.of(44),
                List.of(),
                Quantity.of(44),
                Quantity.UNLIMITED,
                Quantity.UNLIMITED,
                Quantity.of(44),
                Quantity.ZERO,
                Quantity.UNLIMITED,
                Quantity.ZERO,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LineStatus.UNLIMITED,
                "SIGNED_CONTRACT",
                List.of(),
                List.of());
    }

    private static Trace trace(PositionLine line) {
        var consumers = new ArrayList<Consumer>();
        for (int number = 0; number < Math.min(line.installations(), 60); number++) {
            var name = Plain.text("pc-%04d", number);
            boolean counted = line.reductions().isEmpty() || number % 9 != 4;
            boolean covered = counted && number % 13 != 7;
            consumers.add(new Consumer(
                    ConsumerKind.DEVICE,
                    UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    name,
                    number % 2 == 0 ? "Finance" : "Engineering",
                    counted ? Quantity.of(1) : Quantity.ZERO,
                    counted ? "" : number % 2 == 0 ? "stale" : "not-licensable",
                    List.of(),
                    List.of(),
                    covered
                            ? List.of(new Trace.Cover("1", "ENT-0001", Quantity.of(1), "version 2019 and earlier"))
                            : List.of(),
                    counted && !covered ? Quantity.of(1) : Quantity.ZERO,
                    counted
                            ? name + " needs 1 because " + line.productName() + " is installed"
                                    + (covered ? "; ENT-0001 covers it." : "; no right is left for it.")
                            : name + " is not counted: last seen 2025-11-02, more than 90 days before the date."));
        }
        return new Trace(line, consumers, LineSentences.of(line));
    }

    private TableSource table() {
        return new ListTable<>(
                "position",
                () -> new Content<>(revision.get(), lines),
                PositionLine::id,
                List.of(
                        cell(Column.of("publisher", ColumnType.TEXT).faceted(), PositionLine::publisher),
                        cell(Column.of("product", ColumnType.TEXT).faceted(), PositionLine::productName),
                        cell(
                                Column.of("edition", ColumnType.TEXT).faceted(),
                                line -> line.editionName().isEmpty() ? null : line.editionName()),
                        cell(
                                Column.of("metric", ColumnType.CODE).faceted(),
                                line -> line.metric().code()),
                        cell(
                                Column.of("status", ColumnType.CODE).faceted(),
                                line -> line.status().name()),
                        cell(Column.of("gross", ColumnType.QUANTITY), PositionLine::gross),
                        cell(Column.of("net", ColumnType.QUANTITY), PositionLine::net),
                        cell(Column.of("owned", ColumnType.QUANTITY), PositionLine::owned),
                        cell(Column.of("usable", ColumnType.QUANTITY), PositionLine::usable),
                        cell(Column.of("shortfall", ColumnType.QUANTITY), PositionLine::shortfall),
                        cell(Column.of("surplus", ColumnType.QUANTITY), PositionLine::surplus),
                        cell(
                                Column.of("exposure", ColumnType.MONEY),
                                line -> line.exposure().orElse(null))));
    }

    private TableSource consumers(Trace trace, long at) {
        return new ListTable<>(
                "consumers",
                () -> new Content<>(at, trace.consumers()),
                consumer -> consumer.kind() + "/" + consumer.id(),
                List.of(
                        cell(
                                Column.of("kind", ColumnType.CODE).faceted(),
                                consumer -> consumer.kind().name()),
                        cell(Column.of("name", ColumnType.TEXT), Consumer::name),
                        cell(Column.of("unit", ColumnType.TEXT).faceted(), Consumer::unitName),
                        cell(Column.of("units", ColumnType.QUANTITY), Consumer::units),
                        cell(
                                Column.of("covered", ColumnType.QUANTITY),
                                consumer -> consumer.covers().stream()
                                        .map(Trace.Cover::units)
                                        .reduce(Quantity.ZERO, Quantity::plus)),
                        cell(Column.of("uncovered", ColumnType.QUANTITY), Consumer::uncovered),
                        cell(
                                Column.of("notCounted", ColumnType.CODE).faceted(),
                                consumer -> consumer.notCounted().isEmpty() ? null : consumer.notCounted()),
                        cell(Column.of("why", ColumnType.TEXT), Consumer::why)));
    }

    private static <R> Cell<R> cell(Column column, Function<R, @Nullable Object> value) {
        return new Cell<>(column, value);
    }
}
