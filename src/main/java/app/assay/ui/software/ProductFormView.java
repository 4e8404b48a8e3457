package app.assay.ui.software;

import app.assay.domain.software.Licensing;
import app.assay.service.OwnProducts.Entry;
import app.assay.service.OwnProducts.Plan;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.records.MetricWords;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.EmptyPane;
import app.assay.ui.software.ProductFormViewModel.Field;
import app.assay.ui.software.ProductFormViewModel.Part;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
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

/// The products of the catalogue and, under them, the form of one. Decides nothing.
final class ProductFormView extends BorderPane {

    /// Editions, versions or components as rows of text fields.
    private final class Parts extends VBox {
        private final ObservableList<Part> parts;
        private final String id;
        private final List<String> prompts;

        Parts(String id, ObservableList<Part> parts, List<String> prompts) {
            this.id = id;
            this.parts = parts;
            this.prompts = prompts;
            setSpacing(4);
            parts.subscribe(this::build);
            build();
        }

        private void build() {
            getChildren().clear();
            for (int row = 0; row < parts.size(); row++) {
                getChildren().add(line(row));
            }
        }

        private HBox line(int row) {
            var part = parts.get(row);
            var line = new HBox(4);
            line.setAlignment(Pos.CENTER_LEFT);
            for (int place = 0; place < prompts.size(); place++) {
                var text = new TextField();
                text.setId(id + "-" + row + "-" + place);
                var prompt = texts.get(prompts.get(place));
                text.setPromptText(prompt);
                text.setAccessibleText(prompt);
                text.setTooltip(new Tooltip(prompt));
                text.textProperty().bindBidirectional(part.text(place));
                text.setPrefColumnCount(place == 0 ? 14 : 8);
                text.setMinWidth(64);
                HBox.setHgrow(text, Priority.ALWAYS);
                line.getChildren().add(text);
            }
            var remove = new Button("", Icons.of(Material2OutlinedAL.DELETE));
            remove.setId(id + "-" + row + "-remove");
            remove.setAccessibleText(texts.get("software.ownproduct.part.remove"));
            remove.setTooltip(new Tooltip(texts.get("software.ownproduct.part.remove")));
            remove.setOnAction(_ -> parts.remove(part));
            remove.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(remove);
            return line;
        }
    }

    private final ProductFormViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private final SplitPane split = new SplitPane();
    private final Node form;
    private final Node none;
    private final VBox importing = new VBox(6);
    private final Map<Field, TextInputControl> inputs = new EnumMap<>(Field.class);
    private final Label heading = new Label();
    private final ListView<String> told = new ListView<>();

    ProductFormView(ProductFormViewModel model, PagedGrid grid, Texts texts) {
        this.model = model;
        this.texts = texts;
        none = new EmptyPane(
                texts.get("software.ownproduct.none"),
                Optional.of(Action.of("product-begin", texts.get("software.ownproduct.new"), model::begin)));
        form = form();
        importing.setId("product-import");
        importing.getStyleClass().add("title-bar");
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().setAll(grid, none);
        split.setDividerPositions(0.34);
        setCenter(split);
        model.openProperty().subscribe(open -> {
            var lower = open ? form : none;
            if (!split.getItems().getLast().equals(lower)) {
                double place = split.getDividerPositions()[0];
                split.getItems().set(1, lower);
                split.setDividerPositions(place);
            }
        });
        model.planProperty().subscribe(this::showPlan);
        model.entryProperty().subscribe(this::show);
    }

    /// Puts the keys into the form's first field.
    void focusForm() {
        var first = inputs.get(Field.PUBLISHER);
        if (first != null) {
            first.requestFocus();
        }
    }

    private Node form() {
        var left = grid();
        line(left, 0, Field.PUBLISHER, field(Field.PUBLISHER));
        line(left, 1, Field.NAME, field(Field.NAME));
        line(left, 2, Field.LICENSING, licensing());
        line(left, 3, Field.METRIC, metric());
        line(left, 4, Field.FAMILY, field(Field.FAMILY));
        line(left, 5, Field.CATEGORY, field(Field.CATEGORY));
        line(left, 6, Field.TITLES, area(Field.TITLES));
        line(left, 7, Field.PUBLISHER_ALIASES, area(Field.PUBLISHER_ALIASES));
        line(left, 8, Field.CODES, area(Field.CODES));
        var right = new VBox(8);
        right.getStyleClass().add("product-parts");
        parts(
                right,
                "editions",
                model.editions(),
                List.of(
                        "software.ownproduct.edition.name",
                        "software.ownproduct.part.aliases",
                        "software.ownproduct.edition.metric"),
                model::addEdition);
        parts(
                right,
                "releases",
                model.releases(),
                List.of(
                        "software.ownproduct.release.name",
                        "software.ownproduct.part.aliases",
                        "software.ownproduct.release.numbers",
                        "software.ownproduct.release.end"),
                model::addRelease);
        parts(
                right,
                "components",
                model.components(),
                List.of("software.ownproduct.component.name", "software.ownproduct.component.editions"),
                model::addComponent);
        told.setId("product-told");
        told.getStyleClass().add("effect-examples");
        told.setFixedCellSize(24);
        told.setPlaceholder(new Region());
        right.getChildren().add(told);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        left.setPrefWidth(460);
        right.setPrefWidth(520);
        var scrolled = new ScrollPane(new HBox(left, right));
        scrolled.setFitToWidth(true);
        scrolled.getStyleClass().add("product-scroll");
        VBox.setVgrow(scrolled, Priority.ALWAYS);
        var all = new VBox(head(), scrolled);
        all.setId("product-form");
        all.getStyleClass().add("rule-editor");
        return all;
    }

    private HBox head() {
        heading.setId("product-heading");
        heading.getStyleClass().add("title-name");
        heading.setMinWidth(0);
        var remark = new Label();
        remark.setId("product-remark");
        remark.getStyleClass().add("form-remark");
        remark.setWrapText(true);
        remark.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(remark, Priority.ALWAYS);
        model.remarksProperty()
                .subscribe(now -> remark.setText(
                        now.isEmpty() ? "" : now.getOrDefault("", texts.get("software.ownproduct.look"))));
        var save = new Button(texts.get("software.ownproduct.save"));
        save.setId("product-save");
        save.getStyleClass().add("accent");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.disableProperty().bind(model.busyProperty());
        save.setOnAction(_ -> model.save());
        var reset = new Button(texts.get("software.ownproduct.reset"));
        reset.setId("product-reset");
        reset.setMinWidth(Region.USE_PREF_SIZE);
        reset.setOnAction(_ -> model.reset());
        var delete = new Button(texts.get("software.ownproduct.delete"), Icons.of(Material2OutlinedAL.DELETE));
        delete.setId("product-delete");
        delete.setMinWidth(Region.USE_PREF_SIZE);
        delete.setOnAction(_ -> model.delete());
        delete.visibleProperty()
                .bind(model.entryProperty()
                        .map(known -> known.flatMap(Entry::record).isPresent()));
        delete.managedProperty().bind(delete.visibleProperty());
        var head = new HBox(8, heading, remark, save, reset, delete);
        head.getStyleClass().add("product-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private static GridPane grid() {
        var form = new GridPane();
        form.getStyleClass().add("rule-form");
        var names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        var fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        form.getColumnConstraints().setAll(names, fields);
        return form;
    }

    private void line(GridPane form, int number, Field field, Node input) {
        var name = new Label(texts.get("software.ownproduct." + field.code()));
        name.getStyleClass().add("form-name");
        name.setLabelFor(input);
        GridPane.setHalignment(name, HPos.RIGHT);
        GridPane.setValignment(name, input instanceof TextArea ? VPos.TOP : VPos.CENTER);
        form.add(name, 0, number);
        form.add(new VBox(2, input, remark(field.code())), 1, number);
    }

    /// What is wrong with a field, under it.
    private Label remark(String field) {
        var remark = new Label();
        remark.setId("product-remark-" + field);
        remark.getStyleClass().add("form-remark");
        remark.setWrapText(true);
        model.remarksProperty().subscribe(now -> {
            var message = now.getOrDefault(field, "");
            remark.setText(message);
            remark.setVisible(!message.isEmpty());
            remark.setManaged(!message.isEmpty());
        });
        return remark;
    }

    private TextField field(Field field) {
        var made = new TextField();
        made.setId("product-" + field.code());
        made.textProperty().bindBidirectional(model.value(field));
        inputs.put(field, made);
        return made;
    }

    private TextArea area(Field field) {
        var made = new TextArea();
        made.setId("product-" + field.code());
        made.setPrefRowCount(2);
        made.setPromptText(texts.get("software.ownproduct.lines"));
        made.textProperty().bindBidirectional(model.value(field));
        inputs.put(field, made);
        return made;
    }

    private ChoiceBox<String> licensing() {
        return choice(
                Field.LICENSING,
                Arrays.stream(Licensing.values()).map(Enum::name).toList(),
                code -> texts.code("licensing", code));
    }

    /// Metrics without terms; one with terms that the product has is offered too.
    private ChoiceBox<String> metric() {
        return choice(
                Field.METRIC,
                Stream.concat(Stream.of(""), MetricWords.CODES.stream().filter(code -> !code.equals("other")))
                        .toList(),
                code -> code.isEmpty()
                        ? texts.get("software.ownproduct.metric.none")
                        : MetricWords.CODES.contains(code) ? MetricWords.name(texts, code) : code);
    }

    private ChoiceBox<String> choice(
            Field field, List<String> codes, java.util.function.Function<String, String> words) {
        var box = new ChoiceBox<String>();
        box.setId("product-" + field.code());
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().setAll(codes);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String code) {
                return code == null ? "" : words.apply(code);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        var value = model.value(field);
        value.subscribe(code -> {
            if (!box.getItems().contains(code)) {
                box.getItems().add(code);
            }
            box.setValue(code);
        });
        box.valueProperty().subscribe(code -> {
            if (code != null) {
                value.set(code);
            }
        });
        return box;
    }

    private void parts(VBox to, String field, ObservableList<Part> parts, List<String> prompts, Runnable adding) {
        var name = new Label(texts.get("software.ownproduct." + field));
        name.getStyleClass().add("form-name");
        var add = new Button(texts.get("software.ownproduct." + field + ".add"), Icons.of(Material2OutlinedAL.ADD));
        add.setId("product-" + field + "-add");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(_ -> adding.run());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(8, name, space, add);
        head.setAlignment(Pos.CENTER_LEFT);
        to.getChildren().addAll(head, new Parts("product-" + field, parts, prompts), remark(field));
    }

    private void show(Optional<Entry> entry) {
        heading.setText(entry.map(known -> texts.get(
                        known.record().isEmpty()
                                ? "software.ownproduct.heading.shipped"
                                : known.inForce()
                                        ? "software.ownproduct.heading.own"
                                        : "software.ownproduct.heading.aside",
                        known.name(),
                        known.key()))
                .orElse(texts.get("software.ownproduct.heading.new")));
        told.getItems().setAll(entry.map(model::told).orElse(List.of()));
        told.setVisible(!told.getItems().isEmpty());
        told.setManaged(told.isVisible());
        told.setPrefHeight(24d * Math.min(8, told.getItems().size()) + 2);
    }

    private void showPlan(Optional<Plan> chosen) {
        if (chosen.isEmpty()) {
            setTop(null);
            return;
        }
        var plan = chosen.get();
        var words = new Label(model.words(plan));
        words.setId("product-import-words");
        words.setWrapText(true);
        var lines = new ListView<String>();
        lines.setId("product-import-lines");
        lines.setFixedCellSize(24);
        lines.getStyleClass().add("effect-examples");
        lines.getItems().setAll(model.lines(plan));
        lines.setPrefHeight(24d * Math.min(6, lines.getItems().size()) + 2);
        var take = new Button(texts.get("software.ownproduct.import.take"));
        take.setId("product-import-take");
        take.getStyleClass().add("accent");
        take.setDisable(plan.edits().isEmpty());
        take.setOnAction(_ -> model.takeIn());
        var leave = new Button(texts.get("software.ownproduct.import.leave"));
        leave.setId("product-import-leave");
        leave.setOnAction(_ -> model.leavePlan());
        importing.getChildren().setAll(words, lines, new HBox(8, take, leave));
        setTop(importing);
    }
}
