package app.assay.storage.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Room on the disk that is kept for the day on which it is full: given up then, so that the database can be closed in
/// order.
public final class Reserve {

    private static final long BYTES = 32L << 20;
    private static final int CHUNK = 1 << 20;

    private final Path file;

    public Reserve(Path file) {
        this.file = file;
    }

    /// Takes the room if it is not taken yet. Where there is none the work goes on without.
    public void take() {
        try {
            if (Files.isRegularFile(file) && Files.size(file) >= BYTES) {
                return;
            }
            var zeros = ByteBuffer.allocate(CHUNK);
            try (var out = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                for (long written = 0; written < BYTES; written += CHUNK) {
                    zeros.clear();
                    while (zeros.hasRemaining()) {
                        out.write(zeros);
                    }
                }
            }
        } catch (IOException e) {
            Logger.getLogger(Reserve.class.getName()).log(Level.FINE, "no room to keep", e);
            give();
        }
    }

    /// Gives the room up.
    public void give() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Logger.getLogger(Reserve.class.getName()).log(Level.FINE, "the reserve stays", e);
        }
    }
}
