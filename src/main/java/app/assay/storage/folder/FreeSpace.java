package app.assay.storage.folder;

import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Asks for room on the disk before it is needed: a database on a full disk cannot even be closed in order.
public final class FreeSpace {

    public static final long FOR_A_COMMAND = 16L << 20;
    public static final long WHILE_LOADING = 100L << 20;
    private static final long MOST_FOR_BACKUPS = 5L << 30;
    private static final long FOR_A_LOAD = 200L << 20;

    private final LongSupplier usable;

    public FreeSpace(LongSupplier usable) {
        this.usable = usable;
    }

    public static FreeSpace of(Path folder) {
        return new FreeSpace(() -> {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException e) {
                return Long.MAX_VALUE; // a system that does not tell must not stop the work
            }
        });
    }

    /// What an import of a file of that size may need at most.
    public static long forLoad(long bytes) {
        return 3 * bytes + FOR_A_LOAD;
    }

    /// Whether there may be too little room to close the database in order.
    public boolean isShort() {
        return usable.getAsLong() < FOR_A_COMMAND;
    }

    /// What backups may take: five gibibytes, or a tenth of what is free.
    public long mostForBackups() {
        long left = usable.getAsLong();
        return Math.min(MOST_FOR_BACKUPS, left / 10);
    }

    /// @throws app.assay.work.Fault DISK_FULL if there is less room
    public void need(long bytes) {
        long left = usable.getAsLong();
        if (left < bytes) {
            throw Faults.diskFull(Sentence.of("register.mib-are-needed-mib-are", (bytes >> 20) + 1, left >> 20), null);
        }
    }
}
