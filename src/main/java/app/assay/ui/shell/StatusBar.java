package app.assay.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Rows and selection of the shown workspace; saved state, backup and as-at date of the register.
final class StatusBar extends HBox {

    private final Label rows = label("status-rows");
    private final Label selection = label("status-selection");

    StatusBar(ShellViewModel model) {
        setId("status-bar");
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var backup = label("status-backup");
        var saved = label("status-saved");
        saved.textProperty().bind(model.savedText());
        var asAt = label("status-as-at");
        model.registerProperty().subscribe(_ -> {
            backup.setText(model.backupText());
            backup.setVisible(!backup.getText().isEmpty());
            backup.setManaged(backup.isVisible());
            asAt.setText(model.asAtText());
        });
        getChildren().setAll(rows, selection, space, backup, saved, asAt);
    }

    void show(Workspace workspace) {
        rows.textProperty().bind(workspace.rowsStatus());
        selection.textProperty().bind(workspace.selectionStatus());
    }

    private static Label label(String id) {
        var label = new Label();
        label.setId(id);
        label.setMinWidth(0);
        return label;
    }
}
