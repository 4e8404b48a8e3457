package app.assay.ui.parts;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// Asks an analyst where a file shall go.
@FunctionalInterface
public interface Saving {

    /// @param name proposed name, with the ending of the first kind
    /// @param kinds what the file may be, the proposed one first
    Optional<Path> ask(String title, String name, List<Kind> kinds);

    /// @param ending without a dot, such as `csv`
    record Kind(String name, String ending) {}

    /// The ending of the name that was chosen, in lower case; the proposed one when it has none of the kinds'.
    static String ending(Path file, List<Kind> kinds) {
        var name = String.valueOf(file.getFileName()).toLowerCase(java.util.Locale.ROOT);
        return kinds.stream()
                .map(Kind::ending)
                .filter(ending -> name.endsWith("." + ending))
                .findFirst()
                .orElse(kinds.getFirst().ending());
    }

    /// Asks with the platform's own dialog over the window of a node.
    static Saving over(Node node) {
        return (title, name, kinds) -> {
            var chooser = new FileChooser();
            chooser.setTitle(title);
            chooser.setInitialFileName(name);
            for (var kind : kinds) {
                chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind.name(), "*." + kind.ending()));
            }
            Window window = node.getScene() == null ? null : node.getScene().getWindow();
            File chosen = chooser.showSaveDialog(window);
            return Optional.ofNullable(chosen).map(File::toPath);
        };
    }
}
