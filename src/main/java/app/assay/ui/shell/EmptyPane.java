package app.assay.ui.shell;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// An empty state: one sentence and one button.
public final class EmptyPane extends VBox {

    public EmptyPane(String sentence, Optional<Action> action) {
        getStyleClass().add("empty-pane");
        setId("empty");
        setAlignment(Pos.CENTER);
        var label = new Label(sentence);
        label.getStyleClass().add("empty-sentence");
        label.setWrapText(true);
        getChildren().add(label);
        action.ifPresent(next -> {
            var button = new Button(next.text());
            button.setId("action-" + next.id());
            button.getStyleClass().add("accent");
            button.setOnAction(_ -> next.run().run());
            getChildren().add(button);
        });
    }
}
