package app.assay.architecture.culprit.engine.circle;

import java.util.Optional;

/// One of four that know each other in a circle.
final class Two {

    private final Optional<Three> next;

    Two(Optional<Three> next) {
        this.next = next;
    }

    boolean isLast() {
        return next.map(Three::isLast).orElse(true);
    }
}
