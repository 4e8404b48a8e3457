package app.assay.ui.shell;

import app.assay.ui.theme.Icons;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Title, count and actions of the shown workspace.
final class HeaderLine extends HBox {

    HeaderLine() {
        setId("header");
        getStyleClass().add("header-line");
        setAlignment(Pos.CENTER_LEFT);
    }

    void show(WorkspaceHeader header, String moreText) {
        var title = new Label();
        title.setId("header-title");
        title.getStyleClass().add("header-title");
        title.textProperty().bind(header.title());
        title.setMinWidth(0);
        var count = new Label();
        count.setId("header-count");
        count.getStyleClass().add("header-count");
        count.textProperty().bind(header.count());
        count.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().setAll(title, count, space);
        for (var action : header.secondary()) {
            getChildren().add(button(action));
        }
        header.primary().ifPresent(action -> {
            var button = button(action);
            button.getStyleClass().add("accent");
            getChildren().add(button);
        });
        if (!header.overflow().isEmpty()) {
            var more = new MenuButton();
            more.setId("header-more");
            more.setGraphic(Icons.of(Material2OutlinedMZ.MORE_VERT));
            more.getStyleClass().addAll("flat", "tool");
            more.setAccessibleText(moreText);
            for (var action : header.overflow()) {
                var item = new MenuItem(action.text());
                item.setId("action-" + action.id());
                item.disableProperty().bind(Bindings.not(action.enabled()));
                item.setOnAction(_ -> action.run().run());
                more.getItems().add(item);
            }
            getChildren().add(more);
        }
    }

    private static Button button(Action action) {
        var button = new Button(action.text());
        action.icon().ifPresent(icon -> button.setGraphic(Icons.of(icon)));
        button.setId("action-" + action.id());
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty().bind(Bindings.not(action.enabled()));
        button.setOnAction(_ -> action.run().run());
        return button;
    }
}
