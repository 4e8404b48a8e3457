package app.assay.storage.rows;

import static app.assay.storage.generated.Tables.SOURCE_CONTENT;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jooq.DSLContext;

/// What rows say, by number.
public final class SourceContents {

    private static final int PAGE = 500;

    private SourceContents() {}

    /// Canonical JSON of the fields that rows fill in, by number.
    public static void forEach(DSLContext dsl, Collection<Long> contents, BiConsumer<Long, String> each) {
        var numbers = contents.stream().sorted().toList();
        for (int from = 0; from < numbers.size(); from += PAGE) {
            dsl.select(SOURCE_CONTENT.ID, SOURCE_CONTENT.CONTENT)
                    .from(SOURCE_CONTENT)
                    .where(SOURCE_CONTENT.ID.in(numbers.subList(from, Math.min(from + PAGE, numbers.size()))))
                    .fetch()
                    .forEach(row -> each.accept(row.value1(), row.value2()));
        }
    }

    /// Canonical JSON of the fields that a row fills in.
    public static Optional<String> text(DSLContext dsl, long content) {
        return Optional.ofNullable(dsl.select(SOURCE_CONTENT.CONTENT)
                .from(SOURCE_CONTENT)
                .where(SOURCE_CONTENT.ID.eq(content))
                .fetchOne(SOURCE_CONTENT.CONTENT));
    }
}
