package app.assay.reporting;

import app.assay.charts.ExamplePositions;
import app.assay.domain.position.LineSentences;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Trace;
import app.assay.domain.record.Change;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.domain.trail.TrailChain;
import app.assay.domain.trail.TrailEvent;
import app.assay.domain.value.Quantity;
import app.assay.files.Hashes;
import app.assay.reporting.content.EvidenceContent;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An estate small enough to read, with everything a report must cope with.
public final class ExampleContent {

    public static final Instant MADE = Instant.parse("2026-07-01T22:30:15.123Z");
    static final String EVIL = "=HYPERLINK(\"https://example.invalid\",\"x\")";

    private ExampleContent() {}

    public static EvidenceContent standard() {
        return of(ExamplePositions.mixed(), EvidenceContent.Choices.EVERYTHING);
    }

    public static EvidenceContent of(Position position, EvidenceContent.Choices choices) {
        Map<String, byte[]> blobs = new HashMap<>();
        String installs = keep(blobs, "device,title\nPC-1,Office\n");
        String invoice = keep(blobs, "%PDF-1.4 an invoice\n");
        return new EvidenceContent(
                new EvidenceContent.Register(id("register"), "Muster AG", 41, MADE, ZoneId.of("Europe/Berlin")),
                new EvidenceContent.Paper(
                        "Müller & Söhne <Holding> AG",
                        "all publishers",
                        1,
                        "A. Analyst",
                        "",
                        "draft",
                        "confidential",
                        "0.1.0"),
                new EvidenceContent.CatalogueFacts("Assay starter catalogue", "2026-06", "cd".repeat(32)),
                choices,
                position,
                ExampleContent::trace,
                records(position, invoice)::get,
                ExampleContent::meaning,
                List.of(
                        new EvidenceContent.ExtraTable(
                                "30_deployment/installs", "Installations", installations(25), TableQuery.ALL),
                        new EvidenceContent.ExtraTable(
                                "60_recognition/titles", "Raw titles", table("titles", 3), TableQuery.ALL),
                        new EvidenceContent.ExtraTable(
                                "90_provenance/rejected", "Rejected rows", table("rejected", 1), TableQuery.ALL)),
                List.of(
                        load(
                                "GLPI head office",
                                "Geräte & Software (Mai).csv",
                                keep(blobs, "old"),
                                LoadState.WITHDRAWN,
                                12),
                        load("GLPI head office", "Geräte & Software (Juni).csv", installs, LoadState.PUBLISHED, 31)),
                each -> trail(invoice).forEach(each),
                sha256 -> Optional.ofNullable(blobs.get(sha256)).map(ByteArrayInputStream::new),
                EvidenceContent.Redaction.NONE,
                List.of("Prices are those of the last invoice.", EVIL));
    }

    private static Optional<EvidenceContent.Meaning> meaning(RecordState record) {
        String product = record.text("product");
        return product.isEmpty()
                ? Optional.empty()
                : Optional.of(new EvidenceContent.Meaning(
                        "KNOWN", product, "", "", "Product " + product, record.text("metric"), ""));
    }

    private static String keep(Map<String, byte[]> blobs, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String sha256 = Hashes.sha256(bytes);
        blobs.put(sha256, bytes);
        return sha256;
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /// A trace that keeps the identities of its line.
    static Optional<Trace> trace(PositionLine line) {
        var consumers = new ArrayList<Trace.Consumer>();
        if (!line.net().isKnown()) {
            consumers.add(new Trace.Consumer(
                    Trace.ConsumerKind.HOST,
                    id("SRV-DB-01").toString(),
                    "SRV-DB-01",
                    "",
                    Quantity.UNKNOWN,
                    "",
                    List.of(new Trace.Fact("cores", "unknown", -1)),
                    List.of("cores of the host, at least 8 per processor"),
                    List.of(),
                    Quantity.UNKNOWN,
                    "The cores of SRV-DB-01 are not known."));
            return Optional.of(new Trace(line, consumers, LineSentences.of(line)));
        }
        int number = 0;
        for (var reduction : line.reductions()) {
            for (int i = 0; i < reduction.units().known().intValueExact(); i++) {
                consumers.add(consumer(line, ++number, Quantity.ZERO, reduction.reason(), false));
            }
        }
        int covered = line.covered().isKnown() ? line.covered().known().intValueExact() : 0;
        for (int i = 0; i < line.net().known().intValueExact(); i++) {
            consumers.add(consumer(line, ++number, Quantity.of(1), "", i < covered));
        }
        return Optional.of(new Trace(line, consumers, LineSentences.of(line)));
    }

    private static Trace.Consumer consumer(
            PositionLine line, int number, Quantity units, String notCounted, boolean covered) {
        String name = number == 1 ? EVIL : String.format(java.util.Locale.ROOT, "PC-%05d", number);
        boolean counted = notCounted.isEmpty();
        return new Trace.Consumer(
                Trace.ConsumerKind.DEVICE,
                id(line.id() + number).toString(),
                name,
                "Zürich",
                units,
                notCounted,
                List.of(new Trace.Fact("title", "Microsoft Office 2016, Geräte (Juni).csv row " + number, 3)),
                List.of("one per device"),
                covered
                        ? List.of(new Trace.Cover(
                                line.rights().getFirst().entitlement().toString(),
                                line.rights().getFirst().reference(),
                                Quantity.of(1),
                                "version 2019 and earlier covers 2016"))
                        : List.of(),
                counted && !covered ? units : Quantity.ZERO,
                counted ? name + " runs it and needs one." : name + " is " + notCounted + ".");
    }

    private static Map<RecordKind, List<RecordState>> records(Position position, String invoice) {
        var records = new HashMap<RecordKind, List<RecordState>>();
        for (var kind : RecordKind.values()) {
            records.put(kind, List.of());
        }
        UUID unit = id("unit");
        records.put(
                RecordKind.ORGANISATION_UNIT,
                List.of(RecordState.of(RecordKind.ORGANISATION_UNIT, unit, Map.of("name", "Zürich"))));
        records.put(
                RecordKind.DEVICE,
                List.of(
                        RecordState.of(
                                RecordKind.DEVICE,
                                id("d1"),
                                Map.of("name", EVIL, "unit", unit.toString(), "lastSeen", "2026-06-12", "cores", "8")),
                        RecordState.of(RecordKind.DEVICE, id("d2"), Map.of("name", "PC-\"2\", 東京\nB", "note", "")),
                        RecordState.of(RecordKind.DEVICE, id("d3"), Map.of("name", "PC-3", "status", "IN_SERVICE"))));
        var entitlements = new ArrayList<RecordState>();
        for (var line : position.lines()) {
            for (var right : line.rights()) {
                entitlements.add(RecordState.of(
                        RecordKind.ENTITLEMENT,
                        right.entitlement(),
                        Map.of(
                                "reference", right.reference(),
                                "product", line.product(),
                                "metric", line.metric().text(),
                                "kind", "FULL",
                                "quantity", right.owned().text(),
                                "start", "2020-01-01",
                                "unitPrice", "12.5 EUR",
                                "purchase", id("purchase").toString())));
            }
        }
        entitlements.add(RecordState.of(
                RecordKind.ENTITLEMENT,
                id("spare"),
                Map.of(
                        "reference",
                        "E-SPARE",
                        "product",
                        "acme/anvil",
                        "metric",
                        "device",
                        "kind",
                        "FULL",
                        "quantity",
                        "3")));
        records.put(RecordKind.ENTITLEMENT, entitlements);
        records.put(
                RecordKind.PURCHASE,
                List.of(RecordState.of(
                        RecordKind.PURCHASE,
                        id("purchase"),
                        Map.of("reference", "PO-4711", "orderedOn", "2020-01-01", "unitPrice", "389.9 EUR"))));
        records.put(RecordKind.PROOF, List.of(RecordState.of(RecordKind.PROOF, id("proof"), proof(invoice))));
        records.put(
                RecordKind.EXCLUSION,
                List.of(RecordState.of(
                        RecordKind.EXCLUSION,
                        id("x1"),
                        Map.of(
                                "reference", "X-1",
                                "reason", "TEST_OR_DEVELOPMENT",
                                "explanation", "@SUM(A1) is the name of the test system",
                                "validUntil", "2026-12-31"))));
        return records;
    }

    private static Map<String, String> proof(String sha256) {
        return Map.of(
                "fileName", "Rechnung Nr. 4711 / Büro.pdf",
                "purchase", id("purchase").toString(),
                "sha256", sha256,
                "bytes", "20",
                "grade", "INVOICE_AND_PAYMENT");
    }

    private static Load load(String source, String file, String sha256, LoadState state, long revision) {
        return new Load(
                id(file),
                source,
                file,
                24,
                Optional.of(Instant.parse("2026-06-14T08:00:00Z")),
                sha256,
                "csv",
                "INSTALLATIONS",
                "",
                "encoding=UTF-8",
                state,
                Instant.parse("2026-06-15T09:00:00Z"),
                Optional.of(LocalDate.of(2026, 6, 12)),
                "IT operations",
                new ImportBalance(25, 20, 3, 1, 1, 0),
                2,
                revision);
    }

    private static List<TrailEvent> trail(String invoice) {
        var events = new ArrayList<TrailEvent>();
        String previous = "0".repeat(64);
        for (int i = 1; i <= 5; i++) {
            SortedMap<String, String> after =
                    new TreeMap<>(i == 1 ? proof(invoice) : Map.of("name", "PC \"" + i + "\"\u2028"));
            var event = new TrailEvent(
                    i,
                    id("event" + i),
                    i == 5 ? 42 : 37 + i,
                    id("command" + i),
                    MADE.minusSeconds(100 - i),
                    "analyst",
                    "device.edit",
                    "Device PC " + i,
                    Optional.of(
                            i == 1
                                    ? new Change(RecordKind.PROOF, id("proof"), false, true, new TreeMap<>(), after)
                                    : new Change(
                                            RecordKind.DEVICE, id("edited" + i), false, true, new TreeMap<>(), after)),
                    "",
                    "{}",
                    "0.1.0",
                    previous,
                    "");
            events.add(event.with(TrailChain.hash(event)));
            previous = events.getLast().hash();
        }
        return events;
    }

    /// A table of many rows of every type of cell.
    public static TableSource installations(int rows) {
        return table("installations", rows);
    }

    private static TableSource table(String name, int rows) {
        return new Rows(
                name,
                List.of(
                        Column.of("device", ColumnType.TEXT),
                        Column.of("title", ColumnType.TEXT),
                        Column.of("count", ColumnType.INTEGER),
                        Column.of("share", ColumnType.DECIMAL),
                        Column.of("needed", ColumnType.QUANTITY),
                        Column.of("price", ColumnType.MONEY),
                        Column.of("lastSeen", ColumnType.DATE),
                        Column.of("importedAt", ColumnType.INSTANT),
                        Column.of("state", ColumnType.CODE),
                        Column.of("virtual", ColumnType.FLAG)),
                IntStream.range(0, rows).mapToObj(ExampleContent::installation).toList());
    }

    private static TableRow installation(int i) {
        Quantity[] quantities = {Quantity.of(-i), Quantity.UNLIMITED, Quantity.UNKNOWN};
        return new TableRow(
                "row" + i,
                Arrays.asList(
                        i % 7 == 0 ? "-PC" + i : "PC-" + i,
                        i % 5 == 0 ? null : "Title, \"" + i + "\"",
                        (long) -i,
                        new BigDecimal("0.10"),
                        quantities[i % 3],
                        app.assay.domain.value.Money.parse("12.50 EUR"),
                        LocalDate.of(2026, 1, 1).plusDays(i),
                        MADE,
                        "RECOGNISED",
                        i % 2 == 0));
    }

    /// A table over a list.
    record Rows(String name, List<Column> columns, List<TableRow> all) implements TableSource {

        @Override
        public long revision() {
            return 41;
        }

        @Override
        public TablePage page(TableQuery query, long from, int size) {
            return new TablePage(
                    41, from, all.size(), all.size(), all.subList((int) from, (int) Math.min(all.size(), from + size)));
        }

        @Override
        public List<FacetValue> facet(String column, TableQuery query, int most) {
            return List.of();
        }

        @Override
        public void forEach(TableQuery query, Consumer<TableRow> each) {
            all.forEach(each);
        }
    }

    public static List<@Nullable Object> cells(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }
}
