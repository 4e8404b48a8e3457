package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.assay.storage.fault.Children;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine sleeps in the middle of the work and wakes up: the process is stopped by the system and goes on.
class StoppedTest {

    /// Enough work that a stop falls into it.
    private static final int MORNINGS = 30;

    @TempDir
    Path folder;

    @Test
    void aProcessThatWasStoppedLosesNothingAndKeepsItsLock() throws Exception {
        assumeTrue(run("true"), "only where there are signals");
        long seed = Size.seed();
        var random = new Random(seed);
        var session = Session.mornings(MORNINGS);
        var verdict = new Verdict("stopped process", seed);
        int stops = Size.of(2, 10);
        int seconds = Size.of(2, 60);
        for (int stop = 0; stop < stops; stop++) {
            var home = folder.resolve("r" + stop);
            var file = folder.resolve("acknowledged-" + stop);
            var child = Children.of(Child.class)
                    .start(List.of("work", home.toString(), file.toString(), Integer.toString(MORNINGS)));
            try {
                awaitSteps(child, file, 3 + random.nextInt(15));
                assertThat(run("kill", "-STOP", Long.toString(child.pid()))).isTrue();
                int before = Child.acknowledged(file);
                assertThat(child.waitFor(seconds, TimeUnit.SECONDS)).isFalse();
                assertThat(Child.acknowledged(file)).isEqualTo(before);
                refusedOrClosed(home, child);
                assertThat(run("kill", "-CONT", Long.toString(child.pid()))).isTrue();
                awaitSteps(child, file, before + 10);
            } finally {
                child.destroyForcibly().waitFor();
            }
            try (var desk = new Desk(home)) {
                verdict.judge("stop " + stop, session, desk, Child.acknowledged(file));
            }
        }
        System.out.println(verdict.line());
        assertThat(verdict.findings()).isEmpty();
    }

    /// A stopped process keeps its register: another one is told so. Between two mornings it is held by nobody.
    private static void refusedOrClosed(Path home, Process child) throws IOException {
        try (var desk = new Desk(home)) {
            if (Files.size(home.resolve("register.lock")) == 0) {
                return;
            }
            assertThatThrownBy(desk::open).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_LOCKED);
                assertThat(fault.happened()).contains("process " + child.pid());
            });
        }
    }

    private static void awaitSteps(Process child, Path file, int steps) throws Exception {
        for (int turn = 0; turn < 6_000; turn++) {
            if (Child.acknowledged(file) >= steps) {
                return;
            }
            if (child.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the process ended by itself with " + child.exitValue());
            }
        }
        throw new IllegalStateException("the process did nothing more");
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program here
        }
    }
}
