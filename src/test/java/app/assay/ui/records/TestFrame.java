package app.assay.ui.records;

import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.Workspace;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A workspace with the room that the window leaves it: rail, header, inspector and status bar at their sizes.
public final class TestFrame {

    private TestFrame() {}

    public static Parent of(Workspace workspace) {
        return of(workspace, true);
    }

    /// @param inspecting whether the inspector takes its room
    public static Parent of(Workspace workspace, boolean inspecting) {
        var header = workspace.header();
        var title = new Label();
        title.textProperty().bind(header.title());
        title.setStyle("-fx-font-size: 16px; -fx-font-weight: bold;");
        var count = new Label();
        count.textProperty().bind(header.count());
        count.setStyle("-fx-text-fill: -assay-muted;");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(12, title, count, space);
        header.secondary().forEach(action -> head.getChildren().add(button(action, false)));
        header.primary().ifPresent(action -> head.getChildren().add(button(action, true)));
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(8, 12, 8, 12));
        head.setMinHeight(44);
        var frame = new BorderPane(workspace.view());
        frame.setTop(new VBox(bar(44), head));
        var rail = new Region();
        rail.setPrefWidth(56);
        rail.setStyle("-fx-background-color: -assay-rail;");
        frame.setLeft(rail);
        var status = new Label();
        status.textProperty().bind(workspace.rowsStatus());
        var foot = new HBox(status);
        foot.setMinHeight(26);
        foot.setPadding(new Insets(4, 8, 4, 8));
        foot.setStyle("-fx-background-color: -assay-band;");
        frame.setBottom(foot);
        if (inspecting) {
            var inspector = new VBox(8);
            inspector.setId("inspector");
            inspector.setPrefWidth(360);
            inspector.setMinWidth(360);
            inspector.setPadding(new Insets(12));
            inspector.setStyle("-fx-border-color: transparent transparent transparent -assay-line;");
            workspace.inspector().subscribe(content -> tell(inspector, content));
            frame.setRight(inspector);
        }
        return frame;
    }

    private static void tell(VBox inspector, InspectorContent content) {
        inspector.getChildren().clear();
        var title = new Label(content.title());
        title.setId("inspector-title");
        title.setStyle("-fx-font-weight: bold;");
        inspector.getChildren().add(title);
        if (!content.why().isEmpty()) {
            inspector.getChildren().add(wrapped(content.why()));
        }
        content.actions().forEach(action -> inspector.getChildren().add(button(action, false)));
        content.sections().forEach(section -> {
            inspector.getChildren().add(wrapped(section.title()));
            section.fields().forEach(line -> inspector.getChildren().add(wrapped(line.name() + ": " + line.value())));
        });
        content.history().forEach(event -> inspector.getChildren().add(wrapped(event.moment() + " " + event.what())));
    }

    private static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setStyle("-fx-font-size: 12px;");
        return label;
    }

    private static Region bar(double height) {
        var bar = new Region();
        bar.setMinHeight(height);
        bar.setStyle("-fx-background-color: -assay-band;");
        return bar;
    }

    private static Button button(app.assay.ui.shell.Action action, boolean accent) {
        var button = new Button(action.text());
        button.setId("action-" + action.id());
        button.disableProperty()
                .bind(javafx.beans.binding.Bindings.createBooleanBinding(
                        () -> !action.enabled().get(), action.enabled()));
        if (accent) {
            button.getStyleClass().add("accent");
        }
        button.setOnAction(_ -> action.run().run());
        return button;
    }
}
