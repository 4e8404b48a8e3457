package app.assay.ui.shell;

import app.assay.ui.theme.Icons;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// A problem where its result would have been: what happened, what is unharmed, what to do; and buttons to do it.
public final class ProblemPane extends VBox {

    public ProblemPane(Problem problem, Action... actions) {
        getStyleClass().add("problem-pane");
        setId("problem");
        setAlignment(Pos.CENTER);
        var icon = Icons.large(Material2OutlinedAL.ERROR_OUTLINE);
        icon.getStyleClass().add("state-failed");
        var happened = sentence(problem.happened(), "problem-happened");
        var buttons = new HBox();
        buttons.getStyleClass().add("button-row");
        buttons.setAlignment(Pos.CENTER);
        for (var action : actions) {
            buttons.getChildren().add(button(action));
        }
        getChildren()
                .addAll(
                        icon,
                        happened,
                        sentence(problem.unharmed(), "problem-unharmed"),
                        sentence(problem.remedy(), "problem-remedy"));
        if (actions.length > 0) {
            getChildren().add(buttons);
        }
    }

    private static Node sentence(String text, String styleClass) {
        var label = new Label(text);
        label.getStyleClass().addAll("problem-sentence", styleClass);
        label.setWrapText(true);
        return label;
    }

    private static Button button(Action action) {
        var button = new Button(action.text());
        button.setId("action-" + action.id());
        button.setOnAction(_ -> action.run().run());
        return button;
    }
}
