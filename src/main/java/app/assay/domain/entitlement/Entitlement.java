package app.assay.domain.entitlement;

import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.domain.value.Term;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A right to use a product, as one line of a contract or an invoice grants it.
///
/// @param reference the buyer's own number for the line
/// @param product key of the product
/// @param edition key of the edition, or its text where nobody knows it; empty when the right is for any
/// @param version key of the version, or its text where nobody knows it; empty when the right is for any
/// @param quantity packs (or single licences when a pack holds one unit)
/// @param unitsPerPack units of the metric in one pack, 1 or more
/// @param editionsCovered keys of other editions the right may be used for
/// @param maintenanceUntil last day of attached maintenance; versions released until then are covered
/// @param base the full right that an upgrade, step-up or maintenance line is attached to
/// @param unit the organisation unit that may use it (with those below); empty for all
/// @param boundDevice the only device that may use it (OEM); empty for any
/// @param unitPrice price of one pack
public record Entitlement(
        UUID id,
        String reference,
        String product,
        String edition,
        String version,
        Metric metric,
        RightKind kind,
        Quantity quantity,
        int unitsPerPack,
        VersionCover versionCover,
        List<String> editionsCovered,
        Term term,
        Optional<LocalDate> maintenanceUntil,
        Optional<UUID> base,
        Optional<UUID> agreement,
        Optional<UUID> purchase,
        Optional<UUID> unit,
        Optional<UUID> boundDevice,
        String partNumber,
        Optional<Money> unitPrice) {

    public Entitlement {
        editionsCovered = List.copyOf(editionsCovered);
    }

    /// Reads a record of kind ENTITLEMENT, of which it is known what its texts mean.
    ///
    /// @param target the product, with edition and version by their keys, or by their texts where nobody knows them
    /// @param unitsPerPack units in one pack where the record itself tells none
    /// @throws IllegalArgumentException if a value is not of its type; records in a register were checked before
    public static Entitlement of(RecordState state, ProductTarget target, Metric metric, int unitsPerPack) {
        return new Entitlement(
                state.id(),
                state.text("reference"),
                target.product(),
                target.edition(),
                target.release(),
                metric,
                state.code("kind", RightKind.class, RightKind.FULL),
                state.find("quantity").map(Quantity::parse).orElse(Quantity.UNKNOWN),
                state.integer("unitsPerPack").orElse(unitsPerPack),
                state.code("versionCover", VersionCover.class, VersionCover.EXACT),
                Arrays.stream(state.text("editionsCovered").split("[;,]"))
                        .map(String::strip)
                        .filter(edition -> !edition.isEmpty())
                        .toList(),
                new Term(state.date("start"), state.date("end")),
                state.date("maintenanceUntil"),
                state.reference("base"),
                state.reference("agreement"),
                state.reference("purchase"),
                state.reference("unit"),
                state.reference("boundDevice"),
                state.text("partNumber"),
                state.find("unitPrice").map(Money::parse));
    }

    /// Units granted: packs × units per pack.
    public Quantity units() {
        return quantity instanceof Quantity.Known(var packs)
                ? Quantity.of(packs.multiply(BigDecimal.valueOf(unitsPerPack)))
                : quantity;
    }
}
