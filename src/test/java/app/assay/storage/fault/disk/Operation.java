package app.assay.storage.fault.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// One change that the program asks of the disk, before it is done.
///
/// @param file the file or folder on the real disk; the old name of what is moved
/// @param target the new name of what is moved, else the same as the file
/// @param node the file whatever its name: it stays the same when the file is renamed
/// @param position where a write begins, or the size after a truncation
/// @param bytes what is written; empty for all but writes
/// @param deed does it, a write up to a number of bytes
public record Operation(
        Kind kind, Path file, Path target, long node, long position, ByteBuffer bytes, Operation.Deed deed) {

    static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /// What can be asked.
    public enum Kind {
        CREATE,
        CREATE_FOLDER,
        WRITE,
        TRUNCATE,
        FORCE,
        FORCE_FOLDER,
        MOVE,
        DELETE
    }

    @FunctionalInterface
    interface Deed {
        void run(int bytes) throws IOException;
    }

    static Operation of(Kind kind, Path file, long node, Deed deed) {
        return new Operation(kind, file, file, node, 0, NOTHING, deed);
    }

    /// Does it whole.
    public void perform() throws IOException {
        perform(bytes.remaining());
    }

    /// Does a write in part; anything else is done or not, and here it is done.
    public void perform(int length) throws IOException {
        deed.run(length);
    }

    @Override
    public String toString() {
        var what = kind + " " + file.getFileName();
        return switch (kind) {
            case WRITE -> what + " " + position + "+" + bytes.remaining();
            case TRUNCATE -> what + " to " + position;
            case MOVE -> what + " to " + target.getFileName();
            case CREATE, CREATE_FOLDER, FORCE, FORCE_FOLDER, DELETE -> what;
        };
    }
}
