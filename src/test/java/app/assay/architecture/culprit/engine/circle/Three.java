package app.assay.architecture.culprit.engine.circle;

import java.util.Optional;

/// One of four that know each other in a circle.
final class Three {

    private final Optional<Four> next;

    Three(Optional<Four> next) {
        this.next = next;
    }

    boolean isLast() {
        return next.map(Four::isLast).orElse(true);
    }
}
