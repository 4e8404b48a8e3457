package app.assay.architecture.culprit.ui.grid;

import javafx.scene.control.Label;

/// A view model that holds a control.
public final class NodeViewModel {

    private final Label label = new Label();

    public String text() {
        return label.getText();
    }
}
