package app.assay.importing;

import app.assay.domain.code.RightKind;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.identity.Folding;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.value.Quantity;
import app.assay.work.Plain;
import app.assay.work.Progress;
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
final class TableReader {

    private static final int ROWS_BETWEEN_REPORTS = 4_096;
    private static final Pattern PRODUCT_CODE =
            Pattern.compile("\\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?");
    private static final Pattern KNOWN_CODE = Pattern.compile("(?:swid|msi|package):.+");
    private static final String NO_METRIC = new Metric.Other("not stated").text();

    private final String file;
    private final TablePlan plan;
    private final RowMeaning meaning;
    private final ReadOptions options;
    private final FactSink sink;
    private final CellValues values;
    private final Set<String> references = new HashSet<>();
    private final Map<String, Long> counted = new HashMap<>();

    TableReader(String file, TablePlan plan, RowMeaning meaning, ReadOptions options, FactSink sink) {
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
    void read(RowSource rows, long size, Progress progress) {
        progress.stage("import.read");
        plan.absent()
                .forEach(header ->
                        warn("column.absent", header, "The profile maps the column '%s', which is not there."));
        OneRow reader = meaning == RowMeaning.INSTALLATIONS ? installations() : records();
        long headerRow = plan.layout().headerRow();
        int width = plan.columns().size();
        long count = 0;
        long most = options.limits().of(Limit.ROWS);
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (row.number() <= headerRow) {
                continue;
            }
            if (row.isBlank()) {
                counted.merge("table.blank-rows", 1L, Long::sum);
                continue;
            }
            if (++count > most) {
                throw Faults.overLimit(
                        file,
                        options.limits(),
                        Limit.ROWS,
                        Plain.text("an import may have %,d rows and this one has more", most));
            }
            if (count % ROWS_BETWEEN_REPORTS == 0) {
                progress.stopIfCancelled();
                progress.report(rows.bytes(), size);
            }
            try {
                if (row.hasNull()) {
                    throw new BadCell(RejectReason.NULL_CHARACTER, -1, "");
                }
                if (row.size() > width && hasMore(row, width)) {
                    throw new BadCell(
                            RejectReason.WRONG_NUMBER_OF_FIELDS, -1, "%s of %s fields".formatted(row.size(), width));
                }
                reader.read(row);
            } catch (BadCell bad) {
                reject(row, bad);
            }
        }
        progress.report(size < 0 ? rows.bytes() : size, size);
        tellCounted();
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
        RecordKind kind = switch (meaning) {
            case DEVICES -> RecordKind.DEVICE;
            case USERS -> RecordKind.USER;
            case ENTITLEMENTS -> RecordKind.ENTITLEMENT;
            case INSTALLATIONS -> throw new IllegalStateException("installations are no records");
        };
        record Fill(TargetField field, TablePlan.@Nullable Column column, String constant) {}
        var fills = new ArrayList<Fill>();
        for (TargetField field : TargetField.of(meaning)) {
            TablePlan.Column column = plan.filling(field.name()).orElse(null);
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
                String value =
                        fill.column() == null ? "" : values.canonical(fill.field(), fill.column(), row, rowCurrency);
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

    private void complete(Row row, Map<String, String> record) throws BadCell {
        switch (meaning) {
            case DEVICES -> require(record, "name");
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
            case INSTALLATIONS -> {}
        }
    }

    private void completeEntitlement(Row row, Map<String, String> record) throws BadCell {
        require(record, "product");
        String metric = record.get("metric");
        if (metric != null && metric.startsWith("other(") && !record.containsKey("kind")) {
            // Exports often put "perpetual" or "subscription" where the metric belongs.
            TablePlan.Column column = plan.filling("metric").orElse(null);
            Optional<String> kind = column == null ? Optional.empty() : kindWord(row.text(column.index()));
            if (kind.isPresent()) {
                record.put("kind", kind.get());
                metric = null;
            }
        }
        if (metric == null) {
            record.put("metric", NO_METRIC);
            counted.merge("entitlement.metric-unknown", 1L, Long::sum);
        }
        if (!record.containsKey("kind")) {
            boolean seat = String.valueOf(metric).equals(new Metric.PerSubscriptionSeat().text());
            record.put("kind", seat ? RightKind.SUBSCRIPTION.name() : RightKind.FULL.name());
            counted.merge("entitlement.kind-assumed", 1L, Long::sum);
        }
        if (!record.containsKey("quantity")) {
            record.put("quantity", Quantity.UNKNOWN.text());
            counted.merge("entitlement.quantity-unknown", 1L, Long::sum);
        }
        String start = record.get("start");
        String end = record.get("end");
        if (start != null && end != null && start.compareTo(end) > 0) {
            throw new BadCell(RejectReason.OUT_OF_RANGE, index("end"), start + " to " + end);
        }
        String reference = record.get("reference");
        if (reference == null) {
            record.put("reference", file + ":" + row.number());
            counted.merge("entitlement.reference-made", 1L, Long::sum);
        } else if (!references.add(
                Folding.exact(reference) + '\n' + Folding.digest(new TreeMap<>(record).toString()))) {
            // Lines of one order share its reference; a row that says all the same again is that row.
            throw new BadCell(RejectReason.DUPLICATE_KEY, index("reference"), reference);
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

    private static int day(Row row, int column, @Nullable DateOrder order) throws BadCell {
        if (column < 0) {
            return FactSink.NO_DAY;
        }
        int day = row.day(column, order);
        return day > DateText.AMBIGUOUS || day == FactSink.NO_DAY
                ? day
                : CellValues.checked(day, column, row.text(column));
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
        return plan.filling(field).map(TablePlan.Column::index).orElse(-1);
    }

    private @Nullable DateOrder order(String field) {
        return plan.filling(field).flatMap(TablePlan.Column::dateOrder).orElse(null);
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
                    "the mapping profile gives '%s' as %s, which it cannot be".formatted(constant, field.name()),
                    "Correct the constant in the profile",
                    bad);
        }
    }

    private void tellCounted() {
        tell("table.blank-rows", "%,d rows are blank and were passed over.");
        tell("installation.no-device", "%,d rows name no device: the titles are kept, no installation is counted.");
        tell("entitlement.metric-unknown", "%,d rows name no metric: their lines cannot be computed until it is set.");
        tell(
                "entitlement.kind-assumed",
                "%,d rows do not say which kind of right they are: taken as a full licence, or a"
                        + " subscription where the metric is a seat.");
        tell("entitlement.quantity-unknown", "%,d rows name no quantity: it is unknown until it is set.");
        tell("entitlement.reference-made", "%,d rows have no reference of their own: the file name and row stand in.");
        if (values.pricesWithoutCurrency() > 0) {
            counted.put("price.currency-unknown", values.pricesWithoutCurrency());
            tell(
                    "price.currency-unknown",
                    "%,d prices were left out because nothing tells their currency; choose it in the profile.");
        }
    }

    private void tell(String code, String message) {
        Long count = counted.get(code);
        if (count != null) {
            sink.warning(new Place(file, plan.layout().sheet(), 0, ""), code, Plain.text(message, count));
        }
    }

    private void warn(String code, String header, String message) {
        sink.warning(new Place(file, plan.layout().sheet(), 0, header), code, Plain.text(message, header));
    }
}
