package app.assay.engine.reconcile.right;

import app.assay.domain.code.RightKind;
import app.assay.domain.entitlement.Entitlement;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// Units of one right that may all be used alike: the whole right, or that portion of it which maintenance reaches.
///
/// @param right number of the right in its group
/// @param capacity whole units; [#UNLIMITED] when there is no limit
/// @param maintainedUntil last day of the maintenance attached to these units
/// @param unit the organisation unit that may use it: the narrowest of the right's own and its base's
/// @param boundDevice the only device that may use it: the right's own or its base's
public record Part(
        int right,
        Entitlement entitlement,
        long capacity,
        Optional<LocalDate> maintainedUntil,
        Optional<UUID> unit,
        Optional<UUID> boundDevice) {

    /// More than any demand, and small enough to be added up without overflow.
    public static final long UNLIMITED = 1L << 50;

    public boolean isUnlimited() {
        return capacity >= UNLIMITED;
    }

    /// Whether the units are under maintenance, or part of a subscription, on a day.
    public boolean isMaintained(LocalDate day) {
        return entitlement.kind() == RightKind.SUBSCRIPTION
                || maintainedUntil.map(end -> !day.isAfter(end)).orElse(false);
    }
}
