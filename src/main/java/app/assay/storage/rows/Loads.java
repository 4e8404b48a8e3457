package app.assay.storage.rows;

import static app.assay.storage.generated.Tables.SOURCE_FILE;
import static app.assay.storage.generated.Tables.SOURCE_LOAD;

import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.storage.folder.Faults;
import app.assay.storage.generated.tables.records.SourceLoadRecord;
import app.assay.storage.rows.StoredLoad.Numbers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The table of loads.
public final class Loads {

    private Loads() {}

    public static List<StoredLoad> all(DSLContext dsl) {
        return dsl.selectFrom(SOURCE_LOAD).orderBy(SOURCE_LOAD.LOAD_NO).fetch().map(Loads::readable);
    }

    private static StoredLoad readable(SourceLoadRecord row) {
        try {
            return read(row);
        } catch (RuntimeException e) {
            throw Faults.unreadable("source_load", row.getLoadNo(), e);
        }
    }

    public static void insert(DSLContext dsl, StoredLoad stored) {
        dsl.insertInto(SOURCE_LOAD).set(record(stored)).execute();
    }

    /// The row of a load.
    public static SourceLoadRecord record(StoredLoad stored) {
        var row = new SourceLoadRecord();
        var load = stored.load();
        row.setLoadNo(stored.no());
        row.setId(load.id());
        row.setSource(load.source());
        row.setFile(load.file());
        row.setBytes(load.bytes());
        row.setModified(text(load.modified()));
        row.setSha256(load.sha256());
        row.setFormat(load.format());
        row.setMeaning(load.meaning());
        row.setProfile(load.profile());
        row.setOptions(load.options());
        row.setReceivedAt(load.receivedAt().toString());
        row.setDataDate(text(load.dataDate()));
        row.setSuppliedBy(load.suppliedBy());
        row.setFirstTitle(stored.first().title());
        row.setFirstRecord(stored.first().record());
        row.setFirstContent(stored.first().content());
        row.setFirstKey(stored.first().key());
        row.setFirstPacked(stored.first().packed());
        row.setFirstInstalled(stored.first().installed());
        row.setFirstRejected(stored.first().rejected());
        row.setFirstWarning(stored.first().warning());
        fillResult(row, stored);
        return row;
    }

    /// Writes what is known only at the end of the rows, and the state.
    public static void update(DSLContext dsl, StoredLoad stored) {
        var row = dsl.newRecord(SOURCE_LOAD);
        fillResult(row, stored);
        dsl.update(SOURCE_LOAD)
                .set(row)
                .where(SOURCE_LOAD.LOAD_NO.eq(stored.no()))
                .execute();
    }

    public static void insertFile(DSLContext dsl, int loadNo, int fileNo, String name, byte[] check) {
        dsl.insertInto(SOURCE_FILE)
                .set(SOURCE_FILE.LOAD_NO, loadNo)
                .set(SOURCE_FILE.FILE_NO, fileNo)
                .set(SOURCE_FILE.NAME, name)
                .set(SOURCE_FILE.ROW_CHECK, check)
                .execute();
    }

    static Map<Integer, String> files(DSLContext dsl, int loadNo) {
        return new HashMap<>(dsl.select(SOURCE_FILE.FILE_NO, SOURCE_FILE.NAME)
                .from(SOURCE_FILE)
                .where(SOURCE_FILE.LOAD_NO.eq(loadNo))
                .fetchMap(SOURCE_FILE.FILE_NO, SOURCE_FILE.NAME));
    }

    public static String file(DSLContext dsl, int loadNo, int fileNo) {
        return Optional.ofNullable(dsl.select(SOURCE_FILE.NAME)
                        .from(SOURCE_FILE)
                        .where(SOURCE_FILE.LOAD_NO.eq(loadNo).and(SOURCE_FILE.FILE_NO.eq(fileNo)))
                        .fetchOne(SOURCE_FILE.NAME))
                .orElse("");
    }

    private static void fillResult(SourceLoadRecord row, StoredLoad stored) {
        var load = stored.load();
        var balance = load.balance();
        row.setState(load.state().name());
        row.setRowsRead(balance.read());
        row.setRowsAdded(balance.added());
        row.setRowsChanged(balance.changed());
        row.setRowsSame(balance.same());
        row.setRowsRejected(balance.rejected());
        row.setFactsVanished(balance.vanished());
        row.setRowsFolded(stored.folded());
        row.setWarnings(load.warnings());
        row.setRevision(load.revision());
        row.setComparedWith(stored.comparedWith());
        row.setEndTitle(stored.end().title());
        row.setEndRecord(stored.end().record());
        row.setEndContent(stored.end().content());
        row.setEndKey(stored.end().key());
        row.setEndPacked(stored.end().packed());
        row.setEndInstalled(stored.end().installed());
        row.setEndRejected(stored.end().rejected());
        row.setEndWarning(stored.end().warning());
    }

    public static StoredLoad read(SourceLoadRecord row) {
        var load = new Load(
                row.getId(),
                row.getSource(),
                row.getFile(),
                row.getBytes(),
                Optional.ofNullable(row.getModified()).map(Instant::parse),
                row.getSha256(),
                row.getFormat(),
                row.getMeaning(),
                row.getProfile(),
                row.getOptions(),
                LoadState.valueOf(row.getState()),
                Instant.parse(row.getReceivedAt()),
                Optional.ofNullable(row.getDataDate()).map(LocalDate::parse),
                row.getSuppliedBy(),
                new ImportBalance(
                        row.getRowsRead(),
                        row.getRowsAdded(),
                        row.getRowsChanged(),
                        row.getRowsSame(),
                        row.getRowsRejected(),
                        row.getFactsVanished()),
                row.getWarnings(),
                row.getRevision());
        return new StoredLoad(
                row.getLoadNo(),
                load,
                row.getComparedWith(),
                row.getRowsFolded(),
                new Numbers(
                        row.getFirstTitle(),
                        row.getFirstRecord(),
                        row.getFirstContent(),
                        row.getFirstKey(),
                        row.getFirstPacked(),
                        row.getFirstInstalled(),
                        row.getFirstRejected(),
                        row.getFirstWarning()),
                new Numbers(
                        row.getEndTitle(),
                        row.getEndRecord(),
                        row.getEndContent(),
                        row.getEndKey(),
                        row.getEndPacked(),
                        row.getEndInstalled(),
                        row.getEndRejected(),
                        row.getEndWarning()));
    }

    private static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
