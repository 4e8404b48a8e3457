package app.assay.storage.migration;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import app.assay.domain.source.LoadState;
import app.assay.storage.engine.Database;
import app.assay.storage.rows.FormatTables;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.TableSums;
import app.assay.storage.rows.TableSums.Sum;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// From format 1.0 to 1.1: each row of a load gets check sums of its columns, each load the digests of its tables, and
/// the trail tells what the loads before hold, as a publication does since.
final class MigrationTo11 extends MigrationStep {

    private static final int PAGE = 5_000;
    private static final int LOADS_PER_ENTRY = 150;

    /// A table of rows of loads, and by which columns of a load its rows are numbered; none when they carry the
    /// load's
    /// number.
    private record Numbered(String table, String range) {}

    private static final List<Numbered> TABLES = List.of(
            new Numbered("installed", "installed"),
            new Numbered("load_warning", "warning"),
            new Numbered("packed_installations", "packed"),
            new Numbered("raw_title", "title"),
            new Numbered("record_key", "key"),
            new Numbered("rejected_row", "rejected"),
            new Numbered("source_content", "content"),
            new Numbered("source_file", ""),
            new Numbered("source_record", "record"));

    private final FormatTables old = FormatTables.of(0);
    private final FormatTables fresh = FormatTables.of(1);
    private final List<Map<String, Object>> told = new ArrayList<>();

    MigrationTo11() {
        super(1);
    }

    @Override
    SortedMap<String, Sum> before(Database database, Progress progress) {
        return sums(database, old.all(), progress);
    }

    @Override
    SortedMap<String, Sum> after(Database database, Progress progress) {
        return sums(database, old.all(), progress);
    }

    @Override
    void change(Database database, Runnable schema, Progress progress) {
        schema.run();
        for (var numbered : TABLES) {
            var form = fresh.form(numbered.table());
            var key = key(numbered);
            Object[] last = {};
            do {
                var after = last;
                last = database.transaction(tx -> fillChecks(tx, form, key, after));
                progress.stopIfCancelled();
            } while (last.length > 0);
        }
        digests(database, progress);
    }

    private static List<Field<?>> key(Numbered numbered) {
        return numbered.range().isEmpty()
                ? List.of(field(name("LOAD_NO"), SQLDataType.INTEGER), field(name("FILE_NO"), SQLDataType.INTEGER))
                : List.of(field(name("ID"), SQLDataType.BIGINT));
    }

    /// @param after the key of the row before the first one; empty to begin
    /// @return the key of the last row; empty when there were no more
    private static Object[] fillChecks(DSLContext tx, RowForm form, List<Field<?>> key, Object[] after) {
        var ordered = tx.select(form.fields()).from(form.table()).orderBy(key);
        var page = after.length == 0
                ? ordered.limit(PAGE).fetch()
                : ordered.seek(after).limit(PAGE).fetch();
        if (page.isEmpty()) {
            return new Object[0];
        }
        Condition where = noCondition();
        for (var column : key) {
            where = where.and(equal(column));
        }
        var rows = new ArrayList<Object[]>();
        for (var row : page) {
            var values = new ArrayList<Object>();
            values.add(form.check(form.values(row)));
            key.forEach(column -> values.add(row.get(column)));
            rows.add(values.toArray());
        }
        tx.batch(tx.update(form.table()).set(RowForm.CHECKS, (byte[]) null).where(where))
                .bind(rows.toArray(Object[][]::new))
                .execute();
        return key.stream().map(page.getLast()::get).toArray();
    }

    private static <T> Condition equal(Field<T> column) {
        return column.eq((T) null);
    }

    private void digests(Database database, Progress progress) {
        var form = fresh.form("source_load");
        var part = new HashMap<String, Object>();
        var loads = database.write(dsl -> dsl.select(form.fields())
                .from(form.table())
                .orderBy(field(name("LOAD_NO")))
                .fetch());
        for (var load : loads) {
            var row = form.map(form.values(load));
            if (LoadState.STAGING.name().equals(row.get("state"))) {
                continue;
            }
            int number = Integer.parseInt(String.valueOf(row.get("load_no")));
            var changes = new TableSums.Changes();
            for (var numbered : TABLES) {
                var table = fresh.form(numbered.table());
                forEach(database, numbered, table, row, found -> changes.add(table, table.values(found)));
                progress.stopIfCancelled();
            }
            var sums = changes.sums();
            database.transaction(tx -> {
                sums.tables().forEach((table, sum) -> write(tx, number, table, sum));
                return number;
            });
            row.remove("state");
            row.remove("revision");
            part.put(
                    UUID.fromString(String.valueOf(row.get("id"))).toString(), Map.of("row", row, "rows", sums.told()));
            if (part.size() == LOADS_PER_ENTRY) {
                told.add(Map.of("loads", Map.copyOf(part)));
                part.clear();
            }
        }
        if (!part.isEmpty() || told.isEmpty()) {
            told.add(Map.of("loads", Map.copyOf(part)));
        }
    }

    private static void write(DSLContext tx, int load, String table, Sum sum) {
        tx.insertInto(table(name("LOAD_DIGEST")))
                .columns(
                        field(name("LOAD_NO"), SQLDataType.INTEGER),
                        field(name("TABLE_NAME"), SQLDataType.VARCHAR),
                        field(name("ROW_COUNT"), SQLDataType.BIGINT),
                        field(name("DIGEST"), SQLDataType.VARCHAR))
                .values(load, table, sum.rows(), sum.digest().toString())
                .execute();
    }

    /// The rows of a load in a table, some thousand at a time.
    private static void forEach(
            Database database,
            Numbered numbered,
            RowForm form,
            Map<String, @Nullable Object> load,
            Consumer<Record> each) {
        if (numbered.range().isEmpty()) {
            int number = Integer.parseInt(String.valueOf(load.get("load_no")));
            database.write(dsl -> dsl.select(form.fields())
                            .from(form.table())
                            .where(field(name("LOAD_NO"), SQLDataType.INTEGER).eq(number))
                            .fetch())
                    .forEach(each);
            return;
        }
        long first = Long.parseLong(String.valueOf(load.get("first_" + numbered.range())));
        long end = Long.parseLong(String.valueOf(load.get("end_" + numbered.range())));
        var id = field(name("ID"), SQLDataType.BIGINT);
        for (long from = first; from < end; from += PAGE) {
            long begin = from;
            long to = Math.min(from + PAGE, end);
            database.write(dsl -> dsl.select(form.fields())
                            .from(form.table())
                            .where(id.ge(begin).and(id.lt(to)))
                            .fetch())
                    .forEach(each);
        }
    }

    @Override
    List<Map<String, Object>> told() {
        return told;
    }
}
