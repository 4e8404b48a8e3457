package app.assay.storage.fault.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedSet;
import java.util.zip.ZipInputStream;

/// The register that the program of a former format left, and what it says.
record OldRegister(String format) {

    static final String DATABASE = "register.mv.db";

    /// @param to a folder on whichever disk
    void unpack(Path to) throws IOException {
        var fixture = "/app/assay/storage/register-format-%s.zip".formatted(format);
        try (var bytes = Objects.requireNonNull(OldRegister.class.getResourceAsStream(fixture), fixture);
                var zip = new ZipInputStream(bytes)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = to.resolve(entry.getName());
                Files.createDirectories(FaultyDisk.folderOf(file));
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    /// What it says when nothing went wrong.
    SortedSet<String> facts(Path empty) throws IOException {
        unpack(empty);
        try (var desk = new Desk(empty)) {
            desk.open();
            var facts = Facts.of(desk.register());
            desk.closeRegister();
            return facts;
        }
    }
}
