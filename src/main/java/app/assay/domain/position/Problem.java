package app.assay.domain.position;

import java.util.List;

/// Why something could not be computed, or what an analyst ought to look at.
///
/// @param code stable code, such as `cores-unknown`, `metric-not-supported`, `unattached-maintenance`,
/// `quantity-unknown`,
///     `no-price`, `mixed-currencies`, `solver-limit`
/// @param count how many things it concerns
/// @param examples names of the first few of them, at most five
/// @param message one plain English sentence
public record Problem(String code, long count, List<String> examples, String message) {
    public Problem {
        examples = List.copyOf(examples);
    }
}
