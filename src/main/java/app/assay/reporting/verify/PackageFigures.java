package app.assay.reporting.verify;

import app.assay.domain.code.EvidenceGrade;
import app.assay.domain.position.LineSentences;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.record.RecordKind;
import app.assay.domain.value.Money;
import app.assay.files.Scratch;
import app.assay.reporting.export.TableExport;
import app.assay.reporting.position.ElpWorkbook;
import app.assay.reporting.position.LineCheck;
import app.assay.reporting.sheet.CellStyle;
import app.assay.reporting.sheet.Workbook;
import app.assay.reporting.table.Mask;
import app.assay.reporting.table.PackageTables;
import app.assay.reporting.table.Words;
import app.assay.reporting.verify.PackageWorkbook.Cell;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Compares the workbook of a package with its tables, cell by cell: values exactly, and formulas by what they are.
final class PackageFigures {

    private static final String BOOK = "data/20_position/ELP.xlsx";
    private static final String POSITION = "data/20_position/";
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final String REST = "…";
    private static final int MOST_OF_LEGEND = 10_000;
    private static final String SPARE_COLUMN = "Exposure in whole packs (money)";
    private static final List<String> LATER_COLUMNS = List.of("Recognition", "Recognised as", "Counted by", "Assumed");

    private final PackageFiles bag;
    private final List<PackageTables.Row> lines;
    private final Optional<Position> position;
    private final SortedMap<String, String> facts;
    private final boolean saysNoMask;
    private final BiConsumer<String, String> differs;
    private final BiConsumer<String, String> notChecked;
    private final Progress progress;
    private int bridgeRows;
    private int rightRows;
    private int consumptionRows;
    private final Map<String, Counted> counted = new HashMap<>();
    private boolean isConsumptionWhole;
    private Optional<List<List<String>>> legend = Optional.empty();

    /// What the traces tell of the consumers of a line.
    private static final class Counted {
        private BigDecimal units = BigDecimal.ZERO;
        private boolean isKnown = true;
    }

    /// @param position the position that the tables tell; its problems may lack what packages of format 1 do not
    /// tell
    /// @param facts what the sheet Cover says of the package beside its figures, by the words there; empty for a
    /// package of format 1
    /// @param saysNoMask whether, by its own word, the package shows no mask anywhere
    PackageFigures(
            PackageFiles bag,
            List<PackageTables.Row> lines,
            Optional<Position> position,
            SortedMap<String, String> facts,
            boolean saysNoMask,
            BiConsumer<String, String> differs,
            BiConsumer<String, String> notChecked,
            Progress progress) {
        this.bag = bag;
        this.lines = lines;
        this.position = position;
        this.facts = facts;
        this.saysNoMask = saysNoMask;
        this.differs = differs;
        this.notChecked = notChecked;
        this.progress = progress;
    }

    void check(Scratch scratch) {
        try (var in = bag.open(BOOK);
                var book = new PackageWorkbook(in, scratch.folder())) {
            bridge(book);
            rights(book);
            consumers(book);
            position(book);
            cover(book);
            assumptions(book);
            legend(book);
            footers(book);
        } catch (IOException broken) {
            differs.accept(BOOK, "It cannot be read as a workbook of a package: " + broken.getMessage() + ".");
        }
    }

    private List<PackageTables.Row> table(String path) throws IOException {
        if (!bag.hashes().containsKey(path)) {
            return List.of();
        }
        try (var in = bag.open(path)) {
            return PackageTables.read(in);
        }
    }

    // ---- sheets

    /// The headers of a sheet as the format of the package has them.
    private List<String> headers(String sheet) {
        var headers = ElpWorkbook.headers(sheet);
        if (!facts.isEmpty()) {
            return headers;
        }
        return headers.stream()
                .filter(header -> !(sheet.equals("Position") && header.equals(SPARE_COLUMN))
                        && !(sheet.equals("Entitlement detail") && LATER_COLUMNS.contains(header)))
                .toList();
    }

    /// A row of a sheet by its headers.
    private static final class Rows {

        private final String name;
        private final PackageWorkbook.Sheet sheet;
        private final List<String> headers;

        Rows(PackageWorkbook book, String name, List<String> headers) throws IOException {
            this.name = name;
            this.sheet = book.sheet(name);
            this.headers = headers;
            var found = sheet.next();
            if (!found.stream().map(Cell::value).toList().equals(headers)
                    || found.stream().anyMatch(cell -> !cell.formula().isEmpty())) {
                throw new IOException("the columns of its sheet " + name + " are not those of a package");
            }
        }

        Map<String, Cell> next() throws IOException {
            var cells = sheet.next();
            if (cells.isEmpty()) {
                return Map.of();
            }
            if (cells.size() > headers.size()) {
                throw new IOException("the sheet " + name + " has cells beside its columns");
            }
            var row = new LinkedHashMap<String, Cell>();
            for (int i = 0; i < headers.size(); i++) {
                row.put(headers.get(i), i < cells.size() ? cells.get(i) : Cell.BLANK);
            }
            return row;
        }

        int number() {
            return sheet.number();
        }
    }

    private void compare(Rows rows, Map<String, Cell> row, String column, String expected, String formula) {
        var cell = row.getOrDefault(column, Cell.BLANK);
        if (!equal(cell.value(), expected)) {
            differs.accept(
                    BOOK,
                    Plain.text(
                            "Sheet %s, row %d, %s: it shows %s, and the tables yield %s.",
                            rows.name, rows.number(), column, shown(cell.value()), shown(expected)));
        } else if (!cell.formula().isEmpty() && !cell.formula().equals(formula)) {
            differs.accept(
                    BOOK,
                    Plain.text(
                            "Sheet %s, row %d, %s: its formula is not the one that yields the figure.",
                            rows.name, rows.number(), column));
        } else if (cell.isNumber() ? !cell.format().equals(format(column, cell.value())) : isDay(column, expected)) {
            differs.accept(
                    BOOK,
                    Plain.text(
                            "Sheet %s, row %d, %s: its format does not show %s as it is.",
                            rows.name, rows.number(), column, shown(expected)));
        }
    }

    private static boolean isDay(String column, String expected) {
        return format(column, "0").equals(CellStyle.DATE.format())
                && number(expected).isPresent();
    }

    /// The format in which a column shows a number.
    private static String format(String column, String value) {
        return switch (column) {
            case "Step" -> CellStyle.PLAIN.format();
            case "Money", "Price per unit", "Exposure (money)", SPARE_COLUMN, "Surplus value (money)" ->
                CellStyle.AMOUNT.format();
            case "Balance (% of net)" -> CellStyle.PERCENT.format();
            case "From", "To", "Maintenance to", "Valid until" -> CellStyle.DATE.format();
            default -> TableExport.number(new BigDecimal(value)).format();
        };
    }

    private void compare(Rows rows, Map<String, Cell> row, String column, String expected) {
        compare(rows, row, column, expected, "");
    }

    static String shown(String value) {
        return value.isEmpty() ? "nothing" : StrictZip.printable(value.length() > 60 ? value.substring(0, 60) : value);
    }

    private static boolean equal(String found, String expected) {
        if (found.equals(expected)) {
            return true;
        }
        if (expected.length() > Workbook.MOST_CHARACTERS) {
            int pointer = found.lastIndexOf("; whole in ");
            return pointer >= 0
                    && found.endsWith("]")
                    && Workbook.cut(expected, found.substring(pointer + "; whole in ".length(), found.length() - 1))
                            .equals(found);
        }
        var one = number(found);
        return one.isPresent()
                && number(expected).filter(two -> two.compareTo(one.get()) == 0).isPresent();
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.isEmpty()
                || text.length() > 60
                || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-')) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void end(Rows rows, String table) throws IOException {
        if (!rows.next().isEmpty()) {
            differs.accept(BOOK, "The sheet " + rows.name + " has more rows than " + table + " yields.");
        }
    }

    private boolean missing(Rows rows, Map<String, Cell> row, String table) {
        if (row.isEmpty()) {
            differs.accept(BOOK, "The sheet " + rows.name + " has fewer rows than " + table + " yields.");
        }
        return row.isEmpty();
    }

    private void bridge(PackageWorkbook book) throws IOException {
        var rows = new Rows(book, "Bridge", headers("Bridge"));
        var prices = new HashMap<String, Money>();
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < lines.size(); i++) {
            places.put(lines.get(i).get("ref"), i + 2);
            if (!lines.get(i).get("unitPrice").isEmpty()) {
                prices.put(lines.get(i).get("ref"), Money.parse(lines.get(i).get("unitPrice")));
            }
        }
        String reference = "";
        Optional<BigDecimal> level = Optional.empty();
        int above = 0;
        for (var step : table(POSITION + "bridge.csv")) {
            var row = rows.next();
            if (missing(rows, row, "bridge.csv")) {
                return;
            }
            for (var pair : List.of(
                    "Ref=ref",
                    "Line=line",
                    "Step=step",
                    "Kind=kind",
                    "Reason=reason",
                    "Units=units",
                    "Installations=installations",
                    "Rule=rule")) {
                compare(
                        rows,
                        row,
                        pair.substring(0, pair.indexOf('=')),
                        step.get(pair.substring(pair.indexOf('=') + 1)));
            }
            if (!step.get("ref").equals(reference)) {
                reference = step.get("ref");
                level = Optional.of(BigDecimal.ZERO);
                above = 0;
            }
            var units = number(step.get("units"));
            boolean isRunning = List.of("found", "reduction", "covered").contains(step.get("kind"));
            if (isRunning) {
                level = level.flatMap(before -> units.map(before::add));
                compare(
                        rows,
                        row,
                        "Level after",
                        level.map(BigDecimal::toPlainString).orElse("unknown"),
                        above == 0 ? "F" + rows.number() : "G" + above + "+F" + rows.number());
                above = rows.number();
            } else {
                compare(rows, row, "Level after", "");
            }
            var price = Optional.ofNullable(prices.get(reference));
            compare(
                    rows,
                    row,
                    "Money",
                    units.flatMap(known -> price.map(
                                    each -> known.multiply(each.amount()).toPlainString()))
                            .orElse(""),
                    "F" + rows.number() + "*Position!W" + places.getOrDefault(reference, 0));
            compare(
                    rows,
                    row,
                    "Currency",
                    units.flatMap(_ -> price.map(each -> each.currency().getCurrencyCode()))
                            .orElse(""));
        }
        bridgeRows = rows.number();
        end(rows, "bridge.csv");
    }

    private void rights(PackageWorkbook book) throws IOException {
        var rows = new Rows(book, "Entitlement detail", headers("Entitlement detail"));
        var entitlements = new LinkedHashMap<String, PackageTables.Row>();
        for (var entitlement : table("data/40_entitlement/entitlements.csv")) {
            entitlements.put(entitlement.get("id"), entitlement);
        }
        var proofs = new Proofs(table("data/40_entitlement/documents.csv"));
        proofs.named("entitlement", RecordKind.ENTITLEMENT, entitlements.values());
        proofs.named("purchase", RecordKind.PURCHASE, table("data/40_entitlement/purchases.csv"));
        proofs.named("agreement", RecordKind.AGREEMENT, table("data/40_entitlement/agreements.csv"));
        var rest = new LinkedHashMap<>(entitlements);
        for (var right : table(POSITION + "rights.csv")) {
            var row = rows.next();
            if (missing(rows, row, "rights.csv")) {
                return;
            }
            rest.remove(right.get("entitlementId"));
            compare(rows, row, "Ref", right.get("ref"));
            compare(rows, row, "Line", right.get("line"));
            compare(rows, row, "Entitlement", right.get("entitlement"));
            compare(rows, row, "Owned (units)", right.get("owned"));
            compare(rows, row, "Usable (units)", right.get("usable"));
            compare(rows, row, "Used here (units)", right.get("used"));
            compare(rows, row, "Not usable because", Words.sentence(right.get("note")));
            record(rows, row, entitlements.getOrDefault(right.get("entitlementId"), PackageTables.Row.NONE), proofs);
        }
        // Each of the others has one row, in the order of its table.
        for (var record : rest.values()) {
            var row = rows.next();
            if (missing(rows, row, "entitlements.csv")) {
                return;
            }
            compare(rows, row, "Entitlement", record.get("reference"));
            for (var blank : List.of("Ref", "Line", "Owned (units)", "Usable (units)", "Used here (units)")) {
                compare(rows, row, blank, "");
            }
            compare(rows, row, "Not usable because", "In no line of this position");
            record(rows, row, record, proofs);
        }
        rightRows = rows.number();
        end(rows, "entitlements.csv");
    }

    private void record(Rows rows, Map<String, Cell> row, PackageTables.Row record, Proofs proofs) {
        proofs(rows, row, record, proofs);
        for (var pair : List.of(
                "Product=product",
                "Edition=edition",
                "Version=version",
                "Metric=metric",
                "Part number=partNumber",
                "Note=note",
                "Base right=baseName",
                "Agreement=agreementName",
                "Purchase=purchaseName",
                "Recognised as=recognisedAs",
                "Counted by=countedBy",
                "Assumed=assumed")) {
            compare(rows, row, pair.substring(0, pair.indexOf('=')), record.get(pair.substring(pair.indexOf('=') + 1)));
        }
        compare(rows, row, "Kind", Words.sentence(record.get("kind")));
        compare(rows, row, "Recognition", Words.sentence(record.get("recognition")));
        String packs = record.get("quantity");
        compare(rows, row, "Packs", packs.isEmpty() ? "unknown" : packs);
        String each = record.get("unitsPerPack");
        compare(rows, row, "Units per pack", each.isEmpty() ? "1" : each);
        price(rows, row, record.get("unitPrice"));
        compare(rows, row, "From", day(record.get("start")));
        compare(rows, row, "To", day(record.get("end")));
        compare(rows, row, "Maintenance to", day(record.get("maintenanceUntil")));
    }

    /// The amount that a table tells; empty when it tells none that can be read.
    private static Optional<Money> money(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Money.parse(text));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /// A price whose format shows its currency.
    private void price(Rows rows, Map<String, Cell> row, String price) {
        var cell = row.getOrDefault("Price per pack", Cell.BLANK);
        boolean isFormatted = !cell.isNumber()
                || money(price)
                        .filter(known ->
                                cell.format().equals(TableExport.amount(known).format()))
                        .isPresent();
        if (!equal(cell.value(), amount(price)) || !cell.formula().isEmpty() || !isFormatted) {
            differs.accept(
                    BOOK,
                    Plain.text(
                            "Sheet %s, row %s, Price per pack: it shows %s, and the tables yield %s.",
                            rows.name,
                            rows.number(),
                            shown(isFormatted ? cell.value() : cell.value() + " in another format"),
                            shown(price)));
        }
    }

    private void proofs(Rows rows, Map<String, Cell> row, PackageTables.Row record, Proofs proofs) {
        var found = proofs.of(record);
        if (found.isEmpty()) {
            notChecked.accept(
                    BOOK,
                    "Which documents prove the rights on Entitlement detail was not compared where several records have"
                            + " one name, or it is masked.");
            return;
        }
        compare(
                rows,
                row,
                "Proof",
                Words.grade(found.get().stream()
                        .map(proof -> proof.get("grade"))
                        .filter(grade -> !grade.isEmpty())
                        .findFirst()
                        .orElse("")));
        compare(
                rows,
                row,
                "Documents",
                found.get().stream().map(proof -> proof.get("fileName")).collect(Collectors.joining("; ")));
    }

    /// Which documents prove which right, by the names that documents.csv tells.
    private static final class Proofs {

        /// Columns of documents.csv by what names their target in entitlements.csv.
        private static final Map<String, String> NAMES =
                Map.of("entitlement", "reference", "purchase", "purchaseName", "agreement", "agreementName");

        private final IdentityHashMap<PackageTables.Row, Integer> places = new IdentityHashMap<>();
        private final Map<String, Map<String, List<PackageTables.Row>>> documents = new HashMap<>();
        private final Map<String, Map<String, Integer>> named = new HashMap<>();

        Proofs(List<PackageTables.Row> table) {
            table.forEach(row -> places.put(row, places.size()));
            for (String column : NAMES.keySet()) {
                var byName = documents.computeIfAbsent(column, _ -> new HashMap<>());
                table.stream()
                        .filter(row -> !row.get(column).isEmpty())
                        .forEach(row -> byName.computeIfAbsent(row.get(column), _ -> new ArrayList<>())
                                .add(row));
            }
        }

        /// Tells which names the records of a kind have.
        void named(String column, RecordKind kind, Collection<PackageTables.Row> records) {
            var counts = named.computeIfAbsent(column, _ -> new HashMap<>());
            String name = kind.fields().getFirst().name();
            records.forEach(record -> counts.merge(record.get(name), 1, Integer::sum));
        }

        /// The documents of a right, the strongest first; empty where names do not tell them.
        Optional<List<PackageTables.Row>> of(PackageTables.Row right) {
            var found = new LinkedHashSet<PackageTables.Row>();
            for (var column : NAMES.entrySet()) {
                String name = right.get(column.getValue());
                var theirs = documents.getOrDefault(column.getKey(), Map.of()).getOrDefault(name, List.of());
                boolean isTold = named.getOrDefault(column.getKey(), Map.of()).getOrDefault(name, 0) < 2
                        && !name.contains(Mask.TEXT);
                if (!theirs.isEmpty() && !isTold) {
                    return Optional.empty();
                }
                found.addAll(theirs);
            }
            return Optional.of(found.stream()
                    .sorted(Comparator.comparingInt(Proofs::strength)
                            .thenComparingInt(row -> places.getOrDefault(row, 0)))
                    .toList());
        }

        private static int strength(PackageTables.Row proof) {
            return Arrays.stream(EvidenceGrade.values())
                    .filter(grade -> grade.name().equals(proof.get("grade")))
                    .mapToInt(EvidenceGrade::ordinal)
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
        }
    }

    /// A day as a workbook counts them; days that it cannot count stand there as text.
    static String day(String day) {
        if (day.isEmpty()) {
            return "";
        }
        try {
            var date = LocalDate.parse(day);
            return date.isBefore(LocalDate.of(1900, 3, 1)) || date.getYear() > 9999
                    ? day
                    : Long.toString(ChronoUnit.DAYS.between(DAY_ZERO, date));
        } catch (java.time.DateTimeException e) {
            return day;
        }
    }

    /// A moment as a workbook counts it; empty for what is none.
    static Optional<String> moment(String instant) {
        try {
            return Optional.of(Workbook.days(Instant.parse(instant)).toPlainString());
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String amount(String money) {
        int blank = money.indexOf(' ');
        return blank < 0 ? money : money.substring(0, blank);
    }

    private static String currency(String money) {
        int blank = money.indexOf(' ');
        return blank < 0 ? "" : money.substring(blank + 1);
    }

    private void consumers(PackageWorkbook book) throws IOException {
        var counting = new Consumers(new Rows(book, "Consumption", headers("Consumption")));
        var others = new Consumers(new Rows(book, "Not counted", headers("Not counted")));
        for (var trace : table(POSITION + "traces.csv")) {
            progress.stopIfCancelled();
            String path = POSITION + trace.get("file");
            var sum = counted.computeIfAbsent(trace.get("ref"), _ -> new Counted());
            sentence(trace);
            if (!bag.hashes().containsKey(path)) {
                differs.accept(POSITION + "traces.csv", "It names " + shown(path) + ", which is not there.");
                sum.isKnown = false;
                continue;
            }
            long consumers = 0;
            try (var in = bag.open(path);
                    var table = PackageTables.open(in)) {
                var header = table.header();
                for (var cells = table.next(); !cells.isEmpty(); cells = table.next()) {
                    consumers++;
                    var consumer = PackageTables.Row.of(header, cells);
                    boolean isCounted = consumer.get("notCounted").isEmpty();
                    if (isCounted) {
                        number(consumer.get("units"))
                                .ifPresentOrElse(units -> sum.units = sum.units.add(units), () -> sum.isKnown = false);
                    }
                    (isCounted ? counting : others).compare(path, trace, consumer, isCounted);
                }
            }
            if (!Long.toString(consumers).equals(trace.get("consumers"))) {
                differs.accept(
                        path, Plain.text("It has %s rows, and traces.csv says %s.", consumers, trace.get("consumers")));
            }
        }
        counting.end();
        others.end();
        consumptionRows = counting.rows.number();
        isConsumptionWhole = counting.isOpen;
    }

    /// That a line's sentence says what its figures do.
    private void sentence(PackageTables.Row trace) {
        var line =
                facts.isEmpty() ? Optional.<PositionLine>empty() : position.flatMap(all -> all.line(trace.get("line")));
        if (line.isEmpty()) {
            return; // packages of format 1 lack the rules and problems that sentences are made of
        }
        String expected = String.join(" ", LineSentences.of(line.get()));
        String found = trace.get("sentence");
        // A text that is masked as a whole may hide more of itself than the parts that it is made of; what it shows
        // around its masks must be theirs.
        if (!found.equals(expected) && !saysNoMask && showsPartsOf(found, expected)) {
            notChecked.accept(
                    POSITION + "traces.csv",
                    Plain.text(
                            "What the sentence of %s shows masked was not compared with the figures.",
                            trace.get("ref")));
        } else if (!found.equals(expected)) {
            differs.accept(
                    POSITION + "traces.csv",
                    Plain.text(
                            "Of %s it says %s, and the figures say %s.",
                            trace.get("ref"), shown(found), shown(expected)));
        }
    }

    /// Whether a text with masks shows the parts of another one in their order, and hides something between them.
    private static boolean showsPartsOf(String masked, String whole) {
        var parts = List.of(masked.split(Pattern.quote(Mask.TEXT), -1));
        String first = parts.getFirst();
        String last = parts.getLast();
        if (parts.size() < 2
                || whole.length() < first.length() + last.length()
                || !whole.startsWith(first)
                || !whole.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = whole.length() - last.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = whole.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    /// A sheet of consumers. One that is full says so in its last row.
    private final class Consumers {

        private final Rows rows;
        private boolean isOpen = true;

        Consumers(Rows rows) {
            this.rows = rows;
        }

        void compare(String path, PackageTables.Row trace, PackageTables.Row consumer, boolean isCounted)
                throws IOException {
            if (!isOpen) {
                return;
            }
            var row = rows.next();
            if (missing(rows, row, path)) {
                isOpen = false;
            } else if (rows.number() == Workbook.MOST_ROWS
                    && row.getOrDefault("Ref", Cell.BLANK).value().equals(REST)) {
                notChecked.accept(BOOK, "Its sheet " + rows.name + " holds no more rows; the rest was not compared.");
                isOpen = false;
            } else {
                consumer(rows, row, trace, consumer, isCounted);
            }
        }

        void end() throws IOException {
            PackageFigures.this.end(rows, "the folder trace");
        }
    }

    private void consumer(
            Rows rows, Map<String, Cell> row, PackageTables.Row trace, PackageTables.Row consumer, boolean isCounted) {
        UnaryOperator<String> of = consumer::get;
        compare(rows, row, "Ref", trace.get("ref"));
        compare(rows, row, "Line", trace.get("line"));
        compare(rows, row, "Consumer", Words.sentence(of.apply("kind")));
        compare(rows, row, "Name", of.apply("name"));
        compare(rows, row, "Unit of organisation", of.apply("unit"));
        compare(rows, row, "Facts used", of.apply("facts"));
        compare(rows, row, "Rules", of.apply("rules"));
        compare(rows, row, "Why", of.apply("why"));
        compare(rows, row, "Id", of.apply("id"));
        if (isCounted) {
            compare(rows, row, "Units", of.apply("units"));
            compare(rows, row, "Not covered", of.apply("uncovered"));
            compare(rows, row, "Rights used", of.apply("rights"));
        } else {
            compare(rows, row, "Reason", Words.sentence(of.apply("notCounted")));
        }
    }

    private void position(PackageWorkbook book) throws IOException {
        var rows = new Rows(book, "Position", headers("Position"));
        for (var line : lines) {
            var row = rows.next();
            if (missing(rows, row, "elp.csv")) {
                return;
            }
            int r = rows.number();
            var texts = Map.ofEntries(
                    Map.entry("Ref", "ref"),
                    Map.entry("Line", "line"),
                    Map.entry("Publisher", "publisher"),
                    Map.entry("Product", "product"),
                    Map.entry("Edition", "edition"),
                    Map.entry("Versions found", "versions"),
                    Map.entry("Metric", "metric"),
                    Map.entry("Raw titles", "titles"),
                    Map.entry("Installations", "installations"),
                    Map.entry("Gross found (units)", "gross"),
                    Map.entry("Units per pack", "packUnits"),
                    Map.entry("Packs to buy", "toBuy"));
            texts.forEach((header, column) -> compare(rows, row, header, line.get(column)));
            compare(
                    rows,
                    row,
                    "Reductions (units)",
                    line.get("reductions"),
                    Plain.text(
                            "-SUMIFS(Bridge!$F$2:$F$%d,Bridge!$A$2:$A$%d,A%d,Bridge!$D$2:$D$%d,\"reduction\")",
                            bridgeRows, bridgeRows, r, bridgeRows));
            compare(rows, row, "Net required (units)", line.get("net"), Plain.text("J%d-K%d", r, r));
            compare(rows, row, "Owned (units)", line.get("owned"), right('K', r));
            compare(rows, row, "Usable at the date (units)", line.get("usable"), right('L', r));
            compare(rows, row, "Covered (units)", line.get("covered"), right('M', r));
            compare(rows, row, "Shortfall (units)", line.get("shortfall"), Plain.text("L%d-P%d", r, r));
            compare(rows, row, "Surplus (units)", line.get("surplus"), Plain.text("O%d-P%d", r, r));
            var surplus = number(line.get("surplus"));
            var missing = number(line.get("shortfall"));
            String balance = surplus.isPresent() && missing.isPresent()
                    ? surplus.get().subtract(missing.get()).toPlainString()
                    : line.get("surplus").equals("unlimited") ? "unlimited" : "unknown";
            compare(rows, row, "Balance (units)", balance, Plain.text("R%d-Q%d", r, r));
            compare(rows, row, "Price per unit", amount(line.get("unitPrice")));
            compare(rows, row, "Currency", currencyOf(line));
            compare(rows, row, "Exposure (money)", amount(line.get("exposure")), Plain.text("Q%d*W%d", r, r));
            compare(
                    rows,
                    row,
                    "Exposure in whole packs (money)",
                    amount(line.get("toBuyValue")),
                    Plain.text("V%d*U%d*W%d", r, r, r));
            compare(rows, row, "Surplus value (money)", amount(line.get("surplusValue")), Plain.text("R%d*W%d", r, r));
            compare(rows, row, "Weakest proof", Words.grade(line.get("evidenceGrade")));
            status(line.get("status")).ifPresent(status -> {
                compare(rows, row, "Status", Words.status(status));
                compare(rows, row, "Sign", Words.sign(status));
            });
            adds(rows, row, line);
        }
        end(rows, "elp.csv");
    }

    /// What the sheet says of how a line adds up.
    private void adds(Rows rows, Map<String, Cell> row, PackageTables.Row line) {
        int r = rows.number();
        var sum = counted.get(line.get("ref"));
        Optional<BigDecimal> units =
                isConsumptionWhole && sum != null && sum.isKnown ? Optional.of(sum.units) : Optional.empty();
        int last = Math.max(2, consumptionRows);
        compare(
                rows,
                row,
                "Counted in Consumption (units)",
                units.map(BigDecimal::toPlainString).orElse(""),
                Plain.text("SUMIFS(Consumption!$G$2:$G$%s,Consumption!$A$2:$A$%s,A%s)", last, last, r));
        var net = number(line.get("net"));
        var surplus = number(line.get("surplus"));
        var missing = number(line.get("shortfall"));
        boolean isShare = surplus.isPresent()
                && missing.isPresent()
                && net.isPresent()
                && net.get().signum() != 0;
        compare(
                rows,
                row,
                "Balance (% of net)",
                isShare
                        ? surplus.get()
                                .subtract(missing.get())
                                .divide(net.get(), 12, RoundingMode.HALF_UP)
                                .toPlainString()
                        : "",
                Plain.text("S%s/L%s", r, r));
        var figures = position.flatMap(known ->
                r - 2 < known.lines().size() ? Optional.of(known.lines().get(r - 2)) : Optional.empty());
        if (figures.isEmpty()) {
            notChecked.accept(BOOK, "Its columns Check and Remark were not recomputed.");
            return;
        }
        var check = LineCheck.of(figures.get(), units);
        compare(rows, row, "Check", check.verdict(), LineCheck.formula(r, units.isPresent()));
        compare(rows, row, "Remark", check.remark(line.get("problems")));
    }

    private String right(char column, int row) {
        return Plain.text(
                "SUMIFS('Entitlement detail'!$%s$2:$%s$%d,'Entitlement detail'!$A$2:$A$%d,A%d)",
                column, column, Math.max(2, rightRows), Math.max(2, rightRows), row);
    }

    /// The currency of a line's amounts: of its price, or of what is short at several prices.
    private static String currencyOf(PackageTables.Row line) {
        for (var column : List.of("unitPrice", "exposure", "surplusValue")) {
            if (!line.get(column).isEmpty()) {
                return currency(line.get(column));
            }
        }
        return "";
    }

    private static Optional<LineStatus> status(String code) {
        return List.of(LineStatus.values()).stream()
                .filter(status -> status.name().equals(code))
                .findFirst();
    }

    /// A cell that the cover shows.
    ///
    /// @param value empty where nothing else tells it
    /// @param formula the one that it may have; empty for none
    private record Shown(Optional<String> value, String formula, String format) {

        static Shown text(String value) {
            return new Shown(Optional.of(value), "", "");
        }
    }

    /// The rows of the cover, in their order; an empty one stands for an empty row.
    private List<List<Shown>> coverRows() {
        var rows = new ArrayList<List<Shown>>();
        rows.add(List.of(Shown.text("Effective licence position")));
        rows.add(List.of(new Shown(Optional.ofNullable(facts.get("Organisation")), "", "")));
        rows.add(List.of());
        rows.add(List.of(Shown.text("What this is")));
        for (var name :
                List.of("Organisation", "Scope", "As at", "Status", "Classification", "Prepared by", "Reviewed by")) {
            rows.add(fact(name, name.equals("As at") ? CellStyle.DATE.format() : ""));
        }
        rows.add(List.of());
        rows.add(List.of(Shown.text("Where it comes from")));
        rows.add(fact("Register", ""));
        rows.add(List.of(Shown.text("Register id"), Shown.text(bag.information("Assay-Register-Id"))));
        rows.add(figure("Revision", Optional.of(bag.information("Assay-Revision")), ""));
        rows.add(fact("Revision made (UTC)", CellStyle.INSTANT.format()));
        rows.add(fact("Catalogue", ""));
        rows.add(fact("Catalogue digest", ""));
        rows.add(List.of(Shown.text("Position digest"), Shown.text(bag.information("Assay-Position-Digest"))));
        rows.add(fact("Program", ""));
        rows.add(List.of());
        rows.add(List.of(Shown.text("Lines by status")));
        for (var status : LineStatus.values()) {
            long count = lines.stream()
                    .filter(line -> line.get("status").equals(status.name()))
                    .count();
            rows.add(figure(
                    Words.sign(status) + " " + Words.status(status),
                    Optional.of(Long.toString(count)),
                    Plain.text("COUNTIF(%s,\"%s\")", all("Status"), Words.status(status))));
        }
        rows.add(
                figure("All lines", Optional.of(Integer.toString(lines.size())), Plain.text("COUNTA(%s)", all("Ref"))));
        rows.add(List.of());
        rows.add(List.of(Shown.text("Money by currency")));
        rows.add(List.of(Shown.text("Currency"), Shown.text("Exposure"), Shown.text("Surplus value")));
        rows.addAll(money());
        rows.add(List.of());
        rows.add(List.of(Shown.text("What is not in these figures")));
        long unpriced = lines.stream()
                .filter(line -> line.get("status").equals("SHORT")
                        && line.get("exposure").isEmpty())
                .count();
        rows.add(figure("Short lines without a price", Optional.of(Long.toString(unpriced)), ""));
        var known = position.filter(each -> each.unrecognisedTitles() >= 0);
        rows.add(figure("Titles not recognised", known.map(each -> Long.toString(each.unrecognisedTitles())), ""));
        rows.add(figure(
                "Installations of such titles",
                known.map(each -> Long.toString(each.unrecognisedInstallations())),
                ""));
        rows.add(List.of());
        rows.add(List.of(Shown.text(
                "Amounts of different currencies are never added. Unknown and unlimited are words, never numbers.")));
        rows.add(List.of(
                Shown.text("Figures that can be recomputed are formulas; the sheet Legend explains every column.")));
        return rows;
    }

    private List<Shown> fact(String name, String format) {
        return List.of(Shown.text(name), new Shown(Optional.ofNullable(facts.get(name)), "", format));
    }

    private static List<Shown> figure(String name, Optional<String> value, String formula) {
        return List.of(Shown.text(name), new Shown(value, formula, CellStyle.WHOLE.format()));
    }

    /// The cells of a column of the sheet Position, as formulas name them.
    private String all(String header) {
        String letters = Workbook.letters(headers("Position").indexOf(header));
        return Plain.text("Position!$%s$2:$%s$%s", letters, letters, Math.max(2, lines.size() + 1));
    }

    private List<List<Shown>> money() {
        var sums = new TreeMap<String, BigDecimal[]>();
        for (var line : lines) {
            if (!currencyOf(line).isEmpty()) {
                var sum = sums.computeIfAbsent(
                        currencyOf(line), _ -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
                sum[0] = sum[0].add(number(amount(line.get("exposure"))).orElse(BigDecimal.ZERO));
                sum[1] = sum[1].add(number(amount(line.get("surplusValue"))).orElse(BigDecimal.ZERO));
            }
        }
        if (sums.isEmpty()) {
            return List.of(List.of(Shown.text("No line has a price.")));
        }
        var rows = new ArrayList<List<Shown>>();
        sums.forEach((currency, sum) -> {
            var row = new ArrayList<>(List.of(Shown.text(currency)));
            var columns = List.of("Exposure (money)", "Surplus value (money)");
            for (int i = 0; i < columns.size(); i++) {
                row.add(new Shown(
                        Optional.of(sum[i].toPlainString()),
                        Plain.text("SUMIFS(%s,%s,\"%s\")", all(columns.get(i)), all("Currency"), currency),
                        CellStyle.AMOUNT.format()));
            }
            rows.add(row);
        });
        return rows;
    }

    private void cover(PackageWorkbook book) throws IOException {
        var sheet = book.sheet("Cover");
        for (var expected : coverRows()) {
            var cells = sheet.next();
            if (cells.isEmpty()) {
                differs.accept(
                        BOOK,
                        "Sheet Cover: it does not show "
                                + (expected.isEmpty()
                                        ? "all rows"
                                        : expected.getFirst().value().orElse("all rows")) + ".");
                return;
            }
            String label = expected.isEmpty() ? "" : expected.getFirst().value().orElse("");
            for (int i = 0; i < Math.max(cells.size(), expected.size()); i++) {
                var cell = i < cells.size() ? cells.get(i) : Cell.BLANK;
                var shown = i < expected.size() ? expected.get(i) : Shown.text("");
                if (!coverCell(sheet.number(), i == 0 ? "" : ", " + label, cell, shown) && i == 0) {
                    return; // no row below stands where it should
                }
            }
        }
        if (!sheet.next().isEmpty()) {
            differs.accept(BOOK, "The sheet Cover has more rows than it has in a package.");
        }
    }

    private boolean coverCell(int row, String label, Cell cell, Shown expected) {
        if (cell.value().contains(Mask.TEXT)
                && cell.formula().isEmpty()
                && !saysNoMask
                && expected.value().filter(value -> !value.isEmpty()).isPresent()) {
            notChecked.accept(BOOK, "What its sheet Cover shows masked was not compared.");
            return true;
        }
        String value = expected.value().orElse(cell.value());
        boolean isOurs = cell.formula().isEmpty() || cell.formula().equals(expected.formula());
        boolean isFormatted = cell.isNumber()
                ? cell.format().equals(expected.format())
                : !expected.format().equals(CellStyle.DATE.format())
                        || number(value).isEmpty();
        if (equal(cell.value(), value) && isOurs && isFormatted) {
            return true;
        }
        differs.accept(
                BOOK,
                Plain.text(
                        "Sheet Cover, row %s%s: it shows %s, and the tables yield %s.",
                        row,
                        StrictZip.printable(label),
                        shown(cell.value())
                                + (isOurs ? "" : " by a formula that is none of ours")
                                + (isFormatted ? "" : " in another format"),
                        shown(value)));
        return false;
    }

    /// What stands at the foot of printed pages.
    private void footers(PackageWorkbook book) {
        String organisation = facts.getOrDefault("Organisation", "");
        var day = number(facts.getOrDefault("As at", ""));
        if (facts.isEmpty() || day.isEmpty()) {
            notChecked.accept(BOOK, "What stands at the foot of its printed pages was not compared.");
            return;
        }
        String title = ElpWorkbook.title(
                organisation, DAY_ZERO.plusDays(day.get().longValue()).toString());
        if (!book.footers().equals(Set.of(Workbook.footer(title)))) {
            differs.accept(BOOK, "What stands at the foot of its printed pages is not the title of the workbook.");
        }
    }

    private void assumptions(PackageWorkbook book) throws IOException {
        var rows = new Rows(book, "Assumptions", headers("Assumptions"));
        for (var assumption : table("data/50_adjustments/assumptions.csv")) {
            var row = rows.next();
            if (missing(rows, row, "assumptions.csv")) {
                return;
            }
            compare(rows, row, "Id", assumption.get("id"));
            compare(rows, row, "Kind", assumption.get("kind"));
            compare(rows, row, "Text", assumption.get("text"));
            compare(rows, row, "Approved by", assumption.get("approvedBy"));
            compare(rows, row, "Valid until", day(assumption.get("validUntil")));
            compare(rows, row, "Evidence", assumption.get("evidence"));
        }
        end(rows, "assumptions.csv");
    }

    /// Reads the sheet Legend, whose sentences are compared with what the package says of them.
    private void legend(PackageWorkbook book) throws IOException {
        var sheet = new Rows(book, "Legend", headers("Legend")).sheet;
        var rows = new ArrayList<List<String>>();
        for (var cells = sheet.next(); !cells.isEmpty(); cells = sheet.next()) {
            if (rows.size() == MOST_OF_LEGEND
                    || cells.stream()
                            .anyMatch(cell -> cell.isNumber() || !cell.formula().isEmpty())) {
                throw new IOException("its sheet Legend is none of a package");
            }
            rows.add(cells.stream().map(Cell::value).toList());
        }
        legend = Optional.of(rows);
    }

    /// The rows of the sheet Legend without its header; empty where they could not be read, which was told then.
    Optional<List<List<String>>> legend() {
        return legend;
    }
}
