package app.assay.architecture.culprit.ui.left;

import app.assay.architecture.culprit.ui.right.NeedsLeft;

/// One half of a cycle.
public final class NeedsRight {

    public Class<?> other() {
        return NeedsLeft.class;
    }
}
