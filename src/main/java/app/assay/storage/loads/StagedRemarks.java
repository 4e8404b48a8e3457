package app.assay.storage.loads;

import static app.assay.storage.generated.Tables.LOAD_WARNING;
import static app.assay.storage.generated.Tables.REJECTED_ROW;

import app.assay.domain.source.LoadWarning;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.WarningGroup;
import app.assay.domain.source.WarningGroups;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.StoredLoad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rejected rows and warnings of a staged load.
final class StagedRemarks {

    private static final int BATCH = 2_000;
    private static final int TOLD = 10_000;
    private static final long LETTERS_TOLD = 8_000_000;
    private static final int LONGEST = 4_000;
    private static final int LONGEST_ROW = 1_000_000;
    private static final int LETTERS_OF_A_BATCH = 4_000_000;

    private record Numbered<T>(long number, T remark) {}

    private final Batches<Numbered<RejectedRow>> rejectedRows;
    private final Batches<Numbered<LoadWarning>> warningRows;
    private final List<RejectedRow> first = new ArrayList<>();
    private final List<LoadWarning> firstWarnings = new ArrayList<>();
    private final WarningGroups groups = new WarningGroups();
    private long letters;
    private long waiting;
    private long nextRejected;
    private long nextWarning;
    private long rejected;
    private long warnings;

    StagedRemarks(StagedWrites database, LoadDigests digests, StoredLoad load, boolean dryRun) {
        nextRejected = load.first().rejected();
        nextWarning = load.first().warning();
        rejectedRows = new Batches<>(database, dryRun, BATCH, (tx, rows) -> {
            var batch = tx.batch(tx.insertInto(
                            REJECTED_ROW,
                            REJECTED_ROW.ID,
                            REJECTED_ROW.LOAD_NO,
                            REJECTED_ROW.FILE,
                            REJECTED_ROW.SHEET,
                            REJECTED_ROW.ROW_NO,
                            REJECTED_ROW.COLUMN_NAME,
                            REJECTED_ROW.REASON,
                            REJECTED_ROW.FOUND,
                            REJECTED_ROW.RAW,
                            REJECTED_ROW.ROW_CHECK)
                    .values((Long) null, null, null, null, null, null, null, null, null, null));
            for (var row : rows) {
                var place = row.remark().place();
                var values = new Object[] {
                    row.number(),
                    load.no(),
                    cut(place.file()),
                    cut(place.sheet()),
                    place.row(),
                    cut(place.column()),
                    row.remark().reason().name(),
                    cut(row.remark().found()),
                    cut(row.remark().raw(), LONGEST_ROW)
                };
                batch = batch.bind(with(values, digests.take(REJECTED_ROW, values)));
            }
            batch.execute();
        });
        warningRows = new Batches<>(database, dryRun, BATCH, (tx, rows) -> {
            var batch = tx.batch(tx.insertInto(
                            LOAD_WARNING,
                            LOAD_WARNING.ID,
                            LOAD_WARNING.LOAD_NO,
                            LOAD_WARNING.FILE,
                            LOAD_WARNING.SHEET,
                            LOAD_WARNING.ROW_NO,
                            LOAD_WARNING.COLUMN_NAME,
                            LOAD_WARNING.CODE,
                            LOAD_WARNING.MESSAGE,
                            LOAD_WARNING.ROW_CHECK)
                    .values((Long) null, null, null, null, null, null, null, null, null));
            for (var row : rows) {
                var place = row.remark().place();
                var values = new Object[] {
                    row.number(),
                    load.no(),
                    cut(place.file()),
                    cut(place.sheet()),
                    place.row(),
                    cut(place.column()),
                    row.remark().code(),
                    cut(row.remark().message())
                };
                batch = batch.bind(with(values, digests.take(LOAD_WARNING, values)));
            }
            batch.execute();
        });
    }

    private static Object[] with(Object[] values, byte[] check) {
        var row = Arrays.copyOf(values, values.length + 1);
        row[values.length] = check;
        return row;
    }

    void rejected(RejectedRow row) {
        rejected++;
        if (first.size() < TOLD && letters < LETTERS_TOLD) {
            first.add(row);
            letters += row.raw().length();
        }
        waiting += row.raw().length();
        rejectedRows.add(new Numbered<>(nextRejected++, row));
        if (waiting > LETTERS_OF_A_BATCH) {
            rejectedRows.flush();
            waiting = 0;
        }
    }

    void warning(Place place, String code, String message) {
        warnings++;
        var warning = new LoadWarning(place, code, message);
        if (firstWarnings.size() < TOLD && letters < LETTERS_TOLD) {
            firstWarnings.add(warning);
            letters += message.length();
        }
        groups.add(warning);
        warningRows.add(new Numbered<>(nextWarning++, warning));
    }

    void flush() {
        rejectedRows.flush();
        warningRows.flush();
    }

    long rejected() {
        return rejected;
    }

    long warnings() {
        return warnings;
    }

    long nextRejected() {
        return nextRejected;
    }

    long nextWarning() {
        return nextWarning;
    }

    List<RejectedRow> first() {
        return List.copyOf(first);
    }

    List<LoadWarning> firstWarnings() {
        return List.copyOf(firstWarnings);
    }

    List<WarningGroup> groups() {
        return groups.all();
    }

    static String cut(String text) {
        return cut(text, LONGEST);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
