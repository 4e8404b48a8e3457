package app.assay.domain.software;

import java.util.Optional;

/// What a raw title was recognised as, and why.
///
/// @param target empty when the title is open or ignored
/// @param score 0 to 1; 1 for everything but proposals
/// @param detail the rule, alias or decision and its author, for the sentence that explains it
public record Recognition(State state, Optional<ProductTarget> target, Basis basis, double score, String detail) {

    public static final Recognition OPEN = new Recognition(State.OPEN, Optional.empty(), Basis.NONE, 0, "");

    /// How far a title is.
    public enum State {
        RECOGNISED,
        /// Somebody decided that it does not matter.
        IGNORED,
        OPEN
    }
}
