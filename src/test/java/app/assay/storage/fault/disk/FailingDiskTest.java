package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.work.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Any write, force, truncation, rename or new file of a session fails, once or with all that follow.
class FailingDiskTest {

    private static final int POINTS = 100;

    @TempDir
    Path folder;

    @Test
    void whicheverOperationFailsNothingSavedIsLostAndWorkGoesOn() throws Exception {
        long seed = Size.seed();
        var random = new Random(seed);
        var session = Session.mornings(Size.of(1, 12));
        var verdict = new Verdict("failing disk", seed);
        for (int at : points(operations(session), random)) {
            fail(session, at, random.nextBoolean(), verdict);
        }
        System.out.println(verdict.line());
        assertThat(verdict.findings()).isEmpty();
    }

    private int operations(Session session) throws IOException {
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(folder.resolve("whole")))) {
            session.run(desk, 0, session.length(), _ -> {});
            return (int) disk.count();
        }
    }

    private static List<Integer> points(int operations, Random random) {
        var all = new ArrayList<>(IntStream.rangeClosed(1, operations).boxed().toList());
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(all.size(), Size.of(POINTS, operations)));
    }

    private void fail(Session session, int at, boolean once, Verdict verdict) throws IOException {
        var acknowledged = new AtomicInteger();
        var home = Files.createTempDirectory(folder, "at-" + at + "-").resolve("r");
        var point = "operation %s (%s)".formatted(at, once ? "once" : "all that follow");
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(home))) {
            var trouble = once ? Trouble.failingOnce(at) : Trouble.failingFrom(at);
            var met = new ArrayList<Operation>();
            disk.trouble((number, operation) -> {
                if (number == at) {
                    met.add(operation);
                }
                trouble.meet(number, operation);
            });
            try {
                session.run(desk, 0, session.length(), acknowledged::set);
            } catch (RuntimeException | IOException | Error e) {
                verdict.told(point + " " + met, e);
            }
            try {
                desk.closeRegister();
            } catch (Fault e) {
                verdict.told(point + " " + met + ", closing", e);
            }
            disk.trouble(Trouble.NONE);
            verdict.judge(point + " " + met + " after step " + acknowledged, session, desk, acknowledged.get());
        }
    }
}
