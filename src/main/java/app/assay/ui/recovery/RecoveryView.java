package app.assay.ui.recovery;

import app.assay.service.RecoverRegister;
import app.assay.service.RecoverRegister.Choice;
import app.assay.service.RecoverRegister.Report;
import app.assay.service.RecoverRegister.Restored;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.NoticeLine;
import app.assay.ui.parts.Saving;
import app.assay.ui.records.RecordForm;
import app.assay.ui.recovery.RecoveryViewModel.Step;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.ProblemPane;
import app.assay.ui.shell.WorkPane;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The recovery desk: left what was found piece by piece, right what can be brought back, below what else can be done.
public final class RecoveryView extends BorderPane {

    private final RecoveryViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private Optional<Runnable> focus = Optional.empty();
    private Subscription shown = Subscription.EMPTY;

    public RecoveryView(RecoveryViewModel model) {
        this.model = model;
        this.texts = model.texts();
        setId("recovery");
        getStyleClass().add("recovery");
        Looks.dress(this);
        getStylesheets().add(RecordForm.styles());
        model.stepProperty().subscribe(this::show);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                focus.ifPresent(Runnable::run);
            }
        });
    }

    private void key(KeyEvent pressed) {
        if (pressed.getCode() != KeyCode.ESCAPE) {
            return;
        }
        switch (model.stepProperty().get()) {
            case Step.Working _ -> model.cancel();
            case Step.Found _ -> {
                if (model.differencesShownProperty().get()) {
                    model.differencesShownProperty().set(false);
                } else {
                    model.leave();
                }
            }
            case Step.Done _, Step.Failed _ -> model.leave();
        }
        pressed.consume();
    }

    private void show(Step step) {
        shown.unsubscribe();
        shown = Subscription.EMPTY;
        setTop(head(step));
        setBottom(null);
        switch (step) {
            case Step.Working working -> {
                var pane = new WorkPane(
                        working.title(),
                        working.sentence(),
                        Action.of("cancel-recovery", texts.get("jobs.cancel"), model::cancel),
                        model.jobs(),
                        texts);
                setCenter(pane);
                focusOn(pane::focus);
            }
            case Step.Failed failed -> {
                setCenter(new ProblemPane(
                        failed.problem(),
                        Action.of("try-again", texts.get("recovery.again"), model::tryAgain),
                        Action.of("leave", texts.get("recovery.leave"), model::leave)));
                focusOn(() -> lookup("#action-try-again").requestFocus());
            }
            case Step.Found found -> found(found.report());
            case Step.Done done -> done(done.restored());
        }
    }

    private void focusOn(Runnable main) {
        focus = Optional.of(main);
        if (getScene() != null) {
            main.run();
        }
    }

    // ---------------------------------------------------------------- head

    /// A restoration that lacks something is not shown as if all were well.
    private static State state(Step step) {
        return switch (step) {
            case Step.Done done -> done.restored().isWhole() ? State.COMPLIANT : State.ATTENTION;
            default -> State.FAILED;
        };
    }

    private Node head(Step step) {
        var state = state(step);
        var key = switch (state) {
            case COMPLIANT -> "recovery.done";
            case ATTENTION -> "recovery.done.partly";
            default -> "recovery.title";
        };
        var title = new Label(texts.get(key, model.name()));
        title.setId("recovery-title");
        title.getStyleClass().add("recovery-title");
        var sign = new Label(state.sign());
        sign.getStyleClass().addAll("recovery-title", state.styleClass());
        var first = new HBox(sign, title);
        first.getStyleClass().add("recovery-head-line");
        var happened = wrapped(step instanceof Step.Done ? "" : model.problem().happened());
        happened.setId("recovery-happened");
        var untouched = muted(texts.get("recovery.untouched"));
        untouched.setMinWidth(Region.USE_PREF_SIZE);
        var path = copyable("recovery-path", model.folder().toAbsolutePath().toString());
        HBox.setHgrow(path, Priority.ALWAYS);
        var second = new HBox(untouched, path);
        second.getStyleClass().add("recovery-head-line");
        second.setAlignment(Pos.CENTER_LEFT);
        var head = new VBox(first);
        if (!happened.getText().isEmpty()) {
            head.getChildren().add(happened);
        }
        head.getChildren().add(second);
        head.getStyleClass().add("recovery-head");
        return head;
    }

    // ---------------------------------------------------------------- found

    private void found(Report report) {
        var left = new VBox(heading("recovery.found"));
        left.getStyleClass().add("recovery-pieces");
        model.pieces(report).forEach(piece -> left.getChildren().add(piece(piece)));
        var certain = wrapped(model.certain(report));
        certain.setId("recovery-certain");
        certain.getStyleClass().add("recovery-certain");
        left.getChildren().add(certain);
        var scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("form-scroll", "recovery-left");
        scroll.setFocusTraversable(false);
        var right = new VBox();
        right.getStyleClass().add("recovery-right");
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        shown = model.differencesShownProperty().subscribe(listed -> {
            right.getChildren().setAll(listed ? differences(report) : ways(report));
            if (listed) {
                lookup("#recovery-differences").requestFocus();
            } else {
                focus.ifPresent(Runnable::run);
            }
        });
        setCenter(new HBox(scroll, right));
        setBottom(new VBox(new NoticeLine(model.notice(), texts), foot(report)));
        focusOn(() -> Optional.ofNullable(lookup(".accent")).ifPresent(Node::requestFocus));
    }

    private Node piece(RecoveryViewModel.Piece piece) {
        var name = new Label(piece.name());
        name.getStyleClass().add("light-title");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var state = new Label(piece.state().sign() + "  " + piece.word());
        state.getStyleClass().addAll("light-title", piece.state().styleClass());
        var box = new VBox(new HBox(name, space, state), wrapped(piece.told()));
        box.getStyleClass().add("light");
        return box;
    }

    private List<Node> ways(Report report) {
        if (report.intact()) {
            return List.of(card(
                    texts.get("recovery.intact"),
                    List.of(),
                    List.of(accent("try-again", "recovery.again", model::tryAgain))));
        }
        if (report.choices().isEmpty()) {
            var buttons = new ArrayList<Button>();
            buttons.add(accent("look-elsewhere", "recovery.elsewhere", this::lookElsewhere));
            return List.of(card(model.nothing(report), List.of(), buttons));
        }
        var table = table(report);
        VBox.setVgrow(table, Priority.ALWAYS);
        var list = new VBox(heading("recovery.choices"), table);
        list.getStyleClass().add("recovery-choices");
        VBox.setVgrow(list, Priority.ALWAYS);
        return List.of(restoring(report), list);
    }

    private Node card(String sentence, List<Node> more, List<Button> buttons) {
        var told = new Label(sentence);
        told.setId("recovery-promise");
        told.getStyleClass().add("recovery-promise");
        told.setWrapText(true);
        told.setMinHeight(Region.USE_PREF_SIZE);
        var row = new HBox();
        row.getStyleClass().add("button-row");
        row.getChildren().setAll(buttons);
        var card = new VBox(heading("recovery.do"), told);
        card.getChildren().addAll(more);
        card.getChildren().add(row);
        card.getStyleClass().add("recovery-card");
        return card;
    }

    /// The chosen backup: what comes back with it, where to, and the one accent button.
    private Node restoring(Report report) {
        var detail = muted("");
        detail.setId("recovery-detail");
        detail.setWrapText(true);
        var into = new TextField();
        into.setId("recovery-target");
        into.textProperty().bindBidirectional(model.targetProperty());
        HBox.setHgrow(into, Priority.ALWAYS);
        var label = muted(texts.get("recovery.into"));
        label.setLabelFor(into);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var other = button("choose-target", "recovery.target.choose", this::chooseTarget);
        var line = new HBox(label, into, other);
        line.getStyleClass().add("recovery-head-line");
        line.setAlignment(Pos.CENTER_LEFT);
        var alone = button("restore-alone", "recovery.restore.alone", () -> model.restore(false));
        alone.setTooltip(new Tooltip(texts.get("recovery.restore.alone.why")));
        var card = card(
                "",
                List.of(detail, line),
                List.of(accent("restore", "recovery.restore", () -> model.restore(true)), alone));
        var promise = (Label) card.lookup("#recovery-promise");
        shown = shown.and(model.chosenProperty()
                .subscribe(chosen -> chosen.ifPresent(choice -> {
                    promise.setText(model.promise(report, choice));
                    detail.setText(model.records(choice));
                    alone.setDisable(choice.replayable() == 0);
                })));
        return card;
    }

    private TableView<Choice> table(Report report) {
        var table = new TableView<Choice>();
        table.setId("recovery-table");
        table.getStyleClass().add("import-table");
        table.setFixedCellSize(28);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column(
                                "made",
                                136,
                                choice -> texts.values().instant(choice.backup().at())),
                        column(
                                "kind",
                                146,
                                choice ->
                                        texts.code("backupKind", choice.backup().kind())),
                        number(
                                "revision",
                                64,
                                choice -> texts.values().number(choice.backup().revision())),
                        number("records", 72, model::recordCount),
                        number("replay", 88, choice -> texts.values().number(choice.replayable())),
                        outcome(report),
                        column("differs", 210, choice -> model.compared(report, choice))));
        table.getItems().setAll(report.choices());
        table.getSelectionModel().selectedItemProperty().subscribe(choice -> {
            if (choice != null) {
                model.chosenProperty().set(Optional.of(choice));
            }
        });
        model.chosenProperty().get().ifPresent(table.getSelectionModel()::select);
        return table;
    }

    /// A column of words; what does not fit is in the tooltip.
    private TableColumn<Choice, String> column(String key, double width, Function<Choice, String> text) {
        var column = new TableColumn<Choice, String>(texts.get("recovery.column." + key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String shown, boolean empty) {
                super.updateItem(shown, empty);
                setText(empty ? null : shown);
                setTooltip(empty || shown == null ? null : new Tooltip(shown));
            }
        });
        column.setPrefWidth(width);
        column.setMinWidth(key.equals("made") ? width : Math.min(width, 64));
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private TableColumn<Choice, String> number(String key, double width, Function<Choice, String> text) {
        var column = column(key, width, text);
        column.getStyleClass().add("number");
        return column;
    }

    private TableColumn<Choice, String> outcome(Report report) {
        var column = column("outcome", 150, choice -> model.outcome(report, choice));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String text, boolean empty) {
                super.updateItem(text, empty);
                getStyleClass().removeIf(styleClass -> styleClass.startsWith("state-"));
                var choice = getTableRow() == null ? null : getTableRow().getItem();
                if (empty || choice == null) {
                    setText(null);
                    return;
                }
                var sign = model.outcomeSign(report, choice);
                setText(sign.sign() + "  " + text);
                getStyleClass().add(sign.styleClass());
            }
        });
        return column;
    }

    private List<Node> differences(Report report) {
        var text = new TextArea(String.join("\n", model.inWords(report.differences())));
        text.setId("recovery-differences");
        text.setEditable(false);
        text.setWrapText(true);
        VBox.setVgrow(text, Priority.ALWAYS);
        var row = new HBox(
                button(
                        "hide-differences",
                        "recovery.differences.hide",
                        () -> model.differencesShownProperty().set(false)),
                button("copy-differences", "recovery.differences.copy", () -> copy(text.getText())));
        row.getStyleClass().add("button-row");
        var box = new VBox(
                headingOf(texts.get(
                        "recovery.differences.title", report.differences().size())),
                text,
                row);
        box.getStyleClass().add("recovery-choices");
        VBox.setVgrow(box, Priority.ALWAYS);
        return List.of(box);
    }

    private Node foot(Report report) {
        var foot = new FlowPane();
        foot.getStyleClass().add("recovery-foot");
        var look = button("look-at-damaged", "recovery.look", model::look);
        look.setDisable(!report.readable());
        var export = button("export-readable", "recovery.export", this::export);
        export.setDisable(!report.readable());
        foot.getChildren().setAll(look, export);
        if (!report.differences().isEmpty()) {
            var differences = button(
                    "show-differences",
                    "recovery.differences",
                    () -> model.differencesShownProperty().set(true));
            differences.disableProperty().bind(model.differencesShownProperty());
            foot.getChildren().add(differences);
        }
        if (!report.choices().isEmpty() || report.intact()) {
            foot.getChildren().add(button("look-elsewhere", "recovery.elsewhere", this::lookElsewhere));
        }
        foot.getChildren()
                .addAll(
                        button("choose-register", "recovery.choose", model::choose),
                        button("leave", "recovery.leave", model::leave));
        return foot;
    }

    // ---------------------------------------------------------------- restored

    private void done(Restored restored) {
        var card = new VBox(
                wrapped(
                        restored.replayed() == 0
                                ? texts.get("recovery.done.alone", restored.revision())
                                : texts.get("recovery.done.journal", restored.revision(), restored.replayed())),
                copyable("recovery-restored", restored.folder().toString()));
        card.getStyleClass().add("recovery-card");
        remarks(card, "recovery.done.remarks", model.inWords(restored.remarks()));
        remarks(
                card,
                "recovery.done.files",
                restored.missingFiles().stream()
                        .map(RecoverRegister.MissingFile::told)
                        .toList());
        if (restored.isWhole()) {
            card.getChildren().add(wrapped(texts.get("recovery.done.whole")));
        }
        var row = new HBox(
                accent("open-restored", "recovery.open", () -> model.open(restored)),
                button("back-to-found", "recovery.back", model::found),
                button("leave", "recovery.leave", model::leave));
        row.getStyleClass().add("button-row");
        card.getChildren().add(row);
        var body = new VBox(card);
        body.getStyleClass().add("recovery-done");
        setCenter(body);
        focusOn(() -> lookup("#action-open-restored").requestFocus());
    }

    private void remarks(VBox card, String key, List<String> told) {
        if (told.isEmpty()) {
            return;
        }
        var sign = new Label(State.ATTENTION.sign() + "  " + texts.get(key, told.size()));
        sign.getStyleClass().addAll("light-title", State.ATTENTION.styleClass());
        var list = new TextArea(String.join("\n", told));
        list.setEditable(false);
        list.setWrapText(true);
        list.setPrefRowCount(Math.min(8, told.size() + 1));
        list.getStyleClass().add("recovery-remarks");
        list.setAccessibleText(texts.get(key, told.size()));
        card.getChildren().addAll(sign, list);
    }

    // ---------------------------------------------------------------- asking

    private void chooseTarget() {
        folder("recovery.target.folder")
                .ifPresent(parent -> model.targetProperty()
                        .set(parent.resolve(
                                        Path.of(model.targetProperty().get()).getFileName())
                                .toString()));
    }

    private void lookElsewhere() {
        folder("recovery.elsewhere").ifPresent(model::lookIn);
    }

    private void export() {
        Saving.over(this)
                .ask(
                        texts.get("recovery.export"),
                        model.folder().getFileName() + "-readable.jsonl.gz",
                        List.of(new Saving.Kind(texts.get("recovery.export.kind"), "gz")))
                .ifPresent(model::export);
    }

    private Optional<Path> folder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(texts.get(title));
        return Optional.ofNullable(chooser.showDialog(
                        getScene() == null ? null : getScene().getWindow()))
                .map(java.io.File::toPath);
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    // ---------------------------------------------------------------- parts

    private Button accent(String id, String key, Runnable run) {
        var button = button(id, key, run);
        button.getStyleClass().add("accent");
        return button;
    }

    private Button button(String id, String key, Runnable run) {
        var button = new Button(texts.get(key));
        button.setId("action-" + id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> run.run());
        return button;
    }

    private Label heading(String key) {
        return headingOf(texts.get(key));
    }

    private static Label headingOf(String text) {
        var label = new Label(text);
        label.getStyleClass().add("step-heading");
        return label;
    }

    private static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("plain-text");
        return label;
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().add("muted");
        return label;
    }

    private static TextField copyable(String id, String text) {
        var field = new TextField(text);
        field.setId(id);
        field.setEditable(false);
        field.getStyleClass().add("copyable");
        return field;
    }
}
