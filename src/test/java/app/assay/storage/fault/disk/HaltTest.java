package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.storage.fault.Children;
import app.assay.storage.fault.Folders;
import app.assay.storage.fault.disk.Operation.Kind;
import app.assay.storage.fault.disk.Recording.Loss;
import app.assay.storage.fault.disk.Trouble.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process ends without warning before, during or after any operation on the disk.
class HaltTest {

    private static final int AT_ONCE = 2;

    @TempDir
    Path folder;

    /// Where a process ends.
    private record Point(int at, Moment moment) {

        List<String> child(Path home) {
            return List.of(
                    "halt",
                    home.resolve("r").toString(),
                    home.resolve("acknowledged").toString(),
                    Integer.toString(at),
                    moment.name());
        }
    }

    private record Running(Point point, Path home, Process process) {}

    @Test
    void aProcessThatEndsAtAnyOperationLeavesAllThatWasSaved() throws Exception {
        long seed = Size.seed();
        var session = Session.morning();
        var points =
                points(new Random(seed), recorded(session, new ArrayList<>()).length(), Size.of(24, 10_000));
        var children = Children.of(Child.class);
        var verdict = new Verdict("halted process", seed);
        var running = new ArrayDeque<Running>();
        int next = 0;
        while (next < points.size() || !running.isEmpty()) {
            while (next < points.size() && running.size() < AT_ONCE) {
                var point = points.get(next++);
                var home = Files.createTempDirectory(folder, "at-");
                running.add(new Running(point, home, children.start(point.child(home))));
            }
            var ended = running.remove();
            // A process that ends by itself had fewer operations than the one that counted them.
            assertThat(Children.end(ended.process())).isIn(Trouble.HALTED, 0);
            judge(ended.point().toString(), session, ended.home(), acknowledged(ended.home()), verdict);
        }
        System.out.println(verdict.line());
        assertThat(verdict.findings()).isEmpty();
    }

    /// What a process leaves that dies is what it did until then, so every moment can be looked at without a
    /// process.
    @Test
    void whatAProcessLeavesThatDiesIsWholeAtEveryMoment() throws Exception {
        long seed = Size.seed();
        var random = new Random(seed);
        var session = Session.mornings(Size.of(1, 12));
        var acknowledged = new ArrayList<Integer>();
        var recording = recorded(session, acknowledged);
        var verdict = new Verdict("dead process", seed);
        for (var point : points(random, recording.length(), Size.of(30, Integer.MAX_VALUE))) {
            boolean half = point.moment() == Moment.HALF;
            if (half && recording.operation(point.at() - 1).kind() != Kind.WRITE) {
                continue; // nothing else can be half done
            }
            int whole = point.moment() == Moment.AFTER ? point.at() : point.at() - 1;
            var home = Files.createTempDirectory(folder, "dead-");
            recording.cut(whole, half, Loss.NONE, random, home);
            int done = (int)
                    acknowledged.stream().filter(length -> length <= whole).count();
            judge(point.toString(), session, home, done, verdict);
        }
        System.out.println(verdict.line());
        assertThat(verdict.findings()).isEmpty();
    }

    private Recording recorded(Session session, List<Integer> acknowledged) throws IOException {
        var root = Files.createTempDirectory(folder, "root-");
        var recording = new Recording(root);
        try (var disk = new FaultyDisk();
                var desk = new Desk(disk.at(root.resolve("r")))) {
            disk.trouble(recording);
            session.run(desk, 0, session.length(), _ -> acknowledged.add(recording.length()));
        }
        return recording;
    }

    private static List<Point> points(Random random, int operations, int most) {
        var all = new ArrayList<Point>();
        for (int at = 1; at <= operations; at++) {
            for (var moment : Moment.values()) {
                all.add(new Point(at, moment));
            }
        }
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(all.size(), most));
    }

    private static int acknowledged(Path home) throws IOException {
        return Child.acknowledged(home.resolve("acknowledged"));
    }

    private static void judge(String point, Session session, Path home, int done, Verdict verdict) throws IOException {
        try (var desk = new Desk(home.resolve("r"))) {
            verdict.judge(point + " of step " + (done + 1), session, desk, done);
        }
        Folders.remove(home); // thousands of them fill a disk
    }
}
