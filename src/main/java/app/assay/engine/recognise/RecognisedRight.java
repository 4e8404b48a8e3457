package app.assay.engine.recognise;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Recognition;
import java.util.OptionalInt;

/// What the texts of a right mean, and why.
///
/// @param recognition the product with edition and release. An edition or a version that nobody knows stands there as
///     its text, so that it is no other one; empty where the texts tell none: the right is for any
/// @param named whether the product was told by its key, as the forms of the register write it
/// @param unknownEdition whether the edition is a text that the catalogue does not have
/// @param unknownVersion whether the version is a text that the catalogue does not have though it has others
/// @param metricNote which terms were assumed, in one plain English sentence; empty when the text told all
/// @param unitsPerPack units of one licence where the name of the metric tells them
public record RecognisedRight(
        Recognition recognition,
        boolean named,
        boolean unknownEdition,
        boolean unknownVersion,
        Metric metric,
        String metricNote,
        OptionalInt unitsPerPack) {

    /// Whether nobody knows the product yet, so that the right covers nothing until it is decided.
    public boolean isWaiting() {
        return recognition.state() == Recognition.State.OPEN;
    }

    /// Code of how far the texts are understood: `KNOWN`, `EDITION_UNKNOWN`, `VERSION_UNKNOWN`, `WAITING` or
    /// `SET_ASIDE`.
    public String standing() {
        return switch (recognition.state()) {
            case OPEN -> "WAITING";
            case IGNORED -> "SET_ASIDE";
            case RECOGNISED -> unknownEdition ? "EDITION_UNKNOWN" : unknownVersion ? "VERSION_UNKNOWN" : "KNOWN";
        };
    }

    /// The product with edition and release, the empty texts where nobody knows it.
    public ProductTarget target() {
        return recognition.target().orElse(NONE);
    }

    private static final ProductTarget NONE = new ProductTarget("", "", "");
}
