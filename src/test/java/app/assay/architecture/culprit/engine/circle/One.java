package app.assay.architecture.culprit.engine.circle;

import java.util.Optional;

/// One of four that know each other in a circle.
final class One {

    private final Optional<Two> next;

    One(Optional<Two> next) {
        this.next = next;
    }

    boolean isLast() {
        return next.map(Two::isLast).orElse(true);
    }
}
