package app.assay.ui.records;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.RecordKind;
import app.assay.domain.table.Column;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Records of one kind: an editable grid, below it the form of the row that the keys are on.
public final class RecordsPage extends StackPane {

    /// The names of the drafts that a page of records keeps.
    public static final List<String> FORMS = List.of(RecordFormViewModel.FORM, PasteViewModel.FORM);

    private final RecordKind kind;
    private final Texts texts;
    private final Jobs jobs;
    private final List<Column> columns;
    private final PagedGrid grid;
    private final RecordFormViewModel form;
    private final RecordForm formPane;
    private final RecordsViewModel records;
    private final PasteViewModel paste;
    private final PastePane pastePane;
    private final SplitPane split = new SplitPane();
    private final BorderPane body = new BorderPane();
    private final HBox strip = new HBox();
    private boolean formWanted;

    /// @param groups fields of the form
    /// @param furtherOf nodes after the groups of the form, given its model
    public RecordsPage(
            RecordKind kind,
            TableSource table,
            RecordDesk desk,
            Jobs jobs,
            Texts texts,
            List<RecordForm.Group> groups,
            java.util.function.Function<RecordFormViewModel, List<Node>> furtherOf) {
        this.kind = kind;
        this.texts = texts;
        this.jobs = jobs;
        columns = table.columns();
        grid = new PagedGrid(table, jobs, texts);
        form = new RecordFormViewModel(kind, desk, jobs, texts);
        formPane = new RecordForm(form, groups, furtherOf.apply(form));
        records = new RecordsViewModel(kind, desk, jobs, texts);
        paste = new PasteViewModel(kind, desk, jobs, texts);
        pastePane = new PastePane(paste, RecordsPage::clipboard, this::order, this::closePaste);
        getStylesheets().add(RecordForm.styles());
        setId("page-" + kind.name().toLowerCase(java.util.Locale.ROOT));
        grid.setEditor(new RecordGridEditor(kind, table.columns(), desk, texts, this::openRefused));
        grid.setOnActivate((row, _) -> openForm(row));
        grid.setEmptyState(
                texts.get("records.empty." + kind.name()),
                Optional.of(Action.of("new-first", texts.get("records.begin." + kind.name()), this::begin)));
        grid.focusedRowProperty().subscribe(this::follow);
        form.setOnSaved(id -> {
            grid.refresh();
            grid.reveal(id.toString());
        });
        form.modeProperty().subscribe(_ -> arrange());
        records.setOnChanged(() -> {
            form.discard();
            grid.refresh();
        });
        records.toldProperty().subscribe(_ -> showStrip());
        records.questionProperty().subscribe(_ -> showStrip());
        paste.addedProperty().subscribe(count -> pasted(count.intValue()));
        buildForm();
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().setAll(grid);
        split.getStyleClass().add("records-split");
        body.setCenter(split);
        body.setBottom(strip);
        strip.getStyleClass().add("notice-line");
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.setId("records-strip");
        getChildren().setAll(body);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// From now on what is typed into the form or pasted here, and not saved, is kept.
    ///
    /// @param open brings this page on screen
    public void keepDrafts(FormDrafts drafts, Runnable open) {
        form.keepDrafts(drafts, draft -> {
            open.run();
            resume(draft);
        });
        paste.keepDrafts(drafts, draft -> {
            open.run();
            paste.resume(draft);
            showPaste();
        });
    }

    /// Shows a draft of the form.
    public void resume(Draft draft) {
        closePaste();
        formWanted = true;
        form.resume(draft);
    }

    public PagedGrid grid() {
        return grid;
    }

    public RecordFormViewModel form() {
        return form;
    }

    public RecordsViewModel records() {
        return records;
    }

    public RecordKind kind() {
        return kind;
    }

    /// Begins a new record in the form.
    public void begin() {
        begin(Map.of());
    }

    /// @param values canonical texts by field that it begins with
    public void begin(Map<String, String> values) {
        closePaste();
        formWanted = true;
        form.begin(values);
        var first = kind.fields().stream()
                .map(field -> field.name())
                .filter(name -> !name.equals("reference"))
                .findFirst()
                .orElse("reference");
        formPane.focus(first);
    }

    /// Opens the form of a record.
    public void open(UUID id) {
        formWanted = true;
        form.show(id);
    }

    public void duplicate() {
        if (form.modeProperty().get() == RecordFormViewModel.Mode.RECORD) {
            formWanted = true;
            form.duplicate();
        } else {
            grid.focusedRowProperty().get().ifPresent(row -> {
                openForm(row);
                form.duplicate();
            });
        }
    }

    public void deleteSelected() {
        var selected = grid.selectedRows();
        records.delete((each, progress) -> selected.forEach(row -> each.accept(UUID.fromString(row.id())), progress));
    }

    /// Opens the page that makes new records of what is on the clipboard.
    public void openPaste() {
        paste.take(clipboard(), order());
        showPaste();
    }

    /// Reads everything anew.
    public void refresh() {
        grid.refresh();
        if (form.modeProperty().get() == RecordFormViewModel.Mode.RECORD) {
            form.recordProperty().get().ifPresent(form::show);
        }
    }

    private void showPaste() {
        if (!getChildren().contains(pastePane)) {
            getChildren().setAll(pastePane);
            pastePane.requestFocus();
        }
    }

    private void closePaste() {
        if (getChildren().contains(pastePane)) {
            paste.leave();
            getChildren().setAll(body);
            grid.focusTable();
        }
    }

    private void pasted(int count) {
        if (count > 0) {
            records.tell(texts.get("records.paste.done." + kind.name(), count), false);
            grid.refresh();
            if (paste.viewProperty().get().rows().isEmpty()) {
                closePaste();
            }
        }
    }

    /// New rows that the grid could not take are shown where they can be mended; called on a background thread.
    private void openRefused(List<Map<String, String>> rows) {
        var fields = new LinkedHashSet<String>();
        rows.forEach(row -> fields.addAll(row.keySet()));
        var block = new StringBuilder(String.join("\t", fields)).append('\n');
        for (var row : rows) {
            var cells = new ArrayList<String>();
            fields.forEach(field -> cells.add(row.getOrDefault(field, "")));
            block.append(String.join("\t", cells)).append('\n');
        }
        jobs.later(() -> {
            paste.take(block.toString(), List.copyOf(fields));
            showPaste();
        });
    }

    private List<String> order() {
        return grid.shownColumns().stream()
                .map(id -> columns.stream()
                        .filter(column -> column.id().equals(id))
                        .map(Column::field)
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    private static String clipboard() {
        var text = Clipboard.getSystemClipboard().getString();
        return text == null ? "" : text;
    }

    // ---------------------------------------------------------------- form

    private void buildForm() {
        var copy = tool("form-duplicate", Material2OutlinedAL.CONTENT_COPY, texts.get("records.duplicate"));
        copy.setOnAction(_ -> duplicate());
        var delete = tool("form-delete", Material2OutlinedAL.DELETE, texts.get("records.delete.verb"));
        delete.setOnAction(
                _ -> form.recordProperty().get().ifPresent(id -> records.delete((each, _) -> each.accept(id))));
        var close = tool("form-close", Material2OutlinedAL.CLOSE, texts.get("records.form.close"));
        close.setOnAction(_ -> closeForm());
        formPane.setButtons(List.of(copy, delete, close));
        formPane.setMinHeight(120);
        formPane.setPrefHeight(300);
    }

    private static Button tool(String id, org.kordamp.ikonli.Ikon icon, String text) {
        var button = new Button();
        button.setId(id);
        button.setGraphic(Icons.of(icon));
        button.getStyleClass().addAll("flat", "tool");
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        return button;
    }

    private void openForm(TableRow row) {
        formWanted = true;
        form.show(UUID.fromString(row.id()));
        formPane.focus(kind.fields().getFirst().name());
    }

    private void closeForm() {
        formWanted = false;
        form.clear();
        arrange();
        grid.focusTable();
    }

    private void follow(Optional<TableRow> row) {
        boolean busy = form.modeProperty().get() == RecordFormViewModel.Mode.NEW;
        if (formWanted && !busy && row.isPresent()) {
            form.show(UUID.fromString(row.get().id()));
        }
    }

    private void arrange() {
        boolean shown = formWanted && form.modeProperty().get() != RecordFormViewModel.Mode.NOTHING;
        if (shown && !split.getItems().contains(formPane)) {
            split.getItems().setAll(grid, formPane);
            split.setDividerPositions(0.46);
        } else if (!shown && split.getItems().contains(formPane)) {
            split.getItems().setAll(grid);
        }
    }

    private void key(KeyEvent pressed) {
        boolean typing = pressed.getTarget() instanceof TextInputControl;
        if (pressed.getCode() == KeyCode.V
                && pressed.isShortcutDown()
                && !typing
                && getChildren().contains(body)
                && grid.model().readyProperty().get()
                && grid.model().totalProperty().get() == 0) {
            openPaste();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.ESCAPE
                && !typing
                && split.getItems().contains(formPane)
                && records.questionProperty().get().isEmpty()
                && isWithin(pressed, formPane)) {
            closeForm();
            pressed.consume();
        }
    }

    private static boolean isWithin(KeyEvent event, Node node) {
        for (var at = event.getTarget() instanceof Node target ? target : null; at != null; at = at.getParent()) {
            if (at.equals(node)) {
                return true;
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- what is told

    private void showStrip() {
        var question = records.questionProperty().get();
        var told = records.toldProperty().get();
        boolean shown = question.isPresent() || told.isPresent();
        strip.setVisible(shown);
        strip.setManaged(shown);
        if (!shown) {
            return;
        }
        boolean failed = told.map(RecordsViewModel.Told::failed).orElse(false);
        var state = question.isPresent() ? State.ATTENTION : failed ? State.FAILED : State.COMPLIANT;
        var sign = new Label(state.sign());
        sign.getStyleClass().add(state.styleClass());
        var text = new Label(question.map(RecordsViewModel.Question::text)
                .or(() -> told.map(RecordsViewModel.Told::text))
                .orElse(""));
        text.setId("records-told");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var nodes = new ArrayList<Node>(List.of(sign, text));
        question.ifPresent(asked -> {
            var yes = new Button(asked.verb());
            yes.setId("question-yes");
            yes.setOnAction(_ -> asked.yes().run());
            nodes.add(yes);
        });
        var close = new Button(texts.get(question.isPresent() ? "records.keep" : "records.close"));
        close.setId("question-no");
        close.setOnAction(_ -> records.forget());
        nodes.add(close);
        strip.getChildren().setAll(nodes);
    }
}
