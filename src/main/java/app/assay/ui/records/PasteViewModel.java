package app.assay.ui.records;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.Field;
import app.assay.domain.record.RecordKind;
import app.assay.service.PastedRows;
import app.assay.ui.grid.Tsv;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// A block from a spreadsheet on its way to become new records: which column is which field, what each row would be,
/// what speaks against it. Knows no control; for the drawing thread.
public final class PasteViewModel {

    /// How drafts of pasted rows are named.
    static final String FORM = "paste";

    /// Rows of one paste.
    public static final int MOST_ROWS = 20_000;

    /// A row of the block.
    ///
    /// @param number in the block, from 1, the header not counted
    /// @param messages what is to be said, by field; the empty field for the row as a whole
    public record Row(int number, List<String> cells, Map<String, FieldModel.Message> messages) {
        public Row {
            cells = List.copyOf(cells);
            messages = Map.copyOf(messages);
        }

        public boolean refused() {
            return messages.values().stream().anyMatch(FieldModel.Message::blocking);
        }
    }

    /// @param name header, or "Column 3"
    /// @param field the field it fills; empty when it is left out
    public record Column(String name, String field) {}

    /// What is on screen; a value.
    public record View(List<Column> columns, List<Row> rows) {
        static final View NOTHING = new View(List.of(), List.of());

        public View {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        public int ready() {
            return (int) rows.stream().filter(row -> !row.refused()).count();
        }
    }

    private final RecordKind kind;
    private final RecordDesk desk;
    private final Jobs jobs;
    private final Texts texts;
    private final FieldWords words;
    private final ReadOnlyObjectWrapper<View> view = new ReadOnlyObjectWrapper<>(View.NOTHING);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper added = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyStringWrapper dateOrder = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper decimalMark = new ReadOnlyStringWrapper("");
    private List<List<String>> cells = List.of();
    private List<Column> columns = List.of();
    private long latest;
    private FormDrafts.Slot slot;

    public PasteViewModel(RecordKind kind, RecordDesk desk, Jobs jobs, Texts texts) {
        this.kind = kind;
        this.desk = desk;
        this.jobs = jobs;
        this.texts = texts;
        this.words = new FieldWords(desk, texts);
        this.slot = FormDrafts.none(jobs).form(FORM, kind, Optional::empty);
    }

    /// From now on rows that are not added yet are kept.
    ///
    /// @param open brings the page of a draft on screen, before [#resume(Draft)]
    public void keepDrafts(FormDrafts drafts, Consumer<Draft> open) {
        slot = drafts.form(FORM, kind, this::typedNow);
        drafts.onContinue(FORM, kind, open);
    }

    private Optional<FormDrafts.Typed> typedNow() {
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(FormDrafts.Typed.of(
                        Optional.empty(),
                        Integer.toString(cells.size()),
                        Map.of(
                                "rows", Tsv.write(cells),
                                "names",
                                        Tsv.write(List.of(columns.stream()
                                                .map(Column::name)
                                                .toList())),
                                "fields",
                                        Tsv.write(List.of(columns.stream()
                                                .map(Column::field)
                                                .toList())),
                                "dateOrder", dateOrder.get(),
                                "decimalMark", decimalMark.get()),
                        Map.of()));
    }

    /// Shows the rows of a draft.
    public void resume(Draft kept) {
        slot.leave();
        var names = first(kept.values().getOrDefault("names", ""));
        var filled = first(kept.values().getOrDefault("fields", ""));
        var next = new ArrayList<Column>();
        for (int i = 0; i < names.size(); i++) {
            var field = i < filled.size() ? filled.get(i) : "";
            next.add(new Column(names.get(i), PastedRows.fields(kind).contains(field) ? field : ""));
        }
        columns = next;
        cells = Tsv.read(kept.values().getOrDefault("rows", ""));
        dateOrder.set(kept.values().getOrDefault("dateOrder", ""));
        decimalMark.set(kept.values().getOrDefault("decimalMark", ""));
        added.set(-1);
        slot.adopt(kept);
        check();
    }

    private static List<String> first(String block) {
        var rows = Tsv.read(block);
        return rows.isEmpty() ? List.of() : rows.getFirst();
    }

    /// The page is closed; rows that were not added are offered.
    public void leave() {
        slot.leave();
        cells = List.of();
        columns = List.of();
        view.set(View.NOTHING);
    }

    public ReadOnlyObjectProperty<View> viewProperty() {
        return view.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// Records that the last step added; -1 before.
    public ReadOnlyIntegerProperty addedProperty() {
        return added.getReadOnlyProperty();
    }

    public RecordKind kind() {
        return kind;
    }

    public Texts texts() {
        return texts;
    }

    /// What a column may be, the empty code leaving it out.
    public List<FieldModel.Choice> choices() {
        var all = new ArrayList<FieldModel.Choice>();
        all.add(new FieldModel.Choice("", texts.get("records.leftout")));
        PastedRows.fields(kind).forEach(field -> all.add(new FieldModel.Choice(field, title(field))));
        return all;
    }

    private String title(String field) {
        return texts.column(FieldWords.table(kind), field);
    }

    /// The order in which the numbers of a date stand; empty to let the values show it.
    public ReadOnlyStringProperty dateOrderProperty() {
        return dateOrder.getReadOnlyProperty();
    }

    /// The mark before decimals; empty to let the values show it.
    public ReadOnlyStringProperty decimalMarkProperty() {
        return decimalMark.getReadOnlyProperty();
    }

    /// Says how dates and numbers are written whose values do not show it.
    public void read(String dates, String decimals) {
        if (!dateOrder.get().equals(dates) || !decimalMark.get().equals(decimals)) {
            dateOrder.set(dates);
            decimalMark.set(decimals);
            check();
        }
    }

    /// Takes a block from the clipboard.
    ///
    /// @param order fields of the table's columns in the order shown, for a block without headers
    public void take(String block, List<String> order) {
        added.set(-1);
        slot.leave();
        dateOrder.set("");
        decimalMark.set("");
        cells = List.of();
        columns = List.of();
        view.set(View.NOTHING);
        status.set("");
        if (block.isBlank()) {
            status.set(texts.get("records.paste.nothing"));
            return;
        }
        long request = ++latest;
        jobs.quiet(
                _ -> PastedRows.look(kind, split(block)),
                found -> {
                    if (request == latest) {
                        show(found, order);
                    }
                },
                failure -> {
                    if (request == latest) {
                        fail(failure);
                    }
                });
    }

    /// Spreadsheets put tabulators between cells; what has none may be the text of a CSV file.
    private static List<List<String>> split(String block) {
        return block.indexOf('\t') >= 0 ? Tsv.read(block) : PastedRows.split(block);
    }

    private void show(PastedRows.Found found, List<String> order) {
        var next = new ArrayList<Column>();
        var used = new HashSet<String>();
        found.columns().forEach(column -> used.add(column.field()));
        for (int i = 0; i < found.columns().size(); i++) {
            var column = found.columns().get(i);
            if (!found.named()) {
                next.add(new Column(texts.get("records.paste.column", i + 1), i < order.size() ? order.get(i) : ""));
            } else if (column.field().isEmpty()) {
                next.add(new Column(column.header(), shownAs(column.header(), used)));
            } else {
                next.add(new Column(column.header(), column.field()));
            }
        }
        columns = next;
        cells = found.rows();
        if (cells.size() > MOST_ROWS) {
            cells = List.of();
            columns = List.of();
            status.set(texts.get("records.paste.toomany", MOST_ROWS));
            return;
        }
        check();
    }

    /// The field whose title on screen a header is, such as one that was copied from the table of this page.
    private String shownAs(String header, Set<String> used) {
        var key = plain(header);
        return kind.fields().stream()
                .filter(field -> key.equals(plain(field.name()))
                        || key.equals(plain(words.title(kind, field)))
                        || synonyms(field).contains(key))
                .map(Field::name)
                .filter(used::add)
                .findFirst()
                .orElse("");
    }

    private Set<String> synonyms(Field field) {
        return texts.find("synonyms." + field.name())
                .map(list -> {
                    var all = new HashSet<String>();
                    for (var word : list.split(",", -1)) {
                        all.add(plain(word));
                    }
                    return (Set<String>) all;
                })
                .orElse(Set.of());
    }

    private static String plain(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /// Says which field a column fills; a field is filled by one column only.
    public void map(int column, String field) {
        var next = new ArrayList<Column>();
        for (int i = 0; i < columns.size(); i++) {
            var now = columns.get(i);
            boolean other = !field.isEmpty() && now.field().equals(field);
            next.add(i == column ? new Column(now.name(), field) : other ? new Column(now.name(), "") : now);
        }
        columns = next;
        check();
    }

    private void check() {
        slot.changed();
        long request = ++latest;
        var asked = columns;
        var rows = cells;
        var dates = dateOrder.get();
        var decimals = decimalMark.get();
        view.set(new View(
                asked,
                java.util.stream.IntStream.range(0, rows.size())
                        .mapToObj(place -> new Row(place + 1, rows.get(place), Map.of()))
                        .toList()));
        jobs.quiet(
                _ -> checked(asked, drafts(asked, rows, dates, decimals), rows),
                found -> {
                    if (request == latest) {
                        view.set(found);
                        status.set(told(found));
                    }
                },
                this::fail);
    }

    /// How many are ready and refused, and why the first one is refused.
    private String told(View found) {
        int refused = found.rows().size() - found.ready();
        var count = texts.get("records.paste.count", found.rows().size(), found.ready(), refused);
        return found.rows().stream()
                .filter(Row::refused)
                .findFirst()
                .map(row -> count + " · "
                        + texts.get(
                                "records.paste.why",
                                row.number(),
                                row.messages().values().stream()
                                        .filter(FieldModel.Message::blocking)
                                        .findFirst()
                                        .orElseThrow()
                                        .text()))
                .orElse(count);
    }

    /// @param unread what could not be read, by field
    private record NewRow(UUID id, Map<String, String> values, Map<String, FieldModel.Message> unread) {}

    private List<NewRow> drafts(List<Column> asked, List<List<String>> rows, String dates, String decimals) {
        var made = new NewRecords(kind, desk).drafts();
        var drafts = new ArrayList<NewRow>();
        var named = asked.stream()
                .map(column -> new PastedRows.Named(column.name(), column.field()))
                .toList();
        for (var said : PastedRows.read(kind, named, rows, dates, decimals)) {
            var state = new TreeMap<String, String>();
            var unread = new TreeMap<String, FieldModel.Message>();
            // What an edition or a version is called depends on the product.
            for (var first : List.of(true, false)) {
                said.forEach((name, cell) -> {
                    if (name.equals("product") == first) {
                        put(name, cell, said, state, unread);
                    }
                });
            }
            state.putAll(made.complete(state));
            drafts.add(new NewRow(desk.newId(), state, unread));
        }
        return drafts;
    }

    private void put(
            String name,
            PastedRows.Said cell,
            Map<String, PastedRows.Said> row,
            Map<String, String> state,
            Map<String, FieldModel.Message> unread) {
        var field = kind.find(name);
        if (field.isEmpty()) {
            state.put(name, cell.value()); // such as the publisher, which files tell and no form has
            return;
        }
        if (cell.wrong().isEmpty()) {
            state.put(
                    name,
                    switch (field.get().type()) {
                        case PRODUCT -> product(cell.value(), row);
                        case TEXT, REFERENCE, METRIC -> words.canonical(kind, state, field.get(), cell.value());
                        case INTEGER, DECIMAL, QUANTITY, MONEY, DATE, FLAG, INSTANT, CODE -> cell.value();
                    });
            return;
        }
        // The words of this window are none of a file's, such as the name of a code in a table copied from it.
        var typed = words.canonical(kind, state, field.get(), cell.value());
        boolean isDoubtful = cell.value().chars().anyMatch(Character::isDigit);
        if (!isDoubtful && !typed.equals(cell.value())) {
            state.put(name, typed);
            return;
        }
        state.put(name, cell.value());
        unread.put(name, new FieldModel.Message(why(field.get(), cell), true));
    }

    /// The product that a text names, by itself or together with the publisher that stands beside it.
    private String product(String text, Map<String, PastedRows.Said> row) {
        var key = desk.canonical(kind, "product", text);
        var publisher = row.get("publisher");
        if (publisher == null || desk.catalogue().product(key).isPresent()) {
            return key;
        }
        var full = desk.canonical(kind, "product", publisher.value() + " " + text);
        return desk.catalogue().product(full).isPresent() ? full : text;
    }

    private String why(Field field, PastedRows.Said cell) {
        var reason = cell.wrong().orElseThrow();
        return texts.find("records.paste.cell." + reason.name(), cell.value())
                .orElseGet(() -> texts.get(
                        "records.paste.cell",
                        cell.value(),
                        words.title(kind, field),
                        texts.code("reason", reason.name())));
    }

    private Command command(List<NewRow> drafts) {
        var key = kind.fields().getFirst().name();
        var subject = drafts.size() <= 2
                ? String.join(
                        ", ",
                        drafts.stream()
                                .map(draft -> draft.values().getOrDefault(key, ""))
                                .toList())
                : texts.get(
                        "records.subject.more",
                        drafts.get(0).values().getOrDefault(key, "") + ", "
                                + drafts.get(1).values().getOrDefault(key, ""),
                        drafts.size() - 2);
        return new Command(
                FieldWords.action(kind, "add"),
                subject,
                "",
                drafts.stream()
                        .map(draft -> Edit.set(kind, draft.id(), draft.values()))
                        .toList());
    }

    private View checked(List<Column> asked, List<NewRow> drafts, List<List<String>> rows) {
        var findings = findings(drafts);
        var shown = new ArrayList<Row>();
        for (int i = 0; i < rows.size(); i++) {
            shown.add(new Row(
                    i + 1, rows.get(i), findings.getOrDefault(drafts.get(i).id(), Map.of())));
        }
        return new View(asked, shown);
    }

    /// What the checks say, and what could not be read, which explains more.
    private Map<UUID, Map<String, FieldModel.Message>> findings(List<NewRow> drafts) {
        var byRow = messages(desk.check(command(drafts)));
        drafts.stream()
                .filter(draft -> !draft.unread().isEmpty())
                .forEach(draft ->
                        byRow.computeIfAbsent(draft.id(), _ -> new TreeMap<>()).putAll(draft.unread()));
        return byRow;
    }

    private static Map<UUID, Map<String, FieldModel.Message>> messages(List<Finding> findings) {
        var byRow = new HashMap<UUID, Map<String, FieldModel.Message>>();
        for (var finding : findings) {
            byRow.computeIfAbsent(finding.id(), _ -> new TreeMap<>())
                    .merge(
                            finding.field().orElse(""),
                            new FieldModel.Message(finding.message(), finding.blocking()),
                            (one, other) -> one.blocking() ? one : other);
        }
        return byRow;
    }

    /// Adds every row that nothing speaks against, as one step; the others stay here to be mended.
    public void add() {
        var asked = columns;
        var rows = cells;
        var dates = dateOrder.get();
        var decimals = decimalMark.get();
        jobs.start(
                texts.get("records.paste.job", rows.size()),
                progress -> {
                    var drafts = drafts(asked, rows, dates, decimals);
                    var blocked = findings(drafts);
                    var good = new ArrayList<NewRow>();
                    var left = new ArrayList<List<String>>();
                    for (int i = 0; i < drafts.size(); i++) {
                        boolean refused = blocked.getOrDefault(drafts.get(i).id(), Map.of()).values().stream()
                                .anyMatch(FieldModel.Message::blocking);
                        if (refused) {
                            left.add(rows.get(i));
                        } else {
                            good.add(drafts.get(i));
                        }
                    }
                    if (good.isEmpty()) {
                        return new Outcome(0, left, Optional.empty());
                    }
                    var saved = desk.apply(command(good), progress);
                    return saved.done()
                            ? new Outcome(good.size(), left, Optional.empty())
                            : new Outcome(
                                    0,
                                    rows,
                                    saved.findings().stream()
                                            .filter(Finding::blocking)
                                            .findFirst()
                                            .map(Finding::message));
                },
                outcome -> {
                    cells = outcome.left();
                    slot.flush();
                    check();
                    outcome.why().ifPresent(status::set);
                    added.set(outcome.added());
                },
                this::fail);
    }

    private record Outcome(int added, List<List<String>> left, Optional<String> why) {}

    private void fail(Exception failure) {
        if (!(failure instanceof Cancelled)) {
            status.set(Problem.of(failure, texts).sentences());
        }
    }
}
