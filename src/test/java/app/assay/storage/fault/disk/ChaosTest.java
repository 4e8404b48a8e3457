package app.assay.storage.fault.disk;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.storage.fault.Children;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Interrupts of any thread but the writer and the readers never close the database. In a process of its own, since the
/// threads of the test runner would be hit as well.
class ChaosTest {

    @TempDir
    Path folder;

    @Test
    void interruptsOfOtherThreadsCloseNothing() throws Exception {
        int wanted = Size.of(50, 500);
        var child =
                Children.of(Child.class).quiet().start(List.of("chaos", folder.toString(), Integer.toString(wanted)));
        String line;
        try (var said = child.inputReader()) {
            line = said.readLine();
        }
        assertThat(Children.end(child)).isZero();
        var counts = line.split(" ", -1);
        System.out.printf("fault interrupts: points %s, told %s, closures %s%n", counts[0], counts[1], counts[2]);
        assertThat(Integer.parseInt(counts[0])).isGreaterThanOrEqualTo(wanted);
        assertThat(counts[2]).isEqualTo("0");
    }
}
