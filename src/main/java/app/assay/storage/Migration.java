package app.assay.storage;

import static app.assay.storage.generated.Tables.SOURCE_LOAD;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import app.assay.domain.source.LoadState;
import app.assay.storage.Database.Access;
import app.assay.storage.TableSums.Sum;
import app.assay.storage.Trail.Act;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/// Brings a register of an older format to this program's: on a copy, which takes the place of the database in one step
/// and only when every row of it says what it said before. The old file is kept beside it until the analyst deletes it.
///
/// | format | what came |
/// | --- | --- |
/// | 1.0 | the first |
/// | 1.1 | check sums per row, digests per load, rows of loads in the trail, the journal |
final class Migration {

    private static final int PAGE = 5_000;
    private static final int LOADS_PER_ENTRY = 150;
    private static final String CHECK = "ROW_CHECK";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RegisterFolder folder;
    private final RegisterContext context;
    private final FreeSpace space;
    private final Progress progress;

    private Migration(RegisterFolder folder, RegisterContext context, FreeSpace space, Progress progress) {
        this.folder = folder;
        this.context = context;
        this.space = space;
        this.progress = progress;
    }

    static boolean isNeeded(RegisterFolder folder) {
        return folder.marker().formatMinor() < RegisterFolder.FORMAT_MINOR;
    }

    /// The fault that tells that a register must be opened for work once before it can be looked at.
    static Fault needed(RegisterFolder folder) {
        return new Fault(
                FaultCode.REGISTER_READ_ONLY,
                "The register %s is of the older format %s.%s."
                        .formatted(
                                folder.path(),
                                folder.marker().formatMajor(),
                                folder.marker().formatMinor()),
                "Nothing was changed.",
                "Open it for work once: it is brought to format %s.%s on a copy, and the old file is kept."
                        .formatted(RegisterFolder.FORMAT_MAJOR, RegisterFolder.FORMAT_MINOR));
    }

    /// @return the register with its new marker
    static RegisterFolder run(RegisterFolder folder, RegisterContext context, FreeSpace space, Progress progress) {
        return new Migration(folder, context, space, progress).run();
    }

    private RegisterFolder run() {
        progress.stage("open.migrate");
        try {
            long bytes = Files.size(folder.database());
            space.need(3 * bytes + FreeSpace.WHILE_LOADING);
            var work = folder.path().resolve("migrating");
            remove(work);
            Files.createDirectories(work);
            try {
                return run(work);
            } finally {
                remove(work);
            }
        } catch (IOException e) {
            throw Faults.io("The register %s cannot be brought to the new format.".formatted(folder.path()), e);
        }
    }

    private RegisterFolder run(Path work) throws IOException {
        var copy = folder.withDatabaseIn(work);
        Files.copy(folder.database(), copy.database());
        if (Files.mismatch(folder.database(), copy.database()) != -1) {
            throw new IOException("the copy of the database differs from it");
        }
        var database = Database.open(copy, Access.WRITE, context);
        // The marker is written last: an end before that leaves the new database beside the old marker.
        boolean isDone;
        try {
            isDone = database.write(RegisterMeta::formatMinor) >= RegisterFolder.FORMAT_MINOR;
            if (!isDone) {
                migrate(database);
            }
        } finally {
            database.close();
        }
        progress.stopIfCancelled();
        if (!isDone) {
            force(copy.database());
            keepOld();
            Files.move(
                    copy.database(),
                    folder.database(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            DurableFile.syncFolder(folder.path());
        }
        var migrated = folder.with(folder.marker().current());
        migrated.writeMarker();
        return migrated;
    }

    /// A copy of the old file under a name that tells its format and when; made whole or not at all.
    private void keepOld() throws IOException {
        var name = "%s.format-%s.%s-%s"
                .formatted(
                        folder.database().getFileName(),
                        folder.marker().formatMajor(),
                        folder.marker().formatMinor(),
                        STAMP.format(Instant.now(context.clock())));
        var kept = folder.path().resolve(name);
        if (Files.exists(kept)) {
            return;
        }
        var part = folder.path().resolve("migrating").resolve("old");
        Files.copy(folder.database(), part, StandardCopyOption.REPLACE_EXISTING);
        force(part);
        if (Files.mismatch(folder.database(), part) != -1) {
            throw new IOException("the copy of the old file differs from it");
        }
        Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.syncFolder(folder.path());
    }

    private void migrate(Database database) {
        var columns = database.write(Migration::columns);
        var before = digests(database, columns);
        database.migrate();
        fillChecks(database);
        var loads = database.write(Loads::all).stream()
                .filter(load -> load.load().state() != LoadState.STAGING)
                .toList();
        var sums = new HashMap<Integer, TableSums>();
        loads.forEach(load -> sums.put(load.no(), digests(database, load)));
        database.transaction(tx -> {
            sums.forEach((load, tables) -> LoadDigests.write(tx, load, tables));
            return sums.size();
        });
        var after = digests(database, columns);
        before.forEach((table, sum) -> {
            if (!sum.equals(after.get(table))) {
                throw Faults.damaged(
                        "The copy of the register in the new format does not say what the register says: its table %s differs."
                                .formatted(table));
            }
        });
        tell(database, loads, sums);
        database.sync();
    }

    /// The columns of every table before, by table.
    private static SortedMap<String, List<String>> columns(DSLContext dsl) {
        var columns = new TreeMap<String, List<String>>();
        dsl.fetch("SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'PUBLIC'"
                        + " ORDER BY TABLE_NAME, ORDINAL_POSITION")
                .forEach(row -> columns.computeIfAbsent(row.get(0, String.class), _ -> new ArrayList<>())
                        .add(row.get(1, String.class)));
        columns.remove("flyway_schema_history");
        return columns;
    }

    /// Rows and digests over the columns that were there before.
    private SortedMap<String, Sum> digests(Database database, SortedMap<String, List<String>> columns) {
        var sums = new TreeMap<String, Sum>();
        columns.forEach((table, names) -> {
            progress.stopIfCancelled();
            var fields = names.stream().map(column -> field(name(column))).toList();
            var adder = new SetDigest.Adder();
            var sha256 = Hashes.sha256();
            database.write(dsl -> {
                try (var rows = dsl.select(fields)
                        .from(table(name(table)))
                        .fetchSize(PAGE)
                        .fetchLazy()) {
                    for (var row : rows) {
                        for (var column : fields) {
                            var value = row.get(column);
                            var text = value instanceof byte[] bytes
                                    ? java.util.HexFormat.of().formatHex(bytes)
                                    : String.valueOf(value);
                            sha256.update((value == null ? "0" : "1" + text.length() + ":" + text)
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                        }
                        adder.add(sha256.digest());
                    }
                }
                return 0;
            });
            sums.put(table, new Sum(adder.rows(), adder.sum()));
        });
        return sums;
    }

    private void fillChecks(Database database) {
        for (var table : LoadDigests.TABLES) {
            var form = RowForm.of(table);
            var check = Objects.requireNonNull(table.field(CHECK, byte[].class));
            var key = key(table);
            Object[] last = {};
            do {
                var after = last;
                last = database.transaction(tx -> fillChecks(tx, form, check, key, after));
                progress.stopIfCancelled();
            } while (last.length > 0);
        }
    }

    /// @param after the key of the row before the first one; empty to begin
    /// @return the key of the last row; empty when there were no more
    private static Object[] fillChecks(
            DSLContext tx, RowForm form, Field<byte[]> check, List<Field<?>> key, Object[] after) {
        var ordered = tx.selectFrom(form.table()).orderBy(key);
        var page = after.length == 0
                ? ordered.limit(PAGE).fetch()
                : ordered.seek(after).limit(PAGE).fetch();
        if (page.isEmpty()) {
            return new Object[0];
        }
        var where = noCondition();
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
        tx.batch(tx.update(form.table()).set(check, (byte[]) null).where(where))
                .bind(rows.toArray(Object[][]::new))
                .execute();
        return key.stream().map(page.getLast()::get).toArray();
    }

    private static List<Field<?>> key(Table<?> table) {
        var key = table.getPrimaryKey();
        if (key == null) {
            throw new IllegalStateException("no key of " + table.getName());
        }
        return key.getFields().stream().<Field<?>>map(column -> column).toList();
    }

    private static <T> org.jooq.Condition equal(Field<T> column) {
        return column.eq((T) null);
    }

    private TableSums digests(Database database, StoredLoad load) {
        var digests = new LoadDigests();
        for (var table : LoadDigests.TABLES) {
            var form = RowForm.of(table);
            LoadRows.forEach(database, table, load, row -> digests.take(table, form.values(row)));
        }
        return digests.sums();
    }

    /// Puts into the trail what the loads before hold, as a publication does now.
    private void tell(Database database, List<StoredLoad> loads, Map<Integer, TableSums> sums) {
        var trail = new Trail();
        var form = RowForm.of(SOURCE_LOAD);
        var metaForm = RowForm.of(app.assay.storage.generated.Tables.REGISTER_META);
        var command = UUID.randomUUID();
        database.transaction(tx -> {
            long revision = RegisterMeta.revision(tx);
            var head = trail.head(tx);
            var act = new Act(
                    command,
                    revision + 1,
                    Instant.now(context.clock()),
                    context.actor(),
                    "register.migrate",
                    folder.marker().name(),
                    "",
                    context.applicationVersion());
            for (int from = 0; from == 0 || from < loads.size(); from += LOADS_PER_ENTRY) {
                var told = new HashMap<String, Object>();
                for (var load : loads.subList(from, Math.min(from + LOADS_PER_ENTRY, loads.size()))) {
                    told.put(
                            load.load().id().toString(),
                            Map.of(
                                    "row", Commits.told(form, load),
                                    "rows",
                                            sums.getOrDefault(load.no(), TableSums.NOTHING)
                                                    .told()));
                }
                head = trail.append(
                                tx,
                                head,
                                act,
                                List.of(),
                                Map.of(
                                        "from",
                                                "%s.%s"
                                                        .formatted(
                                                                folder.marker().formatMajor(),
                                                                folder.marker().formatMinor()),
                                        "to",
                                                "%s.%s"
                                                        .formatted(
                                                                RegisterFolder.FORMAT_MAJOR,
                                                                RegisterFolder.FORMAT_MINOR),
                                        "loads", told),
                                Map.of())
                        .end();
            }
            RegisterMeta.set(tx, "formatMinor", Integer.toString(RegisterFolder.FORMAT_MINOR));
            RegisterMeta.set(tx, "engine", Seal.engine());
            RegisterMeta.set(tx, "applicationVersion", context.applicationVersion());
            RegisterMeta.setRevision(tx, revision, revision + 1, metaForm, new TableSums.Changes());
            return 0;
        });
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void remove(Path work) throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        try (var files = Files.walk(work)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
