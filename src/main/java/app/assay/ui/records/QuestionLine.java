package app.assay.ui.records;

import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Asks before something is done, its count told, without a window of its own.
public final class QuestionLine extends HBox {

    private final ReadOnlyObjectProperty<Optional<RecordsViewModel.Question>> question; // keep: held by it

    public QuestionLine(
            ReadOnlyObjectProperty<Optional<RecordsViewModel.Question>> question, Texts texts, Runnable keep) {
        this.question = question;
        getStyleClass().add("notice-line");
        setAlignment(Pos.CENTER_LEFT);
        this.question.subscribe(asked -> {
            setVisible(asked.isPresent());
            setManaged(asked.isPresent());
            getChildren().clear();
            asked.ifPresent(found -> {
                var sign = new Label(State.ATTENTION.sign());
                sign.getStyleClass().add(State.ATTENTION.styleClass());
                var text = new Label(found.text());
                text.setId("question");
                text.setWrapText(true);
                text.setMaxWidth(Double.MAX_VALUE);
                HBox.setHgrow(text, Priority.ALWAYS);
                var yes = new Button(found.verb());
                yes.setId("question-yes");
                yes.setOnAction(_ -> found.yes().run());
                var no = new Button(texts.get("records.keep"));
                no.setId("question-no");
                no.setOnAction(_ -> keep.run());
                getChildren().setAll(sign, text, yes, no);
            });
        });
    }
}
