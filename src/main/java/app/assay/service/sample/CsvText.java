package app.assay.service.sample;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a table as CSV in UTF-8 with a line feed after every row: the same on every machine.
final class CsvText implements Closeable {

    private final BufferedWriter out;

    CsvText(Path file, String... header) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        row(header);
    }

    void row(String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            String cell = cells[i];
            boolean quoted = cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
            out.write(quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
