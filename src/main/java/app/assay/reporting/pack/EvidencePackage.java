package app.assay.reporting.pack;

import app.assay.charts.BridgeChart;
import app.assay.charts.BridgeData;
import app.assay.charts.ChartImages;
import app.assay.charts.ChartTexts;
import app.assay.charts.ChartTheme;
import app.assay.charts.GapChart;
import app.assay.charts.GapData;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Trace;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.files.Hashes;
import app.assay.files.HashingOutput;
import app.assay.files.Json;
import app.assay.files.SafeName;
import app.assay.files.Scratch;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.content.RecordIndex;
import app.assay.reporting.content.VerifyText;
import app.assay.reporting.export.TableExport;
import app.assay.reporting.position.Assumptions;
import app.assay.reporting.position.ElpWorkbook;
import app.assay.reporting.position.PackageWords;
import app.assay.reporting.position.PositionTables;
import app.assay.reporting.position.TabledPosition;
import app.assay.reporting.table.Columns;
import app.assay.reporting.table.CsvTables;
import app.assay.reporting.table.Mask;
import app.assay.reporting.table.PackageTables;
import app.assay.reporting.table.TableData;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/// Writes an evidence package: a BagIt 1.0 bag in one ZIP that a stranger can check with public tools alone.
///
/// The package is a function of its content: the same content gives the same bytes, in any zone and language, on
/// any day. Large parts go through a private folder for temporary files that is gone afterwards, whatever happens.
public final class EvidencePackage {

    /// Name of the layout, told in `bag-info.txt`.
    public static final String PROFILE = "assay-evidence-1";

    /// What of the package can be recomputed from the package alone, told in `bag-info.txt`. Packages that do not
    /// tell
    /// are of format 1, which lacks the keys of products and the counts that the digest of the position needs.
    /// It counts on whenever a package holds something else, or its index page or workbook is written in another
    /// way:
    /// both are made anew when a package is verified.
    public static final String FORMAT = "2";

    private static final int CHART_WIDTH = 860;
    private static final int BRIDGES = 10;
    private static final int BRIDGE_HEIGHT = 380;
    private static final int NAME = 80;

    private final EvidenceContent content;
    private final RecordIndex records;
    private final Bag bag;
    private final Progress progress;
    private final List<IndexPage.Entry> index = new ArrayList<>();
    private final SortedMap<String, String> schemas = new TreeMap<>();
    private final Map<String, Packed> packaged = new TreeMap<>();
    private final BinaryOperator<String> mask;
    private final EvidenceContent.Paper paper;
    private final Map<String, EvidenceContent.Look> looks = new TreeMap<>();
    private final Set<String> secretive = new TreeSet<>();
    private long maskedValues;
    private boolean isPositionMasked;
    private Position shown;

    private EvidencePackage(EvidenceContent content, Bag bag, Progress progress) {
        this.content = content;
        this.shown = content.position();
        this.records = new RecordIndex(content.records(), content.meanings());
        this.bag = bag;
        this.progress = progress;
        this.mask = content.choices().secrets() == EvidenceContent.Secrets.INCLUDE
                ? (_, text) -> text
                : (name, text) -> content.redaction().text(name, text);
        this.paper = content.paperAsShown();
    }

    /// What became of a file of the register.
    ///
    /// @param path where it stands in the package; empty when it was left out
    /// @param sha256 of the copy in the package; that of the file itself unless it is masked
    /// @param secrets what it holds, in words
    /// @param why why it was left out
    private record Packed(String path, String sha256, String secrets, boolean masked, String why) {}

    /// What was done about product keys, passwords and other secrets.
    ///
    /// @param choice `MASK`, `LEAVE_OUT` or `INCLUDE`
    /// @param files files of the register that hold some, or could not be looked into whole
    /// @param masked those of them that went along as masked copies
    /// @param leftOut those of them that were left out
    /// @param values texts in tables and events of the trail in which some were masked
    public record SecretsSaid(String choice, long files, long masked, long leftOut, long values) {}

    /// What was written.
    ///
    /// @param name name of the top folder; a good name for the ZIP, with `.zip` behind it
    /// @param bagId lower-case hexadecimal SHA-256 of the package's tag manifest: the name of these very bytes, to
    ///     be told by another way than the package
    /// @param files files of the payload
    /// @param bytes octets of the payload
    /// @param secrets what was done about secrets
    public record Written(String name, String bagId, long files, long bytes, SecretsSaid secrets) {}

    /// Name of the top folder of a package: organisation, scope, date, number.
    public static String name(EvidenceContent content) {
        var paper = content.paperAsShown();
        return Plain.text(
                "%s_%s_%s_%02d",
                SafeName.of(paper.organisation(), NAME / 2),
                SafeName.of(paper.scope(), NAME / 4),
                content.position().settings().asAt(),
                paper.sequence());
    }

    /// Writes a package, using the machine's folder for temporary files.
    ///
    /// @param out stays open
    public static Written write(EvidenceContent content, OutputStream out, Progress progress) throws IOException {
        try (var scratch = Scratch.create()) {
            return write(content, scratch, out, progress);
        }
    }

    /// Writes a package, using a place of the caller's choice for temporary files, such as one on the register's
    /// disk.
    ///
    /// @param out stays open
    public static Written write(EvidenceContent content, Path place, OutputStream out, Progress progress)
            throws IOException {
        try (var scratch = Scratch.createIn(place)) {
            return write(content, scratch, out, progress);
        }
    }

    private static Written write(EvidenceContent content, Scratch scratch, OutputStream out, Progress progress)
            throws IOException {
        try {
            return new EvidencePackage(content, new Bag(scratch), progress).write(scratch, out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Written write(Scratch scratch, OutputStream out) throws IOException {
        progress.stage("evidence.lines");
        positionFolder(scratch);
        shown = shownPosition();
        charts();
        progress.stage("evidence.files");
        documents();
        sourceFiles();
        lookIntoSources();
        progress.stage("evidence.tables");
        recordTables();
        for (var extra : content.tables()) {
            table(extra.path(), TableData.of(extra.source(), extra.query(), List.of(), extra.title()));
        }
        table("90_provenance/importlog", importLog());
        table("90_provenance/sources", sources());
        var trail = trail();
        String fingerprint = fingerprint(trail);
        String name = name(content);
        index(name, trail, fingerprint);
        metadata(name);
        progress.stage("evidence.zip");
        var written = bag.write(name, information(name, trail), out, progress);
        return new Written(name, written.bagId(), written.files(), written.bytes(), said(trail));
    }

    // ---- tables

    private void table(String path, TableData table) throws IOException {
        progress.stopIfCancelled();
        var watched = new TableData(
                table.name(), table.title(), table.columns(), TableExport.watched(table.rows(), progress));
        try (var tables = new Twins(path, watched)) {
            watched.rows().forEach(tables::row);
        }
    }

    /// Cells with their secrets masked. A cell that holds the value of another column, such as in a rejected row,
    /// is
    /// judged by the name of that column.
    private List<@Nullable Object> masked(TableData table, List<@Nullable Object> cells) {
        var masked = new ArrayList<@Nullable Object>();
        String told = "";
        boolean isSecretive = false;
        for (int i = 0; i < cells.size(); i++) {
            // Codes are ours, not anybody's words.
            if (!(cells.get(i) instanceof String text) || table.columns().get(i).type() != ColumnType.TEXT) {
                continue;
            }
            String column = table.columns().get(i).id();
            if (column.equals("column")) {
                told = text;
            }
            if (column.equals("file")) {
                String name = text.contains("!/") ? text.substring(0, text.indexOf("!/")) : text;
                // A file in a folder that was imported as one is named by the folder and its path within.
                isSecretive = secretive.stream().anyMatch(known -> name.equals(known) || name.startsWith(known + "/"));
            }
            String safe = column.equals("raw") && isSecretive && !text.isEmpty()
                    ? Mask.TEXT
                    : mask.apply(column.equals("found") && !told.isEmpty() ? told : column, text);
            if (!safe.equals(text)) {
                if (masked.isEmpty()) {
                    masked.addAll(cells);
                }
                masked.set(i, safe);
                maskedValues++;
            }
        }
        return masked.isEmpty() ? cells : masked;
    }

    private SecretsSaid said(TrailLines.End trail) {
        long files = packaged.values().stream()
                .filter(file -> !file.secrets().isEmpty() || !file.why().isEmpty())
                .count();
        return new SecretsSaid(
                content.choices().secrets().name(),
                files,
                packaged.values().stream().filter(Packed::masked).count(),
                packaged.values().stream().filter(file -> !file.why().isEmpty()).count(),
                maskedValues + trail.masked().size());
    }

    /// A CSV and its twin for spreadsheets, written side by side.
    private final class Twins implements AutoCloseable {

        private final String path;
        private final TableData table;
        private final OutputStream exactOut;
        private final CsvTables.RowWriter exact;
        private final @Nullable OutputStream twinOut;
        private final CsvTables.@Nullable RowWriter twin;

        Twins(String path, TableData table) throws IOException {
            this.path = path;
            this.table = table;
            this.exactOut = bag.open(path + ".csv");
            this.exact = CsvTables.open(table.columns(), CsvTables.Form.EXACT, exactOut);
            if (content.choices().spreadsheetTwins()) {
                this.twinOut = bag.open(path + ".spreadsheet.csv");
                this.twin = CsvTables.open(table.columns(), CsvTables.Form.SPREADSHEET, twinOut);
            } else {
                this.twinOut = null;
                this.twin = null;
            }
        }

        void row(List<@Nullable Object> cells) {
            long before = maskedValues;
            var safe = masked(table, cells);
            isPositionMasked |= maskedValues > before
                    && path.startsWith("20_position/")
                    && TabledPosition.DIGESTED.contains(table.name());
            exact.row(safe);
            if (twin != null) {
                twin.row(safe);
            }
        }

        @Override
        public void close() throws IOException {
            long rows = exact.finish();
            exactOut.close();
            if (twin != null && twinOut != null) {
                twin.finish();
                twinOut.close();
            }
            index.add(new IndexPage.Entry(path + ".csv", table.title(), "text/csv", rows));
            schemas.put(path, CsvTables.schema(table));
        }
    }

    /// A table of all records of a kind.
    ///
    /// @param path within `data/`, without ending
    public record RecordTable(String path, String title, RecordKind kind) {}

    /// Tables that each package of the format holds, with rows or without, in the order of its index page.
    private static final List<RecordTable> CONSTANT_TABLES = List.of(
            new RecordTable("30_deployment/units", "Units of the organisation", RecordKind.ORGANISATION_UNIT),
            new RecordTable("30_deployment/devices", "Devices", RecordKind.DEVICE),
            new RecordTable("30_deployment/users", "Users", RecordKind.USER),
            new RecordTable(
                    "30_deployment/assignments",
                    "Assignments of licences to people and devices",
                    RecordKind.ASSIGNMENT),
            new RecordTable("30_deployment/usage", "Measured use", RecordKind.USAGE),
            new RecordTable("40_entitlement/agreements", "Agreements", RecordKind.AGREEMENT),
            new RecordTable("40_entitlement/purchases", "Purchases", RecordKind.PURCHASE),
            new RecordTable("40_entitlement/entitlements", "Entitlements", RecordKind.ENTITLEMENT),
            new RecordTable("50_adjustments/exclusions", "Exclusions with reason and approval", RecordKind.EXCLUSION),
            new RecordTable(
                    "60_recognition/rules",
                    "Recognition rules of the analyst, in their order",
                    RecordKind.RECOGNITION_RULE),
            new RecordTable(
                    "60_recognition/decisions", "Manual decisions for single titles", RecordKind.TITLE_DECISION),
            new RecordTable("60_recognition/products", "Products that the analyst added", RecordKind.PRODUCT));

    /// All tables of records: after those of each package those of kinds that came later, which a package holds
    /// where it
    /// has such records, so that packages from before them are whole and look as they did.
    public static final List<RecordTable> RECORD_TABLES = Stream.concat(
                    CONSTANT_TABLES.stream(),
                    Stream.of(RecordKind.values())
                            .filter(kind -> CONSTANT_TABLES.stream().noneMatch(table -> table.kind() == kind))
                            .flatMap(kind -> kind
                                    .description()
                                    .map(described -> new RecordTable(described.path(), described.title(), kind))
                                    .stream()))
            .toList();

    /// Paths within `data/`, without ending, of the tables that a package holds only where they have rows.
    public static final Set<String> OCCASIONAL = RECORD_TABLES.stream()
            .filter(table -> !CONSTANT_TABLES.contains(table))
            .map(RecordTable::path)
            .collect(Collectors.toUnmodifiableSet());

    /// All tables beside those of the position, as a pattern of their paths.
    public static String tables() {
        return Stream.concat(
                        RECORD_TABLES.stream().map(RecordTable::path),
                        Stream.of(
                                "30_deployment/installs",
                                "40_entitlement/documents",
                                "50_adjustments/assumptions",
                                "60_recognition/titles",
                                "90_provenance/importlog",
                                "90_provenance/rejected",
                                "90_provenance/sources"))
                .collect(Collectors.joining("|"));
    }

    private void recordTables() throws IOException {
        for (var table : RECORD_TABLES) {
            if (!OCCASIONAL.contains(table.path()) || !records.of(table.kind()).isEmpty()) {
                recordTable(table.path(), table.title(), table.kind());
            }
        }
        table("50_adjustments/assumptions", Assumptions.table(content, records));
    }

    private void recordTable(String path, String title, RecordKind kind) throws IOException {
        table(path, records.table(path.substring(path.indexOf('/') + 1), title, kind));
    }

    // ---- 20_position

    private void positionFolder(Scratch scratch) throws IOException {
        var position = content.position();
        var traces = new ArrayList<List<@Nullable Object>>();
        try (var workbook = new ElpWorkbook(content, records, scratch)) {
            var lines = position.lines();
            for (int i = 0; i < lines.size(); i++) {
                progress.stopIfCancelled();
                progress.report(i, lines.size());
                var trace = content.traces().trace(lines.get(i));
                workbook.line(i, trace.isPresent());
                if (trace.isPresent()) {
                    traces.add(trace(i, lines.get(i), trace.get(), workbook));
                }
            }
            bag.file("20_position/ELP.xlsx", workbook::finish);
        }
        index.addFirst(new IndexPage.Entry(
                "20_position/ELP.xlsx",
                "Effective licence position as a workbook with live formulas",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                -1));
        table("20_position/elp", PositionTables.lines(position));
        table("20_position/bridge", PositionTables.bridge(position));
        table("20_position/rights", PositionTables.rights(position));
        table("20_position/problems", PositionTables.problems(position));
        table(
                "20_position/traces",
                new TableData(
                        "traces",
                        "Which file explains which line",
                        List.of(
                                Columns.text("ref"),
                                Columns.text("line"),
                                Columns.text("file"),
                                Columns.column("consumers", ColumnType.INTEGER),
                                Columns.text("sentence")),
                        PositionTables.rows(traces)));
    }

    private List<@Nullable Object> trace(int number, PositionLine line, Trace trace, ElpWorkbook workbook)
            throws IOException {
        String reference = PositionTables.reference(number);
        String file = PositionTables.traceFile(number, line);
        var table = new TableData(
                "trace",
                Plain.text("Why %s says what it says, consumer by consumer", reference),
                PositionTables.TRACE,
                each -> trace.consumers().forEach(consumer -> each.accept(PositionTables.trace(consumer))));
        try (var tables = new Twins("20_position/" + file, table)) {
            trace.consumers().forEach(consumer -> {
                tables.row(PositionTables.trace(consumer));
                workbook.consumer(number, line, consumer);
            });
        }
        return PositionTables.row(
                reference,
                line.id(),
                file + ".csv",
                (long) trace.consumers().size(),
                String.join(" ", trace.sentences()));
    }

    /// A drawing of the position.
    ///
    /// @param name without folder and ending
    public record Drawing(String name, String title, JFreeChart chart, int height) {

        public byte[] svg() {
            return ChartImages.svg(chart, CHART_WIDTH, height);
        }

        public byte[] png() {
            return ChartImages.png(chart, CHART_WIDTH, height, 2);
        }
    }

    /// All drawings of a position.
    public static List<Drawing> drawings(Position position) {
        var drawings = new ArrayList<Drawing>();
        var texts = ChartTexts.forExport();
        var gaps = GapData.of(position);
        for (var measure : gaps.measures()) {
            var chart = GapChart.of(gaps, measure, ChartTheme.LIGHT, texts, GapChart.TOP);
            String in = measure.currency().map(Currency::getCurrencyCode).orElse("units");
            drawings.add(new Drawing("gap-" + in, "Gap by publisher in " + in, chart.chart(), chart.preferredHeight()));
        }
        drawings.add(new Drawing(
                "bridge",
                "From found to balance, all lines",
                BridgeChart.of(BridgeData.of(position), ChartTheme.LIGHT, texts).chart(),
                BRIDGE_HEIGHT));
        var lines = position.lines();
        var shortest = new ArrayList<Integer>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).status() == LineStatus.SHORT) {
                shortest.add(i);
            }
        }
        shortest.sort(Comparator.<Integer, BigDecimal>comparing(
                        i -> lines.get(i).exposure().map(Money::amount).orElse(BigDecimal.ZERO))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        for (int i : shortest.subList(0, Math.min(BRIDGES, shortest.size()))) {
            String reference = PositionTables.reference(i);
            var data = BridgeData.of(lines.get(i), position.settings().asAt());
            drawings.add(new Drawing(
                    "bridge-" + reference,
                    "From found to balance, line " + reference,
                    BridgeChart.of(data, ChartTheme.LIGHT, texts).chart(),
                    BRIDGE_HEIGHT));
        }
        return drawings;
    }

    private void charts() throws IOException {
        progress.stopIfCancelled();
        for (var drawing : drawings(shown)) {
            String path = "20_position/charts/" + drawing.name();
            bag.file(path + ".svg", out -> out.write(drawing.svg()));
            bag.file(path + ".png", out -> out.write(drawing.png()));
            index.add(new IndexPage.Entry(path + ".svg", drawing.title(), "image/svg+xml", -1));
            index.add(new IndexPage.Entry(path + ".png", drawing.title(), "image/png", -1));
        }
    }

    // ---- files

    private void documents() throws IOException {
        var proofs = records.of(RecordKind.PROOF);
        for (var proof : proofs) {
            pack(
                    "40_entitlement/documents/",
                    proof.text("fileName"),
                    proof.text("sha256"),
                    content.choices().documents());
        }
        table(
                "40_entitlement/documents",
                new TableData(
                        "documents",
                        "Documents behind quantities, with their hashes",
                        List.of(
                                Columns.text("id"),
                                Columns.text("fileName"),
                                Columns.text("sha256"),
                                Columns.column("bytes", ColumnType.INTEGER),
                                Columns.code("grade"),
                                Columns.text("receivedFrom"),
                                Columns.column("receivedOn", ColumnType.DATE),
                                Columns.text("entitlement"),
                                Columns.text("purchase"),
                                Columns.text("agreement"),
                                Columns.text("device"),
                                Columns.text("note"),
                                Columns.text("file"),
                                Columns.text("secrets"),
                                Columns.text("copySha256")),
                        each -> proofs.forEach(proof -> each.accept(document(proof)))));
    }

    private List<@Nullable Object> document(RecordState proof) {
        return PositionTables.row(
                proof.id().toString(),
                proof.text("fileName"),
                proof.text("sha256"),
                proof.find("bytes").map(Long::valueOf).orElse(null),
                proof.find("grade").orElse(null),
                proof.find("receivedFrom").orElse(null),
                proof.date("receivedOn").orElse(null),
                records.name(RecordKind.ENTITLEMENT, proof.reference("entitlement")),
                records.name(RecordKind.PURCHASE, proof.reference("purchase")),
                records.name(RecordKind.AGREEMENT, proof.reference("agreement")),
                records.name(RecordKind.DEVICE, proof.reference("device")),
                proof.find("note").orElse(null),
                where(proof.text("sha256"), content.choices().documents()),
                secrets(proof.text("sha256")),
                copy(proof.text("sha256")));
    }

    private void sourceFiles() throws IOException {
        for (var load : content.loads()) {
            pack(
                    "90_provenance/source-files/",
                    load.file(),
                    load.sha256(),
                    content.choices().sourceFiles());
        }
    }

    /// Copies bytes of the register into the package once, checking their hash.
    private void pack(String folder, String fileName, String sha256, boolean wanted) throws IOException {
        if (!wanted || packaged.containsKey(sha256)) {
            return;
        }
        progress.stopIfCancelled();
        Optional<InputStream> found = content.bytes().open(sha256);
        if (found.isEmpty()) {
            return;
        }
        var look = look(sha256);
        boolean isMasked = !look.isClean() && content.choices().secrets() != EvidenceContent.Secrets.INCLUDE;
        boolean isLeftOut = isMasked
                && (!look.maskable()
                        || look.words().isEmpty()
                        || content.choices().secrets() == EvidenceContent.Secrets.LEAVE_OUT);
        checkHash(fileName, sha256, found.get());
        if (isLeftOut) {
            String why = look.words().isEmpty()
                    ? LEFT_OUT + "it could not be looked into whole and may hold secrets"
                    : LEFT_OUT + "it holds secrets";
            packaged.put(sha256, new Packed("", "", look.words(), false, why));
            return;
        }
        String path = folder
                + sha256.substring(0, 12)
                + (isMasked ? "_masked_" : "_")
                + SafeName.of(mask.apply("file", fileName), 40);
        if (isMasked) {
            bag.file(path, out -> content.redaction().mask(sha256, out));
        } else {
            try (InputStream bytes = content.bytes().open(sha256).orElseThrow()) {
                bag.file(path, bytes::transferTo);
            }
        }
        var item = bag.payload().get(path);
        if (item == null || (!isMasked && !item.sha256().equals(sha256))) {
            throw damaged(fileName, sha256);
        }
        packaged.put(sha256, new Packed(path, item.sha256(), look.words(), isMasked, ""));
        index.add(new IndexPage.Entry(
                path, isMasked ? fileName + " (secrets masked)" : fileName, "application/octet-stream", -1));
    }

    private EvidenceContent.Look look(String sha256) throws IOException {
        var known = looks.get(sha256);
        if (known == null) {
            known = content.redaction().look(sha256);
            looks.put(sha256, known);
        }
        return known;
    }

    /// Finds out which imported files hold secrets, also when they do not go along: their rejected rows stand in a
    /// table, and which of a row's cells is a secret is told by the file alone.
    private void lookIntoSources() throws IOException {
        if (content.choices().secrets() == EvidenceContent.Secrets.INCLUDE) {
            return;
        }
        for (var load : content.loads()) {
            // What is not held cannot be looked into: it may hold secrets.
            if (load.balance().rejected() > 0
                    && (content.bytes()
                                    .open(load.sha256())
                                    .map(EvidencePackage::closed)
                                    .isEmpty()
                            || !look(load.sha256()).isClean())) {
                secretive.add(load.file());
            }
        }
    }

    private static boolean closed(InputStream bytes) {
        try {
            bytes.close();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkHash(String fileName, String sha256, InputStream found) throws IOException {
        try (var hashes = new HashingOutput(OutputStream.nullOutputStream());
                InputStream bytes = found) {
            bytes.transferTo(hashes);
            if (!hashes.sha256().equals(sha256)) {
                throw damaged(fileName, sha256);
            }
        }
    }

    private static Fault damaged(String fileName, String sha256) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of("program.registers-copy-not-file-was", fileName, sha256),
                Sentence.of("program.no-package-was-written-records"),
                Sentence.of("program.verify-register-then-restore-file"));
    }

    /// Where a file stands in the package, or why it does not.
    private String where(String sha256, boolean wanted) {
        Packed packed = packaged.get(sha256);
        if (packed != null) {
            return packed.path().isEmpty() ? packed.why() : packed.path();
        }
        return wanted ? "not held by the register" : "hash only, by choice";
    }

    /// What secrets a file holds and what was done about them; nothing when it holds none.
    private @Nullable String secrets(String sha256) {
        Packed packed = packaged.get(sha256);
        if (packed == null || packed.secrets().isEmpty()) {
            return null;
        }
        return packed.secrets()
                + (packed.masked() ? ", masked" : packed.path().isEmpty() ? ", left out" : ", included as they are");
    }

    /// The hash of what stands in the package, if anything does.
    private @Nullable String copy(String sha256) {
        Packed packed = packaged.get(sha256);
        return packed == null || packed.path().isEmpty() ? null : packed.sha256();
    }

    // ---- 90_provenance

    private TableData importLog() {
        return new TableData(
                "importlog",
                "Every import with its balance",
                List.of(
                        Columns.text("id"),
                        Columns.text("source"),
                        Columns.text("file"),
                        Columns.column("bytes", ColumnType.INTEGER),
                        Columns.text("sha256"),
                        Columns.column("modified", ColumnType.INSTANT),
                        Columns.code("format"),
                        Columns.code("meaning"),
                        Columns.text("profile"),
                        Columns.text("options"),
                        Columns.code("state"),
                        Columns.column("receivedAt", ColumnType.INSTANT),
                        Columns.column("dataDate", ColumnType.DATE),
                        Columns.text("suppliedBy"),
                        Columns.column("read", ColumnType.INTEGER),
                        Columns.column("new", ColumnType.INTEGER),
                        Columns.column("changed", ColumnType.INTEGER),
                        Columns.column("same", ColumnType.INTEGER),
                        Columns.column("rejected", ColumnType.INTEGER),
                        Columns.column("vanished", ColumnType.INTEGER),
                        Columns.column("warnings", ColumnType.INTEGER),
                        Columns.column("revision", ColumnType.INTEGER),
                        Columns.text("packaged"),
                        Columns.text("secrets"),
                        Columns.text("copySha256")),
                each -> content.loads().forEach(load -> each.accept(importRow(load))));
    }

    private List<@Nullable Object> importRow(Load load) {
        var balance = load.balance();
        return PositionTables.row(
                load.id().toString(),
                load.source(),
                load.file(),
                load.bytes(),
                load.sha256(),
                load.modified().orElse(null),
                load.format(),
                load.meaning(),
                load.profile(),
                load.options(),
                load.state().name(),
                load.receivedAt(),
                load.dataDate().orElse(null),
                load.suppliedBy(),
                balance.read(),
                balance.added(),
                balance.changed(),
                balance.same(),
                balance.rejected(),
                balance.vanished(),
                load.warnings(),
                load.revision(),
                where(load.sha256(), content.choices().sourceFiles()),
                secrets(load.sha256()),
                copy(load.sha256()));
    }

    /// Per source the load that was published last.
    private TableData sources() {
        var latest = new TreeMap<String, Load>();
        var counts = new TreeMap<String, Long>();
        for (var load : content.loads()) {
            counts.merge(load.source(), 1L, Long::sum);
            if (load.state() == LoadState.PUBLISHED) {
                latest.merge(load.source(), load, (a, b) -> b.revision() >= a.revision() ? b : a);
            }
        }
        return new TableData(
                "sources",
                "Sources with the load that was published last",
                List.of(
                        Columns.text("source"),
                        Columns.column("loads", ColumnType.INTEGER),
                        Columns.text("file"),
                        Columns.text("sha256"),
                        Columns.code("format"),
                        Columns.column("dataDate", ColumnType.DATE),
                        Columns.column("receivedAt", ColumnType.INSTANT),
                        Columns.text("suppliedBy"),
                        Columns.column("read", ColumnType.INTEGER),
                        Columns.column("rejected", ColumnType.INTEGER),
                        Columns.text("packaged"),
                        Columns.text("secrets"),
                        Columns.text("copySha256")),
                each -> counts.forEach((source, count) -> {
                    Load load = latest.get(source);
                    each.accept(
                            load == null
                                    ? PositionTables.row(
                                            source, count, null, null, null, null, null, null, null, null, null, null,
                                            null)
                                    : PositionTables.row(
                                            source,
                                            count,
                                            load.file(),
                                            load.sha256(),
                                            load.format(),
                                            load.dataDate().orElse(null),
                                            load.receivedAt(),
                                            load.suppliedBy(),
                                            load.balance().read(),
                                            load.balance().rejected(),
                                            where(
                                                    load.sha256(),
                                                    content.choices().sourceFiles()),
                                            secrets(load.sha256()),
                                            copy(load.sha256())));
                }));
    }

    private TrailLines.End trail() throws IOException {
        progress.stopIfCancelled();
        String path = "90_provenance/trail.jsonl";
        try (var out = bag.open(path)) {
            var lines = new TrailLines(out, content.register().revision(), mask);
            content.trail().forEach(lines);
            index.add(new IndexPage.Entry(
                    path,
                    "Trail: who changed what, when and why",
                    "application/jsonl",
                    lines.end().length()));
            return lines.end();
        }
    }

    /// The position as the tables show it: that of the content unless a secret is masked in them. The page and the
    /// drawings show this one, so that whoever has the tables can make them anew.
    private Position shownPosition() throws IOException {
        var position = content.position();
        if (!isPositionMasked) {
            return position;
        }
        var tables = new ArrayList<List<PackageTables.Row>>();
        for (String name : TabledPosition.DIGESTED) {
            var item = bag.payload().get("20_position/" + name + ".csv");
            if (item == null) {
                throw new IllegalStateException("not in the package: " + name);
            }
            try (var in = Files.newInputStream(item.spool())) {
                tables.add(PackageTables.read(in));
            }
        }
        return TabledPosition.of(
                position.settings(), tables, position.unrecognisedTitles(), position.unrecognisedInstallations());
    }

    private String fingerprint(TrailLines.End trail) throws IOException {
        var settings = content.position().settings();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("profile", PROFILE);
        facts.put("application", "Assay " + paper.applicationVersion());
        facts.put("register", content.register().id().toString());
        facts.put("revision", content.register().revision());
        facts.put("revisionAt", content.register().revisionAt().toString());
        facts.put("zone", content.register().zone().getId());
        facts.put("asAt", settings.asAt().toString());
        facts.put("staleAfterDays", settings.staleAfterDays());
        facts.put(
                "exemptEnvironments",
                settings.exemptEnvironments().stream().sorted().map(Enum::name).toList());
        facts.put("unit", settings.unit().map(UUID::toString));
        facts.put("catalogue", content.catalogue().name());
        facts.put("catalogueVersion", content.catalogue().version());
        facts.put("catalogueDigest", content.catalogue().digest());
        facts.put("positionDigest", content.position().digest());
        facts.put("shownPositionDigest", shown.digest());
        facts.put("trailLength", trail.length());
        facts.put("trailHead", trail.head());
        facts.put(
                "sources",
                content.loads().stream()
                        .filter(load -> load.state() == LoadState.PUBLISHED)
                        .map(load -> load.sha256() + "  " + mask.apply("source", load.source()))
                        .toList());
        facts.put("sourceFiles", content.choices().sourceFiles() ? "included" : "hashes only");
        facts.put("documents", content.choices().documents() ? "included" : "hashes only");
        facts.put("secrets", content.choices().secrets().name());
        facts.put("maskedEvents", trail.masked());
        facts.put("unrecognisedTitles", content.position().unrecognisedTitles());
        facts.put("unrecognisedInstallations", content.position().unrecognisedInstallations());
        String fingerprint = Hashes.sha256(Json.line(facts).getBytes(StandardCharsets.UTF_8));
        facts.put("fingerprint", fingerprint);
        bag.file("90_provenance/runfingerprint.json", Json.pretty(facts));
        index.add(new IndexPage.Entry(
                "90_provenance/runfingerprint.json", "What the figures are a function of", "application/json", -1));
        return fingerprint;
    }

    public static final String NONE_FOUND = "none found";

    /// How a table begins to say why a file did not go along.
    public static final String LEFT_OUT = "left out: ";

    /// One sentence about what was done with secrets.
    public static String secretsInWords(SecretsSaid said) {
        if (said.choice().equals(EvidenceContent.Secrets.INCLUDE.name())) {
            return said.files() == 0
                    ? "included as they are, by choice: tables and trail were not looked into, nothing was masked"
                    : Plain.text(
                            "included as they are, by choice: %d %s secrets",
                            said.files(), said.files() == 1 ? "file holds" : "files hold");
        }
        return said.files() == 0 && said.values() == 0
                ? NONE_FOUND
                : Plain.text(
                        "%d %s with secrets: %d masked, %d left out; %d masked in tables and trail",
                        said.files(),
                        said.files() == 1 ? "file" : "files",
                        said.masked(),
                        said.leftOut(),
                        said.values());
    }

    // ---- index and tags

    private void index(String name, TrailLines.End trail, String fingerprint) throws IOException {
        index.sort(Comparator.comparing(IndexPage.Entry::path));
        var files = new ArrayList<Map<String, Object>>();
        for (var entry : index) {
            var item = bag.payload().get(entry.path());
            if (item == null) {
                throw new IllegalStateException("not in the package: " + entry.path());
            }
            var facts = new LinkedHashMap<String, Object>();
            facts.put("path", entry.path());
            facts.put("title", mask.apply("", entry.title()));
            facts.put("mediaType", entry.mediaType());
            if (entry.rows() >= 0) {
                facts.put("rows", entry.rows());
            }
            facts.put("bytes", item.bytes());
            facts.put("sha256", item.sha256());
            files.add(facts);
        }
        var about = new LinkedHashMap<String, Object>();
        about.put("package", name);
        about.put("profile", PROFILE);
        about.put("organisation", paper.organisation());
        about.put("scope", paper.scope());
        about.put("asAt", content.position().settings().asAt().toString());
        about.put("status", paper.status());
        about.put("preparedBy", paper.preparedBy());
        about.put("reviewedBy", paper.reviewedBy());
        about.put("classification", paper.classification());
        about.put("application", paper.applicationVersion());
        about.put("catalogue", mask.apply("", content.catalogue().name()));
        about.put("catalogueVersion", content.catalogue().version());
        about.put("registerName", mask.apply("", content.register().name()));
        about.put("revisionAt", content.register().revisionAt().toString());
        var said = said(trail);
        about.put(
                "secrets",
                new TreeMap<>(Map.of(
                        "choice", said.choice(),
                        "files", said.files(),
                        "masked", said.masked(),
                        "leftOut", said.leftOut(),
                        "values", said.values())));
        about.put("register", content.register().id().toString());
        about.put("revision", content.register().revision());
        about.put("fingerprint", fingerprint);
        about.put("signature", "none");
        about.put("figures", IndexPage.figures(shown));
        about.put("files", files);
        bag.file("00_index/package.json", Json.pretty(about));
        var sizes = new TreeMap<String, Long>();
        bag.payload().forEach((path, item) -> sizes.put(path, item.bytes()));
        String html = new IndexPage(
                        new IndexPage.Facts(content.register(), paper, content.catalogue(), shown),
                        content.position().digest(),
                        name,
                        trail,
                        fingerprint,
                        index,
                        sizes,
                        said,
                        mask)
                .html();
        bag.file("00_index/index.html", html);
    }

    private void metadata(String name) {
        bag.tag("metadata/VERIFY.txt", VerifyText.of(name));
        // A trace's schema is the same for every line.
        var written = new LinkedHashMap<String, String>();
        schemas.forEach((path, schema) -> written.put(
                path.startsWith("20_position/trace/") ? "20_position-trace" : path.replace('/', '-'), schema));
        if (written.containsKey("20_position-trace")) {
            written.put(
                    "20_position-trace",
                    CsvTables.schema(new TableData(
                            "trace",
                            PositionTables.TRACE_TITLE,
                            PositionTables.TRACE,
                            PositionTables.rows(List.of()))));
        }
        written.forEach((file, schema) -> bag.tag("metadata/schemas/" + file + ".schema.json", schema));
    }

    private List<Map.Entry<String, String>> information(String name, TrailLines.End trail) {
        var register = content.register();
        LocalDate day = LocalDate.ofInstant(register.revisionAt(), register.zone());
        UUID id = UUID.nameUUIDFromBytes(Plain.text(
                        "%s/%s/%s/%s",
                        register.id(),
                        register.revision(),
                        name(content),
                        content.position().digest())
                .getBytes(StandardCharsets.UTF_8));
        return List.of(
                Map.entry("Source-Organization", paper.organisation()),
                Map.entry("Contact-Name", paper.preparedBy()),
                Map.entry(
                        "External-Description",
                        "Effective licence position as at "
                                + content.position().settings().asAt() + " with the evidence behind it"),
                Map.entry("External-Identifier", "urn:uuid:" + id),
                Map.entry("Bagging-Date", day.toString()),
                Map.entry("Bag-Software-Agent", "Assay " + paper.applicationVersion()),
                Map.entry("Assay-Profile", PROFILE),
                Map.entry("Assay-Package-Format", FORMAT),
                Map.entry("Assay-Secrets", secretsInWords(said(trail))),
                Map.entry("Assay-Register-Id", register.id().toString()),
                Map.entry("Assay-Revision", Long.toString(register.revision())),
                Map.entry("Assay-Trail-Head", trail.head()),
                Map.entry("Assay-Trail-Length", Long.toString(trail.length())),
                Map.entry("Assay-Trail-Masked", Integer.toString(trail.masked().size())),
                Map.entry("Assay-Position-Digest", content.position().digest()),
                Map.entry(PackageWords.NAME, PackageWords.digest(name)));
    }
}
