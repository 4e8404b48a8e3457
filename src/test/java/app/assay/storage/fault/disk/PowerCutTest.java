package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.storage.fault.Folders;
import app.assay.storage.fault.disk.Operation.Kind;
import app.assay.storage.fault.disk.Recording.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power goes at any moment of a session, with what was not forced lost, kept, reordered or torn.
class PowerCutTest {

    private static final List<Loss> LOSSES =
            List.of(Loss.ALL, Loss.LATEST, Loss.ANY, Loss.PAGES, Loss.SECTORS, Loss.HOLE);

    @TempDir
    Path folder;

    @Test
    void whateverAPowerCutLeavesHoldsAllThatWasSaved() throws Exception {
        long seed = Size.seed();
        var random = new Random(seed);
        var session = Session.mornings(Size.of(1, 12));
        var acknowledged = new ArrayList<Integer>();
        var recording = recorded(session, acknowledged);
        int states = Size.of(50, 2_000);
        var verdict = new Verdict("power cut", seed);
        for (int state = 0; state < states; state++) {
            var loss = LOSSES.get(state % LOSSES.size());
            // Moments right after a step are where a missing force shows.
            int at = state % 2 == 0
                    ? random.nextInt(recording.length() + 1)
                    : acknowledged.get(random.nextInt(acknowledged.size()));
            cut(session, recording, at, loss, new Random(random.nextLong()), acknowledged, verdict);
        }
        System.out.println(verdict.line());
        assertThat(verdict.findings()).isEmpty();
    }

    /// The engine takes a chunk for whole when it finds its two ends, so their middle must be on the disk before.
    @Test
    void aWriteWithAHoleDoesNoHarm() throws Exception {
        long seed = Size.seed();
        var random = new Random(seed);
        var session = Session.mornings(Size.of(1, 12));
        var acknowledged = new ArrayList<Integer>();
        var recording = recorded(session, acknowledged);
        var writes = new ArrayList<Integer>();
        for (int i = 0; i < recording.length(); i++) {
            var operation = recording.operation(i);
            if (operation.kind() == Kind.WRITE && operation.file().toString().endsWith(".mv.db")) {
                writes.add(i + 1);
            }
        }
        Collections.shuffle(writes, random);
        var verdict = new Verdict("torn write", seed);
        for (int at : writes.subList(0, Math.min(writes.size(), Size.of(25, 2_000)))) {
            cut(session, recording, at, Loss.HOLE, random, acknowledged, verdict);
        }
        System.out.println(verdict.line());
        assertThat(verdict.findings()).isEmpty();
    }

    /// @param acknowledged takes how many operations there were when each step was reported as done
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

    private void cut(
            Session session,
            Recording recording,
            int at,
            Loss loss,
            Random random,
            List<Integer> acknowledged,
            Verdict verdict)
            throws IOException {
        var into = Files.createTempDirectory(folder, "cut-" + at + "-");
        recording.cut(at, false, loss, random, into);
        int done = (int) acknowledged.stream().filter(length -> length <= at).count();
        var point = "cut after operation %s of step %s, %s lost".formatted(at, done + 1, loss);
        try (var desk = new Desk(into.resolve("r"))) {
            verdict.judge(point, session, desk, done);
        }
        Folders.remove(into); // thousands of them fill a disk
    }
}
