package app.assay.ui.shell;

import app.assay.ui.theme.State;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Rows and selection of the shown workspace; backup, saved state and as-at date of the register.
final class StatusBar extends HBox {

    private final ShellViewModel model;
    private final Label rows = label("status-rows");
    private final Label selection = label("status-selection");
    private final Button backup;
    private final Button second;

    StatusBar(ShellViewModel model) {
        this.model = model;
        this.backup = button("status-backup", model);
        this.second = button("status-second", model);
        setId("status-bar");
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var saved = label("status-saved");
        saved.textProperty().bind(model.savedText());
        var asAt = label("status-as-at");
        model.registerProperty().subscribe(_ -> {
            showBackup();
            showSecond();
            asAt.setText(model.asAtText());
        });
        getChildren().setAll(rows, selection, space, backup, second, saved, asAt);
    }

    private void showBackup() {
        boolean missing = model.backupIsMissing();
        var text = model.backupText();
        show(backup, missing ? State.ATTENTION.sign() + "  " + text : text);
        backup.getStyleClass().remove(State.ATTENTION.styleClass());
        if (missing) {
            backup.getStyleClass().add(State.ATTENTION.styleClass());
        }
        backup.setAccessibleText(text);
        backup.setTooltip(new Tooltip(model.backupDetail()));
    }

    private void showSecond() {
        var state = model.registerProperty().get().backup();
        var sign = switch (state.second()) {
            case NONE, CURRENT -> State.COMPLIANT;
            case BEHIND, MISSING -> State.ATTENTION;
            case FAILED -> State.FAILED;
        };
        var text = state.second() == BackupState.Second.NONE
                ? ""
                : model.texts().get("shell.second." + state.second().name());
        show(second, text.isEmpty() ? "" : sign.sign() + "  " + text);
        second.getStyleClass().removeIf(styleClass -> styleClass.startsWith("state-"));
        second.getStyleClass().add(sign.styleClass());
        second.setAccessibleText(text);
        second.setTooltip(new Tooltip(state.secondTold()));
    }

    private static void show(Button button, String text) {
        button.setText(text);
        button.setVisible(!text.isEmpty());
        button.setManaged(button.isVisible());
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

    private static Button button(String id, ShellViewModel model) {
        var button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("flat", "status-link");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> model.navigator().open("backups"));
        return button;
    }
}
