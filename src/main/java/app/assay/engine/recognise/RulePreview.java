package app.assay.engine.recognise;

import app.assay.domain.software.Recognition;
import java.util.List;

/// What a rule would do if it were saved.
///
/// @param fits titles that the rule fits, whatever decides them in the end
/// @param effects titles whose recognition would change, by title number
public record RulePreview(int fits, List<Effect> effects) {

    public RulePreview {
        effects = List.copyOf(effects);
    }

    /// A title that would change.
    public record Effect(int title, Recognition before, Recognition after) {}
}
