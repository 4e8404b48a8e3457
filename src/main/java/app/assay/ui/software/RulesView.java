package app.assay.ui.software;

import app.assay.domain.code.RuleMatch;
import app.assay.service.RecogniseTitles.RuleEffect;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.EmptyPane;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// The rules and, under them, the one being edited with what it would change. Decides nothing.
final class RulesView extends BorderPane {

    private static final PseudoClass COUNTING = PseudoClass.getPseudoClass("counting");

    private final RulesViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private final VBox editor = new VBox();
    private final Node noEditor;
    private final SplitPane split = new SplitPane();
    private final Label effect = new Label();
    private final ListView<String> examples = new ListView<>();
    private final TextField title = new TextField();

    RulesView(RulesViewModel model, PagedGrid grid, Texts texts) {
        this.model = model;
        this.texts = texts;
        noEditor = new EmptyPane(
                texts.get("software.rule.none"),
                Optional.of(Action.of("rule-begin", texts.get("software.rule.new"), model::begin)));
        build();
        split.setOrientation(javafx.geometry.Orientation.VERTICAL);
        split.getItems().setAll(grid, noEditor);
        split.setDividerPositions(0.5);
        setCenter(split);
        grid.setOnActivate((_, _) -> title.requestFocus());
        model.editedProperty().subscribe(edited -> {
            var lower = edited.isPresent() ? editor : noEditor;
            if (!split.getItems().getLast().equals(lower)) {
                double place = split.getDividerPositions()[0];
                split.getItems().set(1, lower);
                split.setDividerPositions(place);
            }
        });
        model.effectProperty().subscribe(this::show);
        model.countingProperty().subscribe(counting -> {
            editor.pseudoClassStateChanged(COUNTING, counting);
            if (counting && model.effectProperty().get().isEmpty()) {
                effect.setText(texts.get("software.rule.counting"));
            }
        });
    }

    /// Puts the keys into the rule's first field.
    void focusEditor() {
        title.requestFocus();
    }

    private void build() {
        var form = new GridPane();
        form.getStyleClass().add("rule-form");
        var names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        var fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        form.getColumnConstraints().setAll(names, fields);
        var match = new ChoiceBox<RuleMatch>();
        match.setId("rule-match");
        match.getItems().setAll(RuleMatch.values());
        match.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable RuleMatch how) {
                return how == null ? "" : texts.code("match", how.name());
            }

            @Override
            public RuleMatch fromString(String text) {
                return RuleMatch.LITERAL;
            }
        });
        match.valueProperty().bindBidirectional(model.matchProperty());
        match.setMinWidth(140);
        title.setId("rule-title");
        title.textProperty().bindBidirectional(model.titleProperty());
        HBox.setHgrow(title, Priority.ALWAYS);
        row(form, 0, "software.rule.title", new HBox(8, match, title));
        row(form, 1, "software.rule.publisher", field("rule-publisher", model.publisherProperty()));
        row(form, 2, "software.rule.version", field("rule-version", model.versionProperty()));
        var product = new ProductField(model.choice(), "rule", texts);
        product.disableProperty().bind(model.ignoringProperty());
        row(form, 3, "software.rule.product", product);
        var ignoring = new CheckBox(texts.get("software.rule.ignore"));
        ignoring.setId("rule-ignore");
        ignoring.selectedProperty().bindBidirectional(model.ignoringProperty());
        row(form, 4, "", ignoring);
        var order = field("rule-order", model.orderProperty());
        order.setMaxWidth(96);
        var note = field("rule-note", model.noteProperty());
        note.setPromptText(texts.get("software.rule.note"));
        HBox.setHgrow(note, Priority.ALWAYS);
        row(form, 5, "software.rule.order", new HBox(8, order, note));
        var remark = new Label();
        remark.setId("rule-remark");
        remark.getStyleClass().add("form-remark");
        remark.setWrapText(true);
        remark.textProperty().bind(model.remarkProperty());
        var save = new Button();
        save.setId("rule-save");
        save.getStyleClass().add("accent");
        save.textProperty()
                .bind(model.existingProperty()
                        .map(known -> texts.get(known ? "software.rule.save" : "software.rule.create")));
        save.disableProperty().bind(model.saveableProperty().not());
        save.setOnAction(_ -> model.save());
        save.setMinWidth(Region.USE_PREF_SIZE);
        var delete = new Button(texts.get("software.rule.delete"), Icons.of(Material2OutlinedAL.DELETE));
        delete.setId("rule-delete");
        delete.visibleProperty().bind(model.existingProperty());
        delete.setOnAction(_ -> model.delete());
        delete.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(remark, Priority.ALWAYS);
        remark.setMaxWidth(Double.MAX_VALUE);
        var buttons = new HBox(8, save, delete, remark);
        buttons.setAlignment(Pos.CENTER_LEFT);
        row(form, 6, "", buttons);
        var heading = new Label(texts.get("software.rule.effect"));
        heading.getStyleClass().add("effect-heading");
        effect.setId("rule-effect");
        effect.getStyleClass().add("effect");
        effect.setWrapText(true);
        effect.setMinHeight(Region.USE_PREF_SIZE);
        examples.setId("rule-examples");
        examples.setFixedCellSize(24);
        examples.getStyleClass().add("effect-examples");
        examples.setPlaceholder(new Region());
        VBox.setVgrow(examples, Priority.ALWAYS);
        var shown = new VBox(heading, effect, examples);
        shown.getStyleClass().add("effect-box");
        shown.setPrefWidth(360);
        shown.setMinWidth(240);
        HBox.setHgrow(form, Priority.ALWAYS);
        var both = new HBox(form, shown);
        VBox.setVgrow(both, Priority.ALWAYS);
        editor.getStyleClass().add("rule-editor");
        editor.setId("rule-editor");
        editor.getChildren().setAll(both);
    }

    private static TextField field(String id, StringProperty value) {
        var made = new TextField();
        made.setId(id);
        made.textProperty().bindBidirectional(value);
        return made;
    }

    private void row(GridPane form, int number, String key, Node field) {
        if (!key.isEmpty()) {
            var name = new Label(texts.get(key));
            name.getStyleClass().add("form-name");
            name.setLabelFor(field);
            GridPane.setHalignment(name, HPos.RIGHT);
            form.add(name, 0, number);
        }
        form.add(field, 1, number);
    }

    private void show(Optional<RuleEffect> now) {
        if (now.isEmpty()) {
            effect.setText(texts.get("software.rule.effect.none"));
            examples.getItems().clear();
            return;
        }
        var found = now.get();
        effect.setText(texts.get("software.rule.effect.words", found.titles(), found.installations()));
        examples.getItems().setAll(found.examples());
    }
}
