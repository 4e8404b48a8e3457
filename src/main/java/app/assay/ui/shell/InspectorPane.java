package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// The selected record: why it is as it is, its fields with their sources, its history, its documents.
final class InspectorPane extends VBox {

    /// Pixels of the reason that are never given up for what scrolls below.
    private static final double LEAST_REASON = 170;

    private final Texts texts;
    private final Consumer<Drill> open;
    private InspectorContent content = InspectorContent.NOTHING;
    private Tab tab = Tab.FIELDS;

    private enum Tab {
        FIELDS,
        HISTORY,
        DOCUMENTS
    }

    InspectorPane(Texts texts, Consumer<Drill> open) {
        this.texts = texts;
        this.open = open;
        setId("inspector");
        getStyleClass().add("inspector");
        show(InspectorContent.NOTHING);
    }

    void show(InspectorContent next) {
        content = next;
        build();
    }

    private void build() {
        if (content.isNothing()) {
            var nothing = new Label(texts.get("inspector.nothing"));
            nothing.getStyleClass().add("inspector-nothing");
            nothing.setWrapText(true);
            getChildren().setAll(nothing);
            return;
        }
        var body = new ScrollPane(
                switch (tab) {
                    case FIELDS -> fields();
                    case HISTORY -> history();
                    case DOCUMENTS -> documents();
                });
        body.setFitToWidth(true);
        body.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        body.getStyleClass().add("inspector-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        var nodes = new ArrayList<Node>(List.of(head()));
        if (!content.history().isEmpty() || !content.documents().isEmpty()) {
            nodes.add(tabs());
        }
        nodes.add(body);
        getChildren().setAll(nodes);
    }

    private Node head() {
        var kind = label(content.kind(), "inspector-kind");
        var title = label(content.title(), "inspector-title");
        title.setId("inspector-title");
        title.setMinHeight(Region.USE_PREF_SIZE);
        var head = new VBox(kind, title);
        head.getStyleClass().add("inspector-head");
        if (!content.state().isEmpty()) {
            var state = State.ofCode(content.state());
            var word = texts.code("state", content.state());
            var shown = label(state.map(found -> found.sign() + "  " + word).orElse(word), "inspector-state");
            state.ifPresent(found -> shown.getStyleClass().addAll("state", found.styleClass()));
            head.getChildren().add(shown);
        }
        if (!content.why().isEmpty()) {
            var why = label(content.why(), "inspector-why");
            why.setId("inspector-why");
            head.getChildren().add(reason(why));
        }
        if (!content.actions().isEmpty()) {
            var row = new FlowPane();
            row.getStyleClass().add("inspector-actions");
            content.actions().forEach(action -> row.getChildren().add(button(action)));
            head.getChildren().add(row);
        }
        return head;
    }

    private static Button button(Action action) {
        var button = new Button(action.text());
        action.icon().ifPresent(icon -> button.setGraphic(Icons.of(icon)));
        button.setId("action-" + action.id());
        button.setDisable(!action.enabled().get());
        button.setOnAction(_ -> action.run().run());
        return button;
    }

    private Node tabs() {
        var group = new ToggleGroup();
        var row = new HBox(
                tab(group, Tab.FIELDS, texts.get("inspector.fields"), "inspector-fields"),
                tab(
                        group,
                        Tab.HISTORY,
                        texts.get("inspector.history", content.history().size()),
                        "inspector-history"),
                tab(
                        group,
                        Tab.DOCUMENTS,
                        texts.get("inspector.documents", content.documents().size()),
                        "inspector-documents"));
        row.getStyleClass().add("inspector-tabs");
        return row;
    }

    private ToggleButton tab(ToggleGroup group, Tab which, String text, String id) {
        var button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().add("inspector-tab");
        button.setToggleGroup(group);
        button.setSelected(tab == which);
        button.setOnAction(_ -> {
            tab = which;
            build();
        });
        return button;
    }

    private Node fields() {
        var all = new VBox();
        all.getStyleClass().add("inspector-sections");
        for (var section : content.sections()) {
            if (!section.title().isEmpty()) {
                all.getChildren().add(label(section.title(), "inspector-section"));
            }
            var lines = new GridPane();
            lines.getStyleClass().add("inspector-lines");
            var names = new ColumnConstraints(112);
            var values = new ColumnConstraints();
            values.setHgrow(Priority.ALWAYS);
            lines.getColumnConstraints().addAll(names, values);
            int row = 0;
            for (var field : section.fields()) {
                var name = label(field.name(), "field-name");
                GridPane.setValignment(name, VPos.TOP);
                lines.add(name, 0, row);
                lines.add(value(field), 1, row++);
            }
            all.getChildren().add(lines);
        }
        return all;
    }

    private Node value(InspectorContent.FieldLine field) {
        var box = new VBox();
        if (field.open().isPresent()) {
            var link = new Hyperlink(field.value());
            link.setWrapText(true);
            link.getStyleClass().add("field-link");
            link.setOnAction(_ -> field.open().ifPresent(open));
            box.getChildren().add(link);
        } else {
            box.getChildren().add(label(field.value(), "field-value"));
        }
        if (!field.source().isEmpty()) {
            box.getChildren().add(label(field.source(), "field-source"));
        }
        for (var other : field.others()) {
            var line = label(State.ATTENTION.sign() + "  " + other, "field-other");
            line.getStyleClass().add(State.ATTENTION.styleClass());
            box.getChildren().add(line);
        }
        return box;
    }

    private Node history() {
        var all = new VBox();
        all.getStyleClass().add("inspector-sections");
        for (var event : content.history()) {
            var line = new VBox(
                    label(event.what(), "field-value"), label(event.moment() + " · " + event.who(), "field-source"));
            line.getStyleClass().add("inspector-event");
            all.getChildren().add(line);
        }
        return all;
    }

    private Node documents() {
        var all = new VBox();
        all.getStyleClass().add("inspector-sections");
        for (var document : content.documents()) {
            // No link: the bytes are kept in the register, and there is no file to open.
            var name = label(document.name(), "field-value");
            name.setGraphic(Icons.of(Material2OutlinedAL.DESCRIPTION));
            var line = new VBox(name, label(document.detail(), "field-source"));
            if (!document.kept()) {
                var lost = label(State.ATTENTION.sign() + "  " + texts.get("inspector.document.lost"), "field-other");
                lost.getStyleClass().add(State.ATTENTION.styleClass());
                line.getChildren().add(lost);
            }
            line.setAlignment(Pos.TOP_LEFT);
            all.getChildren().add(line);
        }
        return all;
    }

    /// A reason of some lines is read whole, however low the window; a longer one scrolls, like what stands below.
    private static Node reason(Label why) {
        var shown = new ScrollPane(why);
        shown.setFitToWidth(true);
        shown.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        shown.getStyleClass().add("inspector-body");
        var whole = Bindings.createDoubleBinding(
                () -> why.prefHeight(shown.getViewportBounds().getWidth()),
                shown.viewportBoundsProperty(),
                why.fontProperty());
        shown.prefHeightProperty().bind(whole);
        shown.minHeightProperty().bind(Bindings.min(LEAST_REASON, whole));
        return shown;
    }

    private static Label label(String text, String styleClass) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
