package app.assay.ui.parts;

import app.assay.ui.shell.Action;
import app.assay.ui.shell.Workspace;
import app.assay.ui.theme.Icons;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// As much of the window as a picture of a workspace needs: its line, room for the rail, its status.
public final class Frame extends BorderPane {

    public Frame(Workspace workspace) {
        var header = workspace.header();
        var title = new Label();
        title.textProperty().bind(header.title());
        title.setStyle("-fx-font-size: 16px; -fx-font-weight: bold;");
        var count = new Label();
        count.textProperty().bind(header.count());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var line = new HBox(8, title, count, space);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPadding(new Insets(8, 12, 8, 12));
        header.secondary().forEach(action -> line.getChildren().add(button(action)));
        header.primary().ifPresent(action -> {
            var button = button(action);
            button.getStyleClass().add("accent");
            line.getChildren().add(button);
        });
        var rows = new Label();
        rows.textProperty().bind(workspace.rowsStatus());
        var selection = new Label();
        selection.textProperty().bind(workspace.selectionStatus());
        var status = new HBox(16, rows, selection);
        status.getStyleClass().add("status-line");
        var rail = new Region();
        rail.setMinWidth(56);
        rail.setStyle("-fx-background-color: -assay-rail;");
        var bar = new Region();
        bar.setMinHeight(44);
        bar.setStyle("-fx-background-color: -assay-rail;");
        var inside = new BorderPane(workspace.view());
        inside.setTop(line);
        setTop(new VBox(bar));
        setLeft(rail);
        setCenter(inside);
        setBottom(status);
    }

    private static Button button(Action action) {
        var button = new Button(action.text());
        action.icon().ifPresent(icon -> button.setGraphic(Icons.of(icon)));
        button.setId("action-" + action.id());
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(action.enabled()));
        button.setOnAction(_ -> action.run().run());
        return button;
    }
}
