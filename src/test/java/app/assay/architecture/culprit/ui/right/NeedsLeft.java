package app.assay.architecture.culprit.ui.right;

import app.assay.architecture.culprit.ui.left.NeedsRight;

/// The other half of a cycle.
public final class NeedsLeft {

    public Class<?> other() {
        return NeedsRight.class;
    }
}
