package app.assay.ui.records;

import app.assay.domain.record.EditDay;
import app.assay.domain.record.FieldType;
import app.assay.domain.table.ColumnType;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Draws a [RecordFormViewModel]: groups of fields side by side, messages under the fields, no Save button.
public final class RecordForm extends BorderPane {

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final double HELP_WIDTH = 420;
    private static final double DAY_WIDTH = 130;
    private static final PseudoClass NOTED = PseudoClass.getPseudoClass("noted");

    /// Some fields under a heading.
    ///
    /// @param title key of the heading's text
    public record Group(String title, List<String> fields) {
        public Group {
            fields = List.copyOf(fields);
        }
    }

    private final RecordFormViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private final Map<String, Control> controls = new LinkedHashMap<>();
    private final FlowPane columns = new FlowPane();
    private final HBox buttons = new HBox();

    /// @param further nodes after the groups, such as the proofs
    public RecordForm(RecordFormViewModel model, List<Group> groups, List<Node> further) {
        this.model = model;
        this.texts = model.texts();
        getStyleClass().add("record-form");
        setId("form");
        getStylesheets().add(styles());
        columns.getStyleClass().add("form-columns");
        groups.forEach(group -> columns.getChildren().add(group(group)));
        columns.getChildren().addAll(further);
        var scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("form-scroll");
        setCenter(scroll);
        setTop(head());
    }

    /// The style sheet of forms and pages of records.
    public static String styles() {
        return java.util.Objects.requireNonNull(RecordForm.class.getResource("/app/assay/ui/records/records.css"))
                .toExternalForm();
    }

    /// Puts buttons at the right end of the form's head.
    public void setButtons(List<? extends Node> nodes) {
        buttons.getChildren().setAll(nodes);
    }

    /// Moves the keys into a field.
    public void focus(String field) {
        var control = controls.get(field);
        if (control != null) {
            control.requestFocus();
        }
    }

    private Node head() {
        var title = new Label();
        title.setId("form-title");
        title.getStyleClass().add("form-title");
        title.textProperty().bind(model.titleProperty());
        title.setMinWidth(0);
        var status = new Label();
        status.setId("form-status");
        status.getStyleClass().add("form-status");
        status.setMinWidth(0);
        Runnable told = () -> {
            var text = model.statusProperty().get();
            boolean failed = model.failedProperty().get();
            status.setText(text.isEmpty() ? "" : (failed ? State.FAILED.sign() + "  " : "") + text);
            status.getStyleClass().remove(State.FAILED.styleClass());
            if (failed) {
                status.getStyleClass().add(State.FAILED.styleClass());
            }
            status.setTooltip(text.isEmpty() ? null : new Tooltip(text));
        };
        model.statusProperty().subscribe(_ -> told.run());
        model.failedProperty().subscribe(_ -> told.run());
        HBox.setHgrow(status, Priority.ALWAYS);
        status.setMaxWidth(Double.MAX_VALUE);
        var add = new Button(texts.get("records.add." + model.kind().name()), Icons.of(Material2OutlinedAL.CHECK));
        add.setId("form-add");
        add.disableProperty().bind(model.completeProperty().not());
        add.setOnAction(_ -> model.add());
        var discard = new Button(texts.get("records.discard"));
        discard.setId("form-discard");
        discard.setOnAction(_ -> model.discard());
        var head = new HBox(title, status, holds(), add, discard, buttons);
        head.getStyleClass().add("form-head");
        head.setAlignment(Pos.CENTER_LEFT);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("form-buttons");
        model.modeProperty().subscribe(mode -> {
            boolean isNew = mode == RecordFormViewModel.Mode.NEW;
            for (var node : List.of(add, discard)) {
                node.setVisible(isNew);
                node.setManaged(isNew);
            }
            buttons.setVisible(!isNew);
            buttons.setManaged(!isNew);
        });
        addEventFilter(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.getCode() == KeyCode.ENTER
                    && pressed.isShortcutDown()
                    && model.modeProperty().get() == RecordFormViewModel.Mode.NEW) {
                model.add();
                pressed.consume();
            }
        });
        return head;
    }

    /// From when an edit holds.
    private Node holds() {
        var choice = new ComboBox<RecordFormViewModel.Holds>();
        choice.setId("form-holds");
        choice.getItems().setAll(RecordFormViewModel.Holds.values());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(RecordFormViewModel.@Nullable Holds holds) {
                return holds == null ? "" : texts.get("records.holds." + holds.name());
            }

            @Override
            public RecordFormViewModel.@Nullable Holds fromString(String text) {
                return null;
            }
        });
        choice.valueProperty().bindBidirectional(model.holdsProperty());
        choice.setMinWidth(USE_PREF_SIZE);
        choice.setAccessibleText(texts.get("records.holds"));
        var help = new Tooltip(texts.get("records.holds.help"));
        help.setWrapText(true);
        help.setMaxWidth(HELP_WIDTH);
        choice.setTooltip(help);
        var day = new DatePicker();
        day.setId("form-holds-day");
        day.setPrefWidth(DAY_WIDTH);
        day.setMinWidth(USE_PREF_SIZE);
        day.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable LocalDate chosen) {
                return chosen == null ? "" : texts.values().date(chosen);
            }

            @Override
            public @Nullable LocalDate fromString(@Nullable String typed) {
                try {
                    return typed == null || typed.isBlank()
                            ? null
                            : LocalDate.parse(texts.values().canonicalOf(ColumnType.DATE, typed));
                } catch (DateTimeParseException _) {
                    return null;
                }
            }
        });
        day.setAccessibleText(texts.get("records.holds.day"));
        day.valueProperty().bindBidirectional(model.dayProperty());
        model.holdsProperty().subscribe(holds -> {
            boolean isAsked = holds == RecordFormViewModel.Holds.FROM_DAY;
            day.setVisible(isAsked);
            day.setManaged(isAsked);
        });
        var usual = new Label();
        usual.setId("form-holds-usual");
        usual.getStyleClass().add("form-status");
        usual.setMinWidth(USE_PREF_SIZE);
        usual.setTooltip(help);
        Runnable tellUsual = () -> {
            var from = model.usualDayProperty().get();
            boolean isTold = from.isPresent() && model.holdsProperty().get() == RecordFormViewModel.Holds.AS_USUAL;
            usual.setText(from.map(known ->
                            texts.get("records.holds.usual", texts.values().date(known)))
                    .orElse(""));
            usual.setVisible(isTold);
            usual.setManaged(isTold);
        };
        model.usualDayProperty().subscribe(_ -> tellUsual.run());
        model.holdsProperty().subscribe(_ -> tellUsual.run());
        var box = new HBox(choice, usual, day);
        box.getStyleClass().add("form-buttons");
        box.setAlignment(Pos.CENTER_LEFT);
        model.modeProperty().subscribe(mode -> {
            boolean isAsked = EditDay.isOfDays(model.kind()) && mode != RecordFormViewModel.Mode.NOTHING;
            box.setVisible(isAsked);
            box.setManaged(isAsked);
        });
        return box;
    }

    private Node group(Group group) {
        var box = new VBox();
        box.getStyleClass().add("form-group");
        var heading = new Label(texts.get(group.title()));
        heading.getStyleClass().add("form-heading");
        box.getChildren().add(heading);
        group.fields().forEach(name -> box.getChildren().add(line(model.field(name))));
        return box;
    }

    private Node line(FieldModel field) {
        Optional<MetricField> metric = field.field().type() == FieldType.METRIC
                ? Optional.of(new MetricField(texts, field.textProperty(), () -> model.confirm(field)))
                : Optional.empty();
        Control control = metric.<Control>map(MetricField::choice).orElseGet(() -> control(field));
        controls.put(field.name(), control);
        var label = new Label(field.title() + (field.field().required() ? " *" : ""));
        label.getStyleClass().add("form-label");
        label.setLabelFor(control);
        label.setTooltip(new Tooltip(texts.find("help." + model.kind().name() + "." + field.name())
                .or(() -> texts.find("help." + field.name()))
                .orElse(field.title())));
        var message = new Label();
        message.setId("message-" + field.name());
        message.getStyleClass().add("form-message");
        message.setWrapText(true);
        var aside = aside(field);
        var right = new VBox(control, message, aside);
        right.getStyleClass().add("form-value");
        HBox.setHgrow(right, Priority.ALWAYS);
        var line = new HBox(label, right);
        line.getStyleClass().add("form-line");
        var whole = new VBox(line);
        metric.ifPresent(whole.getChildren()::add);
        field.messageProperty().subscribe(told -> {
            message.setVisible(told.isPresent());
            message.setManaged(told.isPresent());
            told.ifPresent(found -> {
                var state = found.blocking() ? State.FAILED : State.ATTENTION;
                message.setText(state.sign() + "  " + found.text());
                message.getStyleClass().setAll("label", "form-message", state.styleClass());
            });
            control.pseudoClassStateChanged(
                    REFUSED, told.filter(FieldModel.Message::blocking).isPresent());
            control.pseudoClassStateChanged(
                    NOTED, told.filter(found -> !found.blocking()).isPresent());
            control.setAccessibleHelp(told.map(FieldModel.Message::text).orElse(null));
        });
        field.relevantProperty().subscribe(relevant -> {
            whole.setVisible(relevant);
            whole.setManaged(relevant);
        });
        return whole;
    }

    /// What the register says beside what is typed, and the way back to it.
    private Node aside(FieldModel field) {
        var text = new Label();
        text.setId("aside-" + field.name());
        text.getStyleClass().add("form-aside");
        text.setWrapText(true);
        var take = new Hyperlink(texts.get("records.beside.take"));
        take.setId("aside-take-" + field.name());
        take.getStyleClass().add("form-aside-take");
        take.setOnAction(_ -> model.revert(field));
        var box = new VBox(text, take);
        field.asideProperty().subscribe(told -> {
            box.setVisible(told.isPresent());
            box.setManaged(told.isPresent());
            text.setText(
                    told.map(words -> State.ATTENTION.sign() + "  " + words).orElse(""));
        });
        return box;
    }

    private Control control(FieldModel field) {
        Control control = field.field().type() == FieldType.CODE
                ? list(field)
                : FieldWords.dependsOnProduct(field.field()) ? listOrText(field) : text(field);
        control.setId("field-" + field.name());
        control.setAccessibleText(field.title());
        control.setMaxWidth(Double.MAX_VALUE);
        return control;
    }

    private Control list(FieldModel field) {
        var box = new ComboBox<FieldModel.Choice>();
        box.setItems(field.choices());
        ChoiceCells.dress(box);
        var following = new boolean[1];
        Runnable show = () -> {
            following[0] = true;
            box.setValue(field.choices().stream()
                    .filter(choice -> choice.code().equals(field.textProperty().get()))
                    .findFirst()
                    .orElse(null));
            following[0] = false;
        };
        field.textProperty().subscribe(_ -> show.run());
        field.choices().addListener((javafx.collections.ListChangeListener<FieldModel.Choice>) _ -> show.run());
        box.valueProperty().subscribe((_, next) -> {
            if (!following[0] && next != null) {
                field.textProperty().set(next.code());
                model.confirm(field);
            }
        });
        return box;
    }

    /// A list in which something else can be typed: an edition or a version that nobody knows is kept as its text.
    private Control listOrText(FieldModel field) {
        var box = new ComboBox<FieldModel.Choice>();
        box.setEditable(true);
        ChoiceCells.dress(box);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(FieldModel.@Nullable Choice choice) {
                return choice == null ? "" : field.typed(choice);
            }

            @Override
            public FieldModel.Choice fromString(@Nullable String typed) {
                return field.choice(typed == null ? "" : typed);
            }
        });
        var editor = box.getEditor();
        var following = new boolean[1];
        Runnable show = () -> {
            following[0] = true;
            var choice = field.choice(field.textProperty().get());
            box.getItems().setAll(field.choices());
            box.setValue(choice);
            // What is being typed stays as it is typed while it means the same.
            if (!field.choice(editor.getText()).equals(choice)) {
                editor.setText(field.typed(choice));
            }
            box.setPromptText(field.choices().stream()
                    .filter(known -> known.code().isEmpty())
                    .findFirst()
                    .map(FieldModel.Choice::name)
                    .orElse(""));
            following[0] = false;
        };
        field.textProperty().subscribe(text -> {
            if (!following[0] && !field.choice(editor.getText()).code().equals(text.strip())) {
                show.run();
            }
        });
        field.choices().addListener((javafx.collections.ListChangeListener<FieldModel.Choice>) _ -> show.run());
        editor.textProperty().subscribe((_, typed) -> {
            if (!following[0]) {
                following[0] = true;
                field.textProperty().set(field.choice(typed).code());
                following[0] = false;
            }
        });
        box.valueProperty().subscribe((_, next) -> {
            if (!following[0] && next != null) {
                field.textProperty().set(next.code());
                model.confirm(field);
            }
        });
        editor.addEventHandler(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE
                    && field.messageProperty().get().isPresent()) {
                model.revert(field);
                pressed.consume();
            }
        });
        return box;
    }

    private Control text(FieldModel field) {
        boolean suggests =
                field.field().type() == FieldType.PRODUCT || field.field().type() == FieldType.REFERENCE;
        TextField made;
        if (suggests) {
            var suggesting = new SuggestField((typed, found) -> model.suggest(field, typed, found));
            suggesting.setOnChosen(() -> model.confirm(field));
            made = suggesting;
        } else {
            made = new TextField();
        }
        prompt(field).ifPresent(made::setPromptText);
        switch (field.field().type()) {
            case INTEGER, DECIMAL, QUANTITY, MONEY -> made.getStyleClass().add("number-field");
            default -> {
                // Text stands left.
            }
        }
        made.textProperty().bindBidirectional(field.textProperty());
        made.setOnAction(_ -> model.confirm(field));
        made.focusedProperty().subscribe((had, has) -> {
            if (had && !has) {
                model.confirm(field);
            }
        });
        made.addEventHandler(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE
                    && field.messageProperty().get().isPresent()) {
                model.revert(field);
                pressed.consume();
            }
        });
        return made;
    }

    private Optional<String> prompt(FieldModel field) {
        return texts.find("prompt." + model.kind().name() + "." + field.name())
                .or(() -> texts.find("prompt." + field.field().type().name()));
    }

    /// The controls in the order of the form, for tests.
    List<Control> controls() {
        return new ArrayList<>(controls.values());
    }
}
