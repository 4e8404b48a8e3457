package app.assay.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;

/// Dresses scenes and changes their dress while the program runs. For the drawing thread.
public final class Themes {

    private final ReadOnlyObjectWrapper<Theme> theme;
    private final List<Scene> scenes = new ArrayList<>();

    public Themes(Theme first) {
        theme = new ReadOnlyObjectWrapper<>(first);
        setUserAgentStylesheet(first);
    }

    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    /// Dresses a scene now and whenever the theme changes, until [#release(Scene)].
    public void dress(Scene scene) {
        scenes.add(scene);
        dress(scene, theme.get());
    }

    public void release(Scene scene) {
        scenes.remove(scene);
    }

    public void show(Theme next) {
        setUserAgentStylesheet(next);
        scenes.forEach(scene -> dress(scene, next));
        theme.set(next);
    }

    public void toggle() {
        show(theme.get().other());
    }

    private static void setUserAgentStylesheet(Theme theme) {
        Application.setUserAgentStylesheet(
                switch (theme) {
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                });
    }

    private static void dress(Scene scene, Theme theme) {
        scene.getStylesheets()
                .setAll(
                        sheet("assay.css"),
                        sheet(
                                switch (theme) {
                                    case LIGHT -> "assay-light.css";
                                    case DARK -> "assay-dark.css";
                                }));
    }

    private static String sheet(String name) {
        URL place = Objects.requireNonNull(Themes.class.getResource("/app/assay/ui/theme/" + name), name);
        return place.toExternalForm();
    }
}
