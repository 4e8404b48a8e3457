package app.assay.storage.tables;

import static app.assay.storage.generated.Tables.LOAD_WARNING;
import static app.assay.storage.generated.Tables.REJECTED_ROW;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static app.assay.storage.generated.Tables.TRAIL_EVENT;
import static app.assay.storage.generated.Tables.UNDO_STEP;

import app.assay.domain.record.ChangeText;
import app.assay.domain.source.LoadState;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.storage.engine.Database;
import app.assay.storage.generated.tables.records.LoadWarningRecord;
import app.assay.storage.generated.tables.records.RejectedRowRecord;
import app.assay.storage.generated.tables.records.TrailEventRecord;
import app.assay.storage.records.Snapshot;
import app.assay.storage.rows.StoredLoad;
import app.assay.storage.tables.SqlTable.Cell;
import app.assay.storage.tables.SqlTable.CellReader;
import app.assay.storage.witness.Trail;
import app.assay.storage.witness.UndoSteps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The tables that the database answers: the trail, rejected rows and warnings.
public final class RegisterTables {

    private final Database database;
    private final Supplier<Snapshot> snapshot;
    private final Trail trail = new Trail();

    public RegisterTables(Database database, Supplier<Snapshot> snapshot) {
        this.database = database;
        this.snapshot = snapshot;
    }

    public TableSource trail() {
        List<Cell<TrailEventRecord>> cells = List.of(
                cell(Column.of("sequence", ColumnType.INTEGER), TRAIL_EVENT.SEQUENCE),
                cell(
                        Column.of("at", ColumnType.INSTANT),
                        TRAIL_EVENT.AT_UTC,
                        (dsl, row) -> trail.event(dsl, row).at()),
                cell(Column.of("actor", ColumnType.TEXT).faceted(), TRAIL_EVENT.ACTOR),
                cell(Column.of("action", ColumnType.CODE).faceted(), TRAIL_EVENT.ACTION),
                cell(Column.of("subject", ColumnType.TEXT), TRAIL_EVENT.SUBJECT),
                cell(Column.of("kind", ColumnType.CODE).faceted(), TRAIL_EVENT.KIND),
                cell(
                        Column.of("change", ColumnType.TEXT),
                        TRAIL_EVENT.CHANGE_JSON,
                        (dsl, row) -> trail.event(dsl, row)
                                .change()
                                .map(ChangeText::of)
                                .orElse(null)),
                cell(Column.of("reason", ColumnType.TEXT), TRAIL_EVENT.REASON),
                cell(Column.of("revision", ColumnType.INTEGER), TRAIL_EVENT.REVISION),
                cell(
                        Column.of("record", ColumnType.TEXT).hidden(),
                        TRAIL_EVENT.RECORD_ID,
                        (_, row) -> row.getRecordId() == null
                                ? null
                                : row.getRecordId().toString()),
                cell(Column.of("detail", ColumnType.TEXT).hidden(), TRAIL_EVENT.DETAIL),
                cell(Column.of("applicationVersion", ColumnType.TEXT).hidden(), TRAIL_EVENT.APPLICATION_VERSION),
                cell(Column.of("hash", ColumnType.TEXT).hidden(), TRAIL_EVENT.HASH));
        return new SqlTable<>(
                "trail",
                database,
                TRAIL_EVENT,
                cells,
                // What is written but not yet safe on the disk is not shown.
                () -> TRAIL_EVENT.REVISION.le(snapshot.get().revision()),
                TRAIL_EVENT.SEQUENCE,
                TRAIL_EVENT.SEQUENCE.desc(),
                () -> snapshot.get().revision());
    }

    /// The steps that undo and redo walk along, the latest first: what each did, to what, by whom and when, and how
    /// it
    /// stands: `NOW` for the last that is done, `DONE`, `UNDONE`, `FIXED` and `FIXED_NOW` for a frozen position,
    /// `BEHIND`
    /// for what lies before one.
    public TableSource history() {
        var wall = DSL.select(DSL.coalesce(DSL.max(UNDO_STEP.POSITION), DSL.inline(0L)))
                .from(UNDO_STEP)
                .where(UNDO_STEP.STEP.eq(UndoSteps.Sort.FREEZE.name()))
                .and(UNDO_STEP.UNDONE.isFalse());
        var now = DSL.select(DSL.max(UNDO_STEP.POSITION)).from(UNDO_STEP).where(UNDO_STEP.UNDONE.isFalse());
        Table<Record> steps = DSL.select(List.of(
                        UNDO_STEP.POSITION,
                        DSL.when(UNDO_STEP.UNDONE, DSL.inline("UNDONE"))
                                .when(
                                        UNDO_STEP
                                                .STEP
                                                .eq(UndoSteps.Sort.FREEZE.name())
                                                .and(UNDO_STEP.POSITION.eq(DSL.field(now))),
                                        DSL.inline("FIXED_NOW"))
                                .when(UNDO_STEP.STEP.eq(UndoSteps.Sort.FREEZE.name()), DSL.inline("FIXED"))
                                .when(UNDO_STEP.POSITION.eq(DSL.field(now)), DSL.inline("NOW"))
                                .when(UNDO_STEP.POSITION.lt(DSL.field(wall)), DSL.inline("BEHIND"))
                                .otherwise(DSL.inline("DONE"))
                                .as("state"),
                        UNDO_STEP.ACTION,
                        UNDO_STEP.SUBJECT,
                        UNDO_STEP.RECORDS,
                        TRAIL_EVENT.ACTOR,
                        TRAIL_EVENT.AT_UTC,
                        TRAIL_EVENT.REASON,
                        UNDO_STEP.REVISION))
                .from(UNDO_STEP)
                .join(TRAIL_EVENT)
                .on(TRAIL_EVENT.SEQUENCE.eq(UNDO_STEP.FIRST_EVENT))
                .asTable("history");
        var position = column(steps, "POSITION", Long.class);
        var at = column(steps, "AT_UTC", String.class);
        var revision = column(steps, "REVISION", Long.class);
        List<Cell<Record>> cells = List.of(
                cell(Column.of("state", ColumnType.CODE).faceted(), column(steps, "state", String.class)),
                cell(Column.of("action", ColumnType.CODE).faceted(), column(steps, "ACTION", String.class)),
                cell(Column.of("subject", ColumnType.TEXT), column(steps, "SUBJECT", String.class)),
                cell(
                        Column.of("records", ColumnType.INTEGER),
                        column(steps, "RECORDS", Integer.class),
                        (_, row) -> Long.valueOf(row.get(column(steps, "RECORDS", Integer.class)))),
                cell(Column.of("actor", ColumnType.TEXT).faceted(), column(steps, "ACTOR", String.class)),
                cell(Column.of("at", ColumnType.INSTANT), at, (_, row) -> Instant.parse(row.get(at))),
                cell(Column.of("reason", ColumnType.TEXT).hidden(), column(steps, "REASON", String.class)),
                cell(Column.of("revision", ColumnType.INTEGER), revision),
                cell(Column.of("position", ColumnType.INTEGER).hidden(), position));
        return new SqlTable<>(
                "history",
                database,
                steps,
                cells,
                () -> revision.le(snapshot.get().revision()),
                position,
                position.desc(),
                () -> snapshot.get().revision());
    }

    private static <T> Field<T> column(Table<?> table, String name, Class<T> type) {
        return java.util.Objects.requireNonNull(table.field(name, type), name);
    }

    public TableSource rejected(Optional<UUID> load) {
        List<Cell<RejectedRowRecord>> cells = List.of(
                cell(Column.of("file", ColumnType.TEXT).faceted(), REJECTED_ROW.FILE),
                cell(Column.of("sheet", ColumnType.TEXT), REJECTED_ROW.SHEET),
                cell(Column.of("row", ColumnType.INTEGER), REJECTED_ROW.ROW_NO),
                cell(Column.of("column", ColumnType.TEXT).faceted(), REJECTED_ROW.COLUMN_NAME),
                cell(Column.of("reason", ColumnType.CODE).faceted(), REJECTED_ROW.REASON),
                cell(Column.of("found", ColumnType.TEXT), REJECTED_ROW.FOUND),
                cell(Column.of("raw", ColumnType.TEXT), REJECTED_ROW.RAW));
        return new SqlTable<>(
                "rejected",
                database,
                REJECTED_ROW,
                cells,
                () -> ofLoads(REJECTED_ROW.LOAD_NO, load),
                REJECTED_ROW.ID,
                REJECTED_ROW.ID.asc(),
                () -> snapshot.get().revision());
    }

    public TableSource warnings(Optional<UUID> load) {
        List<Cell<LoadWarningRecord>> cells = List.of(
                cell(Column.of("file", ColumnType.TEXT).faceted(), LOAD_WARNING.FILE),
                cell(Column.of("sheet", ColumnType.TEXT), LOAD_WARNING.SHEET),
                cell(Column.of("row", ColumnType.INTEGER), LOAD_WARNING.ROW_NO),
                cell(Column.of("column", ColumnType.TEXT).faceted(), LOAD_WARNING.COLUMN_NAME),
                cell(Column.of("code", ColumnType.CODE).faceted(), LOAD_WARNING.CODE),
                cell(Column.of("message", ColumnType.TEXT), LOAD_WARNING.MESSAGE));
        return new SqlTable<>(
                "warnings",
                database,
                LOAD_WARNING,
                cells,
                () -> ofLoads(LOAD_WARNING.LOAD_NO, load),
                LOAD_WARNING.ID,
                LOAD_WARNING.ID.asc(),
                () -> snapshot.get().revision());
    }

    private Condition ofLoads(Field<Integer> loadNo, Optional<UUID> load) {
        return load.map(id -> loadNo.in(
                        DSL.select(SOURCE_LOAD.LOAD_NO).from(SOURCE_LOAD).where(SOURCE_LOAD.ID.eq(id))))
                .orElseGet(() -> loadNo.in(snapshot.get().book().all().stream()
                        .filter(one -> one.load().state() == LoadState.PUBLISHED)
                        .map(StoredLoad::no)
                        .toList()));
    }

    private static <R extends Record> Cell<R> cell(Column column, Field<?> field) {
        return new Cell<>(column, field, (_, row) -> known(row.get(field)));
    }

    private static <R extends Record> Cell<R> cell(Column column, Field<?> field, CellReader<R> reader) {
        return new Cell<>(column, field, reader);
    }

    private static @org.jspecify.annotations.Nullable Object known(@org.jspecify.annotations.Nullable Object value) {
        return "".equals(value) ? null : value;
    }
}
