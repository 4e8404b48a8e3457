package app.assay.domain.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row as a table shows it.
///
/// @param id identity of the row within its table: a UUID, a line key, or `device/title` for an installation
/// @param cells one per column, of the type that the column tells; null when unknown
public record TableRow(String id, List<@Nullable Object> cells) {
    public TableRow {
        cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }
}
