package app.assay.ui.grid;

import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.work.Progress;
import java.util.List;
import java.util.function.Consumer;

/// The selected rows as a value: what a bulk action works on, however many they are.
///
public final class SelectedRows {

    private static final int CHUNK = 1000;

    /// Rows from the first to the last, both included.
    record Range(long first, long last) {}

    private final TableSource source;
    private final TableQuery query;
    private final long count;
    private final boolean all;
    private final List<Range> ranges;

    SelectedRows(TableSource source, TableQuery query, long count, boolean all, List<Range> ranges) {
        this.source = source;
        this.query = query;
        this.count = count;
        this.all = all;
        this.ranges = List.copyOf(ranges);
    }

    public TableQuery query() {
        return query;
    }

    public long count() {
        return count;
    }

    /// Whether they are all rows of the query.
    public boolean all() {
        return all;
    }

    /// Reads them one by one in order. Call it from a background thread.
    public void forEach(Consumer<TableRow> each, Progress progress) {
        if (all) {
            var done = new long[1];
            source.forEach(query, row -> {
                if (done[0]++ % CHUNK == 0) {
                    progress.stopIfCancelled();
                    progress.report(done[0], count);
                }
                each.accept(row);
            });
            return;
        }
        long done = 0;
        for (var range : ranges) {
            for (long from = range.first; from <= range.last; from += CHUNK) {
                progress.stopIfCancelled();
                int size = (int) Math.min(CHUNK, range.last - from + 1);
                var rows = source.page(query, from, size).rows();
                rows.forEach(each);
                done += rows.size();
                progress.report(done, count);
            }
        }
    }
}
