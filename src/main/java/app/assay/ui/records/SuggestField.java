package app.assay.ui.records;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Popup;

/// A text field that offers what fits while one types: Down goes into the list, Enter or a click takes one.
public final class SuggestField extends TextField {

    private static final double ROW = 26;
    private static final int MOST_ROWS = 10;

    private final BiConsumer<String, Consumer<List<Suggestion>>> source;
    private final Popup popup = new Popup();
    private final ListView<Suggestion> list = new ListView<>();
    private Runnable onChosen = () -> {};
    private long latest;
    private boolean choosing;

    /// @param source asked for what fits some words; answers on the drawing thread
    public SuggestField(BiConsumer<String, Consumer<List<Suggestion>>> source) {
        this.source = source;
        getStyleClass().add("suggest-field");
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("suggest-list");
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new SuggestionCell());
        list.setOnMouseClicked(_ -> choose());
        popup.getContent().add(list);
        popup.setAutoHide(true);
        textProperty().subscribe((_, _) -> {
            if (isFocused() && !choosing) {
                ask();
            }
        });
        focusedProperty().subscribe(has -> {
            if (!has) {
                close();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// @param chosen told when one is taken from the list
    public void setOnChosen(Runnable chosen) {
        onChosen = chosen;
    }

    /// What the list offers now; empty while it is closed.
    List<Suggestion> offered() {
        return popup.isShowing() ? List.copyOf(list.getItems()) : List.of();
    }

    private void ask() {
        long request = ++latest;
        source.accept(getText(), found -> {
            if (request == latest && isFocused()) {
                offer(found);
            }
        });
    }

    private void offer(List<Suggestion> found) {
        var only = found.size() == 1 && found.getFirst().text().equals(getText());
        if (found.isEmpty() || only || getScene() == null) {
            popup.hide();
            return;
        }
        list.getItems().setAll(found);
        list.getSelectionModel().clearSelection();
        list.setPrefHeight(Math.min(MOST_ROWS, found.size()) * ROW + 4);
        list.setPrefWidth(Math.max(getWidth(), 380));
        list.getStylesheets().setAll(getScene().getStylesheets());
        if (!popup.isShowing()) {
            Bounds place = localToScreen(getBoundsInLocal());
            if (place != null) {
                popup.show(this, place.getMinX(), place.getMaxY() + 2);
            }
        }
    }

    private void close() {
        latest++;
        popup.hide();
    }

    private void key(KeyEvent pressed) {
        var selection = list.getSelectionModel();
        if (pressed.getCode() == KeyCode.DOWN) {
            if (popup.isShowing()) {
                selection.select(Math.min(
                        selection.getSelectedIndex() + 1, list.getItems().size() - 1));
                list.scrollTo(selection.getSelectedIndex());
            } else {
                ask();
            }
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.UP && popup.isShowing()) {
            selection.select(Math.max(0, selection.getSelectedIndex() - 1));
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.ENTER && popup.isShowing() && selection.getSelectedIndex() >= 0) {
            choose();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.ESCAPE && popup.isShowing()) {
            close();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.TAB && popup.isShowing() && selection.getSelectedIndex() >= 0) {
            choose();
        }
    }

    private void choose() {
        var chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            choosing = true;
            setText(chosen.text());
            positionCaret(chosen.text().length());
            choosing = false;
            close();
            onChosen.run();
        }
    }

    private static final class SuggestionCell extends ListCell<Suggestion> {

        @Override
        protected void updateItem(Suggestion item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            var name = new Label(item.text());
            var detail = new Label(item.detail());
            detail.getStyleClass().add("suggest-detail");
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            var line = new HBox(name, detail);
            line.setSpacing(12);
            line.setMaxWidth(340);
            setGraphic(line);
            setAccessibleText(item.text() + ", " + item.detail());
        }
    }
}
