package app.assay.ui.records;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.Field;
import app.assay.domain.record.RecordKind;
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
                                                .toList()))),
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
            next.add(new Column(names.get(i), kind.find(field).isPresent() ? field : ""));
        }
        columns = next;
        cells = Tsv.read(kept.values().getOrDefault("rows", ""));
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
        kind.fields().forEach(field -> all.add(new FieldModel.Choice(field.name(), words.title(kind, field))));
        return all;
    }

    /// Takes a block from the clipboard.
    ///
    /// @param order fields of the table's columns in the order shown, for a block without headers
    public void take(String block, List<String> order) {
        var read = Tsv.read(block).stream()
                .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                .toList();
        added.set(-1);
        slot.leave();
        if (read.isEmpty()) {
            cells = List.of();
            columns = List.of();
            view.set(View.NOTHING);
            status.set(texts.get("records.paste.nothing"));
            return;
        }
        int width = read.stream().mapToInt(List::size).max().orElse(0);
        var named = headers(read.getFirst());
        boolean hasHeader = named.stream().filter(field -> !field.isEmpty()).count() * 2
                >= read.getFirst().size();
        var next = new ArrayList<Column>();
        for (int i = 0; i < width; i++) {
            next.add(
                    hasHeader
                            ? new Column(
                                    i < read.getFirst().size() ? read.getFirst().get(i) : "",
                                    i < named.size() ? named.get(i) : "")
                            : new Column(
                                    texts.get("records.paste.column", i + 1), i < order.size() ? order.get(i) : ""));
        }
        columns = next;
        cells = hasHeader ? read.subList(1, read.size()) : read;
        if (cells.size() > MOST_ROWS) {
            status.set(texts.get("records.paste.toomany", MOST_ROWS));
            cells = List.of();
        }
        check();
    }

    private List<String> headers(List<String> row) {
        var used = new HashSet<String>();
        var named = new ArrayList<String>();
        for (var cell : row) {
            var key = plain(cell);
            var found = kind.fields().stream()
                    .filter(field -> key.equals(plain(field.name()))
                            || key.equals(plain(words.title(kind, field)))
                            || synonyms(field).contains(key))
                    .map(Field::name)
                    .filter(used::add)
                    .findFirst();
            named.add(found.orElse(""));
        }
        return named;
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
        view.set(new View(
                asked,
                java.util.stream.IntStream.range(0, rows.size())
                        .mapToObj(place -> new Row(place + 1, rows.get(place), Map.of()))
                        .toList()));
        jobs.quiet(
                _ -> checked(asked, rows),
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

    private record NewRow(UUID id, Map<String, String> values) {}

    private List<NewRow> drafts(List<Column> asked, List<List<String>> rows) {
        var made = new NewRecords(kind, desk).drafts();
        var drafts = new ArrayList<NewRow>();
        for (var row : rows) {
            var state = new TreeMap<String, String>();
            for (var first : List.of(true, false)) {
                for (int i = 0; i < asked.size() && i < row.size(); i++) {
                    var name = asked.get(i).field();
                    if (!name.isEmpty() && name.equals("product") == first) {
                        state.put(name, words.canonical(kind, state, kind.field(name), row.get(i)));
                    }
                }
            }
            state.putAll(made.complete(state));
            drafts.add(new NewRow(desk.newId(), state));
        }
        return drafts;
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

    private View checked(List<Column> asked, List<List<String>> rows) {
        var drafts = drafts(asked, rows);
        var findings = messages(desk.check(command(drafts)));
        var shown = new ArrayList<Row>();
        for (int i = 0; i < rows.size(); i++) {
            shown.add(new Row(
                    i + 1, rows.get(i), findings.getOrDefault(drafts.get(i).id(), Map.of())));
        }
        return new View(asked, shown);
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
        jobs.start(
                texts.get("records.paste.job", rows.size()),
                progress -> {
                    var drafts = drafts(asked, rows);
                    var blocked = messages(desk.check(command(drafts)));
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
