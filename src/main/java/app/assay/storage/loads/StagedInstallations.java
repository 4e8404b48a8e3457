package app.assay.storage.loads;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;

import app.assay.files.Hashes;
import app.assay.storage.folder.Faults;
import app.assay.storage.installations.DeviceRows;
import app.assay.storage.installations.InstallationBuffer;
import app.assay.storage.installations.PackedForm;
import app.assay.storage.rows.CarriedOver;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.StoredLoad;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/// Installation rows of a staged load: grouped by device, counted against the load before, packed and written.
final class StagedInstallations implements AutoCloseable {

    private static final int ROWS_IN_MEMORY = 1 << 20;
    private static final int DEVICES_PER_BATCH = 1_000;
    private static final int ROWS_PER_BATCH = 100_000;
    private static final int PAGE = 5_000;

    private final StagedWrites database;
    private final LoadDigests digests;
    private final StoredLoad load;
    private final boolean dryRun;
    private final InstallationBuffer buffer;
    private final Map<UUID, List<Before>> before = new LinkedHashMap<>();
    private final PackedForm form = new PackedForm();
    private final MessageDigest sha256 = Hashes.sha256();
    private final List<Group> batch = new ArrayList<>();
    private int batchRows;
    private long added;
    private long changed;
    private long same;
    private long vanished;
    private long foldedRows;
    private long carriedRows;
    private long nextPacked;
    private long nextInstalled;

    @SuppressWarnings("ArrayRecordComponent") // compared by its digest alone
    private record Before(long packed, byte[] digest, int entries, int baseFile, long baseRow) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by its digest alone
    private record Part(byte[] bytes, byte[] digest, int entries, int baseFile, int baseRow) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(byte format, byte[] bytes) {}

    private record Group(UUID device, DeviceRows rows) {}

    private record PackedRow(long number, Part part) {}

    private record InstalledRow(long number, UUID device, Part part, long packed) {}

    StagedInstallations(
            StagedWrites database,
            Path scratch,
            LoadDigests digests,
            StoredLoad load,
            Optional<StoredLoad> previous,
            boolean dryRun) {
        this.digests = digests;
        this.database = database;
        this.load = load;
        this.dryRun = dryRun;
        buffer = new InstallationBuffer(scratch, ROWS_IN_MEMORY);
        nextPacked = load.first().packed();
        nextInstalled = load.first().installed();
        previous.ifPresent(this::readBefore);
    }

    private void readBefore(StoredLoad previous) {
        for (long from = previous.first().installed(); from < previous.end().installed(); from += PAGE) {
            long begin = from;
            database.read(dsl -> dsl.select(
                                    INSTALLED.DEVICE_ID,
                                    INSTALLED.PACKED_ID,
                                    INSTALLED.BASE_FILE,
                                    INSTALLED.BASE_ROW,
                                    PACKED_INSTALLATIONS.DIGEST,
                                    PACKED_INSTALLATIONS.ENTRIES)
                            .from(INSTALLED)
                            .join(PACKED_INSTALLATIONS)
                            .on(PACKED_INSTALLATIONS.ID.eq(INSTALLED.PACKED_ID))
                            .where(INSTALLED
                                    .ID
                                    .ge(begin)
                                    .and(INSTALLED.ID.lt(Math.min(
                                            begin + PAGE, previous.end().installed()))))
                            .orderBy(INSTALLED.ID)
                            .fetch())
                    .forEach(row -> before.computeIfAbsent(row.value1(), _ -> new ArrayList<>(1))
                            .add(new Before(row.value2(), row.value5(), row.value6(), row.value3(), row.value4())));
        }
    }

    /// @param device number of the device, in order of first appearance
    void add(int device, int title, int first, int last, int used, int file, long row) {
        try {
            buffer.add(device, title, first, last, used, file, Math.toIntExact(row));
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.rows-import-cannot-put-aside"), e);
        }
    }

    /// Packs and writes everything.
    ///
    /// @param devices UUIDs by number
    /// @param carried devices whose rows of the load before stay where this load has none
    /// @param file gives a file of the load before a number in this one
    void finish(List<UUID> devices, CarriedOver carried, IntUnaryOperator file, Progress progress) {
        long[] done = {0};
        try {
            buffer.forEachDevice((device, rows) -> {
                take(devices.get(device), rows, carried, file);
                done[0] += rows.size();
                if (batch.size() >= DEVICES_PER_BATCH || batchRows >= ROWS_PER_BATCH) {
                    flush();
                    progress.stopIfCancelled();
                    progress.report(done[0], buffer.total());
                }
            });
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.rows-import-were-put-aside"), e);
        }
        flush();
        if (!carried.isNothing()) {
            for (var device : List.copyOf(before.keySet())) {
                if (carried.holds(device)) {
                    take(device, new DeviceRows(), carried, file);
                }
            }
            flush();
        }
        before.values().forEach(parts -> parts.forEach(part -> vanished += part.entries()));
    }

    /// Folds rows of one device about the same title: an equal one counts as same, another one widens what is
    /// known.
    private void take(UUID device, DeviceRows rows, CarriedOver carried, IntUnaryOperator file) {
        var folded = new DeviceRows();
        for (int row = 0; row < rows.size(); row++) {
            int last = folded.size() - 1;
            if (last < 0 || folded.title(last) != rows.title(row)) {
                folded.add(rows, row);
            } else if (folded.saysTheSame(last, rows, row)) {
                same++;
                foldedRows++;
            } else {
                changed++;
                foldedRows++;
                folded.widenLast(rows, row);
            }
        }
        var kept = carried.isNothing() || !carried.holds(device) ? folded : withBefore(device, folded, file);
        batch.add(new Group(device, kept));
        batchRows += kept.size();
    }

    /// The rows of a device with those of the load before about other titles.
    private DeviceRows withBefore(UUID device, DeviceRows now, IntUnaryOperator file) {
        var then = new DeviceRows();
        List<Before> earlier = before.getOrDefault(device, List.of());
        var contents = packed(earlier.stream().map(Before::packed).toList());
        for (var part : earlier) {
            var content = contents.get(part.packed());
            if (content != null) {
                PackedForm.unpack(content.format(), content.bytes(), part.baseFile(), part.baseRow(), then);
            }
        }
        var all = new DeviceRows();
        int row = 0;
        for (int old = 0; old < then.size(); old++) {
            while (row < now.size() && now.title(row) < then.title(old)) {
                all.add(now, row++);
            }
            if (row == now.size() || now.title(row) != then.title(old)) {
                carriedRows++;
                all.add(
                        then.title(old),
                        then.firstSeen(old),
                        then.lastSeen(old),
                        then.lastUsed(old),
                        file.applyAsInt(then.file(old)),
                        then.row(old));
            }
        }
        while (row < now.size()) {
            all.add(now, row++);
        }
        return all;
    }

    private void flush() {
        var packed = new ArrayList<PackedRow>();
        var installed = new ArrayList<InstalledRow>();
        var parts = new ArrayList<List<Part>>(batch.size());
        var differing = new ArrayList<Long>();
        for (var group : batch) {
            var packedParts = pack(group.rows());
            parts.add(packedParts);
            List<Before> earlier = before.getOrDefault(group.device(), List.of());
            if (!isSame(packedParts, earlier)) {
                earlier.forEach(part -> differing.add(part.packed()));
            }
        }
        var contents = contents(differing);
        for (int place = 0; place < batch.size(); place++) {
            var group = batch.get(place);
            var earlier = Optional.ofNullable(before.remove(group.device())).orElse(List.of());
            count(group.rows(), parts.get(place), earlier, contents);
            for (var part : parts.get(place)) {
                long number = earlier.stream()
                        .filter(one -> MessageDigest.isEqual(one.digest(), part.digest()))
                        .map(Before::packed)
                        .findFirst()
                        .orElseGet(() -> {
                            packed.add(new PackedRow(nextPacked, part));
                            return nextPacked++;
                        });
                installed.add(new InstalledRow(nextInstalled++, group.device(), part, number));
            }
        }
        batch.clear();
        batchRows = 0;
        write(packed, installed);
    }

    private List<Part> pack(DeviceRows rows) {
        var parts = new ArrayList<Part>(1);
        for (int from = 0; from < rows.size(); from += PackedForm.MOST_ENTRIES) {
            int to = Math.min(from + PackedForm.MOST_ENTRIES, rows.size());
            var bytes = form.pack(rows, from, to);
            parts.add(new Part(
                    bytes,
                    digest(PackedForm.FORMAT, bytes),
                    to - from,
                    PackedForm.baseFile(rows, from, to),
                    PackedForm.baseRow(rows, from, to)));
        }
        return parts;
    }

    private byte[] digest(byte format, byte[] bytes) {
        sha256.update(format);
        return sha256.digest(bytes);
    }

    private static boolean isSame(List<Part> parts, List<Before> earlier) {
        if (parts.size() != earlier.size()) {
            return false;
        }
        for (int place = 0; place < parts.size(); place++) {
            if (!MessageDigest.isEqual(
                    parts.get(place).digest(), earlier.get(place).digest())) {
                return false;
            }
        }
        return true;
    }

    private Map<Long, DeviceRows> contents(List<Long> numbers) {
        var found = new HashMap<Long, DeviceRows>();
        packed(numbers).forEach((number, content) -> {
            var rows = new DeviceRows();
            PackedForm.unpack(content.format(), content.bytes(), 0, 0, rows);
            found.put(number, rows);
        });
        return found;
    }

    private Map<Long, Content> packed(List<Long> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<Long, Content>();
        database.read(dsl -> dsl.select(
                                PACKED_INSTALLATIONS.ID, PACKED_INSTALLATIONS.FORMAT, PACKED_INSTALLATIONS.CONTENT)
                        .from(PACKED_INSTALLATIONS)
                        .where(PACKED_INSTALLATIONS.ID.in(numbers))
                        .fetch())
                .forEach(row -> found.put(row.value1(), new Content(row.value2(), row.value3())));
        return found;
    }

    private void count(DeviceRows now, List<Part> parts, List<Before> earlier, Map<Long, DeviceRows> contents) {
        if (isSame(parts, earlier)) {
            same += now.size();
            return;
        }
        var then = new DeviceRows();
        for (var part : earlier) {
            var rows = contents.get(part.packed());
            for (int row = 0; rows != null && row < rows.size(); row++) {
                then.add(rows, row);
            }
        }
        int old = 0;
        for (int row = 0; row < now.size(); row++) {
            while (old < then.size() && then.title(old) < now.title(row)) {
                vanished++;
                old++;
            }
            if (old == then.size() || then.title(old) != now.title(row)) {
                added++;
            } else if (now.saysTheSame(row, then, old++)) {
                same++;
            } else {
                changed++;
            }
        }
        vanished += then.size() - old;
    }

    private void write(List<PackedRow> packed, List<InstalledRow> installed) {
        if (dryRun || installed.isEmpty()) {
            return;
        }
        database.transaction(tx -> {
            if (!packed.isEmpty()) {
                var rows = tx.batch(tx.insertInto(
                                PACKED_INSTALLATIONS,
                                PACKED_INSTALLATIONS.ID,
                                PACKED_INSTALLATIONS.FORMAT,
                                PACKED_INSTALLATIONS.ENTRIES,
                                PACKED_INSTALLATIONS.DIGEST,
                                PACKED_INSTALLATIONS.CONTENT,
                                PACKED_INSTALLATIONS.ROW_CHECK)
                        .values((Long) null, null, null, null, null, null));
                for (var row : packed) {
                    var part = row.part();
                    var check = digests.take(
                            PACKED_INSTALLATIONS,
                            row.number(),
                            PackedForm.FORMAT,
                            part.entries(),
                            part.digest(),
                            part.bytes());
                    rows = rows.bind(
                            row.number(), PackedForm.FORMAT, part.entries(), part.digest(), part.bytes(), check);
                }
                rows.execute();
            }
            var rows = tx.batch(tx.insertInto(
                            INSTALLED,
                            INSTALLED.ID,
                            INSTALLED.LOAD_NO,
                            INSTALLED.DEVICE_ID,
                            INSTALLED.BASE_FILE,
                            INSTALLED.BASE_ROW,
                            INSTALLED.PACKED_ID,
                            INSTALLED.ROW_CHECK)
                    .values((Long) null, null, null, null, null, null, null));
            for (var row : installed) {
                int file = row.part().baseFile();
                long first = row.part().baseRow();
                var check = digests.take(INSTALLED, row.number(), load.no(), row.device(), file, first, row.packed());
                rows = rows.bind(row.number(), load.no(), row.device(), file, first, row.packed(), check);
            }
            return rows.execute().length;
        });
    }

    long total() {
        return buffer.total();
    }

    long added() {
        return added;
    }

    long changed() {
        return changed;
    }

    long same() {
        return same;
    }

    /// Rows that told of the same pair as another row of the file.
    long folded() {
        return foldedRows;
    }

    /// Rows of the load before that were taken over; they count as same.
    long carried() {
        return carriedRows;
    }

    long vanished() {
        return vanished;
    }

    long nextPacked() {
        return nextPacked;
    }

    long nextInstalled() {
        return nextInstalled;
    }

    @Override
    public void close() {
        try {
            buffer.close();
        } catch (IOException e) {
            throw Faults.io(Sentence.of("register.rows-import-were-put-aside-cannot"), e);
        }
    }
}
