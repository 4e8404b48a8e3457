package app.assay.storage;

import static app.assay.storage.generated.Tables.SOURCE_CONTENT;

import java.util.Optional;
import org.jooq.DSLContext;

/// What rows say, by number.
final class SourceContents {

    private SourceContents() {}

    /// Canonical JSON of the fields that a row fills in.
    static Optional<String> text(DSLContext dsl, long content) {
        return Optional.ofNullable(dsl.select(SOURCE_CONTENT.CONTENT)
                .from(SOURCE_CONTENT)
                .where(SOURCE_CONTENT.ID.eq(content))
                .fetchOne(SOURCE_CONTENT.CONTENT));
    }
}
