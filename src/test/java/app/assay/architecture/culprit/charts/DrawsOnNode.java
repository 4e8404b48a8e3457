package app.assay.architecture.culprit.charts;

import javafx.scene.Node;

/// A chart that knows the window.
public final class DrawsOnNode {

    public boolean shown(Node node) {
        return node.isVisible();
    }
}
