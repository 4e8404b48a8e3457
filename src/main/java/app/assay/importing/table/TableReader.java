package app.assay.importing.table;

import app.assay.domain.code.ExclusionReason;
import app.assay.domain.code.RightKind;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.entitlement.MetricNames;
import app.assay.domain.identity.Folding;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.value.Quantity;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.RowTargets;
import app.assay.importing.profile.TargetField;
import app.assay.importing.value.BadCell;
import app.assay.importing.value.CellValues;
import app.assay.importing.value.CodeWords;
import app.assay.importing.value.DateText;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import app.assay.importing.value.TableColumn;
import app.assay.work.Plain;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a table by its plan. Each row of data ends in exactly one call of the sink.
public final class TableReader {

    private static final int ROWS_BETWEEN_REPORTS = 4_096;
    private static final Pattern PRODUCT_CODE =
            Pattern.compile("\\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?");
    private static final Pattern KNOWN_CODE = Pattern.compile("(?:swid|msi|package):.+");
    private static final int MOST_CELLS_TOLD = 50;

    /// Findings about what is not read that go with the import.
    private static final Set<String> TOLD =
            Set.of("sheets.unread", "sheets.hidden", "columns.unread", "date.odd", "date.mixed");

    /// What the last row of a list says where its sum stands.
    private static final Set<String> TOTALS = Set.of(
            "total",
            "totals",
            "grandtotal",
            "subtotal",
            "sum",
            "summe",
            "gesamt",
            "gesamtsumme",
            "zwischensumme",
            "somme",
            "soustotal",
            "totalgeneral",
            "totalgenerale",
            "totale",
            "totaal",
            "suma",
            "soma");

    /// Dates without which a right, an assignment or an exclusion would never end.
    private static final Set<String> ENDS = Set.of("end", "until", "validUntil");

    private final String file;
    private TablePlan plan;
    private final RowMeaning meaning;
    private final ReadOptions options;
    private final FactSink sink;
    private final CellValues values;
    private final TablePlanner planner;
    private final Set<String> references = new HashSet<>();
    private final Map<String, Integer> made = new HashMap<>();
    private final Map<String, Long> counted = new HashMap<>();

    public TableReader(
            String file, TablePlan plan, RowMeaning meaning, ReadOptions options, FactSink sink, TablePlanner planner) {
        this.planner = planner;
        this.file = file;
        this.plan = plan;
        this.meaning = meaning;
        this.options = options;
        this.sink = sink;
        this.values = new CellValues(meaning, plan.currency());
    }

    /// Reads all rows.
    ///
    /// @param size bytes in all, for progress; negative when unknown
    public void read(RowSource rows, long size, Progress progress) {
        progress.stage("import.read");
        plan.absent()
                .forEach(header ->
                        warn("column.absent", header, "The profile maps the column '%s', which is not there."));
        for (TablePreview.Finding finding : plan.findings()) {
            if (TOLD.contains(finding.code())) {
                sink.warning(
                        new Place(file, plan.layout().sheet(), 0, finding.column()), finding.code(), finding.message());
            }
        }
        OneRow reader = reader();
        long headerRow = plan.layout().headerRow();
        String firstHeader = headerRow == 0 ? "" : plan.columns().getFirst().header();
        List<String> headers = plan.headers();
        Optional<RowMeaning> other = Optional.empty();
        int width = plan.columns().size();
        long count = 0;
        long expected = headerRow + 1;
        long most = options.limits().of(Limit.ROWS);
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (row.number() <= headerRow) {
                if (row.number() < headerRow && !row.isBlank()) {
                    counted.merge("table.rows-above", 1L, Long::sum);
                }
                continue;
            }
            if (row.isBlank()) {
                counted.merge("table.blank-rows", 1L, Long::sum);
                continue;
            }
            // Other parts of the table begin behind a gap, or with the headers of the first once more.
            boolean mayBePart =
                    headerRow > 0 && (row.number() != expected || row.text(0).equalsIgnoreCase(firstHeader));
            expected = row.number() + 1;
            if (mayBePart) {
                Optional<RowMeaning> otherPart = planner.otherPart(meaning, headers, row);
                if (otherPart.isPresent()) {
                    other = otherPart;
                    tellOtherPart(row, otherPart.get());
                    continue;
                }
                Optional<TablePlan> part = planner.part(meaning, plan, row);
                if (part.isPresent()) {
                    other = Optional.empty();
                    plan = part.get();
                    reader = reader();
                    width = plan.columns().size();
                    counted.merge("table.parts", 1L, Long::sum);
                    continue;
                }
            }
            if (++count > most) {
                throw Faults.overLimit(
                        file, options.limits(), Limit.ROWS, Sentence.of("import.import-may-have-rows-this", most));
            }
            if (count % ROWS_BETWEEN_REPORTS == 0) {
                progress.stopIfCancelled();
                progress.report(rows.bytes(), size);
            }
            try {
                if (other.isPresent()) {
                    throw new BadCell(RejectReason.MALFORMED, -1, "a row of " + words(other.get()));
                }
                if (row.hasNull()) {
                    throw new BadCell(RejectReason.NULL_CHARACTER, -1, "");
                }
                if (row.size() > width && hasMore(row, width)) {
                    throw new BadCell(
                            RejectReason.WRONG_NUMBER_OF_FIELDS, -1, "%s of %s fields".formatted(row.size(), width));
                }
                if (row.hasOpenFormula()) {
                    tellFormulas(row);
                }
                if (isTotal(row)) {
                    counted.merge("table.total-rows", 1L, Long::sum);
                    continue;
                }
                reader.read(row);
            } catch (BadCell bad) {
                reject(row, bad);
            }
        }
        progress.report(size < 0 ? rows.bytes() : size, size);
        tellCounted();
    }

    private void tellOtherPart(Row row, RowMeaning part) {
        sink.warning(
                new Place(file, plan.layout().sheet(), row.number(), ""),
                "table.other-part",
                "A part with headers of its own tells of %s and not of %s: its rows are left out. Import it as a file of its own."
                        .formatted(words(part), words(meaning)));
    }

    private static String words(RowMeaning meaning) {
        return meaning.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private OneRow reader() {
        return meaning == RowMeaning.INSTALLATIONS ? installations() : records();
    }

    /// A cell whose formula nobody calculated is unknown, and that is told.
    private void tellFormulas(Row row) {
        for (TableColumn column : plan.columns()) {
            String formula = row.openFormula(column.index());
            if (!formula.isEmpty() && !column.field().isEmpty()) {
                tellCell(
                        row,
                        column.index(),
                        "formula.not-calculated",
                        "the formula %s was never calculated: its value is unknown".formatted(formula));
            }
        }
    }

    /// Tells something about a cell: each of the first by its place, all of them by their count.
    private void tellCell(Row row, int column, String code, String message) {
        if (counted.merge(code, 1L, Long::sum) <= MOST_CELLS_TOLD) {
            sink.warning(
                    new Place(
                            file,
                            plan.layout().sheet(),
                            row.number(),
                            column < 0 ? "" : plan.columns().get(column).header()),
                    code,
                    message);
        }
    }

    /// Whether a row of rights or purchases is the sum of those above it.
    private boolean isTotal(Row row) {
        if (meaning != RowMeaning.ENTITLEMENTS && meaning != RowMeaning.PURCHASES) {
            return false;
        }
        int words = 0;
        boolean total = false;
        for (int column = 0; column < Math.min(row.size(), plan.columns().size()); column++) {
            String text = row.text(column);
            if (!text.isEmpty() && !row.isTyped(column) && text.chars().anyMatch(Character::isLetter)) {
                words++;
                total |= text.length() <= 40 && TOTALS.contains(Texts.key(text));
            }
        }
        // The currency of the sum may stand beside it.
        return total && words <= 2;
    }

    /// Reads one row into the sink, or says why not.
    private interface OneRow {
        void read(Row row) throws BadCell;
    }

    private static boolean hasMore(Row row, int width) {
        for (int column = width; column < row.size(); column++) {
            if (!row.text(column).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void reject(Row row, BadCell bad) {
        String column = bad.column() >= 0 && bad.column() < plan.columns().size()
                ? plan.columns().get(bad.column()).header()
                : "";
        sink.rejected(new RejectedRow(
                new Place(file, plan.layout().sheet(), row.number(), column),
                bad.reason(),
                Texts.cut(bad.found(), Texts.FOUND),
                row.raw()));
    }

    private OneRow installations() {
        int device = index("device");
        int title = index("title");
        int publisher = index("publisher");
        int version = index("version");
        int code = index("code");
        int firstSeen = index("firstSeen");
        int lastSeen = index("lastSeen");
        int lastUsed = index("lastUsed");
        DateOrder firstOrder = order("firstSeen");
        DateOrder lastOrder = order("lastSeen");
        DateOrder usedOrder = order("lastUsed");
        String fixedDevice = options.device().map(Texts::strip).orElse(constant("device"));
        String fixedTitle = constant("title");
        String fixedPublisher = constant("publisher");
        String fixedVersion = constant("version");
        return row -> {
            String titleText = needed(row, title, fixedTitle);
            String publisherText = optional(row, publisher, fixedPublisher);
            String versionText = optional(row, version, fixedVersion);
            String codeText = code < 0 ? "" : code(text(row, code));
            int first = day(row, firstSeen, firstOrder);
            int last = day(row, lastSeen, lastOrder);
            int used = day(row, lastUsed, usedOrder);
            if (device < 0 && fixedDevice.isEmpty()) {
                sink.title(row.number(), titleText, publisherText, versionText, codeText);
                counted.merge("installation.no-device", 1L, Long::sum);
            } else {
                String deviceText = needed(row, device, fixedDevice);
                sink.installation(
                        row.number(), deviceText, titleText, publisherText, versionText, codeText, first, last, used);
            }
        };
    }

    private OneRow records() {
        RecordKind kind = meaning.kind().orElseThrow();
        record Fill(TargetField field, @Nullable TableColumn column, String constant) {}
        var fills = new ArrayList<Fill>();
        for (TargetField field : TargetField.of(meaning)) {
            TableColumn column = plan.filling(field.name()).orElse(null);
            String constant = canonicalConstant(field);
            if (!field.name().equals(TargetField.CURRENCY) && (column != null || !constant.isEmpty())) {
                fills.add(new Fill(field, column, constant));
            }
        }
        int currency = index(TargetField.CURRENCY);
        return row -> {
            String rowCurrency = currency < 0 ? "" : row.text(currency);
            var record = new HashMap<String, String>();
            for (Fill fill : fills) {
                String value = fill.column() == null ? "" : value(fill.field(), fill.column(), row, rowCurrency);
                if (value.isEmpty()) {
                    value = fill.constant();
                }
                if (!value.isEmpty()) {
                    record.put(fill.field().name(), value);
                }
            }
            complete(row, record);
            sink.record(row.number(), kind, record);
        };
    }

    /// The canonical text of a cell. One that cannot be understood leaves its row standing without it and is told,
    /// unless the row would mean more without it than with it.
    private String value(TargetField field, TableColumn column, Row row, String rowCurrency) throws BadCell {
        try {
            return values.canonical(field, column, row, rowCurrency);
        } catch (BadCell bad) {
            boolean isSoft = switch (bad.reason()) {
                case NOT_A_DATE, AMBIGUOUS_DATE -> !ENDS.contains(field.name());
                case NOT_A_NUMBER, OUT_OF_RANGE, UNKNOWN_CODE -> true;
                default -> false;
            };
            // A pack of unknown size could hold any number of rights; an exclusion without its environment would take
            // out all of them.
            if (!isSoft
                    || field.name().equals("unitsPerPack")
                    || (meaning == RowMeaning.EXCLUSIONS && field.name().equals("environment"))
                    || RowTargets.of(meaning)
                            .map(target -> target.strict().contains(field.name()))
                            .orElse(false)
                    || (field.needed() && field.type() != FieldType.QUANTITY)) {
                throw bad;
            }
            tellUnread(row, column.index(), bad);
            return field.type() == FieldType.QUANTITY ? Quantity.UNKNOWN.text() : "";
        }
    }

    private void tellUnread(Row row, int column, BadCell bad) {
        String found = Texts.cut(Texts.oneLine(bad.found()), 60);
        String what = switch (bad.reason()) {
            case NOT_A_DATE -> "is no date";
            case AMBIGUOUS_DATE -> "can be two days: choose the order of dates";
            case NOT_A_NUMBER -> "is no number, or can be two: choose the decimal mark";
            case OUT_OF_RANGE -> "cannot be";
            default -> "is not a word that this column knows";
        };
        tellCell(row, column, "cell.unknown", "'%s' %s. The row is kept, the value is unknown".formatted(found, what));
    }

    private void complete(Row row, Map<String, String> record) throws BadCell {
        switch (meaning) {
            case DEVICES -> {
                completeCores(record);
                require(record, "name");
                tellReversed(
                        row,
                        record,
                        "firstSeen",
                        "lastSeen",
                        "device.seen-reversed",
                        "the device was last seen on %s, before it was first seen on %s: neither day is believed");
            }
            case USERS -> {
                if (!record.containsKey("name")) {
                    String login = record.getOrDefault("login", record.getOrDefault("email", ""));
                    if (!login.isEmpty()) {
                        record.put("name", login);
                    }
                }
                require(record, "name");
            }
            case ENTITLEMENTS -> completeEntitlement(row, record);
            case PURCHASES ->
                completeReference(record, "description", "partNumber", "invoice", "orderedOn", "supplier");
            case AGREEMENTS -> {
                if (!record.containsKey("reference") && record.containsKey("name")) {
                    record.put("reference", record.getOrDefault("name", ""));
                }
                require(record, "reference");
                tellReversed(
                        row,
                        record,
                        "start",
                        "end",
                        "agreement.ends-before-start",
                        "the agreement ends on %s, before it starts on %s: it is kept");
            }
            case ASSIGNMENTS -> {
                tellReversed(
                        row,
                        record,
                        "from",
                        "until",
                        "assignment.ends-before-start",
                        "the assignment ends on %s, before it starts on %s: it counts as if nobody had told when");
                require(record, "product");
                if (!record.containsKey("user") && !record.containsKey("device")) {
                    throw new BadCell(RejectReason.MISSING, index("user"), "");
                }
            }
            case EXCLUSIONS -> {
                if (TargetField.needs(meaning).getFirst().stream().noneMatch(record::containsKey)) {
                    throw new BadCell(RejectReason.MISSING, index("product"), "");
                }
                record.putIfAbsent("reason", ExclusionReason.OTHER.name());
                record.putIfAbsent("explanation", "as told by " + file);
                completeReference(record, "product", "edition", "device", "unit", "environment", "reason");
            }
            case ORGANISATION_UNITS -> require(record, "name");
            case INSTALLATIONS -> {}
            default -> {
                var target = RowTargets.of(meaning).orElseThrow();
                var wrong = target.complete(record);
                if (wrong.isPresent()) {
                    throw new BadCell(
                            RejectReason.OUT_OF_RANGE, index(wrong.get()), record.getOrDefault(wrong.get(), ""));
                }
                for (var field : meaning.kind().orElseThrow().fields()) {
                    if (field.required()) {
                        require(record, field.name());
                    }
                }
                for (var group : TargetField.needs(meaning)) {
                    if (group.stream()
                            .noneMatch(name ->
                                    record.containsKey(name) || target.beside().containsKey(name))) {
                        throw new BadCell(RejectReason.MISSING, index(group.getFirst()), "");
                    }
                }
            }
        }
    }

    /// Cores of all processors, where a list gives those of one.
    private static void completeCores(Map<String, String> record) {
        String each = record.remove(TargetField.CORES_PER_PROCESSOR);
        String processors = record.get("processors");
        if (each != null && processors != null && !record.containsKey("cores")) {
            long cores = Long.parseLong(each) * Long.parseLong(processors);
            if (cores > 0 && cores <= Integer.MAX_VALUE) {
                record.put("cores", Long.toString(cores));
            }
        }
    }

    /// A row without a reference of its own gets one from what it says, so that it is the same row next month
    /// wherever
    /// it stands; rows that say the same of these fields are numbered in their order.
    private void completeReference(Map<String, String> record, String... fields) throws BadCell {
        String reference = record.get("reference");
        if (reference == null) {
            var says = new StringBuilder();
            for (String field : fields) {
                says.append(Folding.loose(record.getOrDefault(field, ""))).append('\u001f');
            }
            String name = "row-" + Folding.digest(says.toString()).substring(0, 10);
            int times = made.merge(name, 1, Integer::sum);
            record.put("reference", times == 1 ? name : name + "-" + times);
            counted.merge("table.reference-made", 1L, Long::sum);
        } else if (!references.add(
                Folding.exact(reference) + '\n' + Folding.digest(new TreeMap<>(record).toString()))) {
            // Lines of one order share its reference; a row that says all the same again is that row.
            throw new BadCell(RejectReason.DUPLICATE_KEY, index("reference"), reference);
        }
    }

    private void completeEntitlement(Row row, Map<String, String> record) throws BadCell {
        if (!record.containsKey("product") && record.containsKey("partNumber")) {
            record.put("product", record.getOrDefault("partNumber", ""));
            counted.merge("entitlement.product-by-number", 1L, Long::sum);
        }
        require(record, "product");
        String metric = record.get("metric");
        var code = metric == null ? Optional.<String>empty() : MetricNames.code(metric);
        if (metric != null && code.isEmpty() && !record.containsKey("kind")) {
            // Exports often put "perpetual" or "subscription" where the metric belongs.
            kindWord(metric).ifPresent(kind -> record.put("kind", kind));
        }
        if (metric == null || MetricNames.isNone(metric)) {
            counted.merge("entitlement.metric-unknown", 1L, Long::sum);
        }
        if (!record.containsKey("kind")) {
            boolean seat = code.equals(Optional.of(new Metric.PerSubscriptionSeat().code()));
            record.put("kind", seat ? RightKind.SUBSCRIPTION.name() : RightKind.FULL.name());
            counted.merge("entitlement.kind-assumed", 1L, Long::sum);
        }
        if (!record.containsKey("quantity")) {
            record.put("quantity", Quantity.UNKNOWN.text());
            counted.merge("entitlement.quantity-unknown", 1L, Long::sum);
        }
        tellReversed(
                row,
                record,
                "start",
                "end",
                "entitlement.ends-before-start",
                "the right ends on %s, before it starts on %s: it is kept and covers no day");
        tellReversed(
                row,
                record,
                "start",
                "maintenanceUntil",
                "entitlement.maintenance-before-start",
                "the maintenance ends on %s, before the right starts on %s: it reaches no later version");
        completeReference(
                record,
                "product",
                TargetField.PUBLISHER,
                "edition",
                "version",
                "metric",
                "kind",
                "partNumber",
                "agreement",
                "purchase",
                "unit",
                "start");
    }

    /// Tells a row whose last day is before its first.
    private void tellReversed(
            Row row, Map<String, String> record, String first, String last, String code, String message) {
        String begin = record.get(first);
        String end = record.get(last);
        if (begin != null && end != null && begin.compareTo(end) > 0) {
            tellCell(row, index(last), code, Plain.text(message, end, begin));
        }
    }

    private static Optional<String> kindWord(String text) {
        List<String> codes =
                java.util.Arrays.stream(RightKind.values()).map(Enum::name).toList();
        return CodeWords.code(RowMeaning.ENTITLEMENTS, "kind", codes, text);
    }

    private void require(Map<String, String> record, String field) throws BadCell {
        if (!record.containsKey(field)) {
            throw new BadCell(RejectReason.MISSING, index(field), "");
        }
    }

    private String needed(Row row, int column, String constant) throws BadCell {
        String text = column < 0 ? "" : row.text(column);
        if (Texts.isBlank(text)) {
            // What exports write for "no value" is no device and no title.
            text = constant;
        }
        if (text.isEmpty()) {
            throw new BadCell(RejectReason.MISSING, column, "");
        }
        if (text.length() > CellValues.LONGEST) {
            throw new BadCell(RejectReason.TOO_LONG, column, text);
        }
        return text;
    }

    private String optional(Row row, int column, String constant) throws BadCell {
        String text = column < 0 ? "" : text(row, column);
        return text.isEmpty() ? constant : text;
    }

    private static String text(Row row, int column) throws BadCell {
        String text = row.text(column);
        if (Texts.isBlank(text)) {
            return "";
        }
        if (text.length() > CellValues.LONGEST) {
            throw new BadCell(RejectReason.TOO_LONG, column, text);
        }
        return text;
    }

    private int day(Row row, int column, @Nullable DateOrder order) {
        if (column < 0) {
            return FactSink.NO_DAY;
        }
        int day = row.day(column, order);
        if (day > DateText.AMBIGUOUS || day == FactSink.NO_DAY) {
            return day;
        }
        RejectReason reason = day == DateText.AMBIGUOUS ? RejectReason.AMBIGUOUS_DATE : RejectReason.NOT_A_DATE;
        tellUnread(row, column, new BadCell(reason, column, row.text(column)));
        return FactSink.NO_DAY;
    }

    private static String code(String text) {
        if (text.isEmpty() || KNOWN_CODE.matcher(text).matches()) {
            return text;
        }
        return PRODUCT_CODE.matcher(text).matches()
                ? "msi:{" + text.replaceAll("[{}]", "").toUpperCase(java.util.Locale.ROOT) + "}"
                : "package:" + text;
    }

    private int index(String field) {
        return plan.filling(field).map(TableColumn::index).orElse(-1);
    }

    private @Nullable DateOrder order(String field) {
        return plan.filling(field).flatMap(TableColumn::dateOrder).orElse(null);
    }

    private String constant(String field) {
        return plan.constants().getOrDefault(field, "");
    }

    private String canonicalConstant(TargetField field) {
        String constant = constant(field.name());
        if (constant.isEmpty()) {
            return "";
        }
        try {
            return values.constant(field, constant);
        } catch (BadCell bad) {
            throw Faults.fault(
                    app.assay.work.FaultCode.INPUT_NEEDS_MAPPING,
                    file,
                    Sentence.of("import.mapping-profile-gives-as-which", constant, field.name()),
                    Sentence.of("import.correct-constant-in-profile"),
                    bad);
        }
    }

    private void tellCounted() {
        tell("table.blank-rows", "1 row is blank and was passed over.", "%,d rows are blank and were passed over.");
        tell(
                "installation.no-device",
                "1 row names no device: the title is kept, no installation is counted.",
                "%,d rows name no device: the titles are kept, no installation is counted.");
        tell(
                "entitlement.metric-unknown",
                "1 row names no metric: the usual one of the product is taken, where there is one.",
                "%,d rows name no metric: the usual one of the product is taken, where there is one.");
        tell(
                "entitlement.kind-assumed",
                "1 row does not say which kind of right it is: taken as a full licence, or a"
                        + " subscription where the metric is a seat.",
                "%,d rows do not say which kind of right they are: taken as a full licence, or a"
                        + " subscription where the metric is a seat.");
        tell(
                "entitlement.quantity-unknown",
                "1 row names no quantity: it is unknown until it is set.",
                "%,d rows name no quantity: it is unknown until it is set.");
        tell(
                "table.reference-made",
                "1 row has no reference of its own: one is made of what it says, such as row-0123456789.",
                "%,d rows have no reference of their own: one is made of what they say, such as row-0123456789.");
        tell("table.rows-above", "1 row above the headers is not read.", "%,d rows above the headers are not read.");
        tell("table.total-rows", "1 row with sums is not read.", "%,d rows with sums are not read.");
        tell(
                "table.parts",
                "The table has 1 more part with headers of its own: it is read by them.",
                "The table has %,d more parts with headers of their own: each is read by its own.");
        tell(
                "entitlement.product-by-number",
                "1 row names no product but a part number: that stands for it.",
                "%,d rows name no product but a part number: that stands for it.");
        tellMore("cell.unknown", "%,d values could not be understood and are unknown; the first %,d are told.");
        tellMore("formula.not-calculated", "%,d formulas were never calculated; the first %,d are told.");
        tellMore("entitlement.ends-before-start", "%,d rights end before they start; the first %,d are told.");
        if (values.pricesWithoutCurrency() > 0) {
            counted.put("price.currency-unknown", values.pricesWithoutCurrency());
            tell(
                    "price.currency-unknown",
                    "1 price was left out because nothing tells its currency; choose it in the profile.",
                    "%,d prices were left out because nothing tells their currency; choose it in the profile.");
        }
    }

    private void tell(String code, String one, String several) {
        Long count = counted.get(code);
        if (count != null) {
            sink.warning(
                    new Place(file, plan.layout().sheet(), 0, ""), code, count == 1 ? one : Plain.text(several, count));
        }
    }

    private void tellMore(String code, String message) {
        long count = counted.getOrDefault(code, 0L);
        if (count > MOST_CELLS_TOLD) {
            sink.warning(
                    new Place(file, plan.layout().sheet(), 0, ""), code, Plain.text(message, count, MOST_CELLS_TOLD));
        }
    }

    private void warn(String code, String header, String message) {
        sink.warning(new Place(file, plan.layout().sheet(), 0, header), code, Plain.text(message, header));
    }
}
