package app.assay.importing.guard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The kinds of input.
public final class Inputs {

    private Inputs() {}

    public static Input of(Path path) {
        return new FileInput(path);
    }

    /// Bytes in memory, such as an entry of an archive that needs random access.
    public static Input of(String name, byte[] bytes) {
        return new StreamInput(name, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    public static Input of(String name, long size, Opener opener) {
        return new StreamInput(name, size, opener);
    }

    /// Opens a stream from the start.
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    private record FileInput(Path file) implements Input {
        @Override
        public String name() {
            Path last = file.getFileName();
            return last == null ? file.toString() : last.toString();
        }

        @Override
        public long size() {
            try {
                return Files.size(file);
            } catch (IOException unknown) {
                return -1;
            }
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public Optional<Path> path() {
            return Optional.of(file);
        }
    }

    private record StreamInput(String name, long size, Opener opener) implements Input {
        @Override
        public InputStream open() throws IOException {
            return opener.open();
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }
    }
}
