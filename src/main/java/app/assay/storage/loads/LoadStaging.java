package app.assay.storage.loads;

import static app.assay.storage.generated.Tables.RAW_TITLE;
import static app.assay.storage.generated.Tables.SOURCE_FILE;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import app.assay.domain.source.LoadWarning;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.WarningGroup;
import app.assay.storage.commit.Commits;
import app.assay.storage.engine.Database;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.folder.FreeSpace;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.installations.InstallationData;
import app.assay.storage.installations.TitleIndex;
import app.assay.storage.records.CommitResult;
import app.assay.storage.records.Identities;
import app.assay.storage.rows.CarriedOver;
import app.assay.storage.rows.Counters;
import app.assay.storage.rows.LoadDigests;
import app.assay.storage.rows.Loads;
import app.assay.storage.rows.StoredLoad;
import app.assay.storage.rows.StoredLoad.Numbers;
import app.assay.work.Cancelled;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A load while it is written; see [StagedLoad].
public final class LoadStaging implements StagedLoad {

    private static final int TITLES_PER_BATCH = 5_000;
    private static final int FILES_PER_BATCH = 1_000;
    private static final int LONGEST_TEXT = 32_768;
    private static final int ROWS_BETWEEN_CHECKS = 5_000;

    private record FileRow(int number, String name) {}

    private enum Stage {
        OPEN,
        FINISHED,
        PUBLISHED,
        DISCARDED
    }

    private final Database database;
    private final StagedWrites writes;
    private final Commits commits;
    private final FreeSpace space;
    private final Runnable onEnd;
    private final boolean dryRun;
    private final LoadDigests digests = new LoadDigests();
    private final Identities names;
    private final TitleIndex titles;
    private final StagedRecords records;
    private final StagedInstallations installations;
    private final StagedRemarks remarks;
    private final Batches<FileRow> files;
    private final List<UUID> devices = new ArrayList<>();
    private final Map<UUID, Integer> numberOfDevice = new HashMap<>();
    private final Map<String, Integer> numberOfName = new HashMap<>();
    private final CarriedOver carried = new CarriedOver();
    private final Optional<StoredLoad> previous;
    private StoredLoad load;
    private volatile Stage stage = Stage.OPEN;
    private String file;
    private int fileNo;
    private boolean fileKept;
    private String lastName = "";
    private int lastNumber = -1;
    private long rows;

    public LoadStaging(
            Database database,
            Commits commits,
            RegisterFolder folder,
            RegisterContext context,
            FreeSpace space,
            LoadRequest request,
            Runnable onEnd) {
        this.database = database;
        this.commits = commits;
        this.space = space;
        this.onEnd = onEnd;
        dryRun = request.dryRun();
        file = request.fileName();
        space.need(FreeSpace.forLoad(request.blob().bytes()));
        var next = database.write(Counters::read);
        load = new StoredLoad(
                next.load(), load(request, Instant.now(context.clock())), 0, 0, next.numbers(), next.numbers());
        var snapshot = commits.snapshot();
        previous = snapshot.book().before(load);
        names = new Identities(commits.layers().names());
        titles = snapshot.titles().copy();
        writes = new StagedWrites(database, commits);
        remarks = new StagedRemarks(writes, digests, load, dryRun);
        records = new StagedRecords(
                writes,
                names,
                remarks,
                record -> snapshot.record(record.kind(), record.id())
                        .map(state ->
                                state.text(record.kind().fields().getFirst().name())),
                digests,
                load,
                previous,
                dryRun);
        installations = new StagedInstallations(writes, folder.scratch(), digests, load, previous, dryRun);
        int no = load.no();
        files = new Batches<>(
                writes,
                dryRun,
                FILES_PER_BATCH,
                (tx, kept) -> kept.forEach(one -> Loads.insertFile(
                        tx, no, one.number(), one.name(), digests.take(SOURCE_FILE, no, one.number(), one.name()))));
        if (!dryRun) {
            writes.transaction(tx -> {
                Loads.insert(tx, load);
                return load.no();
            });
        }
    }

    private static Load load(LoadRequest request, Instant received) {
        return new Load(
                UUID.randomUUID(),
                request.source(),
                request.fileName(),
                request.blob().bytes(),
                request.modified(),
                request.blob().sha256(),
                request.format(),
                request.meaning(),
                request.profile(),
                request.options(),
                LoadState.STAGING,
                received,
                request.dataDate(),
                request.suppliedBy(),
                ImportBalance.NOTHING,
                0,
                0);
    }

    @Override
    public UUID id() {
        return load.load().id();
    }

    @Override
    public void file(String name) {
        require(Stage.OPEN);
        if (fileKept) {
            fileNo++;
        }
        file = name;
        fileKept = false;
    }

    @Override
    public void record(long row, RecordKind kind, Map<String, String> values) {
        begin();
        var said = new HashMap<String, String>();
        values.forEach((name, value) -> {
            if (!kind.isToldByFiles(name)) {
                kind.field(name);
            }
            if (!value.isEmpty()) {
                said.put(name, value);
            }
        });
        var name = said.getOrDefault("name", "");
        boolean partial = kind == RecordKind.DEVICE && carried.names(name);
        if (!partial && kind != RecordKind.USER && !carried.names(said.getOrDefault("host", ""))) {
            carried.toldWholly();
        }
        Optional<UUID> taken;
        try {
            taken = records.take(kind, said, place(row), partial);
        } catch (StagedRecords.TooLong tooMuch) {
            tooLong(row, kind.fields().getFirst().name());
            return;
        }
        if (kind == RecordKind.DEVICE && taken.isPresent()) {
            if (partial) {
                carried.add(taken.get());
            }
            // Installations that follow under this name are those of the device just described.
            numberOfName.put(name, number(taken.get()));
            lastNumber = -1;
        }
    }

    private StagedRecords.Row place(long row) {
        return new StagedRecords.Row(file, fileNo, row);
    }

    @Override
    public void installation(
            long row,
            String device,
            String title,
            String publisher,
            String version,
            String code,
            int firstSeen,
            int lastSeen,
            int lastUsed) {
        begin();
        if (isTooLong(device, title, publisher, version, code)) {
            tooLong(row, "title");
            return;
        }
        if (!carried.names(device)) {
            carried.toldWholly();
        }
        boolean areBelieved = areBelieved(row, firstSeen, lastSeen);
        installations.add(
                number(device, row),
                titles.idOf(title, publisher, version, code),
                areBelieved ? firstSeen : NO_DAY,
                areBelieved ? lastSeen : NO_DAY,
                lastUsed,
                fileNo,
                row);
    }

    /// Whether days of an installation make sense. Where they do not it counts as if nobody had told when it was
    /// seen,
    /// since it is in the data; the file keeps the days.
    private boolean areBelieved(long row, int firstSeen, int lastSeen) {
        if (firstSeen != NO_DAY && lastSeen != NO_DAY && lastSeen < firstSeen) {
            remarks.warning(
                    new Place(file, "", row, "lastSeen"),
                    "installation.seen-reversed",
                    "the installation was last seen on %s, before it was first seen on %s: neither day is believed"
                            .formatted(LocalDate.ofEpochDay(lastSeen), LocalDate.ofEpochDay(firstSeen)));
            return false;
        }
        return true;
    }

    @Override
    public void title(long row, String title, String publisher, String version, String code) {
        begin();
        if (isTooLong("", title, publisher, version, code)) {
            tooLong(row, "title");
            return;
        }
        carried.toldWholly();
        installations.add(
                number(InstallationData.NO_DEVICE),
                titles.idOf(title, publisher, version, code),
                NO_DAY,
                NO_DAY,
                NO_DAY,
                fileNo,
                row);
    }

    @Override
    public void partial(String device) {
        require(Stage.OPEN);
        carried.add(device);
    }

    @Override
    public void rejected(RejectedRow row) {
        begin();
        remarks.rejected(row);
    }

    @Override
    public void warning(Place place, String code, String message) {
        require(Stage.OPEN);
        remarks.warning(place, code, message);
    }

    @Override
    public ImportBalance finish(Progress progress) {
        require(Stage.OPEN);
        progress.stage("import.write");
        records.flushAll();
        long takenOver = carryOver();
        installations.finish(devices, carried, this::takeOver, progress);
        takenOver += installations.carried();
        if (takenOver > 0) {
            rows += takenOver;
            remarks.warning(
                    Place.ofFile(file),
                    "load.taken-over",
                    "Since the inventory is partial, %s %s of the load before %s taken over."
                            .formatted(
                                    takenOver, Plain.of(takenOver, "row", "rows"), Plain.of(takenOver, "was", "were")));
        }
        files.flush();
        records.flushAll();
        records.tellNames();
        remarks.flush();
        progress.stopIfCancelled();
        writeTitles();
        var balance = new ImportBalance(
                rows,
                records.added() + installations.added(),
                records.changed() + installations.changed(),
                records.same() + records.carried() + installations.same(),
                remarks.rejected(),
                records.vanished() + installations.vanished());
        load = load.finished(
                balance,
                remarks.warnings(),
                previous.map(StoredLoad::no).orElse(0),
                installations.folded(),
                new Numbers(
                        titles.size(),
                        records.nextRecord(),
                        records.nextContent(),
                        records.nextKey(),
                        installations.nextPacked(),
                        installations.nextInstalled(),
                        remarks.nextRejected(),
                        remarks.nextWarning()));
        if (stage == Stage.DISCARDED) {
            throw new Cancelled(); // the register is being closed
        }
        stage = Stage.FINISHED;
        if (dryRun) {
            discard();
        } else {
            writes.transaction(tx -> {
                Loads.update(tx, load);
                LoadDigests.write(tx, load.no(), digests.sums());
                return load.no();
            });
        }
        return balance;
    }

    @Override
    public CommitResult publish() {
        require(Stage.FINISHED);
        var result = commits.publish(load, writes::require, digests.sums(), titles, names);
        stage = Stage.PUBLISHED;
        end();
        return result;
    }

    @Override
    public void discard() {
        if (stage == Stage.PUBLISHED || stage == Stage.DISCARDED) {
            return;
        }
        stage = Stage.DISCARDED;
        writes.end();
        try {
            // Whoever took the register over takes the rest away.
            // After memory ran out nothing more is written at all; the next opening does it.
            if (!dryRun && commits.isOurs() && !database.isBroken()) {
                Purge.staged(database, load.no());
            }
        } finally {
            end();
        }
    }

    @Override
    public long warnings() {
        return remarks.warnings();
    }

    @Override
    public List<RejectedRow> firstRejected() {
        return remarks.first();
    }

    @Override
    public List<LoadWarning> firstWarnings() {
        return remarks.firstWarnings();
    }

    @Override
    public List<WarningGroup> warningGroups() {
        return remarks.groups();
    }

    @Override
    public void close() {
        discard();
    }

    private void end() {
        try {
            installations.close();
        } finally {
            onEnd.run();
        }
    }

    /// Takes over what the load before said of records, where this one does not tell everything.
    private long carryOver() {
        if (!carried.isNothing()) {
            previous.ifPresent(before -> records.carryOver(before, carried, this::takeOver));
        }
        return records.carried();
    }

    /// Gives a file of the load before a number in this one.
    private int takeOver(int fileBefore) {
        return carried.file(fileBefore, before -> {
            if (fileKept) {
                fileNo++;
            }
            fileKept = true;
            int loadNo = previous.orElseThrow().no();
            files.add(new FileRow(fileNo, writes.read(dsl -> Loads.file(dsl, loadNo, before))));
            return fileNo;
        });
    }

    private void begin() {
        require(Stage.OPEN);
        rows++;
        if (!fileKept) {
            fileKept = true;
            files.add(new FileRow(fileNo, StagedRemarks.cut(file)));
        }
        if (rows % ROWS_BETWEEN_CHECKS == 0) {
            space.need(FreeSpace.WHILE_LOADING);
        }
    }

    private int number(String device, long row) {
        if (lastNumber >= 0 && lastName.equals(device)) {
            return lastNumber;
        }
        Integer known = numberOfName.get(device);
        int number = known == null ? number(records.name(RecordKind.DEVICE, device, place(row))) : known;
        if (known == null) {
            numberOfName.put(device, number);
        }
        lastName = device;
        lastNumber = number;
        return number;
    }

    private int number(UUID device) {
        Integer known = numberOfDevice.get(device);
        if (known != null) {
            return known;
        }
        devices.add(device);
        numberOfDevice.put(device, devices.size() - 1);
        return devices.size() - 1;
    }

    private void writeTitles() {
        if (dryRun) {
            return;
        }
        for (int from = load.first().title(); from < titles.size(); from += TITLES_PER_BATCH) {
            int begin = from;
            int end = Math.min(from + TITLES_PER_BATCH, titles.size());
            writes.transaction(tx -> {
                var batch = tx.batch(tx.insertInto(
                                RAW_TITLE,
                                RAW_TITLE.ID,
                                RAW_TITLE.NAME,
                                RAW_TITLE.PUBLISHER,
                                RAW_TITLE.VERSION,
                                RAW_TITLE.CODE,
                                RAW_TITLE.ROW_CHECK)
                        .values((Integer) null, null, null, null, null, null));
                for (int id = begin; id < end; id++) {
                    var check = digests.take(
                            RAW_TITLE, id, titles.name(id), titles.publisher(id), titles.version(id), titles.code(id));
                    batch = batch.bind(
                            id, titles.name(id), titles.publisher(id), titles.version(id), titles.code(id), check);
                }
                return batch.execute().length;
            });
        }
    }

    private void tooLong(long row, String column) {
        remarks.rejected(new RejectedRow(new Place(file, "", row, column), RejectReason.TOO_LONG, "", ""));
    }

    private static boolean isTooLong(String device, String title, String publisher, String version, String code) {
        return Math.max(Math.max(device.length(), title.length()), Math.max(publisher.length(), version.length()))
                        > LONGEST_TEXT
                || code.length() > LONGEST_TEXT;
    }

    private void require(Stage needed) {
        if (stage != needed) {
            throw new IllegalStateException("The load is %s, not %s".formatted(stage, needed));
        }
    }
}
