package app.assay.service;

import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.source.LoadWarning;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.WarningGroup;
import app.assay.domain.source.WarningGroups;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What imports left out and what was odd about them, as the register keeps it.
public final class LoadRemarks {

    /// So many rows of one load are handed over at once.
    public static final int MOST = 10_000;

    /// So many characters of rows are handed over at once: a row may have as many as 100,000. What is beyond is
    /// told by
    /// the number of rows of the load.
    public static final long MOST_LETTERS = 16L << 20;

    private static final int FIRST_PAGE = 50;
    private static final int PAGE = 500;

    private final OpenRegister open;

    public LoadRemarks(OpenRegister open) {
        this.open = open;
    }

    /// An import that counts, of which rows were left out or about which something is told.
    ///
    /// @param counts whether it is the import of its source that counts, so that its rows can be tried again
    public record Remarked(Load load, boolean counts) {}

    /// The imports that are not taken back and left rows out or told something, in the order in which they came.
    public List<Remarked> loads() {
        return open.snapshot().loads().stream()
                .filter(load ->
                        load.state() == LoadState.PUBLISHED && (load.balance().rejected() > 0 || load.warnings() > 0))
                .map(load -> new Remarked(load, open.register().isCurrent(load.id())))
                .toList();
    }

    /// The first rows that a load left out, each as the file has it, in the order of the file; fewer than asked for
    /// where
    /// they are more than [#MOST_LETTERS] characters. How many there are is told by the balance of the load.
    public List<RejectedRow> rejected(UUID load, int most) {
        var rows = new ArrayList<RejectedRow>();
        forEach(
                open.register().rejected(Optional.of(load)),
                most,
                MOST_LETTERS,
                row -> rows.add(
                        new RejectedRow(place(row), RejectReason.valueOf(text(row, 4)), text(row, 5), text(row, 6))));
        return rows;
    }

    /// The first warnings of a load, in the order in which they were told; fewer than asked for where they are more
    /// than
    /// [#MOST_LETTERS] characters. How many there are is told by the load.
    public List<LoadWarning> warnings(UUID load, int most) {
        var warnings = new ArrayList<LoadWarning>();
        forEach(
                open.register().warnings(Optional.of(load)),
                most,
                MOST_LETTERS,
                row -> warnings.add(new LoadWarning(place(row), text(row, 4), text(row, 5))));
        return warnings;
    }

    /// All warnings of a load, those that say the same together.
    public List<WarningGroup> groups(UUID load) {
        return groups(Optional.of(load));
    }

    /// All warnings of a load, or of all that are published, those that say the same together.
    List<WarningGroup> groups(Optional<UUID> load) {
        var groups = new WarningGroups();
        forEach(
                open.register().warnings(load),
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                row -> groups.add(new LoadWarning(place(row), text(row, 4), text(row, 5))));
        return groups.all();
    }

    /// Goes through the rows of a table, in pages that grow as long as their rows are short.
    static void forEach(TableSource table, int most, long mostLetters, Consumer<TableRow> each) {
        long letters = 0;
        int size = FIRST_PAGE;
        for (int from = 0; from < most; ) {
            var page = table.page(TableQuery.ALL, from, Math.min(size, most - from));
            long before = letters;
            for (var row : page.rows()) {
                letters += letters(row);
                if (letters > mostLetters) {
                    return;
                }
                each.accept(row);
            }
            from += page.rows().size();
            if (page.rows().size() < size) {
                return;
            }
            size = letters - before < (long) size * SHORT ? Math.min(PAGE, size * 2) : FIRST_PAGE;
        }
    }

    /// Characters of a row that is short enough for larger pages.
    private static final int SHORT = 1_000;

    private static long letters(TableRow row) {
        return row.cells().stream()
                .mapToLong(cell -> cell instanceof String text ? text.length() : 0)
                .sum();
    }

    private static Place place(TableRow row) {
        return new Place(
                text(row, 0), text(row, 1), row.cells().get(2) instanceof Long number ? number : 0, text(row, 3));
    }

    private static String text(TableRow row, int cell) {
        @Nullable Object value = row.cells().get(cell);
        return value == null ? "" : value.toString();
    }
}
