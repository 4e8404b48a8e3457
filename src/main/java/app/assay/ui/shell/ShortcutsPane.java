package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The list of keys: those of the actions there are now, and those of every grid.
final class ShortcutsPane extends VBox {

    /// Keys of the grid; each has the text `keys.grid.<name>`.
    private static final List<List<String>> GRID = List.of(
            List.of("Shortcut+F", "search"),
            List.of("Enter", "open"),
            List.of("F2", "edit"),
            List.of("Tab", "next"),
            List.of("Shortcut+D", "filldown"),
            List.of("Shortcut+C", "copy"),
            List.of("Shortcut+Shift+C", "copyheaders"),
            List.of("Shortcut+V", "paste"),
            List.of("Shortcut+A", "selectall"),
            List.of("Shift+Space", "selectrow"),
            List.of("Shortcut+Space", "selectcolumn"),
            List.of("Shortcut+Q", "filtervalue"),
            List.of("Shortcut+Shift+Q", "excludevalue"),
            List.of("Shortcut+Backspace", "clearfilters"),
            List.of("Shortcut+Shift+L", "facets"));

    ShortcutsPane(Texts texts, List<Action> actions) {
        setId("shortcuts");
        getStyleClass().addAll("overlay-panel", "shortcuts");
        var title = new Label(texts.get("shortcuts.title"));
        title.getStyleClass().add("panel-title");
        var window = table();
        int row = 0;
        for (var action : actions) {
            if (!action.keys().isEmpty()) {
                line(window, row++, Keys.shown(action.keys(), texts), action.text());
            }
        }
        var grid = table();
        row = 0;
        for (var keys : GRID) {
            line(grid, row++, Keys.shown(keys.getFirst(), texts), texts.get("keys.grid." + keys.getLast()));
        }
        var columns =
                new HBox(column(texts.get("shortcuts.window"), window), column(texts.get("shortcuts.grid"), grid));
        columns.getStyleClass().add("shortcut-columns");
        getChildren().setAll(title, columns);
    }

    private static GridPane table() {
        var table = new GridPane();
        table.getStyleClass().add("shortcut-table");
        table.getColumnConstraints().setAll(new ColumnConstraints(120), new ColumnConstraints(230));
        return table;
    }

    private static void line(GridPane table, int row, String keys, String text) {
        var shown = new Label(keys);
        shown.getStyleClass().add("keys");
        table.add(shown, 0, row);
        table.add(new Label(text), 1, row);
    }

    private static Node column(String title, Node table) {
        var head = new Label(title);
        head.getStyleClass().add("inspector-section");
        return new VBox(head, table);
    }
}
