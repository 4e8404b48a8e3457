package app.assay.ui.shell;

import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// The notices in the lower right corner, the newest below.
final class NoticeStack extends VBox {

    private static final Duration SHOWN = Duration.seconds(6);

    private final ShellViewModel model;
    private final Map<Notice, Node> shown = new HashMap<>();

    NoticeStack(ShellViewModel model) {
        this.model = model;
        setId("notices");
        getStyleClass().add("notices");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        model.notices().addListener((ListChangeListener<Notice>) _ -> build());
        build();
    }

    private void build() {
        shown.keySet().retainAll(model.notices());
        getChildren()
                .setAll(model.notices().stream()
                        .map(notice -> shown.computeIfAbsent(notice, this::card))
                        .toList());
    }

    private Node card(Notice notice) {
        boolean done = notice.kind() == Notice.Kind.DONE;
        var state = done ? State.COMPLIANT : State.FAILED;
        var sign = new Label(state.sign());
        sign.getStyleClass().addAll("notice-sign", state.styleClass());
        sign.setMinWidth(USE_PREF_SIZE);
        var title = new Label(notice.title());
        title.getStyleClass().add("notice-title");
        title.setWrapText(true);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var close = new Button();
        close.setGraphic(Icons.of(Material2OutlinedAL.CLOSE));
        close.getStyleClass().addAll("flat", "tool", "small-tool");
        close.setAccessibleText(model.texts().get("notice.close"));
        close.setOnAction(_ -> model.dismiss(notice));
        var head = new HBox(sign, title, close);
        head.getStyleClass().add("notice-head");
        var card = new VBox(head);
        card.getStyleClass().addAll("overlay-panel", "notice", done ? "notice-done" : "notice-problem");
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setAccessibleText(notice.title() + " " + notice.text());
        if (!notice.text().isEmpty()) {
            var text = new Label(notice.text());
            text.getStyleClass().addAll("muted", "notice-text");
            text.setWrapText(true);
            card.getChildren().add(text);
        }
        notice.action().ifPresent(action -> {
            var link = new Hyperlink(action.text());
            link.setId("notice-action-" + action.id());
            link.getStyleClass().add("notice-action");
            link.setOnAction(_ -> {
                model.dismiss(notice);
                action.run().run();
            });
            card.getChildren().add(link);
        });
        if (done) {
            var wait = new PauseTransition(SHOWN);
            wait.setOnFinished(_ -> model.dismiss(notice));
            wait.play();
        }
        return card;
    }
}
