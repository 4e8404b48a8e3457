package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RowMeaning;
import app.assay.storage.fault.Folders;
import app.assay.work.Progress;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An analyst who works for weeks with one register in one program: opens it, imports ten files, edits, takes back,
/// computes the position, exports the evidence, closes it. Nothing grows that should not, and the register says what a
/// plain model says. `-Dassay.fault.soak` is the number of such days, `-Dassay.fault.seed` repeats a run.
@Tag("long")
class SoakTest {

    private static final int DAYS = Integer.getInteger("assay.fault.soak", 400);
    /// The program is warm, and its caches are full, after this part of the days.
    private static final int PART_TO_WARM_UP = 4;

    private static final int DEVICES = 200;
    private static final int SCANS = 7;
    private static final int TITLES = 5;
    private static final int EDITED_AT_ONCE = 50;
    private static final int COMMANDS = 4;
    private static final double MOST_GROWTH = 1.05;
    private static final Instant FIRST_DAY = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    Path folder;

    private final ThreadFactory threads = Thread.ofPlatform().daemon().factory();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(threads);
    private final ExecutorService readers = Executors.newFixedThreadPool(2, threads);
    private final Watch watch = new Watch();
    private final Registers registers = new Registers(watch, "soak", "test", writer, readers);
    private final long seed = Long.getLong("assay.fault.seed", new Random().nextLong(1_000_000));
    private final Random random = new Random(seed);
    /// What the analyst wrote about each device last.
    private final Map<UUID, String> notes = new TreeMap<>();

    /// What is left when the register is closed.
    private record Rest(long heap, long handles, int threads) {

        static Rest now() {
            for (int turn = 0; turn < 3; turn++) {
                System.gc();
            }
            var system = ManagementFactory.getOperatingSystemMXBean();
            return new Rest(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0,
                    Thread.activeCount());
        }
    }

    @AfterEach
    void endThreads() {
        writer.shutdown();
        readers.shutdown();
    }

    @Test
    void weeksOfWorkLeaveNothingBehindAndTheRegisterSaysWhatTheModelSays() throws Exception {
        var home = folder.resolve("r");
        watch.now = FIRST_DAY;
        registers.create(home, "Soaked", ZoneOffset.UTC).close();
        var rests = new ArrayList<Rest>();
        var seconds = new ArrayList<Double>();
        for (int day = 1; day <= DAYS; day++) {
            long began = System.nanoTime();
            work(home, day);
            seconds.add((System.nanoTime() - began) / 1e9);
            rests.add(Rest.now());
        }
        long file;
        long dumped;
        try (var open = registers.openReadOnly(home)) {
            assertThat(Registers.verify(open, Progress.NONE).differences()).isEmpty();
            file = open.summary().fileBytes();
            var bytes = new long[1];
            open.dump(line -> bytes[0] += line.getBytes(StandardCharsets.UTF_8).length + 1, Progress.NONE);
            dumped = bytes[0];
        }
        var warm = rests.get(DAYS / PART_TO_WARM_UP);
        var last = rests.getLast();
        System.out.printf(
                "fault soak: seed %s, days %s, seconds of a day %.1f at first, %.1f at last; heap %s kB warm, %s kB at last;"
                        + " handles %s, %s; threads %s, %s; file %s kB, dump %s kB, backups %s kB%n",
                seed,
                DAYS,
                seconds.get(DAYS / PART_TO_WARM_UP),
                seconds.getLast(),
                warm.heap() / 1024,
                last.heap() / 1024,
                warm.handles(),
                last.handles(),
                warm.threads(),
                last.threads(),
                file / 1024,
                dumped / 1024,
                size(home.resolve("backups")) / 1024);
        assertThat((double) last.heap()).isLessThan(warm.heap() * MOST_GROWTH);
        assertThat(last.handles()).isLessThanOrEqualTo(warm.handles());
        assertThat(last.threads()).isLessThanOrEqualTo(warm.threads());
        assertThat(file).isLessThan(2 * dumped);
    }

    private void work(Path home, int day) throws IOException {
        watch.now = FIRST_DAY.plus(Duration.ofDays(day));
        var date = LocalDate.ofInstant(watch.now, ZoneOffset.UTC);
        try (var open = registers.open(home)) {
            check(open);
            for (int file = 0; file < SCANS; file++) {
                take(open, "scan-" + file, RowMeaning.INSTALLATIONS, date, scan(file, day));
            }
            take(open, "estate", RowMeaning.DEVICES, date, devices(day));
            take(open, "racks", RowMeaning.DEVICES, date, "device,kind,cores\nRACK-1,SERVER,%s\n".formatted(16 + day));
            take(open, "people", RowMeaning.USERS, date, "name,login\nAda,ada%s\nBob,bob\n".formatted(day));
            assertThat(open.snapshot().installations().count()).isEqualTo((long) SCANS * DEVICES * TITLES);

            var edits = new EditRecords(open);
            for (int command = 0; command < COMMANDS; command++) {
                var before = new TreeMap<>(notes);
                edit(edits, day, command);
                var after = new TreeMap<>(notes);
                boolean back = random.nextInt(3) == 0;
                if (back) {
                    edits.undo();
                    notes.clear();
                    notes.putAll(before);
                    if (random.nextBoolean()) {
                        edits.redo();
                        notes.putAll(after);
                    }
                }
            }
            check(open);

            var positions = new ComputePosition(open);
            var settings = open.positionSettings(Optional.of(date));
            positions.compute(settings, Progress.NONE);
            var evidence = folder.resolve("evidence.zip");
            new ExportEvidence(open, positions, new Tables(open, positions))
                    .packageTo(evidence, settings, ExportEvidence.Choices.EVERYTHING, Progress.NONE);
            assertThat(ExportEvidence.check(evidence, Progress.NONE).findings()).isEmpty();
            Files.delete(evidence);
            new BackUpRegister(open).beforeClose(Progress.NONE);
        }
    }

    private void take(OpenRegister open, String source, RowMeaning meaning, LocalDate date, String text)
            throws IOException {
        var file = Files.writeString(folder.resolve(source + ".csv"), text);
        var outcome = new ImportFiles(open)
                .run(
                        ImportPlan.of(file)
                                .as(meaning)
                                .withSource(Optional.of(source))
                                .withDataDate(Optional.of(date)),
                        Progress.NONE);
        assertThat(outcome.balance().rejected()).isZero();
    }

    private static String scan(int file, int day) {
        var rows = new StringBuilder("Device,Title,Publisher,Version\n");
        for (int device = 0; device < DEVICES; device++) {
            for (int title = 0; title < TITLES; title++) {
                // One title is new each day.
                var name = title == 0 ? "Daily %s of %s".formatted(day, file) : "Tool %s of %s".formatted(title, file);
                rows.append("PC-%s,%s,Acme,1.%s\n".formatted(device, name, day));
            }
        }
        return rows.toString();
    }

    private static String devices(int day) {
        var rows = new StringBuilder("device,kind,cores,status\n");
        for (int device = 0; device < DEVICES; device++) {
            rows.append("PC-%s,LAPTOP,%s,IN_SERVICE\n".formatted(device, 4 + (device + day) % 8));
        }
        return rows.toString();
    }

    private void edit(EditRecords edits, int day, int command) {
        var text = "day %s, command %s".formatted(day, command);
        var wanted = IntStream.range(0, EDITED_AT_ONCE)
                .mapToObj(_ -> new UUID(0x4000, Long.MIN_VALUE | random.nextInt(1_000)))
                .distinct()
                .toList();
        var saved = edits.apply(
                new Command(
                        "device.edit",
                        text,
                        "",
                        wanted.stream()
                                .map(id -> Edit.set(
                                        RecordKind.DEVICE,
                                        id,
                                        Map.of("name", "OWN-" + id.getLeastSignificantBits(), "note", text)))
                                .toList()),
                Progress.NONE);
        assertThat(saved.done()).isTrue();
        wanted.forEach(id -> notes.put(id, text));
    }

    private void check(OpenRegister open) {
        var edits = new EditRecords(open);
        notes.forEach((id, text) -> assertThat(edits.find(RecordKind.DEVICE, id))
                .as("seed " + seed)
                .hasValueSatisfying(device -> assertThat(device.text("note")).isEqualTo(text)));
        long own = edits.all(RecordKind.DEVICE).stream()
                .filter(device -> device.text("name").startsWith("OWN-"))
                .count();
        assertThat(own).isEqualTo(notes.size());
    }

    private static long size(Path where) throws IOException {
        long bytes = 0;
        for (var file : Folders.files(where)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
