package app.assay.ui.parts;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.table.ColumnType;
import app.assay.ui.grid.GridViewModel;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Sets one field of all selected records to one value, as one step. Knows no control. For the drawing thread.
public final class BulkEditViewModel {

    /// How drafts of the bar are named.
    private static final String FORM = "bulk";

    /// Records that one step may change.
    static final long MOST_CHANGED = 50_000;

    private final RecordKind kind;
    private final String action;
    private final GridViewModel rows;
    private final RecordCells cells;
    private final RecordCells.Apply apply;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final String table;
    private final List<Field> fields;
    private final ObjectProperty<Field> field;
    private final StringProperty value = new SimpleStringProperty("");
    private final BooleanProperty shown = new SimpleBooleanProperty(false);
    private final ReadOnlyBooleanWrapper changing = new ReadOnlyBooleanWrapper(false);
    private Runnable changed = () -> {};
    private FormDrafts.Slot slot;

    /// @param action code of the command, such as `device.bulk`
    /// @param table name of the table, for the names of the fields
    /// @param fieldNames fields that may be set for many records at once, the likeliest first
    public BulkEditViewModel(
            RecordKind kind,
            String action,
            String table,
            List<String> fieldNames,
            GridViewModel rows,
            RecordCells cells,
            RecordCells.Apply apply,
            Jobs jobs,
            Texts texts,
            Notice notice) {
        this.kind = kind;
        this.action = action;
        this.table = table;
        this.rows = rows;
        this.cells = cells;
        this.apply = apply;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
        fields = fieldNames.stream().map(kind::field).toList();
        field = new SimpleObjectProperty<>(fields.getFirst());
        slot = FormDrafts.none(jobs).form(FORM, kind, Optional::empty);
        field.subscribe((_, _) -> value.set(""));
        value.subscribe((_, _) -> slot.changed());
        shown.subscribe((_, isShown) -> {
            if (!isShown) {
                value.set("");
                slot.drop();
            }
        });
    }

    public List<Field> fields() {
        return fields;
    }

    public String name(Field which) {
        return texts.column(table, which.name());
    }

    /// The words for a code of a field.
    public String word(Field which, String code) {
        return code.isEmpty() ? texts.get("parts.bulk.clear") : texts.code(which.name(), code);
    }

    public ObjectProperty<Field> fieldProperty() {
        return field;
    }

    /// What was typed or chosen; empty takes the analyst's value away.
    public StringProperty valueProperty() {
        return value;
    }

    /// Whether the bar is on screen.
    public BooleanProperty shownProperty() {
        return shown;
    }

    public ReadOnlyBooleanProperty changingProperty() {
        return changing.getReadOnlyProperty();
    }

    public GridViewModel rows() {
        return rows;
    }

    /// From now on a value that is typed and not used yet is kept.
    ///
    /// @param open brings the grid of a draft on screen
    public void keepDrafts(FormDrafts drafts, Runnable open) {
        slot = drafts.form(FORM, kind, this::typedNow);
        drafts.onContinue(FORM, kind, draft -> {
            open.run();
            slot.leave();
            fields.stream()
                    .filter(one -> one.name().equals(draft.values().getOrDefault("field", "")))
                    .findFirst()
                    .ifPresent(field::set);
            value.set(draft.values().getOrDefault("value", ""));
            slot.adopt(draft);
            shown.set(true);
        });
    }

    private Optional<FormDrafts.Typed> typedNow() {
        return value.get().isBlank()
                ? Optional.empty()
                : Optional.of(FormDrafts.Typed.of(
                        Optional.empty(),
                        name(field.get()),
                        Map.of("field", field.get().name(), "value", value.get()),
                        Map.of()));
    }

    /// What is to be done when records were changed.
    public void setOnChanged(Runnable then) {
        changed = then;
    }

    /// Changes the selected records.
    public void change() {
        var selected = rows.selectedRows();
        long count = selected.count();
        if (count == 0 || changing.get()) {
            return;
        }
        if (count > MOST_CHANGED) {
            notice.refuse(texts.get("parts.bulk.toomany", MOST_CHANGED));
            return;
        }
        var which = field.get();
        var typed = texts.values().canonicalOf(columnType(which), value.get());
        var name = name(which);
        changing.set(true);
        jobs.start(
                texts.get("parts.bulk.job", name, count),
                progress -> {
                    var canonical = cells.canonical(which.name(), typed);
                    var edits = new ArrayList<Edit>();
                    selected.forEach(
                            row -> edits.add(
                                    Edit.set(kind, UUID.fromString(row.id()), Map.of(which.name(), canonical))),
                            progress);
                    var subject = texts.get(
                            "parts.bulk.subject", name, shownValue(which, canonical, typed), (long) edits.size());
                    return apply.apply(new Command(action, subject, "", edits), progress);
                },
                saved -> {
                    changing.set(false);
                    if (saved.done()) {
                        slot.drop();
                        notice.tell(texts.get("parts.bulk.done", name, count)
                                + saved.holdsFrom()
                                        .map(day -> " "
                                                + texts.get(
                                                        "parts.bulk.from",
                                                        texts.values().date(day)))
                                        .orElse(""));
                        changed.run();
                    } else {
                        long blocking = saved.findings().stream()
                                .filter(Command.Finding::blocking)
                                .count();
                        notice.refuse(texts.get(
                                "parts.bulk.refused",
                                saved.findings().getFirst().message(),
                                blocking));
                    }
                },
                failure -> {
                    changing.set(false);
                    notice.fail(failure);
                });
    }

    private String shownValue(Field which, String canonical, String typed) {
        return which.type() == FieldType.CODE ? word(which, canonical) : typed;
    }

    private static ColumnType columnType(Field which) {
        return switch (which.type()) {
            case TEXT, METRIC, REFERENCE, PRODUCT, CODE -> ColumnType.TEXT;
            case INTEGER -> ColumnType.INTEGER;
            case DECIMAL -> ColumnType.DECIMAL;
            case QUANTITY -> ColumnType.QUANTITY;
            case MONEY -> ColumnType.MONEY;
            case DATE -> ColumnType.DATE;
            case INSTANT -> ColumnType.INSTANT;
            case FLAG -> ColumnType.FLAG;
        };
    }
}
