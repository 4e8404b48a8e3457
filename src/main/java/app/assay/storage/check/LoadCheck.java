package app.assay.storage.check;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;
import static app.assay.storage.generated.Tables.REJECTED_ROW;
import static app.assay.storage.generated.Tables.SOURCE_CONTENT;
import static app.assay.storage.generated.Tables.SOURCE_FILE;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static app.assay.storage.generated.Tables.SOURCE_RECORD;
import static org.jooq.impl.DSL.sum;

import app.assay.domain.source.LoadState;
import app.assay.files.Hashes;
import app.assay.storage.commit.FrozenRegister;
import app.assay.storage.engine.Database.Frozen;
import app.assay.storage.installations.DeviceRows;
import app.assay.storage.installations.PackedForm;
import app.assay.storage.records.Snapshot;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.LoadRows;
import app.assay.storage.rows.Loads;
import app.assay.storage.rows.RowForm;
import app.assay.storage.rows.SetDigest;
import app.assay.storage.rows.StoredLoad;
import app.assay.storage.rows.TableSums;
import app.assay.storage.rows.TableSums.Sum;
import app.assay.storage.witness.Replay;
import app.assay.storage.witness.Replay.Told;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Recomputes the rows of loads: against the check sums of their columns, the digests of their tables, their balance
/// and the trail.
final class LoadCheck {

    private final Frozen database;
    private final Snapshot snapshot;
    private final TableSums sums;
    private final Differences differences;
    private final Progress progress;
    private long rows;
    private long packed;

    LoadCheck(FrozenRegister subject, Differences differences, Progress progress) {
        database = subject.frozen();
        snapshot = subject.snapshot();
        sums = subject.sums();
        this.differences = differences;
        this.progress = progress;
    }

    void run(Replay replay) {
        var expected = loads(replay);
        bulk(expected);
        strangers(expected);
        balances();
    }

    /// Rows that were read.
    long rows() {
        return rows;
    }

    /// Of these, rows of packed installations.
    long packed() {
        return packed;
    }

    /// The loads against the trail.
    ///
    /// @return how many rows each load holds in each table, and their sums, as the trail tells or else the load's
    /// digests
    private Map<Integer, TableSums> loads(Replay replay) {
        var form = RowForm.of(SOURCE_LOAD);
        var digests = database.read(LoadDigests::read);
        var expected = new HashMap<Integer, TableSums>();
        var missing = new TreeMap<>(replay.loads());
        snapshot.book().all().forEach(load -> missing.remove(load.load().id()));
        for (var load : snapshot.book().all()) {
            var id = load.load().id();
            // One whose identity was changed is known by its number, and its row then says what is other.
            @Nullable
            Told told = replay.loads().containsKey(id) ? replay.loads().get(id) : ofNumber(missing, load.no());
            if (told == null) {
                differences.tell("source_load", load.no(), "", Sentence.of("register.load-there-against-trail", id));
                expected.put(load.no(), digests.getOrDefault(load.no(), TableSums.NOTHING));
                continue;
            }
            compare(load, "state", load.load().state(), told.state());
            compare(load, "revision", load.load().revision(), told.revision());
            told.row().ifPresent(row -> compare(form, load, row));
            var own = digests.getOrDefault(load.no(), TableSums.NOTHING);
            var sealed = told.rows().orElse(own);
            expected.put(load.no(), sealed);
            var tables = new TreeSet<>(sealed.tables().keySet());
            tables.addAll(own.tables().keySet());
            for (var table : tables) {
                if (!own.of(table).equals(sealed.of(table))) {
                    differences.tell(
                            "load_digest",
                            load.no() + "/" + table,
                            own.of(table).rows() == sealed.of(table).rows() ? "digest" : "row_count",
                            Sentence.of(
                                    "register.digest-in-load-another-one",
                                    table,
                                    load.load().file()));
                }
            }
        }
        missing.keySet()
                .forEach(id -> differences.tell(
                        "source_load", id, "", Sentence.of("register.load-not-there-against-trail", id)));
        digests.keySet().stream()
                .filter(no -> !expected.containsKey(no) && !isStaged(no))
                .sorted()
                .forEach(no -> differences.tell(
                        "load_digest", no, "", Sentence.of("register.there-are-digests-load-none", no)));
        return expected;
    }

    private static @Nullable Told ofNumber(Map<UUID, Told> missing, int number) {
        for (var entry : missing.entrySet()) {
            var row = entry.getValue().row();
            if (row.isPresent() && row.get().path("load_no").asString("").equals(Integer.toString(number))) {
                return missing.remove(entry.getKey());
            }
        }
        return null;
    }

    private boolean isStaged(int loadNo) {
        return database.read(dsl -> dsl.fetchExists(
                SOURCE_LOAD, SOURCE_LOAD.LOAD_NO.eq(loadNo).and(SOURCE_LOAD.STATE.eq(LoadState.STAGING.name()))));
    }

    private void compare(StoredLoad load, String column, Object found, Object told) {
        if (!found.equals(told)) {
            differences.tell(
                    "source_load",
                    load.no(),
                    column,
                    Sentence.of(
                            "register.load-has-as-its-trail",
                            load.load().file(),
                            Differences.cut(found),
                            column,
                            Differences.cut(told)));
        }
    }

    private void compare(RowForm form, StoredLoad load, JsonNode told) {
        var found = new TreeMap<>(form.map(form.values(Loads.record(load))));
        found.forEach((column, value) -> {
            if (column.equals("state") || column.equals("revision")) {
                return;
            }
            var node = told.path(column);
            @Nullable Object expected = node.isNull() ? null : node.asString();
            if (!Objects.equals(value, expected)) {
                compare(load, column, String.valueOf(value), String.valueOf(expected));
            }
        });
    }

    private void bulk(Map<Integer, TableSums> expected) {
        long all = sums.tables().values().stream().mapToLong(Sum::rows).sum();
        for (var load : snapshot.book().all()) {
            var sealed = expected.getOrDefault(load.no(), TableSums.NOTHING);
            for (var table : LoadDigests.TABLES) {
                bulk(load, table, sealed);
                progress.stopIfCancelled();
                progress.report(rows, all);
            }
        }
    }

    private void bulk(StoredLoad load, Table<?> table, TableSums sealed) {
        var form = RowForm.of(table);
        var adder = new SetDigest.Adder();
        int before = differences.size();
        var check = Objects.requireNonNull(table.field(DSL.name("ROW_CHECK"), byte[].class));
        boolean numbered = !table.equals(SOURCE_FILE);
        long[] next = {numbered ? LoadRows.first(table, load) : 0};
        var sha256 = Hashes.sha256();
        var unpacked = new DeviceRows();
        LoadRows.forEach(database, table, load, row -> {
            rows++;
            var values = form.values(row);
            if (numbered) {
                long number = ((Number) Objects.requireNonNull(values[0])).longValue();
                missing(form, load, next[0], number);
                next[0] = number + 1;
            }
            adder.add(form.digest(values));
            for (var column : form.changed(row.get(check), values)) {
                differences.tell(
                        form.name(),
                        key(form, values),
                        column,
                        Sentence.of(
                                "register.row-load-was-changed-its",
                                key(form, values),
                                form.name(),
                                load.load().file(),
                                column));
            }
            if (table.equals(SOURCE_CONTENT)) {
                content(row, sha256);
            } else if (table.equals(PACKED_INSTALLATIONS)) {
                packed(row, sha256, unpacked);
            }
        });
        if (numbered) {
            missing(form, load, next[0], LoadRows.end(table, load));
        }
        var held = new Sum(adder.rows(), adder.sum());
        if (!held.equals(sealed.of(form.name())) && differences.size() == before) {
            differences.tell(
                    form.name(),
                    "",
                    "",
                    Sentence.of("register.load-holds-other-rows-in", load.load().file(), form.name()));
        }
    }

    private static String key(RowForm form, @Nullable Object[] values) {
        return form.table().equals(SOURCE_FILE) ? values[0] + "/" + values[1] : String.valueOf(values[0]);
    }

    private void missing(RowForm form, StoredLoad load, long from, long to) {
        for (long number = from; number < to && !differences.isFull(); number++) {
            differences.tell(
                    form.name(),
                    number,
                    "",
                    Sentence.of(
                            "register.row-load-not-there",
                            number,
                            form.name(),
                            load.load().file()));
        }
    }

    private void content(Record row, MessageDigest sha256) {
        var digest = sha256.digest(row.get(SOURCE_CONTENT.CONTENT).getBytes(StandardCharsets.UTF_8));
        if (!MessageDigest.isEqual(digest, row.get(SOURCE_CONTENT.DIGEST))) {
            long id = row.get(SOURCE_CONTENT.ID);
            differences.tell("source_content", id, "content", Sentence.of("register.what-row-said-number-was", id));
        }
    }

    private void packed(Record row, MessageDigest sha256, DeviceRows unpacked) {
        packed++;
        long id = row.get(PACKED_INSTALLATIONS.ID);
        byte format = row.get(PACKED_INSTALLATIONS.FORMAT);
        var content = row.get(PACKED_INSTALLATIONS.CONTENT);
        sha256.update(format);
        if (!MessageDigest.isEqual(sha256.digest(content), row.get(PACKED_INSTALLATIONS.DIGEST))) {
            differences.tell(
                    "packed_installations",
                    id,
                    "content",
                    Sentence.of("register.packed-installations-number-were-changed", id));
            return;
        }
        unpacked.clear();
        PackedForm.unpack(format, content, 0, 0, unpacked);
        int entries = row.get(PACKED_INSTALLATIONS.ENTRIES);
        if (unpacked.size() != entries) {
            differences.tell(
                    "packed_installations",
                    id,
                    "entries",
                    Sentence.of("register.packed-installations-number-hold-entries", id, unpacked.size(), entries));
        }
    }

    /// Rows that belong to no load.
    private void strangers(Map<Integer, TableSums> expected) {
        for (var table : LoadDigests.TABLES) {
            var form = RowForm.of(table);
            long owned = expected.values().stream()
                    .mapToLong(load -> load.of(form.name()).rows())
                    .sum();
            long found = database.read(dsl -> (long) dsl.fetchCount(table));
            if (found > owned) {
                strangers(table, form);
            }
        }
    }

    private void strangers(Table<?> table, RowForm form) {
        var staged = database.read(dsl -> dsl.selectFrom(SOURCE_LOAD)
                .where(SOURCE_LOAD.STATE.eq(LoadState.STAGING.name()))
                .fetch()
                .map(Loads::read));
        var loads = snapshot.book().all();
        if (table.equals(SOURCE_FILE)) {
            var known = new HashSet<Integer>();
            loads.forEach(load -> known.add(load.no()));
            staged.forEach(load -> known.add(load.no()));
            database.read(dsl -> dsl.selectFrom(SOURCE_FILE)
                            .where(SOURCE_FILE.LOAD_NO.notIn(known))
                            .fetch())
                    .forEach(row -> stranger(form, row.getLoadNo() + "/" + row.getFileNo()));
            return;
        }
        var id = Objects.requireNonNull(table.getPrimaryKey()).getFields().getFirst();
        var ids = database.read(dsl -> dsl.select(id).from(table).orderBy(id).fetch(row -> row.get(id, Long.class)));
        for (long at : ids) {
            boolean owned = loads.stream()
                    .anyMatch(load -> LoadRows.first(table, load) <= at && at < LoadRows.end(table, load));
            boolean isStaged = staged.stream().anyMatch(load -> LoadRows.first(table, load) <= at);
            if (!owned && !isStaged) {
                stranger(form, String.valueOf(at));
            }
        }
    }

    private void stranger(RowForm form, String row) {
        differences.tell(form.name(), row, "", Sentence.of("register.row-belongs-no-load", row, form.name()));
    }

    /// Whether the rows that a load kept agree with its balance.
    private void balances() {
        for (var load : snapshot.book().all()) {
            var balance = load.load().balance();
            var called = Sentence.of(
                    "register.the-load", load.load().file(), load.load().id());
            long rejected = database.read(dsl -> (long) dsl.fetchCount(
                    REJECTED_ROW,
                    REJECTED_ROW
                            .ID
                            .ge(load.first().rejected())
                            .and(REJECTED_ROW.ID.lt(load.end().rejected()))));
            if (rejected != balance.rejected()) {
                differences.tell(
                        "rejected_row",
                        "",
                        "",
                        Sentence.of("register.has-rejected-rows-its-balance", called, rejected, balance.rejected()));
            }
            long records = database.read(dsl -> (long) dsl.fetchCount(
                    SOURCE_RECORD,
                    SOURCE_RECORD
                            .ID
                            .ge(load.first().record())
                            .and(SOURCE_RECORD.ID.lt(load.end().record()))
                            .and(SOURCE_RECORD.IMPLIED.isFalse())));
            long entries = database.read(dsl -> dsl.select(sum(PACKED_INSTALLATIONS.ENTRIES))
                    .from(INSTALLED)
                    .join(PACKED_INSTALLATIONS)
                    .on(PACKED_INSTALLATIONS.ID.eq(INSTALLED.PACKED_ID))
                    .where(INSTALLED
                            .ID
                            .ge(load.first().installed())
                            .and(INSTALLED.ID.lt(load.end().installed())))
                    .fetchOptional(0, Long.class)
                    .orElse(0L));
            // Rows that said the same as another row of the file are folded into it.
            long said = balance.read() - balance.rejected();
            if (records + entries + load.folded() != said) {
                differences.tell(
                        "source_load",
                        load.no(),
                        "",
                        Sentence.of(
                                "register.keeps-facts-rows-which-were",
                                called,
                                records + entries,
                                said,
                                load.folded()));
            }
        }
    }
}
