package app.assay.storage;

import app.assay.domain.record.Command;
import app.assay.domain.source.Load;
import app.assay.domain.table.TableSource;
import app.assay.domain.trail.TrailEvent;
import app.assay.domain.trail.UndoState;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// A register: a folder with a marker, a database, kept files, a lock and a seal.
///
/// Every change is one command: done whole or not at all, durable when the method returns, in the trail, and undone
/// whole.
/// All methods may be called from any thread and wait for the disk, except [#snapshot], which never waits.
public final class Register implements AutoCloseable {

    /// The name of the file that makes a folder a register.
    public static final String MARKER = "register.assay";

    private Register() {}

    /// Makes a register in a folder that is empty or not there, and opens it for work.
    ///
    /// @throws Fault REGISTER_EXISTS if the folder holds anything
    public static Register create(Path folder, String name, ZoneId zone, RegisterContext context) {
        throw new UnsupportedOperationException();
    }

    /// Opens a register.
    ///
    /// @throws Fault REGISTER_NOT_FOUND if the folder is none, REGISTER_LOCKED if another process holds it, with
    /// its name,
    ///     REGISTER_NEWER_FORMAT if a newer program made it, REGISTER_DAMAGED if it is not what its seal says
    public static Register open(Path folder, OpenMode mode, RegisterContext context) {
        throw new UnsupportedOperationException();
    }

    public RegisterInfo info() {
        throw new UnsupportedOperationException();
    }

    /// What the register says now.
    public RegisterSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /// Does what an analyst asks for. A command after which nothing differs writes nothing and keeps the revision.
    ///
    /// @throws Fault if it cannot be done; nothing is changed then
    public CommitResult apply(Command command, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /// What undo and redo would do now.
    public UndoState undoState() {
        throw new UnsupportedOperationException();
    }

    /// Takes back the last command that is not yet taken back; an import is withdrawn.
    ///
    /// @throws Fault NOTHING_TO_UNDO, or CHANGE_REFUSED with what rests on it
    public CommitResult undo() {
        throw new UnsupportedOperationException();
    }

    /// Does again what undo took back last.
    ///
    /// @throws Fault NOTHING_TO_UNDO if nothing was taken back since the last command
    public CommitResult redo() {
        throw new UnsupportedOperationException();
    }

    /// Begins an import. One can be under way at a time; commands may go on beside it.
    ///
    /// @throws Fault CHANGE_REFUSED if another import is under way
    public StagedLoad stage(LoadRequest request) {
        throw new UnsupportedOperationException();
    }

    /// The published load of the same bytes from the same source, read in the same way, if there is one.
    public Optional<Load> alreadyPublished(LoadRequest request) {
        throw new UnsupportedOperationException();
    }

    /// Takes back a published load, whichever it is, as a command of its own.
    ///
    /// @throws Fault CHANGE_REFUSED with the list of what rests on it
    public CommitResult withdraw(UUID load, String reason) {
        throw new UnsupportedOperationException();
    }

    /// The kept files.
    public Blobs blobs() {
        throw new UnsupportedOperationException();
    }

    /// The trail, latest entry first unless sorted otherwise.
    public TableSource trail() {
        throw new UnsupportedOperationException();
    }

    /// Rejected rows of one load, or of all published ones, in the order of the files.
    public TableSource rejected(Optional<UUID> load) {
        throw new UnsupportedOperationException();
    }

    /// Warnings of one load, or of all published ones, in the order of the files.
    public TableSource warnings(Optional<UUID> load) {
        throw new UnsupportedOperationException();
    }

    /// Hands over every entry of the trail in order, without holding them all.
    public void forEachEvent(Consumer<TrailEvent> each) {
        throw new UnsupportedOperationException();
    }

    /// Recomputes the chain of the trail, the digests of packed installations and kept files, and the balance of
    /// loads.
    ///
    /// @throws app.assay.work.Cancelled if the job was cancelled
    public VerifyReport verify(Progress progress) {
        throw new UnsupportedOperationException();
    }

    /// Has a listener told of each new snapshot, on the writer thread; it must be quick and must not throw.
    public void onRevision(Consumer<RegisterSnapshot> listener) {
        throw new UnsupportedOperationException();
    }

    /// Waits for what is under way, discards an unfinished import, and closes.
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
