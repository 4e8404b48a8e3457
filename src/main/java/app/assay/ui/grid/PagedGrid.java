package app.assay.ui.grid;

import app.assay.domain.table.Column;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.EmptyPane;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.ProblemPane;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The control for every table: pages of a [TableSource] that are read when they are looked at, with filters, facets,
/// order, a selection that costs nothing, copy, editing, fill and paste.
///
/// All listening and deciding is done by [GridViewModel]. For the drawing thread.
public final class PagedGrid extends BorderPane {

    private static final double ROW_HEIGHT = 28;

    /// What opening a row does: drill-through to what lies behind it.
    @FunctionalInterface
    public interface Activation {
        void open(TableRow row, Column column);
    }

    private final GridViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private final TableView<GridRow> table = new TableView<>();
    private final GridSkin skin;
    private final TextField searchField = new TextField();
    private final FlowPane chips = new FlowPane();
    private final MenuButton columnMenu = new MenuButton();
    private final ToggleButton facetToggle = new ToggleButton();
    private final HBox toolbar = new HBox();
    private final FacetPane facetPane;
    private final StackPane body = new StackPane();
    private final HBox statusLine = new HBox();
    private final Label findings = new Label();
    private final Set<GridCell> cells = Collections.newSetFromMap(new WeakHashMap<>());
    private Optional<Activation> activation = Optional.empty();
    private String emptySentence;
    private Optional<Action> emptyAction = Optional.empty();
    private Optional<String> firstText = Optional.empty();
    private boolean replacing;
    private int firstBefore;
    private int focusBefore;
    private boolean dragging;

    /// Makes a grid and lets it read its first page.
    public PagedGrid(TableSource source, Jobs jobs, Texts texts) {
        this(new GridViewModel(source, jobs, texts));
        refresh();
    }

    /// A grid on a model that has read nothing yet; nothing is read before [#refresh()] or [#setFilters(List)].
    public PagedGrid(GridViewModel model) {
        this.model = model;
        this.texts = model.texts();
        this.emptySentence = texts.get("grid.empty");
        this.skin = new GridSkin(table);
        this.facetPane = new FacetPane(model);
        getStyleClass().add("paged-grid");
        buildTable();
        buildToolbar();
        buildStatusLine();
        body.getChildren().setAll(table);
        body.getStyleClass().add("grid-body");
        setTop(toolbar);
        setCenter(body);
        model.facetsShownProperty()
                .subscribe(isShown -> setLeft(isShown && !model.facets().isEmpty() ? facetPane : null));
        table.setItems(model.rows());
        model.beforeAnswer(this::rememberPlace);
        model.answersProperty().subscribe((_, _) -> keepPlace());
        model.problemProperty().subscribe(_ -> showBody());
        model.readyProperty().subscribe(_ -> showBody());
        model.marksProperty().subscribe(_ -> remark());
        addEventFilter(KeyEvent.KEY_PRESSED, this::gridKey);
    }

    // ---------------------------------------------------------------- what a workspace uses

    public GridViewModel model() {
        return model;
    }

    /// Marks lines by what their rows hold; the classes are styled under `.grid-table`.
    public void setLineStyles(java.util.function.Function<TableRow, List<String>> styles) {
        table.setRowFactory(_ -> new StyledLine(styles));
    }

    /// Reads the table anew; selection and place stay. Call it when the register has a new revision.
    public void refresh() {
        var first = skin.rows().getFirstVisibleCell();
        model.lookAt(first == null ? 0 : first.getIndex());
        model.refresh();
    }

    public void setFilters(List<Filter> filters) {
        if (model.readyProperty().get() && model.filters().equals(filters)) {
            refresh();
        } else if (model.filters().equals(filters)) {
            refresh();
        } else {
            model.setFilters(filters);
        }
    }

    public List<Filter> filters() {
        return List.copyOf(model.filters());
    }

    /// What Enter and a double click do on a row.
    public void setOnActivate(Activation open) {
        activation = Optional.of(open);
    }

    /// Makes the columns that name a field editable.
    public void setEditor(GridEditor editor) {
        model.setEditor(editor);
        table.setEditable(true);
    }

    /// What stands in the place of an empty table, when no filter empties it.
    public void setEmptyState(String sentence, Optional<Action> action) {
        emptySentence = sentence;
        emptyAction = action;
        showBody();
    }

    /// Adds a button that exports what is on screen.
    public void setOnExport(Consumer<TableQuery> export) {
        var button = toolButton("grid-export", Material2OutlinedMZ.SAVE_ALT, texts.get("grid.export"));
        button.setOnAction(_ -> export.accept(model.query()));
        toolbar.getChildren().add(button);
    }

    /// Adds nodes of the workspace to the right end of the filter row.
    public void addTools(Node... tools) {
        toolbar.getChildren().addAll(tools);
    }

    /// Shows a line with rows and selection under the table, for a grid whose workspace does not give them to the
    /// window's status bar.
    public void setStatusLineShown(boolean shown) {
        setBottom(shown ? statusLine : null);
    }

    /// Makes a column as wide as its content usually needs; the analyst can change it.
    public void setColumnWidth(String column, double width) {
        for (var made : table.getColumns()) {
            if (columnOf(made).id().equals(column)) {
                made.setPrefWidth(width);
            }
        }
    }

    /// Puts these columns first, in this order; the others follow in the table's own order.
    public void setFirstColumns(String... columns) {
        var first = List.of(columns);
        var ordered = new ArrayList<>(table.getColumns());
        ordered.sort(java.util.Comparator.comparingInt(made -> {
            int place = first.indexOf(columnOf(made).id());
            return place < 0 ? first.size() : place;
        }));
        table.getColumns().setAll(ordered);
    }

    /// Orders the rows by these columns, as clicks on their headers would.
    public void sortBy(List<Sort> sorts) {
        var sorted = new ArrayList<TableColumn<GridRow, ?>>();
        for (var sort : sorts) {
            for (var made : table.getColumns()) {
                if (columnOf(made).id().equals(sort.column())) {
                    made.setSortType(
                            sort.descending() ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
                    sorted.add(made);
                }
            }
        }
        table.getSortOrder().setAll(sorted);
    }

    /// The columns on screen from left to right, by their ids; what an export of this view writes.
    public List<String> shownColumns() {
        return model.visibleColumns().stream().map(Column::id).toList();
    }

    /// Moves to the row with this identity.
    public void reveal(String rowId) {
        model.reveal(rowId);
    }

    /// The row that the keys are on, for the inspector.
    public ReadOnlyObjectProperty<Optional<TableRow>> focusedRowProperty() {
        return model.focusedRowProperty();
    }

    public SelectedRows selectedRows() {
        return model.selectedRows();
    }

    public ReadOnlyStringProperty rowsStatusProperty() {
        return model.rowsStatusProperty();
    }

    public ReadOnlyStringProperty selectionStatusProperty() {
        return model.selectionStatusProperty();
    }

    public void focusTable() {
        table.requestFocus();
    }

    // ---------------------------------------------------------------- building

    private void buildTable() {
        table.setId("grid-table");
        table.getStyleClass().add("grid-table");
        table.setSkin(skin);
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(new Region());
        table.getSelectionModel().setSelectionMode(SelectionMode.SINGLE);
        table.getSelectionModel().setCellSelectionEnabled(true);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        for (var column : model.columns()) {
            table.getColumns().add(tableColumn(column));
        }
        table.getVisibleLeafColumns()
                .addListener((javafx.collections.ListChangeListener<TableColumn<GridRow, ?>>) _ -> columnsChanged());
        columnsChanged();
        table.setSortPolicy(_ -> {
            model.setSorts(table.getSortOrder().stream()
                    .map(sorted ->
                            new Sort(columnOf(sorted).id(), sorted.getSortType() == TableColumn.SortType.DESCENDING))
                    .toList());
            return true;
        });
        // The control's own selection holds row numbers one by one; ours does not. It sees neither keys nor mouse.
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::tableKey);
        table.addEventFilter(KeyEvent.KEY_TYPED, this::tableTyped);
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        table.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        table.addEventFilter(MouseEvent.MOUSE_RELEASED, released -> {
            if (dragging || cellAt(released).isPresent()) {
                released.consume();
            }
            dragging = false;
        });
        table.addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
        table.focusedProperty().subscribe(_ -> remark());
    }

    private TableColumn<GridRow, TableRow> tableColumn(Column column) {
        var made = new TableColumn<GridRow, TableRow>(model.title(column));
        made.setId("grid-column-" + column.id());
        made.setUserData(column);
        made.setVisible(column.shown());
        made.setCellValueFactory(features -> features.getValue().rowProperty());
        made.setCellFactory(_ -> {
            var cell = new GridCell(this, model, column);
            cells.add(cell);
            return cell;
        });
        made.setPrefWidth(
                switch (column.type()) {
                    case TEXT -> 180;
                    case CODE -> 130;
                    case DATE -> 96;
                    case INSTANT -> 132;
                    case MONEY -> 120;
                    case INTEGER, DECIMAL, QUANTITY -> 96;
                    case FLAG -> 72;
                });
        made.setMinWidth(48);
        if (GridViewModel.isNumeric(column)) {
            made.getStyleClass().add("number");
        }
        return made;
    }

    private static Column columnOf(TableColumn<GridRow, ?> column) {
        return (Column) column.getUserData();
    }

    private void columnsChanged() {
        model.showColumns(
                table.getVisibleLeafColumns().stream().map(PagedGrid::columnOf).toList());
    }

    private void buildToolbar() {
        toolbar.getStyleClass().add("filter-row");
        toolbar.setAlignment(Pos.CENTER_LEFT);
        facetToggle.setId("grid-facets-toggle");
        facetToggle.setGraphic(Icons.of(Material2OutlinedAL.FILTER_LIST));
        facetToggle.getStyleClass().addAll("flat", "tool");
        facetToggle.setTooltip(new Tooltip(texts.get("grid.facets")));
        facetToggle.setAccessibleText(texts.get("grid.facets"));
        facetToggle.selectedProperty().bindBidirectional(model.facetsShownProperty());
        searchField.setId("grid-search");
        searchField.getStyleClass().add("filter-box");
        searchField.setPromptText(texts.get("grid.search"));
        searchField.textProperty().bindBidirectional(model.searchProperty());
        chips.setId("grid-chips");
        chips.getStyleClass().add("chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(chips, Priority.ALWAYS);
        model.filters().addListener((javafx.collections.ListChangeListener<Filter>) _ -> showChips());
        columnMenu.setId("grid-columns");
        columnMenu.setGraphic(Icons.of(Material2OutlinedMZ.VIEW_COLUMN));
        columnMenu.getStyleClass().addAll("flat", "tool");
        columnMenu.setTooltip(new Tooltip(texts.get("grid.columns")));
        columnMenu.setAccessibleText(texts.get("grid.columns"));
        for (var column : table.getColumns()) {
            var item = new CheckMenuItem(column.getText());
            item.setId("grid-columns-" + columnOf(column).id());
            item.selectedProperty().bindBidirectional(column.visibleProperty());
            columnMenu.getItems().add(item);
        }
        if (!model.facets().isEmpty()) {
            toolbar.getChildren().add(facetToggle);
        }
        toolbar.getChildren().addAll(searchField, chips, columnMenu);
        showChips();
    }

    private void buildStatusLine() {
        statusLine.getStyleClass().add("status-line");
        var rows = new Label();
        rows.setId("grid-rows-status");
        rows.textProperty().bind(model.rowsStatusProperty());
        var selection = new Label();
        selection.setId("grid-selection-status");
        selection.textProperty().bind(model.selectionStatusProperty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        statusLine.getChildren().addAll(rows, selection, space);
        findings.setId("grid-findings");
        findings.getStyleClass().add("grid-findings");
        findings.textProperty().bind(model.findingsStatusProperty());
        findings.visibleProperty().bind(model.findingsStatusProperty().isNotEmpty());
        findings.managedProperty().bind(findings.visibleProperty());
        StackPane.setAlignment(findings, Pos.BOTTOM_CENTER);
    }

    private static Button toolButton(String id, Ikon icon, String tooltip) {
        var button = new Button();
        button.setId(id);
        button.setGraphic(Icons.of(icon));
        button.getStyleClass().addAll("flat", "tool");
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        return button;
    }

    // ---------------------------------------------------------------- showing

    private void rememberPlace() {
        var first = skin.rows().getFirstVisibleCell();
        firstBefore = first == null ? 0 : first.getIndex();
        focusBefore = model.selection().focus().row();
    }

    /// Puts the focused row where it was on screen, or in sight when it was out of it.
    private void keepPlace() {
        showBody();
        int moved = model.selection().focus().row() - focusBefore;
        boolean inSight = firstBefore <= focusBefore && focusBefore <= firstBefore + rowsOnScreen();
        if (inSight) {
            skin.rows().scrollToTop(Math.max(0, firstBefore + moved));
        }
        scrollToFocus();
    }

    private void showBody() {
        var problem = model.problemProperty().get();
        if (problem.isPresent()) {
            body.getChildren()
                    .setAll(
                            table,
                            new ProblemPane(
                                    problem.get(),
                                    Action.of("read-again", texts.get("grid.readagain"), this::refresh)));
        } else if (model.readyProperty().get() && model.matchingProperty().get() == 0) {
            var filtered = !model.query().filters().isEmpty();
            body.getChildren()
                    .setAll(
                            table,
                            filtered
                                    ? new EmptyPane(
                                            texts.get("grid.nomatch"),
                                            Optional.of(Action.of(
                                                    "clear-filters",
                                                    texts.get("grid.clearfilters"),
                                                    model::clearFilters)))
                                    : new EmptyPane(emptySentence, emptyAction));
        } else {
            body.getChildren().setAll(table, findings);
        }
    }

    private void showChips() {
        var nodes = new ArrayList<Node>();
        for (var filter : model.filters()) {
            var remove = new Button(model.describe(filter), Icons.of(Material2OutlinedAL.CLOSE));
            remove.getStyleClass().add("chip");
            remove.setTooltip(new Tooltip(texts.get("grid.filter.remove")));
            remove.setOnAction(_ -> model.removeFilter(filter));
            nodes.add(remove);
        }
        if (!model.filters().isEmpty()) {
            var clear = new Button(texts.get("grid.clearfilters"));
            clear.setId("grid-clear-filters");
            clear.getStyleClass().addAll("flat", "chip-clear");
            clear.setOnAction(_ -> model.clearFilters());
            nodes.add(clear);
        }
        chips.getChildren().setAll(nodes);
    }

    private void remark() {
        cells.forEach(GridCell::remark);
        showFocus();
    }

    private void showFocus() {
        focusedColumn()
                .ifPresent(column ->
                        table.getFocusModel().focus(model.selection().focus().row(), column));
    }

    /// Empty without a focus, and when every column is hidden.
    private Optional<TableColumn<GridRow, ?>> focusedColumn() {
        var columns = table.getVisibleLeafColumns();
        if (model.selection().isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        int column = Math.min(model.selection().focus().column(), columns.size() - 1);
        return Optional.of(columns.get(column));
    }

    /// Brings the focused cell into sight with as little movement as possible.
    void scrollToFocus() {
        focusedColumn().ifPresent(column -> {
            bring(model.selection().focus().row());
            table.scrollToColumn(column);
        });
    }

    private void bring(int row) {
        var rows = skin.rows();
        rows.scrollTo(row);
        rows.layout();
        var last = rows.getLastVisibleCell();
        if (last != null && last.getIndex() < row) {
            // A jump to the last rows of a long table ends a row too early.
            rows.scrollPixels((row - last.getIndex() + 1) * ROW_HEIGHT);
        }
    }

    private int rowsOnScreen() {
        var first = skin.rows().getFirstVisibleCell();
        var last = skin.rows().getLastVisibleCell();
        return first == null || last == null ? 10 : Math.max(1, last.getIndex() - first.getIndex());
    }

    // ---------------------------------------------------------------- keys and mouse

    /// Keys that work wherever the focus is inside the grid.
    private void gridKey(KeyEvent pressed) {
        if (!pressed.isShortcutDown() || pressed.isAltDown()) {
            return;
        }
        if (pressed.getCode() == KeyCode.F) {
            searchField.requestFocus();
            searchField.selectAll();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.BACK_SPACE && !(pressed.getTarget() instanceof TextField)) {
            model.clearFilters();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.L && pressed.isShiftDown()) {
            model.facetsShownProperty().set(!model.facetsShownProperty().get());
            pressed.consume();
        }
    }

    private void tableKey(KeyEvent pressed) {
        if (table.getEditingCell() != null || pressed.isAltDown()) {
            return;
        }
        boolean used = pressed.isShortcutDown() ? shortcut(pressed) : plainKey(pressed);
        if (used) {
            pressed.consume();
        }
    }

    private boolean plainKey(KeyEvent pressed) {
        var selection = model.selection();
        boolean stretch = pressed.isShiftDown();
        int page = rowsOnScreen();
        switch (pressed.getCode()) {
            case UP, KP_UP -> selection.moveBy(-1, 0, stretch);
            case DOWN, KP_DOWN -> selection.moveBy(1, 0, stretch);
            case LEFT, KP_LEFT -> selection.moveBy(0, -1, stretch);
            case RIGHT, KP_RIGHT -> selection.moveBy(0, 1, stretch);
            case PAGE_UP -> selection.moveBy(-page, 0, stretch);
            case PAGE_DOWN -> selection.moveBy(page, 0, stretch);
            case HOME -> selection.moveTo(selection.focus().row(), 0, stretch);
            case END -> selection.moveTo(selection.focus().row(), Integer.MAX_VALUE, stretch);
            case ENTER -> activate();
            case F2 -> edit(Optional.empty());
            case DELETE -> model.clearSelected();
            case SPACE -> {
                if (!stretch) {
                    return false;
                }
                selection.selectRows();
            }
            case ESCAPE -> {
                if (selection.rowCount() <= 1 && selection.columnNumbers().size() <= 1) {
                    return false;
                }
                selection.collapse();
            }
            default -> {
                return false;
            }
        }
        scrollToFocus();
        return true;
    }

    private boolean shortcut(KeyEvent pressed) {
        var selection = model.selection();
        boolean shift = pressed.isShiftDown();
        switch (pressed.getCode()) {
            case UP, KP_UP -> selection.moveTo(0, selection.focus().column(), shift);
            case DOWN, KP_DOWN ->
                selection.moveTo(Integer.MAX_VALUE, selection.focus().column(), shift);
            case LEFT, KP_LEFT -> selection.moveTo(selection.focus().row(), 0, shift);
            case RIGHT, KP_RIGHT -> selection.moveTo(selection.focus().row(), Integer.MAX_VALUE, shift);
            case HOME -> selection.moveTo(0, 0, shift);
            case END -> selection.moveTo(Integer.MAX_VALUE, Integer.MAX_VALUE, shift);
            case SPACE -> selection.selectColumns();
            case A -> selection.selectAll();
            case C -> model.copy(shift, PagedGrid::toClipboard);
            case V -> model.paste(clipboardText());
            case D -> model.fillDown();
            case Q -> model.filterByFocusedCell(shift);
            default -> {
                return false;
            }
        }
        if (pressed.getCode().isArrowKey() || pressed.getCode() == KeyCode.HOME || pressed.getCode() == KeyCode.END) {
            scrollToFocus();
        }
        return true;
    }

    private void tableTyped(KeyEvent typed) {
        var text = typed.getCharacter();
        if (table.getEditingCell() != null
                || typed.isShortcutDown()
                || typed.isAltDown()
                || text.isEmpty()
                || text.charAt(0) <= ' '
                || text.charAt(0) == '\u007f') {
            return;
        }
        edit(Optional.of(text));
        typed.consume();
    }

    private void activate() {
        var selection = model.selection();
        if (selection.isEmpty()) {
            return;
        }
        var row = model.loadedRow(selection.focus().row());
        var column = model.visibleColumns().get(selection.focus().column());
        if (row != null) {
            if (activation.isPresent()) {
                activation.get().open(row, column);
            } else {
                edit(Optional.empty());
            }
        }
    }

    private void edit(Optional<String> first) {
        var selection = model.selection();
        if (selection.isEmpty()) {
            return;
        }
        var column = model.visibleColumns().get(selection.focus().column());
        if (!model.isEditable(column)) {
            return;
        }
        firstText = first;
        replacing = first.isPresent();
        scrollToFocus();
        table.layout();
        table.edit(
                selection.focus().row(),
                table.getVisibleLeafColumn(selection.focus().column()));
    }

    /// The character that began an edit and replaces what the cell held.
    Optional<String> takeFirstText() {
        var text = firstText;
        firstText = Optional.empty();
        return text;
    }

    boolean isReplacing() {
        return replacing;
    }

    void moveAfterEdit(int byRows, int byColumns) {
        model.selection().moveBy(byRows, byColumns, false);
        scrollToFocus();
    }

    private Optional<GridCell> cellAt(MouseEvent event) {
        var node = event.getPickResult().getIntersectedNode();
        while (node != null) {
            if (node instanceof GridCell cell && cell.number() >= 0) {
                return Optional.of(cell);
            }
            node = node.getParent();
        }
        return Optional.empty();
    }

    private void pressed(MouseEvent event) {
        var cell = cellAt(event);
        if (cell.isEmpty() || cell.get().isEditing()) {
            return;
        }
        table.requestFocus();
        int row = cell.get().number();
        int column = model.visibleColumns().indexOf(cell.get().column());
        if (event.getButton() == MouseButton.PRIMARY) {
            dragging = true;
            if (event.isShortcutDown()) {
                model.selection().addBlockAt(row, column);
            } else {
                model.selection().moveTo(row, column, event.isShiftDown());
            }
        } else if (!model.selection().isSelected(row, column)) {
            model.selection().moveTo(row, column, false);
        }
        event.consume();
    }

    private void dragged(MouseEvent event) {
        if (!dragging) {
            return;
        }
        cellAt(event)
                .ifPresent(cell -> model.selection()
                        .moveTo(cell.number(), model.visibleColumns().indexOf(cell.column()), true));
        event.consume();
    }

    private void clicked(MouseEvent event) {
        var cell = cellAt(event);
        if (cell.isEmpty() || cell.get().isEditing()) {
            return;
        }
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            if (model.isEditable(cell.get().column())) {
                edit(Optional.empty());
            } else {
                activate();
            }
        }
        event.consume();
    }

    private static void toClipboard(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static String clipboardText() {
        var text = Clipboard.getSystemClipboard().getString();
        return text == null ? "" : text;
    }
}
