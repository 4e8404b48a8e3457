package app.assay.domain.position;

import java.util.List;

/// Why something could not be computed, or what an analyst ought to look at.
///
/// @param code stable code, such as `cores-unknown`, `metric-not-supported`, `unattached-maintenance`,
/// `quantity-unknown`,
///     `no-price`, `mixed-currencies`, `price-kinds`, `price-periods`, `price-overlap`, `price-several`,
/// `suite-circle`, `solver-limit`
/// @param count how many things it concerns
/// @param examples names of the first few of them, at most five
/// @param message one plain English sentence
/// @param figures what the sentence says beside count and examples, in its order, for sentences in other languages;
/// empty where
///     it says nothing else. They stand in the message too, so neither digests nor packages hold them
public record Problem(String code, long count, List<String> examples, String message, List<String> figures) {

    public Problem(String code, long count, List<String> examples, String message) {
        this(code, count, examples, message, List.of());
    }

    /// The same with what its sentence says beside count and examples.
    public Problem with(String... said) {
        return new Problem(code, count, examples, message, List.of(said));
    }

    /// Code of the problem that imports tell of a day after the position's, so that they do not count.
    public static final String LATER_IMPORTS = "later-imports";

    /// Code of the problem that imports count of which nobody told the day.
    public static final String UNDATED_IMPORTS = "undated-imports";

    /// Code of the problem that something was edited by hand so that it holds from a day after the position's only.
    public static final String LATER_EDITS = "later-edits";

    /// Code of the problem that something was deleted or undone after the position's day, so that it may say
    /// something
    /// else than it did.
    public static final String TAKEN_BACK_LATER = "taken-back-later";

    /// Code of the problem that imports were taken back after the position's day, or count again, so that it may
    /// say
    /// something else than it did.
    public static final String IMPORTS_TAKEN_BACK_LATER = "imports-taken-back-later";

    /// Code of the problem that installations do not count since they, or their devices, were seen first after the
    /// position's day.
    public static final String SEEN_FIRST_LATER = "seen-first-later";

    /// Whether it tells of imports or edits beside the position rather than of the position: a later one adds such
    /// a
    /// remark and changes nothing else, so the digest of a position leaves it out.
    public boolean isRemarkOnImports() {
        return code.equals(LATER_IMPORTS)
                || code.equals(UNDATED_IMPORTS)
                || code.equals(LATER_EDITS)
                || code.equals(TAKEN_BACK_LATER)
                || code.equals(IMPORTS_TAKEN_BACK_LATER);
    }

    public Problem {
        examples = List.copyOf(examples);
        figures = List.copyOf(figures);
    }
}
