package app.assay.domain.software;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.record.RecordState;
import java.util.Optional;
import java.util.UUID;

/// A rule that an analyst wrote. Rules are tried in their order, then by id; the first that fits decides.
///
/// @param publisher literal publisher that must fit too, letter case aside; empty for any
/// @param version beginning of the raw version that must fit too; empty for any
/// @param target what it recognises; empty when it says that matching titles are ignored, or never sure
/// @param unsure why matching titles are never a sure match, whatever they are spelled like; empty for any other rule
public record RecognitionRule(
        UUID id,
        int order,
        RuleMatch match,
        String title,
        String publisher,
        String version,
        Optional<ProductTarget> target,
        String unsure,
        String author) {

    /// A rule that recognises or ignores.
    public RecognitionRule(
            UUID id,
            int order,
            RuleMatch match,
            String title,
            String publisher,
            String version,
            Optional<ProductTarget> target,
            String author) {
        this(id, order, match, title, publisher, version, target, "", author);
    }

    public static RecognitionRule of(RecordState state) {
        return new RecognitionRule(
                state.id(),
                state.integer("order").orElse(0),
                state.code("match", RuleMatch.class, RuleMatch.LITERAL),
                state.text("title"),
                state.text("publisher"),
                state.text("version"),
                state.flag("ignore")
                        ? Optional.empty()
                        : Optional.of(
                                new ProductTarget(state.text("product"), state.text("edition"), state.text("release"))),
                state.text("author"));
    }
}
