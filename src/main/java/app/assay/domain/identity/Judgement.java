package app.assay.domain.identity;

import java.util.List;

/// What two records are to each other, and why.
///
/// @param agree sorts of which both have a key in common
/// @param differ sorts of which both have keys, but none in common
public record Judgement(Likeness likeness, List<KeySort> agree, List<KeySort> differ) {

    public Judgement {
        agree = List.copyOf(agree);
        differ = List.copyOf(differ);
    }
}
