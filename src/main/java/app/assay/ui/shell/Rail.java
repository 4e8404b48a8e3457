package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The workspaces at the left edge: icons, or icons and names when it is open.
final class Rail extends VBox {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final double NARROW = 56;
    private static final double WIDE = 208;

    private final ShellViewModel model;
    private final Texts texts;
    private final Map<String, Button> buttons = new HashMap<>();
    private final List<Button> all = new ArrayList<>();

    Rail(ShellViewModel model, List<Workspace> workspaces, Action themeSwitch) {
        this.model = model;
        this.texts = model.texts();
        setId("rail");
        getStyleClass().add("rail");
        var toggle = button("rail-toggle", Material2OutlinedMZ.MENU, texts.get("shell.rail"), "");
        toggle.setOnAction(
                _ -> model.railOpenProperty().set(!model.railOpenProperty().get()));
        getChildren().add(toggle);
        int number = 1;
        for (var group : Workspace.Group.values()) {
            var members = workspaces.stream()
                    .filter(workspace -> workspace.group() == group)
                    .toList();
            if (group == Workspace.Group.FOOT) {
                var space = new Region();
                VBox.setVgrow(space, Priority.ALWAYS);
                getChildren().add(space);
                var theme =
                        button("rail-theme", Material2OutlinedAL.BRIGHTNESS_6, themeSwitch.text(), themeSwitch.keys());
                theme.setOnAction(_ -> themeSwitch.run().run());
                getChildren().add(theme);
            } else if (!members.isEmpty()) {
                if (group != Workspace.Group.WORK) {
                    getChildren().add(rule());
                }
            }
            for (var workspace : members) {
                getChildren().add(entry(workspace, number <= 9 ? "Shortcut+" + number : ""));
                number++;
            }
        }
        model.railOpenProperty().subscribe(this::open);
        model.navigator().currentProperty().subscribe(place -> mark(place.workspace()));
    }

    private static Node rule() {
        var rule = new Region();
        rule.getStyleClass().add("rail-rule");
        return rule;
    }

    private Node entry(Workspace workspace, String keys) {
        var name = texts.get("workspace." + workspace.id());
        var button = button("rail-" + workspace.id(), workspace.icon(), name, keys);
        button.setOnAction(_ -> model.navigator().open(workspace.id()));
        buttons.put(workspace.id(), button);
        var badge = new Label();
        badge.getStyleClass().add("badge");
        badge.setId("badge-" + workspace.id());
        badge.setMouseTransparent(true);
        StackPane.setAlignment(badge, Pos.TOP_LEFT);
        Runnable count = () -> {
            int waiting = workspace.waiting().get();
            badge.setText(waiting > 999 ? "999+" : Integer.toString(waiting));
            badge.setVisible(waiting > 0);
            button.setAccessibleText(waiting > 0 ? name + ", " + texts.get("shell.waiting", waiting) : name);
        };
        workspace.waiting().subscribe(count);
        count.run();
        return new StackPane(button, badge);
    }

    private Button button(String id, Ikon icon, String name, String keys) {
        var button = new Button(name, Icons.large(icon));
        all.add(button);
        button.setId(id);
        button.getStyleClass().addAll("flat", "rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(keys.isEmpty() ? name : name + "  (" + Keys.shown(keys, texts) + ")"));
        return button;
    }

    private void open(boolean isOpen) {
        setMinWidth(isOpen ? WIDE : NARROW);
        setPrefWidth(isOpen ? WIDE : NARROW);
        setMaxWidth(isOpen ? WIDE : NARROW);
        all.forEach(button -> button.setContentDisplay(isOpen ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY));
    }

    private void mark(String workspace) {
        buttons.forEach((id, button) -> button.pseudoClassStateChanged(CURRENT, id.equals(workspace)));
    }
}
