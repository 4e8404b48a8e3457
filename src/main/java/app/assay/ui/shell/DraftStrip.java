package app.assay.ui.shell;

import app.assay.domain.draft.Draft;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.util.ArrayList;
import java.util.UUID;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// The unfinished forms that wait, a line each under the top bar; takes no room while there is none.
final class DraftStrip extends VBox {

    private static final int FEW = 2;
    private static final double TALLEST = 170;

    private final FormDrafts drafts;
    private final Texts texts;
    private boolean all;
    private boolean hidden;

    DraftStrip(FormDrafts drafts, Texts texts) {
        this.drafts = drafts;
        this.texts = texts;
        setId("drafts");
        getStyleClass().add("draft-strip");
        drafts.waiting().addListener((ListChangeListener<Draft>) change -> {
            while (change.next()) {
                hidden = hidden && !change.wasAdded();
            }
            build();
        });
        build();
    }

    /// Shows the lines again that were put away.
    void open() {
        hidden = false;
        all = true;
        build();
    }

    private void build() {
        var waiting = drafts.waiting();
        boolean shown = !waiting.isEmpty() && !hidden;
        setVisible(shown);
        setManaged(shown);
        getChildren().clear();
        if (!shown) {
            return;
        }
        var lines = new VBox();
        int most = all ? waiting.size() : Math.min(FEW, waiting.size());
        for (var draft : waiting.subList(0, most)) {
            lines.getChildren().add(line(draft, lines.getChildren().isEmpty()));
        }
        if (all && waiting.size() > FEW) {
            var scroll = new ScrollPane(lines);
            scroll.setFitToWidth(true);
            scroll.setMaxHeight(TALLEST);
            scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            scroll.getStyleClass().add("draft-scroll");
            getChildren().add(scroll);
        } else {
            getChildren().add(lines);
        }
        if (waiting.size() > FEW) {
            var more = new Hyperlink(
                    all ? texts.get("draft.fewer") : texts.get("draft.more", waiting.size() - FEW, waiting.size()));
            more.setId("drafts-more");
            more.getStyleClass().add("draft-more");
            more.setOnAction(_ -> {
                all = !all;
                build();
            });
            getChildren().add(more);
        }
    }

    private Node line(Draft draft, boolean first) {
        var sign = new Label(State.ATTENTION.sign());
        sign.getStyleClass().addAll("draft-sign", State.ATTENTION.styleClass());
        sign.setMinWidth(USE_PREF_SIZE);
        var text = new Label(told(draft, texts));
        text.setId(id("draft", draft.id()));
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setTooltip(new Tooltip(typed(draft)));
        HBox.setHgrow(text, Priority.ALWAYS);
        var nodes = new ArrayList<Node>();
        nodes.add(sign);
        nodes.add(text);
        var go = new Button(texts.get("draft.continue"));
        go.setId(id("draft-continue", draft.id()));
        go.setDisable(!drafts.canContinue(draft));
        go.setMinWidth(USE_PREF_SIZE);
        go.setOnAction(_ -> drafts.continueWith(draft));
        var discard = new Button(texts.get("draft.discard"));
        discard.setId(id("draft-discard", draft.id()));
        discard.setMinWidth(USE_PREF_SIZE);
        discard.setOnAction(_ -> drafts.discard(draft));
        nodes.add(go);
        nodes.add(discard);
        if (first) {
            var close = new Button();
            close.setId("drafts-close");
            close.setGraphic(Icons.of(Material2OutlinedAL.CLOSE));
            close.getStyleClass().addAll("flat", "tool", "small-tool");
            close.setTooltip(new Tooltip(texts.get("draft.later")));
            close.setAccessibleText(texts.get("draft.later"));
            close.setOnAction(_ -> {
                hidden = true;
                build();
            });
            nodes.add(close);
        } else {
            var space = new javafx.scene.layout.Region();
            space.getStyleClass().add("draft-space");
            nodes.add(space);
        }
        var line = new HBox();
        line.getChildren().setAll(nodes);
        line.getStyleClass().add("draft-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static String id(String what, UUID draft) {
        return what + "-" + draft;
    }

    /// Such as "Unfinished: entitlement ENT-7, from 2026-11-15 14:02".
    static String told(Draft draft, Texts texts) {
        var kind = texts.find("draft.kind." + draft.kind().name())
                .orElseGet(() -> texts.code("draft", draft.kind().name()));
        var when = texts.values().instant(draft.at());
        var key = "draft." + draft.form() + (draft.record().isPresent() ? "" : ".new");
        return texts.find(key, kind, draft.subject(), when)
                .orElseGet(() -> texts.get("draft.other", kind, draft.subject(), when));
    }

    private static String typed(Draft draft) {
        var text = new StringBuilder();
        draft.values().values().stream()
                .filter(value -> !value.isBlank())
                .limit(8)
                .forEach(value ->
                        text.append(text.isEmpty() ? "" : " · ").append(value, 0, Math.min(80, value.length())));
        return text.toString();
    }
}
