package app.assay.reporting.position;

import app.assay.domain.position.LineStatus;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.RightUse;
import app.assay.domain.position.Trace;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.files.Scratch;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.content.RecordIndex;
import app.assay.reporting.export.TableExport;
import app.assay.reporting.sheet.CellStyle;
import app.assay.reporting.sheet.Workbook;
import app.assay.reporting.table.Words;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// The workbook of an effective licence position, for people who recompute.
///
/// Sums, differences, balances, exposures and the figures of the cover are live formulas over the other sheets. A
/// formula is written only where recomputing it yields the position's own figure; where it would not, the figure
/// stands as a number and the remark says so. Consumers are written one by one, so a position over a million
/// devices needs no more memory than one over a hundred.
public final class ElpWorkbook implements AutoCloseable {

    private static final CellStyle CENTRED = CellStyle.PLAIN.aligned("center");

    /// Columns of the sheet Position, in order: header, width, whether it holds numbers.
    private enum Col {
        REF("Ref", 8, false),
        LINE("Line", 26, false),
        PUBLISHER("Publisher", 18, false),
        PRODUCT("Product", 26, false),
        EDITION("Edition", 16, false),
        VERSIONS("Versions found", 22, false),
        METRIC("Metric", 16, false),
        TITLES("Raw titles", 8, true),
        INSTALLATIONS("Installations", 12, true),
        GROSS("Gross found (units)", 11, true),
        REDUCTIONS("Reductions (units)", 11, true),
        NET("Net required (units)", 11, true),
        COUNTED("Counted in Consumption (units)", 13, true),
        OWNED("Owned (units)", 11, true),
        USABLE("Usable at the date (units)", 11, true),
        COVERED("Covered (units)", 11, true),
        SHORTFALL("Shortfall (units)", 11, true),
        SURPLUS("Surplus (units)", 11, true),
        BALANCE("Balance (units)", 11, true),
        BALANCE_PERCENT("Balance (% of net)", 10, true),
        PACK("Units per pack", 9, true),
        TO_BUY("Packs to buy", 9, true),
        PRICE("Price per unit", 12, true),
        CURRENCY("Currency", 9, false),
        EXPOSURE("Exposure (money)", 14, true),
        TO_BUY_VALUE("Exposure in whole packs (money)", 14, true),
        SURPLUS_VALUE("Surplus value (money)", 14, true),
        GRADE("Weakest proof", 24, false),
        SIGN("Sign", 6, false),
        STATUS("Status", 15, false),
        CHECK("Check", 8, false),
        REMARK("Remark", 60, false);

        private static final List<Col> ORDER = List.of(values());

        private final String header;
        private final int width;
        private final boolean numeric;

        Col(String header, int width, boolean numeric) {
            this.header = header;
            this.width = width;
            this.numeric = numeric;
        }

        /// Letters of the column; the columns stand in the order of their declaration.
        private String letters() {
            return Workbook.letters(ORDER.indexOf(this));
        }

        String at(int row) {
            return letters() + row;
        }

        /// The cells of all lines, as other sheets name them.
        String all(int lines) {
            String letters = letters();
            return Plain.text("Position!$%s$2:$%s$%s", letters, letters, Math.max(2, lines + 1));
        }
    }

    /// Headers of the sheets that have some, beside Position.
    private static final Map<String, List<String>> HEADERS = Map.ofEntries(
            Map.entry(
                    "Bridge",
                    List.of(
                            "Ref",
                            "Line",
                            "Step",
                            "Kind",
                            "Reason",
                            "Units",
                            "Level after",
                            "Installations",
                            "Money",
                            "Currency",
                            "Rule")),
            Map.entry(
                    "Consumption",
                    List.of(
                            "Ref",
                            "Line",
                            "Consumer",
                            "Name",
                            "Unit of organisation",
                            "Facts used",
                            "Units",
                            "Not covered",
                            "Rights used",
                            "Rules",
                            "Why",
                            "Id")),
            Map.entry(
                    "Not counted",
                    List.of(
                            "Ref",
                            "Line",
                            "Consumer",
                            "Name",
                            "Unit of organisation",
                            "Reason",
                            "Rules",
                            "Facts used",
                            "Why",
                            "Id")),
            Map.entry(
                    "Entitlement detail",
                    List.of(
                            "Ref",
                            "Line",
                            "Entitlement",
                            "Product",
                            "Edition",
                            "Version",
                            "Metric",
                            "Kind",
                            "Packs",
                            "Units per pack",
                            "Owned (units)",
                            "Usable (units)",
                            "Used here (units)",
                            "Not usable because",
                            "From",
                            "To",
                            "Maintenance to",
                            "Base right",
                            "Agreement",
                            "Purchase",
                            "Part number",
                            "Price per pack",
                            "Proof",
                            "Documents",
                            "Note",
                            "Recognition",
                            "Recognised as",
                            "Counted by",
                            "Assumed")),
            Map.entry("Assumptions", List.of("Id", "Kind", "Text", "Approved by", "Valid until", "Evidence")),
            Map.entry("Legend", List.of("Sheet", "Column or code", "Meaning")));

    /// The sheets in their order.
    public static final List<Workbook.Tab> TABS = List.of(
            new Workbook.Tab("Cover", 0, 0),
            new Workbook.Tab("Position", 1, 4),
            new Workbook.Tab("Bridge", 1, 0),
            new Workbook.Tab("Consumption", 1, 0),
            new Workbook.Tab("Not counted", 1, 0),
            new Workbook.Tab("Entitlement detail", 1, 0),
            new Workbook.Tab("Assumptions", 1, 0),
            new Workbook.Tab("Legend", 1, 0));

    /// The headers of a sheet, in the order of its columns; none of the cover.
    public static List<String> headers(String sheet) {
        return sheet.equals("Position")
                ? Col.ORDER.stream().map(col -> col.header).toList()
                : HEADERS.getOrDefault(sheet, List.of());
    }

    private final EvidenceContent content;
    private final RecordIndex records;
    private final Workbook book;
    private final Workbook.Sheet cover;
    private final Workbook.Sheet position;
    private final Workbook.Sheet bridge;
    private final Workbook.Sheet consumption;
    private final Workbook.Sheet notCounted;
    private final Workbook.Sheet entitlements;
    private final Workbook.Sheet assumptions;
    private final Workbook.Sheet legend;
    private final Map<Integer, BigDecimal> counted = new HashMap<>();
    private final Set<Integer> uncountable = new HashSet<>();
    private final Set<Integer> explained = new HashSet<>();
    private boolean consumptionCut;
    private boolean notCountedCut;

    public ElpWorkbook(EvidenceContent content, RecordIndex records, Scratch scratch) throws IOException {
        this.content = content;
        this.records = records;
        var paper = content.paperAsShown();
        this.book = new Workbook(
                scratch,
                title(paper.organisation(), content.position().settings().asAt().toString()),
                paper.preparedBy().isEmpty() ? "Assay" : paper.preparedBy(),
                content.register().revisionAt());
        if (content.choices().secrets() != EvidenceContent.Secrets.INCLUDE) {
            book.masking(text -> content.redaction().text("", text));
        }
        this.cover = book.sheet("Cover", new Workbook.Layout(List.of(30, 20, 20, 44), 0, 0, false, false), "elp.csv");
        var widths = new ArrayList<Integer>();
        for (var col : Col.values()) {
            widths.add(col.width);
        }
        this.position = book.sheet("Position", new Workbook.Layout(widths, 1, 4, true, true), "elp.csv");
        this.bridge = table(
                "Bridge",
                "bridge.csv",
                headers("Bridge"),
                List.of(8, 26, 6, 12, 18, 11, 11, 12, 14, 9, 70),
                Set.of(2, 5, 6, 7, 8));
        this.consumption = table(
                "Consumption",
                "the folder trace",
                headers("Consumption"),
                List.of(8, 26, 12, 26, 20, 40, 10, 10, 40, 40, 70, 38),
                Set.of(6, 7));
        this.notCounted = table(
                "Not counted",
                "the folder trace",
                headers("Not counted"),
                List.of(8, 26, 12, 26, 20, 18, 50, 40, 70, 38),
                Set.of());
        this.entitlements = table(
                "Entitlement detail",
                "entitlements.csv",
                headers("Entitlement detail"),
                List.of(
                        8, 26, 20, 26, 16, 12, 22, 13, 9, 9, 10, 10, 10, 20, 12, 12, 14, 18, 18, 18, 16, 16, 24, 40, 40,
                        20, 40, 16, 40),
                Set.of(8, 9, 10, 11, 12, 14, 15, 16, 21));
        this.assumptions = table(
                "Assumptions", "assumptions.csv", headers("Assumptions"), List.of(8, 22, 90, 22, 12, 40), Set.of(4));
        this.legend = table("Legend", "this sheet", headers("Legend"), List.of(20, 32, 110), Set.of());
    }

    /// Writes the workbook of a position.
    ///
    /// @param out stays open
    public static void write(EvidenceContent content, OutputStream out, Progress progress) throws IOException {
        try (var scratch = Scratch.create();
                var workbook =
                        new ElpWorkbook(content, new RecordIndex(content.records(), content.meanings()), scratch)) {
            progress.stage("workbook.lines");
            var lines = content.position().lines();
            for (int i = 0; i < lines.size(); i++) {
                progress.stopIfCancelled();
                progress.report(i, lines.size());
                int number = i;
                var trace = content.traces().trace(lines.get(i));
                workbook.line(number, trace.isPresent());
                trace.ifPresent(known ->
                        known.consumers().forEach(consumer -> workbook.consumer(number, lines.get(number), consumer)));
            }
            workbook.finish(out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Workbook.Sheet table(
            String name, String pointer, List<String> headers, List<Integer> widths, Set<Integer> numeric)
            throws IOException {
        var sheet = book.sheet(name, new Workbook.Layout(widths, 1, 0, true, true), pointer);
        sheet.high(28);
        for (int i = 0; i < headers.size(); i++) {
            sheet.text(headers.get(i), numeric.contains(i) ? CellStyle.HEADER_RIGHT : CellStyle.HEADER);
        }
        sheet.endRow();
        return sheet;
    }

    /// Begins a line.
    ///
    /// @param traced whether its consumers follow
    public void line(int number, boolean traced) {
        if (traced) {
            explained.add(number);
        }
    }

    /// One consumer of a line.
    public void consumer(int number, PositionLine line, Trace.Consumer consumer) {
        String kind = Words.sentence(consumer.kind().name());
        if (!consumer.notCounted().isEmpty()) {
            if (!full(notCounted, notCountedCut)) {
                notCounted
                        .text(PositionTables.reference(number))
                        .text(line.id())
                        .text(kind)
                        .text(consumer.name())
                        .text(consumer.unitName())
                        .text(Words.sentence(consumer.notCounted()))
                        .text(String.join("; ", consumer.rules()))
                        .text(PositionTables.facts(consumer))
                        .text(consumer.why())
                        .text(consumer.id())
                        .endRow();
            } else {
                notCountedCut = true;
            }
            return;
        }
        if (full(consumption, consumptionCut)) {
            consumptionCut = true;
            return;
        }
        if (consumer.units() instanceof Quantity.Known(BigDecimal units)) {
            counted.merge(number, units, BigDecimal::add);
        } else {
            uncountable.add(number);
        }
        consumption
                .text(PositionTables.reference(number))
                .text(line.id())
                .text(kind)
                .text(consumer.name())
                .text(consumer.unitName())
                .text(PositionTables.facts(consumer));
        units(consumption, consumer.units());
        units(consumption, consumer.uncovered());
        consumption
                .text(PositionTables.covers(consumer))
                .text(String.join("; ", consumer.rules()))
                .text(consumer.why())
                .text(consumer.id())
                .endRow();
    }

    /// Whether a sheet has no room but for its last row, which then says where the rest stands.
    private static boolean full(Workbook.Sheet sheet, boolean cut) {
        if (cut) {
            return true;
        }
        if (sheet.number() < Workbook.MOST_ROWS) {
            return false;
        }
        sheet.text("…")
                .text("A sheet holds no more rows; all of them stand in the CSV files of the folder trace.")
                .endRow();
        return true;
    }

    /// Writes the other sheets and the file.
    public void finish(OutputStream out) throws IOException {
        int bridgeRows = bridge();
        int rightRows = entitlements();
        position(bridgeRows, rightRows);
        cover();
        assumptions();
        Legend.write(legend);
        for (var sheet : List.of(cover, position, bridge, consumption, notCounted, entitlements, assumptions, legend)) {
            sheet.finish();
        }
        book.write(out);
    }

    @Override
    public void close() throws IOException {
        book.close();
    }

    private List<PositionLine> lines() {
        return content.position().lines();
    }

    /// @return number of the last row
    private int bridge() {
        for (int i = 0; i < lines().size(); i++) {
            var line = lines().get(i);
            Optional<BigDecimal> level = Optional.of(BigDecimal.ZERO);
            int above = 0;
            for (var step : PositionTables.BridgeStep.of(line)) {
                int row = bridge.number();
                bridge.text(PositionTables.reference(i))
                        .text(line.id())
                        .number(BigDecimal.valueOf(step.number()), CENTRED)
                        .text(step.kind())
                        .text(step.reason());
                units(bridge, step.units());
                if (step.running()) {
                    level = level.flatMap(before -> step.units() instanceof Quantity.Known(BigDecimal units)
                            ? Optional.of(before.add(units))
                            : Optional.<BigDecimal>empty());
                    if (level.isEmpty()) {
                        bridge.text("unknown", CellStyle.MUTED.aligned("right"));
                    } else if (above == 0) {
                        bridge.formula("F" + row, level.get(), TableExport.number(level.get()));
                    } else {
                        bridge.formula("G" + above + "+F" + row, level.get(), TableExport.number(level.get()));
                    }
                    above = row;
                } else {
                    bridge.blank();
                }
                step.installations().ifPresentOrElse(bridge::number, bridge::blank);
                if (line.unitPrice().isPresent() && step.units() instanceof Quantity.Known(BigDecimal units)) {
                    Money price = line.unitPrice().get();
                    BigDecimal money = units.multiply(price.amount());
                    bridge.formula(Plain.text("F%s*Position!%s", row, Col.PRICE.at(i + 2)), money, CellStyle.AMOUNT)
                            .text(price.currency().getCurrencyCode(), CENTRED);
                } else {
                    bridge.blank().blank();
                }
                bridge.text(step.rule()).endRow();
            }
        }
        return bridge.number() - 1;
    }

    /// @return number of the last row
    private int entitlements() {
        var used = new HashSet<UUID>();
        for (int i = 0; i < lines().size(); i++) {
            var line = lines().get(i);
            for (var right : line.rights()) {
                used.add(right.entitlement());
                entitlement(PositionTables.reference(i), line.id(), Optional.of(right), right.entitlement());
            }
        }
        for (var record : records.of(RecordKind.ENTITLEMENT)) {
            if (!used.contains(record.id())) {
                entitlement("", "", Optional.empty(), record.id());
            }
        }
        return entitlements.number() - 1;
    }

    private void entitlement(String ref, String line, Optional<RightUse> use, UUID id) {
        var found = records.find(RecordKind.ENTITLEMENT, id);
        var record = found.orElseGet(() -> RecordState.of(RecordKind.ENTITLEMENT, id, Map.of()));
        var proofs = records.proofs(record);
        entitlements
                .text(ref)
                .text(line)
                .text(use.map(RightUse::reference).orElse(record.text("reference")))
                .text(record.text("product"))
                .text(record.text("edition"))
                .text(record.text("version"))
                .text(record.text("metric"))
                .text(Words.sentence(record.text("kind")));
        units(entitlements, record.find("quantity").map(Quantity::parse).orElse(Quantity.UNKNOWN));
        entitlements.number(record.integer("unitsPerPack").orElse(1));
        if (use.isPresent()) {
            units(entitlements, use.get().owned());
            units(entitlements, use.get().usable());
            units(entitlements, use.get().used());
            entitlements.text(Words.sentence(use.get().note()));
        } else {
            entitlements.blank().blank().blank().text("In no line of this position");
        }
        entitlements
                .date(record.date("start").orElse(null))
                .date(record.date("end").orElse(null))
                .date(record.date("maintenanceUntil").orElse(null))
                .text(records.named(record, RecordKind.ENTITLEMENT, "base"))
                .text(records.named(record, RecordKind.AGREEMENT, "agreement"))
                .text(records.named(record, RecordKind.PURCHASE, "purchase"))
                .text(record.text("partNumber"));
        TableExport.cell(
                entitlements,
                app.assay.domain.table.ColumnType.MONEY,
                record.find("unitPrice").map(Money::parse).orElse(null));
        entitlements
                .text(Words.grade(proofs.stream()
                        .flatMap(proof -> RecordIndex.grade(proof).stream())
                        .findFirst()
                        .map(Enum::name)
                        .orElse("")))
                .text(proofs.stream().map(proof -> proof.text("fileName")).collect(Collectors.joining("; ")))
                .text(record.text("note"));
        var meaning = found.flatMap(records::meaning);
        entitlements
                .text(meaning.map(each -> Words.sentence(each.recognition())).orElse(""))
                .text(meaning.map(EvidenceContent.Meaning::named).orElse(""))
                .text(meaning.map(EvidenceContent.Meaning::metric).orElse(""))
                .text(meaning.map(EvidenceContent.Meaning::note).orElse(""))
                .endRow();
    }

    private void position(int bridgeRows, int rightRows) {
        position.high(42);
        for (var col : Col.values()) {
            position.text(col.header, col.numeric ? CellStyle.HEADER_RIGHT : CellStyle.HEADER);
        }
        position.endRow();
        for (int i = 0; i < lines().size(); i++) {
            new LineWriter(i, lines().get(i), bridgeRows, rightRows).write();
        }
    }

    /// Writes one row of the sheet Position.
    private final class LineWriter {

        private final int number;
        private final PositionLine line;
        private final int row;
        private final int bridgeRows;
        private final int rightRows;
        private final LineCheck check;

        LineWriter(int number, PositionLine line, int bridgeRows, int rightRows) {
            this.number = number;
            this.line = line;
            this.row = number + 2;
            this.bridgeRows = bridgeRows;
            this.rightRows = rightRows;
            this.check = LineCheck.of(
                    line, isCounted() ? Optional.of(counted.getOrDefault(number, BigDecimal.ZERO)) : Optional.empty());
        }

        /// Whether all consumers of the line stand on the sheet Consumption with their units.
        private boolean isCounted() {
            return explained.contains(number) && !uncountable.contains(number) && !consumptionCut;
        }

        void write() {
            Quantity reductions = PositionTables.reductions(line);
            position.text(PositionTables.reference(number))
                    .text(line.id())
                    .text(line.publisher())
                    .text(line.productName())
                    .text(line.editionName())
                    .text(line.versions())
                    .text(line.metric().text())
                    .number(line.titles())
                    .number(line.installations());
            units(position, line.gross());
            agreeing(
                    LineCheck.REDUCTIONS,
                    Plain.text(
                            "-SUMIFS(Bridge!$F$2:$F$%s,Bridge!$A$2:$A$%s,%s,Bridge!$D$2:$D$%s,\"reduction\")",
                            bridgeRows, bridgeRows, Col.REF.at(row), bridgeRows),
                    reductions);
            agreeing(LineCheck.NET, minus(Col.GROSS, Col.REDUCTIONS), line.net());
            countedCell();
            agreeing(LineCheck.OWNED, rights('K'), line.owned());
            agreeing(LineCheck.USABLE, rights('L'), line.usable());
            agreeing(LineCheck.COVERED, rights('M'), line.covered());
            agreeing(LineCheck.SHORTFALL, minus(Col.NET, Col.COVERED), line.shortfall());
            agreeing(LineCheck.SURPLUS, minus(Col.USABLE, Col.COVERED), line.surplus());
            balance();
            position.number(line.packUnits());
            units(position, line.toBuy());
            money();
            position.text(Words.grade(line.grade()))
                    .text(Words.sign(line.status()), statusStyle(line.status()).aligned("center"))
                    .text(Words.status(line.status()), statusStyle(line.status()));
            checkCell();
            position.text(check.remark(PositionTables.problems(line.problems())), CellStyle.PLAIN)
                    .endRow();
        }

        private String rights(char column) {
            return Plain.text(
                    "SUMIFS('Entitlement detail'!$%s$2:$%s$%s,'Entitlement detail'!$A$2:$A$%s,%s)",
                    column, column, Math.max(2, rightRows), Math.max(2, rightRows), Col.REF.at(row));
        }

        private String minus(Col from, Col what) {
            return from.at(row) + "-" + what.at(row);
        }

        /// The figure as a formula if the formula yields it, else as it is.
        private void agreeing(String name, String formula, Quantity figure) {
            if (figure instanceof Quantity.Known(BigDecimal units) && LineCheck.fits(units) && !check.differs(name)) {
                position.formula(formula, units, TableExport.number(units));
            } else {
                units(position, figure);
            }
        }

        private void countedCell() {
            if (!isCounted()) {
                position.blank();
                return;
            }
            BigDecimal units = counted.getOrDefault(number, BigDecimal.ZERO);
            int last = Math.max(2, consumption.number() - 1);
            position.formula(
                    Plain.text("SUMIFS(Consumption!$G$2:$G$%s,Consumption!$A$2:$A$%s,%s)", last, last, Col.REF.at(row)),
                    units,
                    TableExport.number(units));
        }

        private void balance() {
            if (!(line.surplus() instanceof Quantity.Known(BigDecimal surplus)
                    && line.shortfall() instanceof Quantity.Known(BigDecimal missing))) {
                units(position, line.surplus() instanceof Quantity.Unlimited ? Quantity.UNLIMITED : Quantity.UNKNOWN);
                position.blank();
                return;
            }
            BigDecimal balance = surplus.subtract(missing);
            position.formula(minus(Col.SURPLUS, Col.SHORTFALL), balance, TableExport.number(balance));
            if (line.net() instanceof Quantity.Known(BigDecimal net) && net.signum() != 0) {
                position.formula(
                        Col.BALANCE.at(row) + "/" + Col.NET.at(row),
                        balance.divide(net, 12, RoundingMode.HALF_UP),
                        CellStyle.PERCENT);
            } else {
                position.blank();
            }
        }

        private void money() {
            if (line.unitPrice().isEmpty()) {
                position.blank();
                currency(line).ifPresentOrElse(code -> position.text(code, CENTRED), position::blank);
                plain(line.exposure());
                plain(line.toBuyValue());
                plain(line.surplusValue());
                return;
            }
            Money price = line.unitPrice().get();
            position.number(price.amount(), CellStyle.AMOUNT)
                    .text(price.currency().getCurrencyCode(), CENTRED);
            product(Col.SHORTFALL, line.shortfall(), price, line.exposure());
            if (line.toBuyValue().isPresent()
                    && line.toBuy() instanceof Quantity.Known(BigDecimal packs)
                    && line.toBuyValue()
                            .get()
                            .equals(price.times(packs.multiply(BigDecimal.valueOf(line.packUnits()))))) {
                position.formula(
                        Col.TO_BUY.at(row) + "*" + Col.PACK.at(row) + "*" + Col.PRICE.at(row),
                        line.toBuyValue().get().amount(),
                        CellStyle.AMOUNT);
            } else {
                plain(line.toBuyValue());
            }
            if (line.surplusValue().isPresent()
                    && !(line.surplus() instanceof Quantity.Known(BigDecimal units)
                            && line.surplusValue().get().equals(price.times(units)))) {
                plain(line.surplusValue()); // at the line's usual price, which is not that of what is short
            } else {
                product(Col.SURPLUS, line.surplus(), price, line.surplusValue());
            }
        }

        private void plain(Optional<Money> amount) {
            position.number(amount.map(Money::amount).orElse(null), CellStyle.AMOUNT);
        }

        private void product(Col units, Quantity quantity, Money price, Optional<Money> figure) {
            if (figure.isPresent()
                    && quantity instanceof Quantity.Known(BigDecimal known)
                    && figure.get().equals(price.times(known))) {
                position.formula(
                        units.at(row) + "*" + Col.PRICE.at(row), figure.get().amount(), CellStyle.AMOUNT);
                return;
            }
            plain(figure);
        }

        /// Says whether the identities of a position hold, by a formula.
        private void checkCell() {
            if (check.verdict().isEmpty()) {
                position.blank();
            } else {
                position.formula(LineCheck.formula(row, isCounted()), check.verdict(), CellStyle.PLAIN);
            }
        }
    }

    /// What the workbook calls itself.
    public static String title(String organisation, String asAt) {
        return Plain.text("Effective licence position, %s, as at %s", organisation, asAt);
    }

    private static CellStyle statusStyle(LineStatus status) {
        return CellStyle.PLAIN.coloured(Words.colour(status)).emphasised();
    }

    static void units(Workbook.Sheet sheet, Quantity quantity) {
        TableExport.cell(sheet, app.assay.domain.table.ColumnType.QUANTITY, quantity);
    }

    private void cover() {
        var paper = content.paperAsShown();
        var register = content.register();
        var settings = content.position().settings();
        cover.high(26).text("Effective licence position", CellStyle.TITLE).endRow();
        cover.text(paper.organisation(), CellStyle.MUTED).endRow();
        cover.endRow();
        section("What this is");
        fact("Organisation", paper.organisation());
        fact("Scope", paper.scope());
        cover.text("As at", CellStyle.MUTED)
                .date(settings.asAt(), CellStyle.DATE.aligned("left"))
                .endRow();
        fact("Status", Words.sentence(paper.status()));
        fact("Classification", paper.classification().isEmpty() ? "none" : paper.classification());
        fact("Prepared by", paper.preparedBy().isEmpty() ? "nobody named" : paper.preparedBy());
        fact("Reviewed by", paper.reviewedBy().isEmpty() ? "nobody yet" : paper.reviewedBy());
        cover.endRow();
        section("Where it comes from");
        fact("Register", register.name());
        fact("Register id", register.id().toString());
        cover.text("Revision", CellStyle.MUTED)
                .number(BigDecimal.valueOf(register.revision()), CellStyle.WHOLE.aligned("left"))
                .endRow();
        cover.text("Revision made (UTC)", CellStyle.MUTED)
                .instant(register.revisionAt(), CellStyle.INSTANT.aligned("left"))
                .endRow();
        fact("Catalogue", content.catalogue().name() + " " + content.catalogue().version());
        fact("Catalogue digest", content.catalogue().digest());
        fact("Position digest", content.position().digest());
        fact("Program", "Assay " + paper.applicationVersion());
        cover.endRow();
        section("Lines by status");
        int count = lines().size();
        for (var status : LineStatus.values()) {
            long known =
                    lines().stream().filter(line -> line.status() == status).count();
            cover.text(Words.sign(status) + " " + Words.status(status), statusStyle(status))
                    .formula(
                            Plain.text("COUNTIF(%s,\"%s\")", Col.STATUS.all(count), Words.status(status)),
                            BigDecimal.valueOf(known),
                            CellStyle.WHOLE)
                    .endRow();
        }
        cover.text("All lines", CellStyle.BOLD)
                .formula(
                        Plain.text("COUNTA(%s)", Col.REF.all(count)),
                        BigDecimal.valueOf(count),
                        CellStyle.WHOLE.emphasised())
                .endRow();
        cover.endRow();
        section("Money by currency");
        cover.text("Currency", CellStyle.HEADER)
                .text("Exposure", CellStyle.HEADER_RIGHT)
                .text("Surplus value", CellStyle.HEADER_RIGHT)
                .text("", CellStyle.HEADER)
                .endRow();
        var currencies = new TreeMap<String, BigDecimal[]>();
        for (var line : lines()) {
            var currency = currency(line);
            if (currency.isPresent()) {
                var sums = currencies.computeIfAbsent(
                        currency.get(), _ -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
                sums[0] = sums[0].add(line.exposure().map(Money::amount).orElse(BigDecimal.ZERO));
                sums[1] = sums[1].add(line.surplusValue().map(Money::amount).orElse(BigDecimal.ZERO));
            }
        }
        currencies.forEach((currency, sums) -> {
            cover.text(currency);
            cover.formula(sumOf(Col.EXPOSURE, currency), sums[0], CellStyle.AMOUNT.emphasised());
            cover.formula(sumOf(Col.SURPLUS_VALUE, currency), sums[1], CellStyle.AMOUNT);
            cover.endRow();
        });
        if (currencies.isEmpty()) {
            cover.text("No line has a price.", CellStyle.MUTED).endRow();
        }
        cover.endRow();
        section("What is not in these figures");
        long unpriced = lines().stream().filter(ElpWorkbook::isPriceless).count();
        cover.text("Short lines without a price", CellStyle.MUTED)
                .number(unpriced)
                .endRow();
        cover.text("Titles not recognised", CellStyle.MUTED)
                .number(content.position().unrecognisedTitles())
                .endRow();
        cover.text("Installations of such titles", CellStyle.MUTED)
                .number(content.position().unrecognisedInstallations())
                .endRow();
        cover.endRow();
        cover.text("Amounts of different currencies are never added. Unknown and unlimited are words, never numbers.")
                .endRow();
        cover.text("Figures that can be recomputed are formulas; the sheet Legend explains every column.")
                .endRow();
    }

    /// The currency of a line's amounts: of its price, or of what is short at several prices.
    static Optional<String> currency(PositionLine line) {
        return line.unitPrice()
                .or(line::exposure)
                .or(line::surplusValue)
                .map(money -> money.currency().getCurrencyCode());
    }

    private static boolean isPriceless(PositionLine line) {
        return line.status() == LineStatus.SHORT && line.exposure().isEmpty();
    }

    private String sumOf(Col col, String currency) {
        int count = lines().size();
        return Plain.text("SUMIFS(%s,%s,\"%s\")", col.all(count), Col.CURRENCY.all(count), currency);
    }

    private void section(String name) {
        cover.text(name, CellStyle.SECTION)
                .text("", CellStyle.SECTION)
                .text("", CellStyle.SECTION)
                .text("", CellStyle.SECTION)
                .endRow();
    }

    private void fact(String name, String value) {
        cover.text(name, CellStyle.MUTED).text(value).endRow();
    }

    private void assumptions() {
        for (var row : Assumptions.of(content, records)) {
            assumptions
                    .text(row.id())
                    .text(row.kind())
                    .text(row.text(), CellStyle.WRAPPED)
                    .text(row.approvedBy())
                    .date(row.validUntil().orElse(null))
                    .text(row.evidence())
                    .endRow();
        }
    }
}
