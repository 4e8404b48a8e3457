package app.assay.domain.position;

import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What a position must tell of rights beside what they give.
///
/// @param waiting rights whose product nobody knows; they give nothing until it is known
/// @param setAside rights of which somebody decided that they do not matter; they give nothing
/// @param waitingAssignments assignments whose product nobody knows
/// @param idleExclusions exclusions that exclude nothing: their product is not known, or their text names a version
/// @param strayRights rights bound to a device of a name that no device has; they cover nothing
/// @param strayExclusions exclusions of a device or unit of a name that nothing has; they exclude nothing
/// @param waitingUse measurements of use, and accesses that name a product, whose product nobody knows
/// @param metricNotes which terms of the metric were assumed, in a sentence, by entitlement
public record RightNotes(
        List<Waiting> waiting,
        List<Waiting> setAside,
        long waitingAssignments,
        long idleExclusions,
        long strayRights,
        long strayExclusions,
        long waitingUse,
        Map<UUID, String> metricNotes) {

    public static final RightNotes NONE = new RightNotes(List.of(), List.of(), 0, 0, 0, 0, 0, Map.of());

    public RightNotes {
        waiting = List.copyOf(waiting);
        setAside = List.copyOf(setAside);
        metricNotes = Map.copyOf(metricNotes);
    }

    /// A right that gives nothing, since its product is not known or does not matter.
    ///
    /// @param named what its file says that it is for
    /// @param quantity packs
    /// @param value quantity × price of a pack; empty when one of them is not known
    public record Waiting(String reference, String named, Quantity quantity, Optional<Money> value) {}
}
