package app.assay.ui.backups;

import app.assay.service.BackUpRegister.Entry;
import app.assay.service.RecoverRegister.Restored;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.Looks;
import app.assay.ui.parts.NoticeLine;
import app.assay.ui.records.RecordForm;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.BackupState.Second;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.EmptyPane;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// The backups of the register: made now, listed, copied to a second folder, restored beside.
public final class BackupsWorkspace implements Workspace {

    public static final String ID = "backups";

    private final BackupsViewModel model;
    private final Consumer<Path> open;
    private final Jobs jobs;
    private final Texts texts;
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private @Nullable Screen screen;

    /// @param changed told when something about the backups is another
    /// @param open closes this register and opens the one in a folder
    public BackupsWorkspace(BackupsDesk desk, Runnable changed, Consumer<Path> open, Jobs jobs, Texts texts) {
        this.model = new BackupsViewModel(desk, changed, jobs, texts);
        this.open = open;
        this.jobs = jobs;
        this.texts = texts;
        model.factsProperty().subscribe(_ -> count.set(model.count()));
    }

    BackupsViewModel model() {
        return model;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Group group() {
        return Group.PROVE;
    }

    @Override
    public Ikon icon() {
        return Material2OutlinedAL.BACKUP;
    }

    @Override
    public WorkspaceHeader header() {
        return WorkspaceHeader.of(texts.get("workspace.backups"))
                .counting(count.getReadOnlyProperty())
                .primary(Action.of("back-up-now", texts.get("backups.now"), model::backUp)
                        .enabledWhen(model.possible()));
    }

    @Override
    public Node view() {
        return screen();
    }

    private Screen screen() {
        var made = screen;
        if (made == null) {
            made = new Screen();
            screen = made;
        }
        return made;
    }

    @Override
    public void show(Drill place) {
        screen();
        model.refresh();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public ObservableValue<InspectorContent> inspector() {
        return model.contentProperty();
    }

    @Override
    public ObservableValue<String> rowsStatus() {
        return count.getReadOnlyProperty();
    }

    /// How well the register is backed up, the second folder, and the list.
    private final class Screen extends BorderPane {

        private final PagedGrid grid = new PagedGrid(model.table(), jobs, texts);
        private final Label sign = new Label();
        private final Label told = wrapped("backups-told");
        private final Label head = wrapped("backups-head");
        private final Label secondSign = new Label();
        private final Label secondTold = wrapped("backups-second");
        private final TextField secondPath = copyable("backups-second-path");
        private final HBox secondButtons = new HBox();
        private final VBox foot = new VBox();

        Screen() {
            setId("backups");
            Looks.dress(this);
            getStylesheets().add(RecordForm.styles());
            grid.model().facetsShownProperty().set(false);
            grid.setFirstColumns("backupMade", "backupKind", "backupState", "backupRevision", "backupRecords");
            grid.setColumnWidth("backupMade", 150);
            grid.setColumnWidth("backupKind", 190);
            grid.setColumnWidth("backupState", 110);
            grid.focusedRowProperty().subscribe(model::inspect);
            var state = box("backups.state", sign, told);
            state.getChildren().add(head);
            HBox.setHgrow(state, Priority.ALWAYS);
            var second = box("backups.second", secondSign, secondTold);
            second.getChildren().addAll(secondPath, secondButtons);
            HBox.setHgrow(second, Priority.ALWAYS);
            secondButtons.getStyleClass().add("backups-buttons");
            var top = new HBox(state, second);
            top.getStyleClass().add("backups-top");
            setTop(top);
            setBottom(new VBox(foot, new NoticeLine(model.notice(), texts)));
            model.factsProperty().subscribe(_ -> tell());
            model.restoringProperty().subscribe(_ -> tellFoot());
            model.restoredProperty().subscribe(_ -> tellFoot());
        }

        private VBox box(String title, Label state, Label sentence) {
            var heading = new Label(texts.get(title));
            heading.getStyleClass().add("step-heading");
            state.setMinWidth(USE_PREF_SIZE);
            var line = new HBox(state, sentence);
            line.getStyleClass().add("backups-line");
            HBox.setHgrow(sentence, Priority.ALWAYS);
            var box = new VBox(heading, line);
            box.getStyleClass().add("backups-box");
            box.setPrefWidth(400);
            return box;
        }

        private void tell() {
            var facts = model.factsProperty().get();
            show(sign, model.sign(), "");
            told.setText(model.told());
            head.setText(model.head());
            var second = model.second();
            show(
                    secondSign,
                    model.secondSign(),
                    second == Second.NONE ? "" : texts.get("backups.second." + second.name()));
            secondTold.setText(model.secondTold());
            secondPath.setText(facts.flatMap(
                            found -> found.secondPlace().or(() -> found.status().secondFolder()))
                    .map(Path::toString)
                    .orElse(""));
            secondPath.setVisible(second != Second.NONE);
            secondPath.setManaged(second != Second.NONE);
            secondButtons
                    .getChildren()
                    .setAll(button(
                            "choose-second",
                            second == Second.NONE ? "backups.second.choose" : "backups.second.change",
                            this::chooseSecond));
            if (second != Second.NONE) {
                secondButtons
                        .getChildren()
                        .add(button(
                                "leave-second", "backups.second.leave", () -> model.chooseSecond(Optional.empty())));
            }
            boolean none = facts.filter(found -> found.backups().isEmpty()).isPresent();
            if (none) {
                // The button that makes one stands above.
                setCenter(new EmptyPane(texts.get("backups.empty"), Optional.empty()));
            } else if (getCenter() != grid) {
                setCenter(grid);
            }
            grid.refresh();
        }

        private void show(Label label, State state, String word) {
            label.setText(word.isEmpty() ? state.sign() : state.sign() + "  " + word);
            label.getStyleClass().setAll("label", "light-title", state.styleClass());
        }

        private void tellFoot() {
            var nodes = new ArrayList<Node>();
            model.restoredProperty().get().ifPresent(done -> nodes.add(restored(done)));
            model.restoringProperty().get().ifPresent(entry -> nodes.add(asking(entry)));
            foot.getChildren().setAll(nodes);
        }

        /// Where the backup shall be restored to.
        private Node asking(Entry entry) {
            var into = new TextField();
            into.setId("backups-target");
            into.textProperty().bindBidirectional(model.targetProperty());
            HBox.setHgrow(into, Priority.ALWAYS);
            var label =
                    new Label(texts.get("backups.restore.into", texts.values().instant(entry.at())));
            label.setLabelFor(into);
            label.setMinWidth(USE_PREF_SIZE);
            var go = button("restore-go", "backups.restore.go", model::restore);
            go.disableProperty().bind(model.workingProperty());
            var bar = new HBox(label, into, go, button("restore-leave", "jobs.cancel", model::leaveRestoring));
            bar.getStyleClass().add("bulk-bar");
            bar.setAlignment(Pos.CENTER_LEFT);
            bar.setOnKeyPressed(pressed -> {
                if (pressed.getCode() == KeyCode.ESCAPE) {
                    model.leaveRestoring();
                    pressed.consume();
                }
            });
            into.setOnAction(_ -> model.restore());
            bar.sceneProperty().subscribe(scene -> {
                if (scene != null) {
                    into.requestFocus();
                }
            });
            return bar;
        }

        private Node restored(Restored done) {
            boolean whole = done.isWhole();
            var state = new Label();
            show(state, whole ? State.COMPLIANT : State.ATTENTION, "");
            var sentence = wrapped("backups-restored");
            sentence.setText(model.restoredTold(done));
            sentence.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(sentence, Priority.ALWAYS);
            var away = button("put-away", "parts.notice.close", model::putAwayRestored);
            away.setText("");
            away.setGraphic(Icons.of(Material2OutlinedAL.CLOSE));
            away.getStyleClass().addAll("flat", "tool", "small-tool");
            away.setAccessibleText(texts.get("parts.notice.close"));
            var bar = new HBox(
                    state, sentence, button("open-restored", "recovery.open", () -> open.accept(done.folder())), away);
            bar.getStyleClass().add("bulk-bar");
            bar.setAlignment(Pos.CENTER_LEFT);
            return bar;
        }

        private void chooseSecond() {
            var chooser = new DirectoryChooser();
            chooser.setTitle(texts.get("backups.second.folder"));
            var folder =
                    chooser.showDialog(getScene() == null ? null : getScene().getWindow());
            if (folder != null) {
                model.chooseSecond(Optional.of(folder.toPath()));
            }
        }

        private Button button(String id, String key, Runnable run) {
            var button = new Button(texts.get(key));
            button.setId("action-" + id);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> run.run());
            return button;
        }

        private Label wrapped(String id) {
            var label = new Label();
            label.setId(id);
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.getStyleClass().add("plain-text");
            return label;
        }

        private TextField copyable(String id) {
            var field = new TextField();
            field.setId(id);
            field.setEditable(false);
            field.getStyleClass().add("copyable");
            return field;
        }
    }
}
