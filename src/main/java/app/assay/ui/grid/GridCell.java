package app.assay.ui.grid;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableRow;
import app.assay.domain.value.Quantity;
import app.assay.ui.theme.State;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// One cell on screen: a value, a state with its sign, a placeholder while its row is loading, or an editor.
final class GridCell extends TableCell<GridRow, TableRow> {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass LOADING = PseudoClass.getPseudoClass("loading");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final PseudoClass NOTED = PseudoClass.getPseudoClass("noted");
    private static final PseudoClass ON_ITS_WAY = PseudoClass.getPseudoClass("on-its-way");

    private final PagedGrid grid;
    private final GridViewModel model;
    private final Column column;
    private final Text measure = new Text();
    private @Nullable State shownState;

    GridCell(PagedGrid grid, GridViewModel model, Column column) {
        this.grid = grid;
        this.model = model;
        this.column = column;
        getStyleClass().add("grid-cell");
        if (GridViewModel.isNumeric(column)) {
            getStyleClass().add("number");
            setAlignment(Pos.CENTER_RIGHT);
        }
        setAccessibleRole(AccessibleRole.TABLE_CELL);
    }

    Column column() {
        return column;
    }

    int number() {
        var row = getTableRow() == null ? null : getTableRow().getItem();
        return row == null ? -1 : row.number();
    }

    @Override
    protected void updateItem(@Nullable TableRow row, boolean empty) {
        super.updateItem(row, empty);
        if (isEditing()) {
            return;
        }
        show(row, empty);
    }

    /// Shows selection, typed texts and findings anew.
    void remark() {
        if (!isEditing()) {
            show(getItem(), isEmpty());
        }
    }

    private void show(@Nullable TableRow row, boolean empty) {
        showState(Optional.empty());
        boolean loading = !empty && row == null;
        pseudoClassStateChanged(LOADING, loading);
        int number = number();
        pseudoClassStateChanged(
                CHOSEN,
                number >= 0
                        && model.selection()
                                .isSelected(number, model.visibleColumns().indexOf(column)));
        if (row == null) {
            setText(null);
            setGraphic(loading ? placeholder(number) : null);
            setAccessibleText(null);
            pseudoClassStateChanged(REFUSED, false);
            pseudoClassStateChanged(NOTED, false);
            pseudoClassStateChanged(ON_ITS_WAY, false);
            setTooltip(null);
            return;
        }
        setGraphic(null);
        // A row of a file may be as long as a book; laying it out would stop the window. Exports have it whole.
        var whole = model.text(row, column);
        var text = LongText.beginning(whole, LongText.MOST_SHOWN);
        state(row)
                .ifPresentOrElse(
                        state -> {
                            showState(Optional.of(state));
                            setText(text.startsWith(state.sign()) ? text : state.sign() + "  " + text);
                        },
                        () -> setText(text));
        var finding = model.finding(row, column);
        pseudoClassStateChanged(REFUSED, finding.filter(CellFinding::refused).isPresent());
        pseudoClassStateChanged(NOTED, finding.isPresent() && !finding.get().refused());
        pseudoClassStateChanged(ON_ITS_WAY, finding.isEmpty() && model.isOnItsWay(row, column));
        setAccessibleText(model.title(column) + ", " + text
                + finding.map(told -> ", " + told.message()).orElse(""));
        showTooltip(finding.map(CellFinding::message), text, LongText.beginning(whole, LongText.MOST_TOLD));
    }

    private Optional<State> state(TableRow row) {
        if (column.type() == ColumnType.CODE) {
            return State.ofCode(model.canonical(row, column));
        }
        if (column.type() == ColumnType.QUANTITY
                && row.cells().get(model.place(column)) instanceof Quantity.Unlimited) {
            return Optional.of(State.UNLIMITED);
        }
        return Optional.empty();
    }

    private void showState(Optional<State> next) {
        if (shownState != null) {
            getStyleClass().removeAll("state", shownState.styleClass());
        }
        shownState = next.orElse(null);
        next.ifPresent(state -> getStyleClass().addAll("state", state.styleClass()));
    }

    private void showTooltip(Optional<String> finding, String text, String told) {
        if (finding.isPresent()) {
            setTooltip(new Tooltip(finding.get()));
            return;
        }
        measure.setText(text);
        measure.setFont(getFont());
        boolean cut = measure.getLayoutBounds().getWidth() > getWidth() - 18;
        setTooltip(cut && getWidth() > 0 ? new Tooltip(told) : null);
    }

    /// A quiet bar; its length varies so that a column of them does not look like a value.
    private static Node placeholder(int number) {
        var bar = new Label();
        bar.getStyleClass().add("placeholder-bar");
        bar.setPrefWidth(48 + (number * 37 % 56));
        bar.setMinHeight(8);
        bar.setMaxHeight(8);
        var box = new HBox(bar);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    // ---------------------------------------------------------------- editing

    @Override
    public void startEdit() {
        var row = getItem();
        if (row == null || !model.isEditable(column)) {
            return;
        }
        super.startEdit();
        if (!isEditing()) {
            return;
        }
        var field = new TextField(grid.takeFirstText().orElseGet(() -> editable(row)));
        field.getStyleClass().add("cell-editor");
        field.setId("grid-editor");
        field.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> key(pressed, field));
        field.focusedProperty().subscribe((had, has) -> {
            if (had && !has && isEditing()) {
                finish(field, 0, 0);
            }
        });
        setText(null);
        setGraphic(field);
        // A field selects all its text when it gets its skin: let that come before the focus, not after the first key.
        applyCss();
        field.requestFocus();
        if (grid.isReplacing()) {
            field.end();
        } else {
            field.selectAll();
        }
    }

    private String editable(TableRow row) {
        return model.finding(row, column).filter(CellFinding::refused).isPresent()
                ? model.canonical(row, column)
                : model.texts().values().editable(row.cells().get(model.place(column)));
    }

    private void key(KeyEvent pressed, TextField field) {
        if (pressed.getCode() == KeyCode.ENTER) {
            finish(field, pressed.isShiftDown() ? -1 : 1, 0);
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.TAB) {
            finish(field, 0, pressed.isShiftDown() ? -1 : 1);
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.ESCAPE) {
            cancelEdit();
            grid.focusTable();
            pressed.consume();
        }
    }

    private void finish(TextField field, int byRows, int byColumns) {
        var row = getItem();
        var text = field.getText();
        cancelEdit();
        if (row != null) {
            model.edit(row, column, text);
        }
        if (byRows != 0 || byColumns != 0) {
            grid.focusTable();
            grid.moveAfterEdit(byRows, byColumns);
        }
    }

    @Override
    public void cancelEdit() {
        super.cancelEdit();
        show(getItem(), isEmpty());
    }
}
