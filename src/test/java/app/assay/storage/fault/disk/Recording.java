package app.assay.storage.fault.disk;

import app.assay.storage.fault.disk.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Remembers every change of a folder, so that the folder can be put down as a dead process or a power cut at any
/// moment
/// leaves it.
///
/// What was forced is there. Of what was not, each write may be there or not, or be torn; each name may be there or
/// not, but means one file or the other and never a mix; a folder's names are forced with the folder, not with the
/// files in it.
public final class Recording implements Trouble {

    /// Disks write this much at once or not at all.
    private static final int SECTOR = 512;

    private static final int PAGE = 4096;
    private static final int YOUNG = 40;

    private final Path root;
    private final List<Operation> operations = new ArrayList<>();

    /// What becomes of the changes that were not forced.
    public enum Loss {
        /// Nothing is lost: the process died, the machine did not.
        NONE,
        /// All is lost.
        ALL,
        /// What came after some moment is lost.
        LATEST,
        /// Each write, truncation and name is lost or not, whatever came before it.
        ANY,
        /// Like [#ANY], and of each write every page of 4 KiB by itself.
        PAGES,
        /// Like [#ANY], and of each write every sector of 512 bytes by itself.
        SECTORS,
        /// Of each write one page of 4 KiB within is missing; all else is there.
        HOLE
    }

    /// @param root a folder that is empty now, and stays
    public Recording(Path root) {
        this.root = root.toAbsolutePath();
    }

    @Override
    public void meet(long number, Operation operation) throws IOException {
        operation.perform();
        operations.add(operation);
    }

    public int length() {
        return operations.size();
    }

    public Operation operation(int index) {
        return operations.get(index);
    }

    /// Puts down what is left after a cut.
    ///
    /// @param at how many operations were done
    /// @param half whether half of the next operation was done too, when it is a write
    /// @param into an empty folder that takes the place of the root
    public void cut(int at, boolean half, Loss loss, Random random, Path into) throws IOException {
        var kept = kept(at, loss, random);
        var contents = new HashMap<Long, Content>();
        var names = new TreeMap<Path, Long>();
        var folders = new HashSet<Path>();
        folders.add(root);
        for (int i = 0; i < at; i++) {
            apply(operations.get(i), kept.of(i), contents, names, folders);
        }
        if (half && at < operations.size() && operations.get(at).kind() == Kind.WRITE) {
            var write = operations.get(at);
            content(contents, write)
                    .write(
                            write.position(),
                            write.bytes().duplicate().limit(write.bytes().remaining() / 2));
        }
        for (var folder : folders.stream().sorted().toList()) {
            if (isThere(folder, folders)) {
                Files.createDirectories(into.resolve(root.relativize(folder)));
            }
        }
        for (var name : names.entrySet()) {
            if (isThere(FaultyDisk.folderOf(name.getKey()), folders)) {
                var content = contents.getOrDefault(name.getValue(), new Content());
                Files.write(into.resolve(root.relativize(name.getKey())), content.bytes());
            }
        }
    }

    private boolean isThere(Path folder, Set<Path> folders) {
        for (var at = folder; !at.equals(root); at = FaultyDisk.folderOf(at)) {
            if (!folders.contains(at)) {
                return false;
            }
        }
        return true;
    }

    private static void apply(
            Operation operation,
            IntPredicate sectors,
            Map<Long, Content> contents,
            Map<Path, Long> names,
            Set<Path> folders) {
        switch (operation.kind()) {
            case WRITE -> {
                var content = content(contents, operation);
                var bytes = operation.bytes();
                int from = 0;
                while (from < bytes.remaining()) {
                    // Sectors lie where the disk has them, not where the write begins.
                    long at = operation.position() + from;
                    int to = (int) Math.min(bytes.remaining(), from + SECTOR - at % SECTOR);
                    if (sectors.test((int) (at / SECTOR))) {
                        content.write(at, bytes.duplicate().position(from).limit(to));
                    }
                    from = to;
                }
            }
            case TRUNCATE -> {
                if (sectors.test(0)) {
                    content(contents, operation).truncate(operation.position());
                }
            }
            case CREATE -> {
                if (sectors.test(0)) {
                    names.put(operation.file(), operation.node());
                }
            }
            case MOVE -> {
                if (sectors.test(0)) {
                    if (folders.contains(operation.file())) {
                        moveFolder(operation.file(), operation.target(), names, folders);
                    } else {
                        names.remove(operation.file(), operation.node());
                        names.put(operation.target(), operation.node());
                    }
                }
            }
            case DELETE -> {
                if (sectors.test(0)) {
                    names.remove(operation.file(), operation.node());
                    folders.remove(operation.file());
                }
            }
            case CREATE_FOLDER -> {
                if (sectors.test(0)) {
                    folders.add(operation.file());
                }
            }
            case FORCE, FORCE_FOLDER -> {}
        }
    }

    private static void moveFolder(Path from, Path to, Map<Path, Long> names, Set<Path> folders) {
        for (var folder : List.copyOf(folders)) {
            if (folder.startsWith(from)) {
                folders.remove(folder);
                folders.add(to.resolve(from.relativize(folder)));
            }
        }
        for (var name : List.copyOf(names.keySet())) {
            if (name.startsWith(from)) {
                names.put(to.resolve(from.relativize(name)), names.remove(name));
            }
        }
    }

    private static Content content(Map<Long, Content> contents, Operation operation) {
        return contents.computeIfAbsent(operation.node(), _ -> new Content());
    }

    /// Which sectors of an operation reach the disk; the first stands for an operation without any.
    private interface Kept {
        IntPredicate of(int operation);
    }

    private Kept kept(int at, Loss loss, Random random) {
        var forced = forced(at);
        // What is not forced is young, so the moment lies among the latest operations.
        int until = at - random.nextInt(Math.min(at, YOUNG) + 1);
        return i -> {
            if (forced[i]) {
                return _ -> true;
            }
            boolean kept = random.nextBoolean();
            return switch (loss) {
                case NONE -> _ -> true;
                case ALL -> _ -> false;
                case LATEST -> _ -> i < until;
                case ANY -> _ -> kept;
                case PAGES -> byUnit(PAGE / SECTOR, random.nextInt());
                case SECTORS -> byUnit(1, random.nextInt());
                case HOLE -> hole(operations.get(i), random);
            };
        };
    }

    private static IntPredicate hole(Operation operation, Random random) {
        int first = (int) (operation.position() / PAGE);
        int last = (int) ((operation.position() + operation.bytes().remaining() - 1) / PAGE);
        if (operation.kind() != Kind.WRITE || last - first < 2) {
            return _ -> true;
        }
        int missing = first + 1 + random.nextInt(last - first - 1);
        return sector -> sector / (PAGE / SECTOR) != missing;
    }

    private static IntPredicate byUnit(int sectors, int seed) {
        return sector -> ((((seed ^ ((sector / sectors) * 0x9E3779B9)) * 0x85EBCA6B) >>> 16) & 1) == 0;
    }

    /// Which of the first operations must be on the disk, whatever happens.
    private boolean[] forced(int at) {
        var result = new boolean[at];
        var files = new HashSet<Long>();
        var folders = new HashSet<Path>();
        for (int i = at - 1; i >= 0; i--) {
            var operation = operations.get(i);
            switch (operation.kind()) {
                case FORCE -> files.add(operation.node());
                case FORCE_FOLDER -> folders.add(operation.file());
                case WRITE, TRUNCATE -> result[i] = files.contains(operation.node());
                case CREATE, CREATE_FOLDER, DELETE, MOVE ->
                    result[i] = folders.contains(FaultyDisk.folderOf(operation.target()));
            }
        }
        return result;
    }

    /// The bytes of one file.
    private static final class Content {
        private byte[] bytes = new byte[0];
        private int size;

        void write(long position, ByteBuffer part) {
            int end = Math.toIntExact(position + part.remaining());
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
            }
            part.get(bytes, (int) position, part.remaining());
            size = Math.max(size, end);
        }

        void truncate(long to) {
            if (to < size) {
                Arrays.fill(bytes, (int) to, size, (byte) 0);
                size = (int) to;
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }
    }
}
