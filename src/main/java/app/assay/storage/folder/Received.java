package app.assay.storage.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Bytes that were handed over and are measured, but kept only when it is sure that something is going to refer to
/// them: what is refused or cancelled leaves nothing behind.
///
/// [#keep] right before the command that refers to them, [#settle] right after it. Where that command fails, or the
/// program ends in between, the next opening looks whether anything refers to them and takes them away when nothing
/// does.
public final class Received implements AutoCloseable {

    private final Blobs blobs;
    private final StoredBlob blob;
    private final @Nullable Path part;
    private boolean isNew;

    /// @param part where the bytes are; null for bytes that are only measured
    Received(Blobs blobs, StoredBlob blob, @Nullable Path part) {
        this.blobs = blobs;
        this.blob = blob;
        this.part = part;
    }

    public StoredBlob blob() {
        return blob;
    }

    /// Keeps them. When this returns they are on disk under their hash, in the place of a damaged copy if there was
    /// one. Does nothing for bytes that are only measured.
    ///
    /// @throws app.assay.work.Fault if they cannot be kept
    public void keep() {
        if (part != null) {
            isNew = blobs.keepReceived(part, blob.sha256());
        }
    }

    /// What refers to them is saved.
    public void settle() {
        if (isNew) {
            blobs.settle(blob.sha256());
            isNew = false;
        }
    }

    @Override
    public void close() {
        if (part != null) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                // The next opening takes it away.
            }
        }
    }
}
