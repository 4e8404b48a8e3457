package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.service.Doomed.Job;
import app.assay.storage.fault.Children;
import app.assay.storage.fault.Folders;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every job of an analyst is killed in the midst of it. The seed is printed; `-Dassay.fault.seed` repeats a run and
/// `-Dassay.fault.kills` makes it longer.
class KilledJobsTest {

    private static final int KILLS = Math.max(1, Integer.getInteger("assay.fault.kills", 8) / Job.values().length);
    /// How many kills one register lives through.
    private static final int LIVES = 25;
    /// About how long a job takes in a young process; the kill falls anywhere in it.
    private static final int MILLISECONDS = 500;

    private static final int MILLISECONDS_OF_OPEN = 900;

    @TempDir
    Path folder;

    private final List<String> wrong = new ArrayList<>();
    /// Which edits of a register were found.
    private final Map<Long, Boolean> kept = new HashMap<>();
    private int acknowledged;
    private int inTheMidst;

    @Test
    void aKilledJobLosesNothingAndLeavesNothingHalfDone() throws Exception {
        long seed = Long.getLong("assay.fault.seed", new Random().nextLong(1_000_000));
        var random = new Random(seed);
        var kills = new EnumMap<Job, Integer>(Job.class);
        for (var job : Job.values()) {
            for (int kill = 0; kill < KILLS; kill += LIVES) {
                lives(job, Math.min(LIVES, KILLS - kill), folder.resolve(job + "-" + kill), random);
            }
            kills.put(job, KILLS);
        }
        System.out.printf(
                "fault gate: jobs killed %s, in the midst of one %s, acknowledged %s, lost or torn %s, seed %s%n",
                kills, inTheMidst, acknowledged, wrong.size(), seed);
        assertThat(wrong).isEmpty();
        assertThat(acknowledged).isPositive();
        assertThat(inTheMidst).isPositive();
    }

    private void lives(Job job, int kills, Path place, Random random) throws Exception {
        Files.createDirectory(place);
        var home = place.resolve("r");
        var file = Files.createFile(place.resolve("told.txt"));
        Doomed.registers().create(home, "Doomed", ZoneOffset.UTC).close();
        kept.clear();
        long step = 1;
        for (int kill = 0; kill < kills; kill++) {
            int before = lines(file).size();
            var process = Children.of(Doomed.class)
                    .start(List.of(home.toString(), file.toString(), job.name(), Long.toString(step)));
            int turns = 1 + random.nextInt(2); // the first or the second time that the job is done
            try {
                awaitBegun(file, before, job == Job.OPEN ? 1 : turns, process);
                process.waitFor(
                        random.nextInt(job == Job.OPEN ? MILLISECONDS_OF_OPEN : MILLISECONDS), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            var told = lines(file);
            acknowledged += (int) told.subList(before, told.size()).stream()
                    .filter(line -> !line.startsWith("began "))
                    .count();
            if (!told.isEmpty() && told.getLast().startsWith("began ")) {
                inTheMidst++;
            }
            step = 1 + told.stream().mapToLong(line -> number(line, 1)).max().orElse(0);
            var looked = home;
            if (job == Job.OPEN) {
                // The next process opens what this one left, so that the mending is killed as well.
                looked = place.resolve("looked");
                Folders.remove(looked);
                Folders.copy(home, looked);
            }
            try (var register = Doomed.registers().open(looked)) {
                check(job, register, looked, step, told, job + " " + kill + ": ");
            }
        }
    }

    private void check(Job job, OpenRegister register, Path home, long next, List<String> told, String where)
            throws IOException {
        var verified = Registers.verify(register, Progress.NONE);
        if (!verified.intact()) {
            wrong.add(where + verified);
        }
        var edits = new EditRecords(register);
        for (long step = 1; step < next; step++) {
            checkEdit(job, edits, step, told, where);
            checkFiles(home, step, told, where);
        }
        for (var line : told) {
            if (!line.startsWith("began ") && number(line, 2) > register.revision()) {
                wrong.add(where + "lost " + line);
            }
        }
        checkImports(register, told, where);
        var backups = new BackUpRegister(register).all();
        // One that was being read back may be there, and is told as not yet read back.
        for (var line : told) {
            if (line.startsWith("backed-up ")
                    && number(line, 1) > next - 5
                    && backups.stream()
                            .noneMatch(backup -> backup.verified() && backup.revision() == number(line, 2))) {
                wrong.add(where + "lost " + line);
            }
        }
        try (var pieces = Files.walk(home)) {
            pieces.filter(piece -> piece.toString().endsWith(".part")
                            || piece.toString().endsWith(".incoming")
                            || piece.getFileName().toString().endsWith(".tmp"))
                    .forEach(piece -> wrong.add(where + "left over " + home.relativize(piece)));
        }
    }

    private void checkEdit(Job job, EditRecords edits, long step, List<String> told, String where) {
        boolean there = edits.find(RecordKind.DEVICE, Doomed.device(step))
                .filter(device -> device.text("note").equals("step " + step))
                .isPresent();
        boolean undone = has(told, "undone", step);
        // What is taken back last may be so without being told; as it is found then it stays.
        boolean inFlight = job == Job.UNDO && told.getLast().equals("began " + step);
        boolean known = undone || (has(told, "edited", step) && !inFlight);
        if (kept.computeIfAbsent(step, _ -> known ? !undone : there) != there) {
            wrong.add(where + (there ? "came back " : "lost ") + step);
        }
    }

    private void checkFiles(Path home, long step, List<String> told, String where) {
        var exported = Doomed.exported(home, step);
        if (Files.exists(exported)) {
            if (!ExportEvidence.check(exported, Progress.NONE).findings().isEmpty()) {
                wrong.add(where + "torn " + exported.getFileName());
            }
        } else if (has(told, "exported", step)) {
            wrong.add(where + "lost " + exported.getFileName());
        }
        var restored = Doomed.restored(home, step);
        if (Files.exists(restored)) {
            // As another machine would: this one knows how far the register came since.
            try (var register = Doomed.registers().open(restored)) {
                var verified = Registers.verify(register, Progress.NONE);
                boolean there = new EditRecords(register)
                        .find(RecordKind.DEVICE, Doomed.device(step))
                        .isPresent();
                if (!verified.intact() || !there) {
                    wrong.add("%s%s holds its edit: %s, %s".formatted(where, restored.getFileName(), there, verified));
                }
            }
        } else if (has(told, "restored", step)) {
            wrong.add(where + "lost " + restored.getFileName());
        }
    }

    private void checkImports(OpenRegister register, List<String> told, String where) {
        long imported =
                told.stream().filter(line -> line.startsWith("imported ")).count();
        var installations = register.snapshot().installations().count();
        var loads = register.snapshot().currentLoads();
        if (loads.isEmpty()) {
            if (imported > 0) {
                wrong.add(where + "lost the imports");
            }
            return;
        }
        if (installations != (long) Doomed.DEVICES * (Doomed.TITLES + 1)) {
            wrong.add(where + installations + " installations");
        }
        long step = Long.parseLong(loads.getFirst().file().replaceAll("\\D", ""));
        boolean last = told.reversed().stream()
                .filter(line -> line.startsWith("imported "))
                .findFirst()
                .map(line -> step >= number(line, 1))
                .orElse(true);
        if (!last) {
            wrong.add(where + "an older import counts: " + step);
        }
    }

    private static boolean has(List<String> told, String what, long step) {
        return told.stream().anyMatch(line -> line.startsWith(what + " " + step + " "));
    }

    private static long number(String line, int place) {
        return Long.parseLong(line.split(" ", -1)[place]);
    }

    private static void awaitBegun(Path file, int before, int turns, Process process) throws Exception {
        for (int turn = 0; turn < 6_000; turn++) {
            var lines = lines(file);
            if (lines.subList(before, lines.size()).stream()
                            .filter(line -> line.startsWith("began "))
                            .count()
                    >= turns) {
                return;
            }
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the process ended by itself with " + process.exitValue());
            }
        }
        throw new IllegalStateException("the process began nothing");
    }

    /// A line without its end was being written when the process died.
    private static List<String> lines(Path file) throws IOException {
        var text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
