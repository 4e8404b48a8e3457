package app.assay.importing;

import app.assay.importing.format.ReadOptions;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads texts as if they were files.
public final class Tables {

    private Tables() {}

    public static RecordingSink read(Path folder, String text, ReadOptions options) {
        return read(folder, "table.csv", text.getBytes(StandardCharsets.UTF_8), options);
    }

    public static RecordingSink read(Path folder, String text, Charset charset, ReadOptions options) {
        return read(folder, "table.csv", text.getBytes(charset), options);
    }

    public static RecordingSink read(Path folder, String name, byte[] bytes, ReadOptions options) {
        try {
            Path file = folder.resolve(name);
            Files.write(file, bytes);
            return read(file, options);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    public static RecordingSink read(Path file, ReadOptions options) {
        var sink = new RecordingSink();
        Formats formats = Formats.shipped();
        formats.read(file, formats.detect(file, options.limits(), Progress.NONE), options, sink, Progress.NONE);
        return sink;
    }
}
