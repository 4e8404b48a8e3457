package app.assay.engine.reconcile.right;

import app.assay.domain.entitlement.Entitlement;
import java.util.List;

/// What an entitlement gives at the date of the position.
///
/// @param base number of the right whose units it consumes (an upgrade or step-up), or −1
/// @param capacity whole units that can be used; zero when `note` says why not
/// @param parts portions that differ in maintenance; together they hold the capacity
/// @param note stable code why units cannot be used, or empty
public record Right(int number, Entitlement entitlement, int base, long capacity, List<Part> parts, String note) {

    public static final int NO_BASE = -1;

    public Right {
        parts = List.copyOf(parts);
    }

    public boolean isUsable() {
        return note.isEmpty() && capacity > 0;
    }
}
