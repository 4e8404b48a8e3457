package app.assay.ui.shell;

import app.assay.ui.theme.Icons;
import app.assay.ui.theme.State;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// The standing states of the register, the gravest first.
final class BannerStrip extends VBox {

    private final ShellViewModel model;
    private final Map<Banner, Node> shown = new HashMap<>();

    BannerStrip(ShellViewModel model) {
        this.model = model;
        setId("banners");
        getStyleClass().add("banners");
        model.banners().addListener((ListChangeListener<Banner>) _ -> build());
        build();
    }

    /// A banner that stays keeps its node, and with it the focus of its buttons.
    private void build() {
        shown.keySet().retainAll(model.banners());
        getChildren()
                .setAll(model.banners().stream()
                        .map(banner -> shown.computeIfAbsent(banner, this::line))
                        .toList());
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private Node line(Banner banner) {
        var state = state(banner.kind());
        var sign = new Label(state.map(State::sign).orElse("i"));
        sign.getStyleClass().add("banner-sign");
        state.ifPresent(found -> sign.getStyleClass().add(found.styleClass()));
        sign.setMinWidth(USE_PREF_SIZE);
        var title = new Label(banner.title());
        title.getStyleClass().add("banner-title");
        title.setWrapText(true);
        var words = new VBox(title);
        words.getStyleClass().add("banner-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!banner.text().isEmpty()) {
            var text = new Label(banner.text());
            text.getStyleClass().add("banner-text");
            text.setWrapText(true);
            words.getChildren().add(text);
        }
        // A label that wraps is squeezed to one line by its box unless it insists on its height.
        words.getChildren().forEach(label -> ((Label) label).setMinHeight(USE_PREF_SIZE));
        var line = new HBox(sign, words);
        line.setId("banner-" + banner.id());
        line.getStyleClass().addAll("banner", "banner-" + banner.kind().name().toLowerCase(Locale.ROOT));
        line.setAlignment(Pos.TOP_LEFT);
        line.setAccessibleRole(AccessibleRole.TEXT);
        line.setAccessibleText(banner.title() + " " + banner.text());
        for (var action : banner.actions()) {
            var button = new Button(action.text());
            button.setId("action-" + action.id());
            button.getStyleClass().add("banner-action");
            button.setMinWidth(USE_PREF_SIZE);
            button.disableProperty().bind(Bindings.not(action.enabled()));
            button.setOnAction(_ -> action.run().run());
            line.getChildren().add(button);
        }
        if (banner.dismissible()) {
            var close = new Button();
            close.setId("dismiss-" + banner.id());
            close.setGraphic(Icons.of(Material2OutlinedAL.CLOSE));
            close.getStyleClass().addAll("flat", "tool", "small-tool");
            close.setAccessibleText(model.texts().get("banner.close"));
            close.setOnAction(_ -> model.lower(banner.id()));
            line.getChildren().add(close);
        }
        return line;
    }

    private static Optional<State> state(Banner.Kind kind) {
        return switch (kind) {
            case ALARM -> Optional.of(State.FAILED);
            case WARNING -> Optional.of(State.ATTENTION);
            case NOTE -> Optional.empty();
        };
    }
}
