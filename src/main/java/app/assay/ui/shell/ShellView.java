package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import app.assay.ui.theme.Themes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The window around the workspaces of one open register. Decides nothing.
public final class ShellView extends StackPane {

    private static final String TRAIL = "trail";
    private static final String HISTORY = "history";
    private static final double NARROWEST_INSPECTOR = 240;
    private static final double WIDEST_INSPECTOR = 720;

    private final ShellViewModel model; // keep: bindings hold their far end weakly
    private final Texts texts;
    private final Themes themes;
    private final Map<String, Workspace> workspaces = new LinkedHashMap<>();
    private final List<Action> programActions;
    private final List<Action> windowActions;
    private final HeaderLine header = new HeaderLine();
    private final StackPane place = new StackPane();
    private final HBox body = new HBox();
    private final InspectorPane inspector;
    private final StatusBar status;
    private final Region scrim = new Region();
    private final JobsPane jobsPane;
    private final PalettePane palettePane;
    private final DraftStrip draftStrip;
    private Optional<Node> overlay = Optional.empty();
    private Optional<Node> focusBefore = Optional.empty();
    private Optional<Workspace> current = Optional.empty();
    private Subscription inspected = Subscription.EMPTY;
    private long revision;
    private Consumer<String> help = _ -> {};

    /// @param workspaces in the order of the rail
    /// @param programActions what the program offers for registers: open, new, verify, close; shown behind the
    ///     register's name and in the palette
    public ShellView(ShellViewModel model, List<Workspace> workspaces, List<Action> programActions, Themes themes) {
        this.model = model;
        this.texts = model.texts();
        this.themes = themes;
        this.programActions = List.copyOf(programActions);
        workspaces.forEach(workspace -> this.workspaces.put(workspace.id(), workspace));
        this.draftStrip = new DraftStrip(model.drafts(), texts);
        this.windowActions = windowActions(workspaces);
        this.inspector = new InspectorPane(texts, model.navigator()::open);
        this.status = new StatusBar(model);
        this.jobsPane = new JobsPane(model);
        this.palettePane = new PalettePane(model.palette(), texts, this::closeOverlay);
        this.revision = model.registerProperty().get().revision();
        setId("shell");
        getStyleClass().add("shell");
        build();
        model.navigator()
                .keepPlaces(drill -> Optional.ofNullable(this.workspaces.get(drill.workspace()))
                        .map(workspace -> workspace.left(drill))
                        .orElse(drill));
        model.navigator().currentProperty().subscribe(this::show);
        model.registerProperty().subscribe(this::revised);
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyFirst);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyLast);
    }

    /// @param topic told of the topic to open: the id of the focused control, else of the workspace
    public void setOnHelp(Consumer<String> topic) {
        help = topic;
    }

    // ---------------------------------------------------------------- building

    private void build() {
        var frame = new BorderPane();
        var top = new TopBar(
                model,
                programActions,
                () -> openPalette(false),
                () -> toggleOverlay(jobsPane, Pos.TOP_RIGHT, new Insets(48, 12, 0, 0)));
        frame.setTop(new VBox(top, new BannerStrip(model), draftStrip));
        frame.setLeft(new Rail(model, List.copyOf(workspaces.values()), themeSwitch()));
        HBox.setHgrow(place, Priority.ALWAYS);
        place.setMinWidth(0);
        place.getStyleClass().add("place");
        var handle = new Region();
        handle.getStyleClass().add("inspector-handle");
        handle.setCursor(Cursor.H_RESIZE);
        handle.setOnMouseDragged(drag -> {
            double width = body.localToScene(body.getBoundsInLocal()).getMaxX() - drag.getSceneX();
            model.inspectorWidthProperty().set(Math.clamp(width, NARROWEST_INSPECTOR, WIDEST_INSPECTOR));
        });
        inspector.minWidthProperty().bind(model.inspectorWidthProperty());
        inspector.prefWidthProperty().bind(model.inspectorWidthProperty());
        inspector.maxWidthProperty().bind(model.inspectorWidthProperty());
        model.inspectorShownProperty()
                .subscribe(isShown ->
                        body.getChildren().setAll(isShown ? List.of(place, handle, inspector) : List.of(place)));
        var work = new BorderPane(body);
        work.setTop(header);
        frame.setCenter(work);
        frame.setBottom(status);
        scrim.setId("scrim");
        scrim.getStyleClass().add("scrim");
        scrim.setOnMousePressed(_ -> closeOverlay());
        var notices = new NoticeStack(model);
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(notices, new Insets(0, 12, 38, 0));
        getChildren().setAll(frame, notices);
    }

    private Action themeSwitch() {
        return Action.of("switch-theme", texts.get("shell.theme"), themes::toggle);
    }

    private List<Action> windowActions(List<Workspace> all) {
        var navigator = model.navigator();
        var actions = new ArrayList<Action>();
        int number = 1;
        for (var workspace : all) {
            var go = Action.of(
                            "go-" + workspace.id(),
                            texts.get("shell.go", texts.get("workspace." + workspace.id())),
                            () -> navigator.open(workspace.id()))
                    .icon(workspace.icon());
            actions.add(number <= 9 ? go.keys("Shortcut+" + number) : go);
            number++;
        }
        actions.add(Action.of("palette", texts.get("palette.open"), () -> openPalette(false))
                .keys("Shortcut+K"));
        actions.add(Action.of("command-finder", texts.get("palette.actions"), () -> openPalette(true))
                .keys("Shortcut+Shift+P"));
        actions.add(Action.of("back", texts.get("shell.back"), navigator::back)
                .keys("Alt+Left")
                .enabledWhen(navigator.canGoBackProperty()));
        actions.add(Action.of("forward", texts.get("shell.forward"), navigator::forward)
                .keys("Alt+Right")
                .enabledWhen(navigator.canGoForwardProperty()));
        actions.add(Action.of("undo", texts.get("shell.undo"), model::undo)
                .keys("Shortcut+Z")
                .enabledWhen(model.canUndo()));
        actions.add(Action.of("redo", texts.get("shell.redo"), model::redo)
                .keys("Shortcut+Y")
                .enabledWhen(model.canRedo()));
        if (all.stream().anyMatch(workspace -> workspace.id().equals(TRAIL))) {
            actions.add(Action.of(
                            "history",
                            texts.get("shell.history"),
                            () -> navigator.open(
                                    Drill.to(TRAIL).page(HISTORY).titled(texts.get("shell.history.place"))))
                    .keys("Shortcut+Shift+Z"));
        }
        actions.add(Action.of("drafts", texts.get("draft.show"), draftStrip::open)
                .enabledWhen(
                        javafx.beans.binding.Bindings.isNotEmpty(model.drafts().waiting())));
        actions.add(Action.of("inspector", texts.get("shell.inspector"), this::toggleInspector)
                .keys("F7"));
        actions.add(Action.of(
                "rail",
                texts.get("shell.rail"),
                () -> model.railOpenProperty().set(!model.railOpenProperty().get())));
        actions.add(Action.of(
                "jobs",
                texts.get("jobs.title"),
                () -> toggleOverlay(jobsPane, Pos.TOP_RIGHT, new Insets(48, 12, 0, 0))));
        actions.add(themeSwitch());
        actions.add(Action.of("shortcuts", texts.get("shortcuts.title"), this::showShortcuts)
                .keys("Shortcut+/"));
        actions.add(Action.of("help", texts.get("shell.help"), this::showHelp).keys("F1"));
        return List.copyOf(actions);
    }

    // ---------------------------------------------------------------- showing

    private void show(Drill drill) {
        var workspace = workspaces.get(drill.workspace());
        if (workspace == null) {
            return;
        }
        boolean another =
                current.filter(shown -> shown.id().equals(workspace.id())).isEmpty();
        workspace.show(drill);
        if (another) {
            current = Optional.of(workspace);
            place.getChildren().setAll(workspace.view());
            status.show(workspace);
            inspected.unsubscribe();
            ObservableValue<InspectorContent> content = workspace.inspector();
            inspected = content.subscribe(inspector::show);
        }
        header.show(workspace.header(), texts.get("shell.more"));
        var actions = new ArrayList<Action>();
        workspace.header().primary().ifPresent(actions::add);
        actions.addAll(workspace.header().secondary());
        actions.addAll(workspace.header().overflow());
        actions.addAll(workspace.actions());
        actions.addAll(windowActions);
        actions.addAll(programActions);
        model.setActions(actions);
    }

    private void revised(RegisterState state) {
        if (state.revision() != revision) {
            revision = state.revision();
            current.ifPresent(Workspace::refresh);
        }
    }

    private void toggleInspector() {
        model.inspectorShownProperty().set(!model.inspectorShownProperty().get());
    }

    private void showHelp() {
        var focused = getScene() == null ? null : getScene().getFocusOwner();
        help.accept(
                focused != null && focused.getId() != null
                        ? focused.getId()
                        : model.navigator().current().workspace());
    }

    // ---------------------------------------------------------------- overlays

    void openPalette(boolean onlyActions) {
        model.palette().open(onlyActions);
        openOverlay(palettePane, Pos.TOP_CENTER, new Insets(48, 0, 0, 0));
    }

    void showShortcuts() {
        toggleOverlay(new ShortcutsPane(texts, model.actions()), Pos.CENTER, Insets.EMPTY);
    }

    private void toggleOverlay(Region panel, Pos where, Insets margin) {
        boolean same =
                overlay.filter(shown -> shown.getClass() == panel.getClass()).isPresent();
        closeOverlay();
        if (!same) {
            openOverlay(panel, where, margin);
        }
    }

    private void openOverlay(Region panel, Pos where, Insets margin) {
        if (overlay.filter(shown -> shown.equals(panel)).isPresent()) {
            panel.requestFocus();
            return;
        }
        closeOverlay();
        focusBefore = Optional.ofNullable(getScene()).map(scene -> scene.getFocusOwner());
        panel.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(panel, where);
        StackPane.setMargin(panel, margin);
        getChildren().addAll(scrim, panel);
        overlay = Optional.of(panel);
        panel.requestFocus();
    }

    private void closeOverlay() {
        overlay.ifPresent(panel -> {
            getChildren().removeAll(scrim, panel);
            overlay = Optional.empty();
            focusBefore.ifPresent(Node::requestFocus);
        });
    }

    // ---------------------------------------------------------------- keys

    /// Keys that no control may take: they move between places.
    private void keyFirst(KeyEvent pressed) {
        if (pressed.getCode() == KeyCode.ESCAPE && overlay.isPresent()) {
            closeOverlay();
            pressed.consume();
            return;
        }
        // On keyboards where the slash needs Shift, the key is another one.
        if (pressed.isShortcutDown()
                && !pressed.isAltDown()
                && (pressed.getCode() == KeyCode.SLASH
                        || pressed.getCode() == KeyCode.DIVIDE
                        || pressed.getText().equals("/"))) {
            showShortcuts();
            pressed.consume();
            return;
        }
        for (var action : windowActions) {
            if (!isEditing(action) && Keys.match(action.keys(), pressed)) {
                run(action, pressed);
                return;
            }
        }
    }

    /// Keys that a control may use for itself first, such as undo in a text field.
    private void keyLast(KeyEvent pressed) {
        for (var action : model.actions()) {
            if (Keys.match(action.keys(), pressed)) {
                run(action, pressed);
                return;
            }
        }
    }

    private static boolean isEditing(Action action) {
        return action.id().equals("undo") || action.id().equals("redo");
    }

    private static void run(Action action, KeyEvent pressed) {
        if (action.enabled().get()) {
            action.run().run();
        }
        pressed.consume();
    }
}
