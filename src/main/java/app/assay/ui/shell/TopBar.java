package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Register, place, search, running jobs, undo and redo.
final class TopBar extends HBox {

    private final ShellViewModel model;
    private final Texts texts;
    private final HBox crumbs = new HBox();
    private final Button jobs = new Button();

    TopBar(ShellViewModel model, List<Action> programActions, Runnable openPalette, Runnable openJobs) {
        this.model = model;
        this.texts = model.texts();
        setId("top-bar");
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        var navigator = model.navigator();
        var back = tool("back", Material2OutlinedAL.ARROW_BACK, navigator.canGoBackProperty());
        back.setTooltip(new Tooltip(texts.get("shell.back") + "  (" + Keys.shown("Alt+Left", texts) + ")"));
        back.setAccessibleText(texts.get("shell.back"));
        back.setOnAction(_ -> navigator.back());
        var forward = tool("forward", Material2OutlinedAL.ARROW_FORWARD, navigator.canGoForwardProperty());
        forward.setTooltip(new Tooltip(texts.get("shell.forward") + "  (" + Keys.shown("Alt+Right", texts) + ")"));
        forward.setAccessibleText(texts.get("shell.forward"));
        forward.setOnAction(_ -> navigator.forward());
        crumbs.setId("breadcrumb");
        crumbs.getStyleClass().add("crumbs");
        crumbs.setAlignment(Pos.CENTER_LEFT);
        crumbs.setMinWidth(0);
        HBox.setHgrow(crumbs, Priority.ALWAYS);
        navigator.currentProperty().subscribe(_ -> showCrumbs());
        var undo = tool("undo", Material2OutlinedMZ.UNDO, model.canUndo());
        explain(undo, model.undoText(), "Shortcut+Z");
        undo.setOnAction(_ -> model.undo());
        var redo = tool("redo", Material2OutlinedMZ.REDO, model.canRedo());
        explain(redo, model.redoText(), "Shortcut+Y");
        redo.setOnAction(_ -> model.redo());
        jobs.setId("jobs-button");
        jobs.getStyleClass().addAll("flat", "tool", "jobs-button");
        jobs.setOnAction(_ -> openJobs.run());
        model.jobs().running().addListener((ListChangeListener<JobState>) _ -> showJobs());
        showJobs();
        getChildren()
                .setAll(
                        register(programActions),
                        rule(),
                        back,
                        forward,
                        crumbs,
                        search(openPalette),
                        jobs,
                        rule(),
                        held(undo),
                        held(redo));
    }

    private Node register(List<Action> programActions) {
        var button = new MenuButton();
        button.setId("register-menu");
        button.getStyleClass().addAll("flat", "register-menu");
        button.setMinWidth(USE_PREF_SIZE);
        model.registerProperty().subscribe(state -> {
            button.setText(state.name());
            var revision = new Label(texts.get("shell.revision", state.revision()));
            revision.getStyleClass().add("revision");
            button.setGraphic(revision);
        });
        button.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        for (var action : programActions) {
            var item = new MenuItem(action.text());
            item.setId("action-" + action.id());
            item.setOnAction(_ -> action.run().run());
            button.getItems().add(item);
        }
        return button;
    }

    private static Node rule() {
        var rule = new Region();
        rule.getStyleClass().add("bar-rule");
        return rule;
    }

    private Button search(Runnable openPalette) {
        var words = new Label(texts.get("palette.prompt"));
        words.getStyleClass().add("muted");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var keys = new Label(Keys.shown("Shortcut+K", texts));
        keys.getStyleClass().add("keys");
        var content = new HBox(Icons.of(Material2OutlinedMZ.SEARCH), words, keys);
        content.getStyleClass().add("search-content");
        content.setAlignment(Pos.CENTER_LEFT);
        var button = new Button();
        button.setGraphic(content);
        button.setId("search");
        button.getStyleClass().add("search-button");
        button.setAccessibleText(texts.get("palette.prompt"));
        content.prefWidthProperty().bind(button.widthProperty().subtract(16));
        button.setOnAction(_ -> openPalette.run());
        return button;
    }

    private static Button tool(String id, Ikon icon, ObservableBooleanValue possible) {
        var button = new Button();
        button.setId(id);
        button.setGraphic(Icons.of(icon));
        button.getStyleClass().addAll("flat", "tool");
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(possible));
        return button;
    }

    private void explain(Button button, ObservableValue<String> text, String keys) {
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(text.map(words -> words + "  (" + Keys.shown(keys, texts) + ")"));
        button.setTooltip(tooltip);
        button.accessibleTextProperty().bind(text);
    }

    /// A disabled button shows no tooltip; the node around it does, so that it can be read why nothing can be
    /// undone.
    private static Node held(Button button) {
        var holder = new HBox(button);
        holder.setAlignment(Pos.CENTER);
        Tooltip.install(holder, button.getTooltip());
        return holder;
    }

    private void showJobs() {
        int count = model.jobs().running().size();
        jobs.setText(count == 0 ? "" : texts.get("jobs.count", count));
        jobs.setGraphic(
                Icons.of(count == 0 ? Material2OutlinedAL.HOURGLASS_EMPTY : Material2OutlinedAL.HOURGLASS_FULL));
        var text = count == 0 ? texts.get("jobs.nothing") : texts.get("jobs.count", count);
        jobs.setAccessibleText(text);
        jobs.setTooltip(new Tooltip(text));
        jobs.setMinWidth(USE_PREF_SIZE);
    }

    private void showCrumbs() {
        var place = model.navigator().current();
        var nodes = new ArrayList<Node>();
        var workspace = texts.get("workspace." + place.workspace());
        boolean deeper = !place.page().isEmpty()
                || !place.filters().isEmpty()
                || !place.title().isEmpty();
        if (deeper) {
            var link = new Hyperlink(workspace);
            link.setId("crumb-workspace");
            link.getStyleClass().add("crumb");
            link.setOnAction(_ -> model.navigator().open(place.workspace()));
            nodes.add(link);
            var title = place.title().isEmpty()
                    ? texts.find("workspace." + place.workspace() + "." + place.page())
                            .orElseGet(() -> texts.get("shell.filtered"))
                    : place.title();
            nodes.add(Icons.of(Material2OutlinedAL.CHEVRON_RIGHT));
            nodes.add(here(title));
        } else {
            nodes.add(here(workspace));
        }
        crumbs.getChildren().setAll(nodes);
    }

    private static Label here(String text) {
        var label = new Label(text);
        label.setId("crumb-here");
        label.getStyleClass().addAll("crumb", "crumb-here");
        return label;
    }
}
