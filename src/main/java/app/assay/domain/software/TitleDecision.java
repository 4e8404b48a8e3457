package app.assay.domain.software;

import app.assay.domain.record.RecordState;
import java.util.Optional;
import java.util.UUID;

/// What an analyst decided for one raw title, by its texts, so that it holds in every register and after every import.
///
/// @param target empty when the title is to be ignored
public record TitleDecision(
        UUID id,
        String title,
        String publisher,
        String version,
        String code,
        Optional<ProductTarget> target,
        String author) {

    public static TitleDecision of(RecordState state) {
        return new TitleDecision(
                state.id(),
                state.text("title"),
                state.text("publisher"),
                state.text("version"),
                state.text("code"),
                state.flag("ignore")
                        ? Optional.empty()
                        : Optional.of(
                                new ProductTarget(state.text("product"), state.text("edition"), state.text("release"))),
                state.text("author"));
    }
}
