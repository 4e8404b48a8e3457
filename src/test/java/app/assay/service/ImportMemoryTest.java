package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A large file is imported with little memory.
class ImportMemoryTest {

    private static final int ROWS_OF_DEVICE = 100;
    private static final int TITLES = 5_000;
    private static final long MOST_KILOBYTES = 700 * 1024;

    @TempDir
    Path folder;

    @Test
    void aLargeFileIsImportedWithLittleMemory() throws Exception {
        runs(150_000, 96);
    }

    @Test
    @Tag("long")
    void aMillionRowsAreImportedWithAQuarterOfAGigabyte() throws Exception {
        runs(1_000_000, 256);
    }

    private void runs(int rows, int megabytes) throws Exception {
        var file = folder.resolve("large.csv");
        write(file, rows);
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongImport.class.getName(),
                        folder.resolve("r").toString(),
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line;
        try (var said = process.inputReader()) {
            line = said.readLine();
        }
        assertThat(process.waitFor()).isZero();
        var figures = line.split(" ", -1);
        System.out.printf(
                "fault memory: %s rows at %s MB, ms %s, of that collecting garbage %s, most kB %s%n",
                figures[0], megabytes, figures[1], figures[2], figures[3]);
        assertThat(Integer.parseInt(figures[0])).isEqualTo(rows);
        assertThat(Long.parseLong(figures[3])).isLessThan(MOST_KILOBYTES);
        assertThat(figures[4]).isEqualTo("true");
        // Whoever collects garbage most of the time does not work.
        assertThat(Long.parseLong(figures[2])).isLessThan(Long.parseLong(figures[1]) / 5);
    }

    private static void write(Path file, int rows) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write("Device;Title;Publisher;Version\n");
            for (int row = 0; row < rows; row++) {
                int title = (int) (row * 7919L % TITLES);
                out.write("PC-%s;Program %s;Publisher %s;1.%s\n"
                        .formatted(row / ROWS_OF_DEVICE, title, title % ROWS_OF_DEVICE, title % 7));
            }
        }
    }
}
