package app.assay.storage.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that hold a register and end badly. The seed is printed; `-Dassay.fault.seed` repeats a run and
/// `-Dassay.fault.kills` makes it longer.
class KillTest {

    private static final int KILLS = Integer.getInteger("assay.fault.kills", 16);

    @TempDir
    Path folder;

    @Test
    void killedProcessesLoseNothingThatWasAcknowledgedAndTearNothing() throws Exception {
        long seed = Long.getLong("assay.fault.seed", new Random().nextLong(1_000_000));
        var random = new Random(seed);
        var home = folder.resolve("r");
        var file = folder.resolve("acknowledged.txt");
        Register.create(home, "Killed", ZoneOffset.UTC, Worker.context()).close();
        Files.createFile(file);
        var lost = new ArrayList<String>();
        var torn = new ArrayList<String>();
        int acknowledgements = 0;

        long next = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            int before = acknowledged(file).size();
            var worker = start(home.toString(), file.toString(), Long.toString(seed), Long.toString(next));
            awaitMore(file, before, worker);
            worker.waitFor(random.nextInt(900), TimeUnit.MILLISECONDS);
            worker.destroyForcibly().waitFor();
            var lines = acknowledged(file);
            acknowledgements = lines.size();
            try (var register = Worker.open(home)) {
                check(register, seed, lines, lost, torn);
                next = lines.isEmpty() ? 1 : lines.lastKey() + 1;
                // The step in flight may have been saved without being acknowledged; its number is used up.
                next = Math.max(next, lastStep(register, next));
            }
        }
        System.out.printf(
                "fault gate: seed %s, kills %s, acknowledged %s, lost %s, torn %s%n",
                seed, KILLS, acknowledgements, lost.size(), torn.size());
        assertThat(lost).isEmpty();
        assertThat(torn).isEmpty();
        assertThat(acknowledgements).isGreaterThanOrEqualTo(KILLS);
    }

    private static long lastStep(Register register, long next) {
        boolean saved = register.snapshot()
                        .record(RecordKind.ENTITLEMENT, Worker.entitlement(next))
                        .isPresent()
                || register.snapshot().loads().stream()
                        .anyMatch(load -> load.file().equals("scan-" + next + ".csv"));
        return saved ? next + 1 : next;
    }

    private static void check(
            Register register, long seed, Map<Long, Long> lines, List<String> lost, List<String> torn) {
        var snapshot = register.snapshot();
        lines.forEach((step, revision) -> {
            boolean there = Worker.isImport(seed, step)
                    ? snapshot.loads().stream()
                            .anyMatch(load -> load.file().equals("scan-" + step + ".csv")
                                    && load.state() == LoadState.PUBLISHED
                                    && load.revision() == revision)
                    : snapshot.record(RecordKind.ENTITLEMENT, Worker.entitlement(step))
                            .filter(state -> state.text("quantity").equals(Long.toString(step)))
                            .isPresent();
            if (!there || snapshot.revision() < revision) {
                lost.add("step " + step);
            }
        });
        torn.addAll(register.verify(Progress.NONE).messages());
        var loads = snapshot.currentLoads();
        if (!loads.isEmpty()) {
            long expected = (long) Worker.DEVICES * (Worker.TITLES + 1);
            if (snapshot.installations().count() != expected
                    || snapshot.records(RecordKind.DEVICE).size() != Worker.DEVICES) {
                torn.add("%s installations on %s devices"
                        .formatted(
                                snapshot.installations().count(),
                                snapshot.records(RecordKind.DEVICE).size()));
            }
            var note = loads.getFirst().file().replace("scan-", "step ").replace(".csv", "");
            if (!snapshot.records(RecordKind.DEVICE).stream()
                    .allMatch(device -> device.text("note").equals(note))) {
                torn.add("devices are not all of " + note);
            }
        }
        var titles = snapshot.loads().size() + (snapshot.loads().isEmpty() ? 0 : Worker.TITLES);
        if (snapshot.titleCount() != titles) {
            torn.add("%s titles of %s loads"
                    .formatted(snapshot.titleCount(), snapshot.loads().size()));
        }
    }

    @Test
    void aSecondProcessIsRefusedWithTheNameOfTheFirst() throws Exception {
        var home = folder.resolve("r");
        Register.create(home, "Held", ZoneOffset.UTC, Worker.context()).close();
        var holder = start("hold", home.toString());
        try (var said = holder.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held 0");
            for (var mode : OpenMode.values()) {
                assertThatThrownBy(() -> Register.open(home, mode, Worker.context()))
                        .isInstanceOfSatisfying(Fault.class, fault -> {
                            assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_LOCKED);
                            assertThat(fault.happened())
                                    .contains("process " + holder.pid())
                                    .contains(System.getProperty("user.name"));
                        });
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
        // Its lock file is still there and blocks nobody.
        assertThat(Files.size(home.resolve("register.lock"))).isPositive();
        try (var register = Worker.open(home)) {
            assertThat(register.info().revision()).isZero();
        }
        assertThat(Files.size(home.resolve("register.lock"))).isZero();
    }

    private static Process start(String... arguments) throws IOException, InterruptedException {
        return Children.of(Worker.class).start(List.of(arguments));
    }

    /// Waits until the worker has acknowledged something, so that every kill hits work and not the start.
    private static void awaitMore(Path file, int before, Process worker) throws Exception {
        for (int turn = 0; turn < 3_000; turn++) {
            if (acknowledged(file).size() > before) {
                return;
            }
            if (worker.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the worker ended by itself with " + worker.exitValue());
            }
        }
        throw new IllegalStateException("the worker acknowledged nothing");
    }

    private static SortedMap<Long, Long> acknowledged(Path file) throws IOException {
        var text = Files.readString(file);
        var steps = new TreeMap<Long, Long>();
        // A line without its end was being written when the process died.
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
            int blank = line.indexOf(' ');
            steps.put(Long.valueOf(line.substring(0, blank)), Long.valueOf(line.substring(blank + 1)));
        });
        return steps;
    }
}
