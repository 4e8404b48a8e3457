package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.storage.fault.Children;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory runs out in the middle of an import: the import fails, the register stays whole.
class MemoryTest {

    private static final int MEGABYTES = 64;
    private static final int ROWS = 120_000;
    private static final int KINDS = 4;
    private static final int FEW = 100;

    /// Long names fill the memory with few rows, before the collector of garbage takes all the time.
    private static final String LONG = "of a length that nobody would choose ".repeat(20);

    @TempDir
    Path folder;

    @Test
    void anImportThatRunsOutOfMemoryLeavesTheRegisterWhole() throws Exception {
        var session = Session.morning();
        int before = 5; // made, two edits, an import, an edit
        var untold = new ArrayList<String>();
        int torn = 0;
        int ranOut = 0;
        int runs = Size.of(3, 20);
        for (int run = 0; run < runs; run++) {
            var home = folder.resolve("r" + run);
            try (var desk = new Desk(home)) {
                session.run(desk, 0, before, _ -> {});
                desk.closeRegister();
            }
            var file = folder.resolve("large-" + run + ".csv");
            write(file, run);
            var child = Children.impatient(Child.class)
                    .quiet()
                    .start(MEGABYTES, List.of("hungry", home.toString(), file.toString()));
            Children.end(child); // one that hangs would say nothing for ever
            List<String> lines;
            try (var said = child.inputReader()) {
                lines = said.lines().toList();
            }
            lines.stream().filter(line -> line.contains(" not told ")).forEach(untold::add);
            ranOut += lines.stream().anyMatch(line -> line.startsWith("import done")) ? 0 : 1;
            try (var desk = new Desk(home)) {
                desk.open();
                var facts = Facts.of(desk.register());
                // The edit after the import may have been done or refused.
                boolean went = lines.contains("edit done");
                if ((!went && !facts.equals(session.expected(before)))
                        || !desk.register().verify(Progress.NONE).intact()) {
                    torn++;
                }
                desk.edit("after", Map.of("Z", "1"));
                desk.closeRegister();
            }
            Files.delete(file);
        }
        System.out.printf(
                "fault out of memory: points %s, ran out %s, torn %s, not told %s%n",
                runs, ranOut, torn, untold.size());
        assertThat(untold).isEmpty();
        assertThat(torn).isZero();
        assertThat(ranOut).as("imports that ran out of memory").isEqualTo(runs);
    }

    /// Each kind of file fills the memory with something else: titles, devices and titles, devices.
    private static void write(Path file, int run) throws IOException {
        int kind = run % KINDS;
        try (var out = Files.newBufferedWriter(file)) {
            out.write("Device;Title;Publisher;Version\n");
            for (int row = 0; row < ROWS; row++) {
                int device = switch (kind) {
                    case 0 -> row % FEW;
                    case 1 -> row / FEW;
                    default -> row;
                };
                int title = kind == KINDS - 1 ? row % FEW : row;
                out.write("PC-%s%s;Program %s%s;Publisher %s;1.%s\n"
                        .formatted(device, device == row ? LONG : "", title, title == row ? LONG : "", row % FEW, run));
            }
        }
    }
}
