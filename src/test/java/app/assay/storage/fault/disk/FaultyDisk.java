package app.assay.storage.fault.disk;

import app.assay.storage.fault.disk.Operation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.h2.store.fs.FilePath;

/// A disk on which every change can go wrong. Its paths mean the same files as those of the real disk, and whoever
/// works with
/// them, the database engine too, passes here.
///
/// Forcing costs nothing here: the real disk keeps power, so what counts is only that it was asked for.
public final class FaultyDisk implements AutoCloseable {

    private final String scheme = "fault-" + UUID.randomUUID().toString().substring(0, 8);
    private final FaultyFileSystem files = new FaultyFileSystem(this);
    private final EnginePath engine = new EnginePath(files, "");
    private final Map<Path, Long> nodes = new HashMap<>();
    private Trouble trouble = Trouble.NONE;
    private long count;
    private long lastNode;
    private volatile OptionalLong told = OptionalLong.empty();

    public FaultyDisk() {
        FilePath.register(engine);
    }

    /// The path on this disk of a file of the real one.
    public Path at(Path real) {
        return new FaultyPath(files, real.toAbsolutePath());
    }

    /// What becomes of all operations from now on.
    public synchronized void trouble(Trouble next) {
        trouble = next;
    }

    /// How many operations there were.
    public synchronized long count() {
        return count;
    }

    /// Has the disk tell of that much room, whatever there is: room goes between a question and the write after it.
    public void tellFreeSpace(long bytes) {
        told = OptionalLong.of(bytes);
    }

    OptionalLong told() {
        return told;
    }

    String scheme() {
        return scheme;
    }

    /// Takes the disk away from the engine.
    @Override
    public void close() {
        FilePath.unregister(engine);
    }

    synchronized void perform(Operation operation) throws IOException {
        count++;
        trouble.meet(count, operation);
    }

    /// Has an operation meet the trouble of now, without counting it once more.
    synchronized void meet(Operation operation) throws IOException {
        trouble.meet(count, operation);
    }

    synchronized void create(Path file, Operation.Deed deed) throws IOException {
        lastNode++;
        long node = lastNode;
        perform(Operation.of(Kind.CREATE, file, node, deed));
        nodes.put(file, node);
    }

    synchronized void createFolder(Path folder, Operation.Deed deed) throws IOException {
        perform(Operation.of(Kind.CREATE_FOLDER, folder, 0, deed));
    }

    synchronized void move(Path from, Path to, Operation.Deed deed) throws IOException {
        long node = node(from);
        perform(new Operation(Kind.MOVE, from, to, node, 0, Operation.NOTHING, deed));
        for (var known : List.copyOf(nodes.keySet())) {
            if (known.startsWith(from)) {
                nodes.put(to.resolve(from.relativize(known)), nodes.remove(known));
            }
        }
    }

    synchronized void delete(Path file, Operation.Deed deed) throws IOException {
        perform(Operation.of(Kind.DELETE, file, node(file), deed));
        nodes.remove(file);
    }

    synchronized long node(Path file) {
        return nodes.computeIfAbsent(file, _ -> {
            lastNode++;
            return lastNode;
        });
    }

    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "an absolute file lies in a folder");
    }

    static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
