package app.assay.reporting.table;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Feeds the rows of a table one by one, each with one cell per column; null stands for unknown.
@FunctionalInterface
public interface Rows {

    void forEach(Consumer<List<@Nullable Object>> each);
}
