package app.assay.importing.guard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// Something to read: a file, a file inside an archive, or bytes from elsewhere.
public interface Input {

    /// The name shown in places: the file's name; for an entry of an archive `archive.zip!/inner/name`.
    String name();

    /// Bytes in all, negative when unknown.
    long size();

    /// The bytes from the start, each call anew.
    ///
    /// @throws IOException if they cannot be read
    InputStream open() throws IOException;

    /// The file itself, when the input is one, for formats that need random access.
    Optional<Path> path();

    /// A file or a folder.
    static Input of(Path path) {
        return Inputs.of(path);
    }
}
