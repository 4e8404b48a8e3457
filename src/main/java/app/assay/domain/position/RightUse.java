package app.assay.domain.position;

import app.assay.domain.value.Quantity;
import java.util.UUID;

/// What became of one entitlement in one line.
///
/// @param owned units it grants, before anything is taken off
/// @param usable units that could be used at the date
/// @param used units that cover demand of this line
/// @param note stable code why units are unusable, or empty: `ended`, `not-begun`, `unattached`, `consumed-by-upgrade`,
///     `out-of-scope`, `version`, `quantity-unknown`
public record RightUse(
        UUID entitlement, String reference, Quantity owned, Quantity usable, Quantity used, String note) {}
