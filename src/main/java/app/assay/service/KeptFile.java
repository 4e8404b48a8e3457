package app.assay.service;

import app.assay.domain.source.Load;
import app.assay.storage.folder.Blobs;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import app.assay.work.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The kept bytes of a load, for a while as a file of the name under which they were handed over.
///
/// @param path gone when this is closed
record KeptFile(Path path) implements AutoCloseable {

    /// @throws Fault if the bytes are no longer kept or cannot be copied
    static KeptFile of(Blobs blobs, Load load) {
        try (var in = blobs.open(load.sha256())) {
            var folder = TemporaryFiles.folder("again");
            var name = load.file().replaceAll("[/\\\\\\u0000]", "_");
            var kept = new KeptFile(folder.resolve(name.isBlank() || name.matches("\\.+") ? "file" : name));
            try {
                Files.copy(in, kept.path());
                return kept;
            } catch (IOException | RuntimeException failed) {
                kept.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new Fault(
                    FaultCode.INPUT_UNREADABLE,
                    Sentence.of("import.kept-bytes-cannot-copied-read", load.file(), Reason.told(failed)),
                    Sentence.of("import.register-was-not-changed"),
                    Sentence.of("import.make-room-in-folder-for"),
                    failed);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            var folder = path.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException stays) {
            // It is a copy in the folder for temporary files; what was imported is safe.
        }
    }
}
