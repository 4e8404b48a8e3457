package app.assay.ui.records;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.RecordKind;
import app.assay.domain.table.Column;
import app.assay.ui.grid.CellEdit;
import app.assay.ui.grid.CellFinding;
import app.assay.ui.grid.GridEditor;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/// Turns typing, filling and pasting in a grid of records into one command. What the checks refuse is left out, cell by
/// cell in records that are there, row by row in new ones; everything else is written as one step.
public final class RecordGridEditor implements GridEditor {

    private static final int NAMED_SUBJECTS = 2;

    private final RecordKind kind;
    private final List<Column> columns;
    private final RecordDesk desk;
    private final Texts texts;
    private final FieldWords words;
    private final NewRecords newRecords;
    private final Consumer<List<Map<String, String>>> refusedRows;

    /// @param columns the columns of the table, which name the fields they edit
    /// @param refusedRows told of new rows that were refused, as they were typed, by field; on a background thread
    public RecordGridEditor(
            RecordKind kind,
            List<Column> columns,
            RecordDesk desk,
            Texts texts,
            Consumer<List<Map<String, String>>> refusedRows) {
        this.kind = kind;
        this.columns = List.copyOf(columns);
        this.desk = desk;
        this.texts = texts;
        this.words = new FieldWords(desk, texts);
        this.newRecords = new NewRecords(kind, desk);
        this.refusedRows = refusedRows;
    }

    @Override
    public boolean addsRows() {
        return true;
    }

    /// The edits of one row of the grid.
    private static final class RowEdit {
        final String rowId;
        final UUID id;
        final boolean isNew;
        final Map<String, String> typed = new LinkedHashMap<>();
        final Map<String, String> columnOf = new LinkedHashMap<>();
        final Map<String, String> values = new LinkedHashMap<>();

        RowEdit(String rowId, UUID id, boolean isNew) {
            this.rowId = rowId;
            this.id = id;
            this.isNew = isNew;
        }
    }

    @Override
    public List<CellFinding> apply(List<CellEdit> edits, Progress progress) {
        var rows = rows(edits);
        var drafts = newRecords.drafts();
        for (var row : rows) {
            canonicalise(row, drafts);
        }
        var told = new ArrayList<CellFinding>();
        var refused = new ArrayList<Map<String, String>>();
        // Leaving something out may uncover another refusal, such as a duplicate; each pass leaves out at least one.
        while (!rows.isEmpty()) {
            progress.stopIfCancelled();
            var command = command(rows);
            var findings = desk.check(command);
            var blocking = findings.stream().filter(Finding::blocking).toList();
            if (blocking.isEmpty()) {
                var saved = desk.apply(command, progress);
                for (var finding : saved.findings()) {
                    note(rows, finding, told);
                }
                break;
            }
            leaveOut(rows, blocking, told, refused);
        }
        if (!refused.isEmpty()) {
            refusedRows.accept(refused);
        }
        return told;
    }

    private List<RowEdit> rows(List<CellEdit> edits) {
        var rows = new LinkedHashMap<String, RowEdit>();
        for (var edit : edits) {
            var field = columns.stream()
                    .filter(column -> column.id().equals(edit.column()))
                    .map(Column::field)
                    .findFirst()
                    .orElse("");
            if (field.isEmpty()) {
                continue;
            }
            var row = rows.computeIfAbsent(
                    edit.rowId(),
                    id -> edit.isNewRow()
                            ? new RowEdit(id, desk.newId(), true)
                            : new RowEdit(id, UUID.fromString(id), false));
            row.typed.put(field, edit.text());
            row.columnOf.put(field, edit.column());
        }
        var all = new ArrayList<>(rows.values());
        all.removeIf(row -> row.isNew && row.typed.values().stream().allMatch(String::isBlank));
        return all;
    }

    private void canonicalise(RowEdit row, NewRecords.Drafts drafts) {
        var state = new TreeMap<String, String>();
        if (!row.isNew) {
            desk.find(kind, row.id).ifPresent(found -> state.putAll(found.values()));
        }
        var before = desk.catalogue().product(state.getOrDefault("product", ""));
        // The product first: editions and versions are read against it.
        var fields = new ArrayList<>(row.typed.keySet());
        fields.sort((one, other) -> Boolean.compare(!one.equals("product"), !other.equals("product")));
        for (var name : fields) {
            var canonical = words.canonical(kind, state, kind.field(name), row.typed.getOrDefault(name, ""));
            state.put(name, canonical);
            row.values.put(name, canonical);
        }
        if (row.isNew) {
            drafts.complete(state).forEach(row.values::putIfAbsent);
        } else if (row.values.containsKey("product")) {
            for (var field : kind.fields()) {
                var text = state.getOrDefault(field.name(), "");
                if (FieldWords.dependsOnProduct(field) && !text.isEmpty() && !row.values.containsKey(field.name())) {
                    // A choice of the product before is forgotten; a text that somebody told names the edition or
                    // version of the new one, or stays as it is.
                    var now = words.canonical(kind, state, field, text);
                    boolean isChosen = before.isPresent() && FieldWords.has(before.get(), field, text);
                    var after = desk.catalogue().product(state.getOrDefault("product", ""));
                    boolean isKnown = after.isPresent() && FieldWords.has(after.get(), field, now);
                    var next = isKnown || !isChosen ? now : "";
                    if (!next.equals(text)) {
                        row.values.put(field.name(), next);
                    }
                }
            }
        }
    }

    private Command command(List<RowEdit> rows) {
        var made = rows.stream().filter(row -> row.isNew).count();
        var action = made == 0 ? "edit" : made == rows.size() ? "add" : "paste";
        return new Command(
                FieldWords.action(kind, action),
                subject(rows),
                "",
                rows.stream().map(row -> Edit.set(kind, row.id, row.values)).toList());
    }

    private String subject(List<RowEdit> rows) {
        var key = kind.fields().getFirst().name();
        var names = rows.stream()
                .limit(NAMED_SUBJECTS)
                .map(row -> Optional.ofNullable(row.values.get(key))
                        .or(() -> desk.find(kind, row.id).map(state -> state.text(key)))
                        .orElse(""))
                .toList();
        var named = String.join(", ", names);
        return rows.size() <= NAMED_SUBJECTS
                ? named
                : texts.get("records.subject.more", named, rows.size() - NAMED_SUBJECTS);
    }

    private void leaveOut(
            List<RowEdit> rows, List<Finding> blocking, List<CellFinding> told, List<Map<String, String>> refused) {
        Set<UUID> whole = new HashSet<>();
        for (var finding : blocking) {
            var row = rows.stream()
                    .filter(candidate -> candidate.id.equals(finding.id()))
                    .findFirst();
            if (row.isEmpty()) {
                continue;
            }
            var field = finding.field().orElse("");
            if (row.get().isNew) {
                told.add(new CellFinding(
                        row.get().rowId,
                        row.get().columnOf.getOrDefault(field, field),
                        true,
                        texts.get("records.paste.row", place(row.get()), finding.message())));
                whole.add(row.get().id);
            } else if (row.get().typed.containsKey(field)) {
                told.add(new CellFinding(
                        row.get().rowId, row.get().columnOf.getOrDefault(field, field), true, finding.message()));
                row.get().values.remove(field);
                row.get().typed.remove(field);
            } else {
                // The fault shows elsewhere in the record, but these cells made it.
                row.get()
                        .columnOf
                        .values()
                        .forEach(column -> told.add(new CellFinding(row.get().rowId, column, true, finding.message())));
                whole.add(row.get().id);
            }
        }
        rows.stream()
                .filter(row -> whole.contains(row.id) && row.isNew)
                .forEach(row -> refused.add(Map.copyOf(row.typed)));
        rows.removeIf(row -> whole.contains(row.id) || row.typed.isEmpty());
    }

    private static String place(RowEdit row) {
        return row.rowId.substring(row.rowId.indexOf('-') + 1);
    }

    private static void note(List<RowEdit> rows, Finding finding, List<CellFinding> told) {
        rows.stream()
                .filter(row -> row.id.equals(finding.id()))
                .findFirst()
                .ifPresent(row -> told.add(new CellFinding(
                        row.isNew ? row.id.toString() : row.rowId,
                        row.columnOf.getOrDefault(
                                finding.field().orElse(""), finding.field().orElse("")),
                        false,
                        finding.message())));
    }
}
