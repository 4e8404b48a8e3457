package app.assay.files;

import app.assay.work.TemporaryFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A private folder for parts that are too large to be held, gone when it is closed.
public final class Scratch implements AutoCloseable {

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /// A folder in the machine's folder for temporary files, readable by its owner alone where the system can do
    /// that.
    public static Scratch create() throws IOException {
        return new Scratch(TemporaryFiles.folder("evidence"));
    }

    /// A folder beside others in a place of the caller's choice, as private as the other and as surely taken away
    /// after a kill.
    public static Scratch createIn(Path place) throws IOException {
        Path folder = TemporaryFiles.beside(place, "evidence");
        return new Scratch(Files.createDirectory(folder, TemporaryFiles.forItsOwnerAlone(place, "rwx------")));
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
