package app.assay.architecture.culprit.engine.circle;

import java.util.Optional;

/// One of four that know each other in a circle.
final class Four {

    private final Optional<One> next;

    Four(Optional<One> next) {
        this.next = next;
    }

    boolean isLast() {
        return next.map(One::isLast).orElse(true);
    }
}
