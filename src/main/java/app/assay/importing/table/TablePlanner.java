package app.assay.importing.table;

import app.assay.domain.code.DeviceKind;
import app.assay.domain.record.FieldType;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.DecimalMark;
import app.assay.importing.profile.MappingProfile;
import app.assay.importing.profile.TableLayout;
import app.assay.importing.profile.TargetField;
import app.assay.importing.value.CellValues;
import app.assay.importing.value.DateText;
import app.assay.importing.value.NumberText;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import app.assay.importing.value.TableColumn;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Works out how a table is read, from its headers, a profile and a sample of its rows.
public final class TablePlanner {

    /// Rows above the headers that a table may have: titles, dates of the report, empty ones.
    private static final int MOST_ROWS_ABOVE = 25;

    private static final int SAMPLE_ROWS = 20_000;

    private static final String MEANINGS = Arrays.stream(RowMeaning.values())
            .map(meaning -> meaning.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    private final String file;
    private final ReadOptions options;

    public TablePlanner(String file, ReadOptions options) {
        this.file = file;
        this.options = options;
    }

    /// The layout with what the profile says.
    public TableLayout adjust(TableLayout proposed) {
        if (options.profile().isEmpty()) {
            return proposed;
        }
        MappingProfile profile = options.profile().get();
        String sheet = profile.sheet().orElse(proposed.sheet());
        if (!proposed.sheets().isEmpty() && !proposed.sheets().contains(sheet)) {
            throw Faults.fault(
                    FaultCode.INPUT_NEEDS_MAPPING,
                    file,
                    Sentence.of("import.workbook-has-no-sheet-has", sheet, list(proposed.sheets())),
                    Sentence.of("import.choose-one-its-sheets-in"));
        }
        return new TableLayout(
                proposed.encoding().isEmpty() ? "" : profile.encoding().orElse(proposed.encoding()),
                profile.separator().orElse(proposed.separator()),
                profile.quote().orElse(proposed.quote()),
                profile.headerRow().orElse(proposed.headerRow()),
                sheet,
                proposed.sheets(),
                proposed.hiddenSheets());
    }

    /// The row of the headers, 0 when there are none.
    public static int headerRow(RowSource rows) {
        var numbers = new ArrayList<Integer>();
        var texts = new ArrayList<List<String>>();
        int widest = 0;
        for (Row row = rows.next(); row != null && texts.size() < MOST_ROWS_ABOVE; row = rows.next()) {
            if (!row.isBlank() && !isSeparatorLine(row)) {
                numbers.add(Math.toIntExact(Math.min(row.number(), Integer.MAX_VALUE)));
                List<String> cells = cells(row);
                texts.add(cells);
                widest = Math.max(widest, filled(cells));
            }
        }
        int best = -1;
        int most = 1;
        for (int place = 0; place < texts.size(); place++) {
            int known = HeaderWords.known(texts.get(place));
            if (known > most) {
                most = known;
                best = place;
            }
        }
        if (best < 0) {
            for (int place = 0; place < texts.size() && best < 0; place++) {
                if (filled(texts.get(place)) * 10 >= widest * 6) {
                    best = isHeader(texts.get(place)) && !isLikeItsRows(texts, place) ? place : texts.size();
                }
            }
        }
        return best < 0 || best >= numbers.size() ? 0 : numbers.get(best);
    }

    /// Whether a row is the line by which spreadsheets are told the separator.
    public static boolean isSeparatorLine(Row row) {
        return row.number() == 1
                && row.size() <= 2
                && row.text(0).length() <= 5
                && row.text(0).toLowerCase(Locale.ROOT).startsWith("sep=");
    }

    /// Whether the first row looks like those below it, so that it is data and no header: a value that comes again
    /// in
    /// its column, or digits where the values of all rows below differ in nothing but digits.
    private static boolean isLikeItsRows(List<List<String>> rows, int first) {
        List<String> cells = rows.get(first);
        if (first + 1 >= rows.size()) {
            return false;
        }
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            if (cell.isEmpty()) {
                continue;
            }
            boolean comesAgain = false;
            boolean isLikeAll = cell.chars().anyMatch(letter -> letter >= '0' && letter <= '9');
            for (List<String> row : rows.subList(first + 1, rows.size())) {
                String below = column < row.size() ? row.get(column) : "";
                comesAgain |= below.equals(cell);
                isLikeAll &= below.isEmpty() || shape(below).equals(shape(cell));
            }
            if (comesAgain || isLikeAll) {
                return true;
            }
        }
        return false;
    }

    /// Runs of digits as one `9`, in small letters.
    private static String shape(String text) {
        var shape = new StringBuilder();
        for (int place = 0; place < Math.min(text.length(), 64); place++) {
            char letter = text.charAt(place);
            boolean isDigit = letter >= '0' && letter <= '9';
            if (!isDigit) {
                shape.append(Character.toLowerCase(letter));
            } else if (shape.isEmpty() || shape.charAt(shape.length() - 1) != '9') {
                shape.append('9');
            }
        }
        return shape.toString();
    }

    /// The columns of another part of the table, which has headers of its own; empty when a row is no such header.
    ///
    /// @param first the plan of the first part, whose orders and marks hold for the file
    Optional<TablePlan> part(RowMeaning meaning, TablePlan first, Row row) {
        List<String> cells = cells(row);
        int named = 0;
        for (String cell : cells) {
            if (cell.length() > 200) {
                return Optional.empty();
            }
            named += cell.isEmpty() ? 0 : 1;
        }
        if (named < 2) {
            return Optional.empty();
        }
        List<String> headers = distinct(cells, new ArrayList<>());
        List<TableColumn> columns = mapped(meaning, headers, new ArrayList<>());
        long known =
                columns.stream().filter(column -> !column.field().isEmpty()).count();
        if (known < named || missing(meaning, columns).isPresent()) {
            return Optional.empty();
        }
        List<TableColumn> settled = columns.stream()
                .map(column -> first.filling(column.field())
                        .map(same -> new TableColumn(
                                column.index(),
                                column.header(),
                                column.field(),
                                column.confidence(),
                                same.dateOrder(),
                                same.decimalMark()))
                        .orElse(column))
                .toList();
        return Optional.of(first.withColumns(settled));
    }

    /// What the rows of a part with these headers mean, where that is clearly something else than the rows of the
    /// first
    /// part; empty for any other row.
    ///
    /// @param first the headers of the first part
    Optional<RowMeaning> otherPart(RowMeaning meaning, List<String> first, Row row) {
        List<String> cells = cells(row);
        long named = cells.stream().filter(cell -> !cell.isEmpty()).count();
        if (named < 2 || cells.stream().anyMatch(cell -> cell.length() > 200)) {
            return Optional.empty();
        }
        List<String> headers = distinct(cells, new ArrayList<>());
        var guessed = HeaderWords.meaning(headers).map(HeaderWords.Meaning::meaning);
        boolean isOther = guessed.isPresent()
                && guessed.get() != meaning
                && HeaderWords.meaning(first).map(HeaderWords.Meaning::meaning).equals(Optional.of(meaning));
        if (!isOther) {
            return Optional.empty();
        }
        long known = HeaderWords.propose(guessed.get(), headers).stream()
                .filter(proposal -> !proposal.field().isEmpty())
                .count();
        return known == named ? guessed : Optional.empty();
    }

    public TablePlan plan(TableLayout layout, Supplier<RowSource> open) {
        var findings = new ArrayList<TablePreview.Finding>();
        List<String> headers;
        try (RowSource rows = open.get()) {
            headers = headers(rows, layout, findings);
        }
        Optional<HeaderWords.Meaning> guessed = HeaderWords.meaning(headers);
        Optional<RowMeaning> told = options.meaning().or(() -> options.profile().flatMap(MappingProfile::meaning));
        Optional<RowMeaning> meaning = told.or(() -> guessed.map(HeaderWords.Meaning::meaning));
        double confidence = told.isPresent()
                ? 1
                : guessed.map(HeaderWords.Meaning::confidence).orElse(0.0);
        var absent = new ArrayList<String>();
        List<TableColumn> columns = meaning.isPresent() ? mapped(meaning.get(), headers, absent) : unmapped(headers);
        if (meaning.isPresent()) {
            columns = sampled(meaning.get(), columns, layout, open, findings);
            tellUnread(layout, columns, findings);
            missing(meaning.get(), columns)
                    .ifPresent(message -> findings.add(new TablePreview.Finding("field.missing", "", message, true)));
        } else {
            findings.add(
                    new TablePreview.Finding("meaning.open", "", Sentence.of("import.headers-do-not-tell-what"), true));
        }
        for (String header : absent) {
            findings.add(new TablePreview.Finding(
                    "column.absent", header, Sentence.of("import.profile-maps-column-which-not", header), false));
        }
        return new TablePlan(
                meaning,
                confidence,
                layout,
                columns,
                constants(columns),
                options.profile().flatMap(MappingProfile::currency),
                findings,
                absent);
    }

    /// What a virtual machine's own column tells of all rows, and what the profile says.
    private Map<String, String> constants(List<TableColumn> columns) {
        var constants = new LinkedHashMap<String, String>();
        if (columns.stream().anyMatch(TablePlanner::namesVirtualMachines)) {
            constants.put("kind", DeviceKind.VIRTUAL_MACHINE.name());
        } else if (columns.stream().anyMatch(TablePlanner::namesHosts)) {
            constants.put("kind", DeviceKind.SERVER.name());
        }
        options.profile().map(MappingProfile::constants).ifPresent(constants::putAll);
        return constants;
    }

    private static boolean namesVirtualMachines(TableColumn column) {
        return column.field().equals("name") && HeaderWords.namesVirtualMachines(column.header());
    }

    private static boolean namesHosts(TableColumn column) {
        return column.field().equals("name") && HeaderWords.namesHosts(column.header());
    }

    /// What of the file is not read, by name.
    private void tellUnread(TableLayout layout, List<TableColumn> columns, List<TablePreview.Finding> findings) {
        List<String> sheets = layout.sheets().stream()
                .filter(sheet -> !sheet.equals(layout.sheet()))
                .toList();
        if (!sheets.isEmpty()) {
            findings.add(new TablePreview.Finding(
                    "sheets.unread",
                    "",
                    Sentence.of("import.only-sheet-read-not", layout.sheet(), list(sheets)),
                    false));
        }
        if (!layout.hiddenSheets().isEmpty()) {
            findings.add(new TablePreview.Finding(
                    "sheets.hidden",
                    "",
                    Sentence.of("import.hidden-sheets-are-not-read", list(layout.hiddenSheets())),
                    false));
        }
        Set<String> empty = findings.stream()
                .filter(finding -> finding.code().equals("column.empty"))
                .map(TablePreview.Finding::column)
                .collect(Collectors.toSet());
        List<String> unread = columns.stream()
                .filter(column -> column.field().isEmpty() && !empty.contains(column.header()))
                .map(TableColumn::header)
                .toList();
        if (!unread.isEmpty()) {
            findings.add(new TablePreview.Finding(
                    "columns.unread",
                    "",
                    Sentence.of("import.columns-are-not-read", unread.size(), columns.size(), list(unread)),
                    false));
        }
    }

    /// The meaning, or a fault that lists the headers.
    public RowMeaning decided(TablePlan plan) {
        Sentence headers = plan.columns().isEmpty()
                ? Sentence.of("import.no-column-at-all")
                : Sentence.of("import.the-columns", list(plan.headers()));
        RowMeaning meaning = plan.meaning()
                .orElseThrow(() -> Faults.fault(
                        FaultCode.INPUT_NEEDS_MAPPING,
                        file,
                        Sentence.of("import.table-does-not-tell-what", headers),
                        Sentence.of("import.say-what-row-means-on", MEANINGS)));
        Optional<Sentence> missing = missing(meaning, plan.columns());
        if (missing.isPresent()) {
            throw Faults.fault(
                    FaultCode.INPUT_NEEDS_MAPPING,
                    file,
                    Sentence.of("import.table-has", missing.get().clause(), headers),
                    Sentence.of("import.choose-mapping-profile-names-column"));
        }
        return meaning;
    }

    private Optional<Sentence> missing(RowMeaning meaning, List<TableColumn> columns) {
        Set<String> filled = new HashSet<>();
        columns.forEach(column -> filled.add(column.field()));
        options.profile().ifPresent(profile -> filled.addAll(profile.constants().keySet()));
        return TargetField.needs(meaning).stream()
                .filter(group -> group.stream().noneMatch(filled::contains))
                .findFirst()
                .map(group -> Sentence.of(
                        "import.no-column-gives",
                        String.join(" / ", group),
                        Sentence.of("import.rows." + meaning.name().toLowerCase(Locale.ROOT))));
    }

    private List<String> headers(RowSource rows, TableLayout layout, List<TablePreview.Finding> findings) {
        int widest = 0;
        if (layout.headerRow() == 0) {
            int looked = 0;
            for (Row row = rows.next(); row != null && looked < MOST_ROWS_ABOVE; row = rows.next(), looked++) {
                widest = Math.max(widest, row.size());
            }
            var names = new ArrayList<String>();
            for (int column = 1; column <= widest; column++) {
                names.add("column " + column);
            }
            return names;
        }
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (row.number() >= layout.headerRow()) {
                return distinct(cells(row), findings);
            }
        }
        return List.of();
    }

    /// Blank headers are called by their number and repeated ones are numbered, so that each can be named.
    private static List<String> distinct(List<String> raw, List<TablePreview.Finding> findings) {
        int last = raw.size();
        while (last > 0 && raw.get(last - 1).isEmpty()) {
            last--;
        }
        var names = new ArrayList<String>();
        var seen = new HashMap<String, Integer>();
        for (int column = 0; column < last; column++) {
            String name = Texts.cut(Texts.oneLine(raw.get(column)), 200);
            if (name.isEmpty()) {
                name = "column " + (column + 1);
                findings.add(new TablePreview.Finding(
                        "header.blank", name, Sentence.of("import.column-has-no-header"), false));
            }
            int times = seen.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
            if (times > 1) {
                findings.add(new TablePreview.Finding(
                        "header.duplicate",
                        name,
                        Sentence.of("import.header-stands-over-several-columns", name),
                        false));
                name = name + " (" + times + ")";
            }
            names.add(name);
        }
        return names;
    }

    private static List<TableColumn> unmapped(List<String> headers) {
        var columns = new ArrayList<TableColumn>();
        for (int index = 0; index < headers.size(); index++) {
            columns.add(new TableColumn(index, headers.get(index), "", 0, Optional.empty(), Optional.empty()));
        }
        return columns;
    }

    private List<TableColumn> mapped(RowMeaning meaning, List<String> headers, List<String> absent) {
        Map<String, String> told = new LinkedHashMap<>();
        // A column chosen for another meaning of the rows has no field in this one.
        var fields = new HashSet<String>();
        TargetField.of(meaning).forEach(field -> fields.add(field.name()));
        options.profile()
                .filter(profile -> profile.meaning().orElse(meaning) == meaning)
                .ifPresent(profile -> profile.columns().forEach((header, field) -> {
                    if (field.isEmpty() || fields.contains(field)) {
                        told.put(key(header), field);
                    }
                }));
        var taken = new HashSet<String>();
        var known = new HashSet<String>();
        for (String header : headers) {
            known.add(key(header));
            String field = told.get(key(header));
            if (field != null) {
                taken.add(field);
            }
        }
        options.profile()
                .ifPresent(profile -> profile.columns().forEach((header, field) -> {
                    if (!field.isEmpty() && !known.contains(key(header))) {
                        absent.add(header);
                    }
                }));
        List<HeaderWords.Proposal> proposals = HeaderWords.propose(meaning, headers);
        HeaderWords.virtualCores(meaning, headers, proposals);
        var columns = new ArrayList<TableColumn>();
        var used = new HashSet<String>();
        for (int index = 0; index < headers.size(); index++) {
            String field = told.get(key(headers.get(index)));
            double confidence = 1;
            if (field == null) {
                HeaderWords.Proposal proposal = proposals.get(index);
                field = taken.contains(proposal.field()) ? "" : proposal.field();
                confidence = field.isEmpty() ? 0 : proposal.confidence();
            }
            if (!field.isEmpty() && !used.add(field)) {
                throw Faults.fault(
                        FaultCode.INPUT_NEEDS_MAPPING,
                        file,
                        Sentence.of("import.profile-maps-two-columns-second", field, headers.get(index)),
                        Sentence.of("import.map-one-them-another-field"));
            }
            columns.add(
                    new TableColumn(index, headers.get(index), field, confidence, Optional.empty(), Optional.empty()));
        }
        return columns;
    }

    /// What the values of a column say about their order and mark.
    private static final class Evidence {
        private final TableColumn column;
        private final boolean date;
        private final boolean number;
        private long dayFirst;
        private long monthFirst;
        private boolean openDate;
        private boolean point;
        private boolean comma;
        private boolean openNumber;
        private boolean filled;
        private boolean bareAmount;

        Evidence(TableColumn column, @Nullable FieldType type) {
            this.column = column;
            this.date = type == FieldType.DATE || type == FieldType.INSTANT;
            this.number = type == FieldType.QUANTITY
                    || type == FieldType.MONEY
                    || type == FieldType.DECIMAL
                    || type == FieldType.INTEGER;
        }

        void look(Row row) {
            String text = row.text(column.index());
            if (text.isEmpty()) {
                return;
            }
            filled = true;
            if (text.length() > CellValues.LONGEST) {
                return;
            }
            if (row.isTyped(column.index())) {
                bareAmount |= number;
                return;
            }
            if (date) {
                switch (DateText.evidence(text)) {
                    case DAY_FIRST -> dayFirst++;
                    case MONTH_FIRST -> monthFirst++;
                    case OPEN -> openDate = true;
                    case NONE -> {}
                }
            } else if (number) {
                bareAmount |= Character.isDigit(text.charAt(0)) || text.charAt(0) == '$';
                switch (NumberText.evidence(amountOnly(text))) {
                    case POINT -> point = true;
                    case COMMA -> comma = true;
                    case OPEN -> openNumber = true;
                    case NONE -> {}
                }
            }
        }

        boolean isOpen() {
            return (openDate && dayFirst == 0 && monthFirst == 0) || (openNumber && !point && !comma);
        }

        private static String amountOnly(String text) {
            int start = 0;
            int end = text.length();
            while (start < end && !Character.isDigit(text.charAt(start)) && text.charAt(start) != '-') {
                start++;
            }
            while (end > start && !Character.isDigit(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(start, end);
        }
    }

    public List<TableColumn> sampled(
            RowMeaning meaning,
            List<TableColumn> columns,
            TableLayout layout,
            Supplier<RowSource> open,
            List<TablePreview.Finding> findings) {
        var types = new HashMap<String, FieldType>();
        TargetField.of(meaning).forEach(field -> types.put(field.name(), field.type()));
        List<Evidence> all = columns.stream()
                .map(column -> new Evidence(column, types.get(column.field())))
                .toList();
        List<Evidence> watched = all.stream()
                .filter(evidence -> evidence.date || evidence.number)
                .toList();
        try (RowSource rows = open.get()) {
            long seen = 0;
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (row.number() <= layout.headerRow()) {
                    continue;
                }
                seen++;
                if (seen <= SAMPLE_ROWS) {
                    for (Evidence evidence : all) {
                        evidence.look(row);
                    }
                } else if (watched.stream().anyMatch(Evidence::isOpen)) {
                    for (Evidence evidence : watched) {
                        evidence.look(row);
                    }
                } else {
                    break;
                }
            }
        }
        return decided(all, findings, columns);
    }

    private List<TableColumn> decided(
            List<Evidence> all, List<TablePreview.Finding> findings, List<TableColumn> columns) {
        Optional<DateOrder> toldOrder = options.profile().flatMap(MappingProfile::dateOrder);
        Optional<DecimalMark> toldMark = options.profile().flatMap(MappingProfile::decimalMark);
        long dayFirst = all.stream().mapToLong(evidence -> evidence.dayFirst).sum();
        long monthFirst =
                all.stream().mapToLong(evidence -> evidence.monthFirst).sum();
        boolean anyPoint = all.stream().anyMatch(evidence -> evidence.point);
        boolean anyComma = all.stream().anyMatch(evidence -> evidence.comma);
        var decided = new ArrayList<TableColumn>();
        for (int index = 0; index < all.size(); index++) {
            Evidence evidence = all.get(index);
            TableColumn column = columns.get(index);
            String header = column.header();
            Optional<DateOrder> order = toldOrder;
            if (evidence.date && order.isEmpty()) {
                order = order(evidence.dayFirst, evidence.monthFirst).or(() -> order(dayFirst, monthFirst));
                long odd = order.filter(DateOrder.DAY_MONTH_YEAR::equals).isPresent()
                        ? evidence.monthFirst
                        : evidence.dayFirst;
                if (order.isPresent() && odd > 0) {
                    findings.add(new TablePreview.Finding(
                            "date.odd",
                            header,
                            Sentence.of(
                                    order.get() == DateOrder.DAY_MONTH_YEAR
                                            ? "import.odd-dates-day-first"
                                            : "import.odd-dates-month-first",
                                    header,
                                    odd),
                            false));
                } else if (order.isEmpty() && evidence.dayFirst > 0) {
                    findings.add(new TablePreview.Finding(
                            "date.mixed", header, Sentence.of("import.column-has-some-dates-with", header), false));
                } else if (order.isEmpty() && evidence.openDate) {
                    findings.add(new TablePreview.Finding(
                            "date.ambiguous", header, Sentence.of("import.no-value-tells-whether-day"), false));
                }
            }
            Optional<DecimalMark> mark = toldMark;
            if (evidence.number && mark.isEmpty()) {
                boolean point = evidence.point || (!evidence.comma && anyPoint);
                boolean comma = evidence.comma || (!evidence.point && anyComma);
                if (point != comma) {
                    mark = Optional.of(point ? DecimalMark.POINT : DecimalMark.COMMA);
                } else if (evidence.openNumber) {
                    findings.add(new TablePreview.Finding(
                            "number.ambiguous", header, Sentence.of("import.no-value-tells-whether-point"), false));
                }
            }
            if (!evidence.filled) {
                findings.add(new TablePreview.Finding(
                        "column.empty", header, Sentence.of("import.column-has-no-values"), false));
            }
            if (column.field().equals("unitPrice") && evidence.bareAmount && !hasCurrency(column, columns)) {
                findings.add(new TablePreview.Finding(
                        "price.currency-unknown",
                        header,
                        Sentence.of("import.currency-amounts-not-told-prices"),
                        false));
            }
            decided.add(new TableColumn(
                    index,
                    header,
                    column.field(),
                    column.confidence(),
                    evidence.date ? order : Optional.empty(),
                    evidence.number ? mark : Optional.empty()));
        }
        return decided;
    }

    /// The order that the values show, one of them being odd at most every fourth time; empty when they do not
    /// agree.
    private static Optional<DateOrder> order(long dayFirst, long monthFirst) {
        if (dayFirst > 3 * monthFirst) {
            return Optional.of(DateOrder.DAY_MONTH_YEAR);
        }
        return monthFirst > 3 * dayFirst ? Optional.of(DateOrder.MONTH_DAY_YEAR) : Optional.empty();
    }

    private boolean hasCurrency(TableColumn column, List<TableColumn> columns) {
        return options.profile().flatMap(MappingProfile::currency).isPresent()
                || column.currency().isPresent()
                || columns.stream().anyMatch(other -> other.field().equals(TargetField.CURRENCY));
    }

    private static boolean isHeader(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isEmpty() && (cell.length() > 200 || cell.chars().allMatch(TablePlanner::isOfNumber))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfNumber(int letter) {
        return (letter >= '0' && letter <= '9')
                || letter == '.'
                || letter == ','
                || letter == '-'
                || letter == '/'
                || letter == ':';
    }

    private static int filled(List<String> cells) {
        return (int) cells.stream().filter(cell -> !cell.isEmpty()).count();
    }

    public static List<String> cells(Row row) {
        var cells = new ArrayList<String>(row.size());
        for (int column = 0; column < row.size(); column++) {
            cells.add(row.text(column));
        }
        return cells;
    }

    private static String key(String header) {
        return Texts.oneLine(header).toLowerCase(Locale.ROOT);
    }

    private static String list(List<String> names) {
        String all = names.stream()
                .limit(40)
                .map(name -> "'" + name + "'")
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
        return names.size() > 40 ? all + " and %s more".formatted(names.size() - 40) : all;
    }
}
