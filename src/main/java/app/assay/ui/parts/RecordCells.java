package app.assay.ui.parts;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.table.Column;
import app.assay.domain.table.TableSource;
import app.assay.service.Saved;
import app.assay.ui.grid.CellEdit;
import app.assay.ui.grid.CellFinding;
import app.assay.ui.grid.GridEditor;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Turns edits of a grid's cells into one command on records. A record that the checks refuse keeps its values, with
/// the reason at its cells; the others are changed, all in one step.
public final class RecordCells implements GridEditor {

    /// Turns what was typed into the canonical text of a field; see `EditRecords.canonical`.
    @FunctionalInterface
    public interface Canonical {
        String of(RecordKind kind, String field, String typed);
    }

    /// Checks and does a command; see `EditRecords.apply`.
    @FunctionalInterface
    public interface Apply {
        Saved apply(Command command, Progress progress);
    }

    private final RecordKind kind;
    private final String action;
    private final Canonical canonical;
    private final Apply apply;
    private final Texts texts;
    private final Map<String, String> fieldByColumn;
    private final Map<String, String> columnByField;

    /// @param action code of the command, such as `device.edit`
    public RecordCells(
            RecordKind kind, String action, TableSource table, Canonical canonical, Apply apply, Texts texts) {
        this.kind = kind;
        this.action = action;
        this.canonical = canonical;
        this.apply = apply;
        this.texts = texts;
        fieldByColumn = table.columns().stream()
                .filter(column -> !column.field().isEmpty())
                .collect(Collectors.toMap(Column::id, Column::field));
        columnByField = table.columns().stream()
                .filter(column -> !column.field().isEmpty())
                .collect(Collectors.toMap(Column::field, Column::id, (first, _) -> first));
    }

    /// The canonical text of a field for what a person typed: words for codes become the codes.
    public String canonical(String fieldName, String typed) {
        var field = kind.field(fieldName);
        if (field.type() == FieldType.CODE) {
            var text = typed.strip();
            for (var code : field.codes()) {
                if (code.equalsIgnoreCase(text) || texts.code(fieldName, code).equalsIgnoreCase(text)) {
                    return code;
                }
            }
            return text;
        }
        return canonical.of(kind, fieldName, typed);
    }

    @Override
    public List<CellFinding> apply(List<CellEdit> edits, Progress progress) {
        var byRecord = new LinkedHashMap<String, Map<String, String>>();
        for (var edit : edits) {
            var field = fieldByColumn.get(edit.column());
            if (field != null && !edit.isNewRow()) {
                byRecord.computeIfAbsent(edit.rowId(), _ -> new LinkedHashMap<>())
                        .put(field, canonical(field, edit.text()));
            }
        }
        var told = new ArrayList<CellFinding>();
        while (!byRecord.isEmpty()) {
            progress.stopIfCancelled();
            var commands = byRecord.entrySet().stream()
                    .map(record -> Edit.set(kind, UUID.fromString(record.getKey()), record.getValue()))
                    .toList();
            var subject = byRecord.size() == 1 ? byRecord.keySet().iterator().next() : "";
            var saved = apply.apply(new Command(action, subject(subject, byRecord.size()), "", commands), progress);
            saved.findings().forEach(finding -> told.addAll(findings(finding, byRecord)));
            if (saved.done()) {
                return told;
            }
            var refused = saved.findings().stream()
                    .filter(Finding::blocking)
                    .map(finding -> finding.id().toString())
                    .collect(Collectors.toSet());
            if (!byRecord.keySet().removeAll(refused)) {
                // Refused for something that none of these records is to blame for: nothing is changed.
                byRecord.forEach((id, values) -> values.keySet()
                        .forEach(field -> told.add(new CellFinding(
                                id,
                                column(field),
                                true,
                                saved.findings().getFirst().message()))));
                return told;
            }
            // The next round tells the remarks of the records that stay.
            told.removeIf(finding -> !finding.refused());
        }
        return told;
    }

    private String subject(String id, int count) {
        return count == 1
                ? texts.get("parts.edit.one", texts.code("recordKind", kind.name()), id)
                : texts.get("parts.edit.many", count, texts.code("recordKind", kind.name()));
    }

    private String column(String field) {
        return columnByField.getOrDefault(field, field);
    }

    /// A refusal of one field refuses all edits of its record, since a record is changed whole.
    private List<CellFinding> findings(Finding finding, Map<String, Map<String, String>> byRecord) {
        var values = byRecord.get(finding.id().toString());
        if (values == null) {
            return List.of();
        }
        var id = finding.id().toString();
        var found = new ArrayList<CellFinding>();
        var field = finding.field().orElse("");
        if (values.containsKey(field)) {
            found.add(new CellFinding(id, column(field), finding.blocking(), finding.message()));
        }
        if (finding.blocking()) {
            values.keySet().stream()
                    .filter(other -> !other.equals(field))
                    .forEach(other -> found.add(new CellFinding(id, column(other), true, finding.message())));
        }
        return found;
    }
}
