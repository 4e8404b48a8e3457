package app.assay.storage.witness;

import app.assay.files.DurableFile;
import app.assay.storage.folder.RegisterFolder;
import app.assay.storage.folder.RegisterFolder.Marker;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// The folder of a register of which files may be missing.
public final class DamagedFolder {

    private DamagedFolder() {}

    /// The places of a damaged register's files, of which some may be missing.
    ///
    /// @param marker of a backup of it
    /// @throws Fault REGISTER_NOT_FOUND if the folder holds nothing of a register, or another register
    public static RegisterFolder find(Path folder, Marker marker) {
        var path = RegisterFolder.usable(folder);
        if (Files.isRegularFile(path) && path.endsWith(RegisterFolder.MARKER_FILE)) {
            path = DurableFile.folderOf(path);
        }
        var found = new RegisterFolder(path, marker);
        boolean isLeft = Files.isRegularFile(path.resolve(RegisterFolder.MARKER_FILE))
                || Files.isRegularFile(found.seal())
                || Files.isRegularFile(found.database())
                || Files.isDirectory(found.journal());
        if (!isLeft) {
            throw new Fault(
                    FaultCode.REGISTER_NOT_FOUND,
                    Files.isDirectory(path)
                            ? Sentence.of("register.folder-holds-nothing-register-no", path)
                            : Sentence.of("register.folder-not-there", path),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.choose-folder-damaged-register-or"));
        }
        var told = told(found);
        if (!told.isEmpty() && !told.contains(marker.id())) {
            throw new Fault(
                    FaultCode.REGISTER_NOT_FOUND,
                    Sentence.of("register.folder-holds-another-register-than", path, marker.name()),
                    Sentence.of("register.nothing-was-changed"),
                    Sentence.of("register.choose-folder-register-was-backed"));
        }
        return found;
    }

    /// Which registers marker, seal and the first entry of the journal say that this is, as far as they can be
    /// read.
    private static Set<UUID> told(RegisterFolder folder) {
        var ids = new HashSet<UUID>();
        try {
            ids.add(RegisterFolder.marker(folder.path()).id());
        } catch (Fault unreadable) {
            // The others may tell.
        }
        try {
            switch (Seal.read(folder.seal())) {
                case Seal.Found.Whole(Seal seal) -> ids.add(seal.register());
                case Seal.Found.Old old -> ids.add(old.register());
                case Seal.Found.Missing _, Seal.Found.Damaged _ -> {}
            }
        } catch (IOException unreadable) {
            // The others may tell.
        }
        new Journal(folder.journal()).register().ifPresent(ids::add);
        return ids;
    }
}
