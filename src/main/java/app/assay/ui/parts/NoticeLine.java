package app.assay.ui.parts;

import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Shows a [Notice] as one line that can be closed; takes no room while there is nothing to say.
public final class NoticeLine extends HBox {

    private final Notice notice; // keep: the property is held by it

    public NoticeLine(Notice notice, Texts texts) {
        this.notice = notice;
        getStyleClass().add("notice-line");
        setId("notice");
        setAlignment(Pos.CENTER_LEFT);
        var sign = new Label();
        var text = new Label();
        text.setId("notice-text");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var close = new Button();
        close.setGraphic(Icons.of(Material2OutlinedAL.CLOSE));
        close.getStyleClass().addAll("flat", "tool", "small-tool");
        close.setTooltip(new Tooltip(texts.get("parts.notice.close")));
        close.setAccessibleText(texts.get("parts.notice.close"));
        close.setOnAction(_ -> this.notice.clear());
        getChildren().addAll(sign, text, close);
        notice.messageProperty().subscribe(message -> {
            boolean shown = message.isPresent();
            setVisible(shown);
            setManaged(shown);
            message.ifPresent(told -> {
                var state = told.failed() ? State.FAILED : State.COMPLIANT;
                sign.setText(state.sign());
                sign.getStyleClass().setAll("label", "notice-sign", state.styleClass());
                text.setText(told.text());
            });
        });
    }
}
