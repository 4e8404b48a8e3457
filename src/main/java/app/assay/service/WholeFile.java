package app.assay.service;

import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import app.assay.work.TemporaryFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Files that an analyst is handed: written beside their place and moved there whole, so that none is ever half-written
/// and one that was there stays until the new one is complete.
final class WholeFile {

    private WholeFile() {}

    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /// @throws Fault `DISK_FULL` when the file cannot be written; what was there is there still
    static void write(Path file, Body body) {
        var target = file.toAbsolutePath().normalize();
        try {
            var folder = Optional.ofNullable(target.getParent()).orElse(target);
            Files.createDirectories(folder);
            // Not a temporary file of the system's making: nobody but its maker could read what is handed over.
            var unfinished = TemporaryFiles.beside(folder, "unfinished");
            try {
                try (var out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                    body.write(out);
                }
                try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                move(unfinished, target);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failed) {
            throw new Fault(
                    FaultCode.DISK_FULL,
                    Sentence.of("program.cannot-written", file, Reason.told(failed)),
                    Sentence.of("program.register-unharmed-no-half-written"),
                    Sentence.of("program.check-folder-free-space-then"),
                    failed);
        }
    }

    private static void move(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
