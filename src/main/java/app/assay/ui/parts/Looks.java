package app.assay.ui.parts;

import java.util.Objects;
import javafx.scene.Parent;

/// The style sheet of the workspaces.
public final class Looks {

    private Looks() {}

    /// Adds the style sheet of the workspaces to the root of one.
    public static void dress(Parent root) {
        var sheet = Looks.class.getResource("/app/assay/ui/parts/workspaces.css");
        root.getStylesheets()
                .add(Objects.requireNonNull(sheet, "workspaces.css").toExternalForm());
    }
}
