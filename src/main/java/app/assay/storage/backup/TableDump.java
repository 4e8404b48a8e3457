package app.assay.storage.backup;

import static app.assay.storage.generated.Tables.REJECTED_ROW;

import app.assay.files.CanonicalJson;
import app.assay.storage.engine.Database.Frozen;
import app.assay.storage.generated.DefaultSchema;
import app.assay.storage.rows.RowForm;
import app.assay.work.Fault;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;

/// Every table as lines of canonical JSON, for whoever wants to read a register without its engine. Goes on where a
/// page
/// of a table cannot be read.
public final class TableDump {

    private static final int PAGE = 2_000;
    /// Rows that were left out may be long: so few are in memory at once.
    private static final int PAGE_OF_LONG_ROWS = 100;

    private final Frozen database;
    private final Progress progress;
    private final List<Sentence> lost = new ArrayList<>();

    public TableDump(Frozen database, Progress progress) {
        this.database = database;
        this.progress = progress;
    }

    public List<Sentence> write(Consumer<String> lines) {
        progress.stage("dump.write");
        var tables = new ArrayList<Table<?>>(DefaultSchema.DEFAULT_SCHEMA.getTables());
        tables.sort(Comparator.comparing(table -> RowForm.of(table).name()));
        for (var table : tables) {
            write(table, lines);
        }
        return lost;
    }

    private void write(Table<?> table, Consumer<String> lines) {
        var form = RowForm.of(table);
        var key = table.getPrimaryKey();
        if (key == null) {
            throw new IllegalStateException("no key of " + form.name());
        }
        var order = key.getFields().stream().<Field<?>>map(column -> column).toList();
        int most = table.equals(REJECTED_ROW) ? PAGE_OF_LONG_ROWS : PAGE;
        Object[] last = {};
        for (long rows = 0; ; rows += most) {
            progress.stopIfCancelled();
            progress.report(rows, -1);
            var after = last;
            Result<? extends Record> page;
            try {
                page = database.read(dsl -> {
                    var ordered = dsl.selectFrom(table).orderBy(order);
                    return after.length == 0
                            ? ordered.limit(most).fetch()
                            : ordered.seek(after).limit(most).fetch();
                });
            } catch (Fault | DataAccessException | IllegalStateException e) {
                lost.add(Sentence.of("register.rows-lost", form.name(), rows + 1));
                return;
            }
            for (var row : page) {
                lines.accept(CanonicalJson.of(Map.of("table", form.name(), "row", form.map(form.values(row)))));
            }
            if (page.size() < most) {
                return;
            }
            last = order.stream().map(page.getLast()::get).toArray();
        }
    }
}
