package app.assay.storage.fault.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedSet;
import java.util.zip.ZipInputStream;

/// The register that the program of format 1.0 left, and what it says.
final class OldRegister {

    private static final String FIXTURE = "/app/assay/storage/register-format-1.0.zip";
    static final String DATABASE = "register.mv.db";

    private OldRegister() {}

    /// @param to a folder on whichever disk
    static void unpack(Path to) throws IOException {
        try (var bytes = Objects.requireNonNull(OldRegister.class.getResourceAsStream(FIXTURE), FIXTURE);
                var zip = new ZipInputStream(bytes)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = to.resolve(entry.getName());
                Files.createDirectories(FaultyDisk.folderOf(file));
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    /// What it says when nothing went wrong.
    static SortedSet<String> facts(Path empty) throws IOException {
        unpack(empty);
        try (var desk = new Desk(empty)) {
            desk.open();
            var facts = Facts.of(desk.register());
            desk.closeRegister();
            return facts;
        }
    }
}
