package app.assay.storage.installations;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Groups installation rows by device, whatever their order in the file. Rows beyond a bound are sorted and put into
/// files,
/// so memory does not grow with the rows.
///
/// Devices are numbers given in order of first appearance.
public final class InstallationBuffer implements AutoCloseable {

    private static final int COLUMNS = 7;
    private static final int START = 1 << 12;
    private static final int IO_BUFFER = 1 << 16;

    /// Told of each device in order of its number, with its rows by title and, for one title, in order of
    /// appearance.
    @FunctionalInterface
    public interface Visitor {
        void device(int device, DeviceRows rows) throws IOException;
    }

    private final Path scratch;
    private final int bound;
    private final List<Path> runs = new ArrayList<>();
    private final int[][] columns = new int[COLUMNS][START];
    private int size;
    private int devices;
    private long total;

    /// @param scratch a folder for files, made when needed
    /// @param bound most rows kept in memory, 28 bytes each
    public InstallationBuffer(Path scratch, int bound) {
        this.scratch = scratch;
        this.bound = bound;
    }

    public void add(int device, int title, int first, int last, int used, int file, int row) throws IOException {
        if (size == columns[0].length) {
            makeRoom();
        }
        columns[0][size] = device;
        columns[1][size] = title;
        columns[2][size] = first;
        columns[3][size] = last;
        columns[4][size] = used;
        columns[5][size] = file;
        columns[6][size] = row;
        size++;
        total++;
        devices = Math.max(devices, device + 1);
    }

    public long total() {
        return total;
    }

    public void forEachDevice(Visitor visitor) throws IOException {
        var order = order();
        var readers = new ArrayList<Run>();
        try {
            for (var run : runs) {
                readers.add(new Run(run));
            }
            var gathered = new DeviceRows();
            var sorted = new DeviceRows();
            int next = 0;
            for (int device = 0; device < devices; device++) {
                gathered.clear();
                for (var run : readers) {
                    run.addTo(device, gathered);
                }
                for (; next < size && columns[0][order[next]] == device; next++) {
                    int at = order[next];
                    gathered.add(
                            columns[1][at],
                            columns[2][at],
                            columns[3][at],
                            columns[4][at],
                            columns[5][at],
                            columns[6][at]);
                }
                if (gathered.size() > 0) {
                    sort(gathered, sorted);
                    visitor.device(device, sorted);
                }
            }
        } finally {
            for (var reader : readers) {
                reader.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var run : runs) {
            Files.deleteIfExists(run);
        }
        runs.clear();
        size = 0;
    }

    private void makeRoom() throws IOException {
        if (size < bound) {
            int more = Math.min(bound, size * 2);
            for (int column = 0; column < COLUMNS; column++) {
                columns[column] = Arrays.copyOf(columns[column], more);
            }
            return;
        }
        Files.createDirectories(scratch);
        var file = Files.createTempFile(scratch, "rows", ".run");
        runs.add(file);
        var order = order();
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), IO_BUFFER))) {
            int from = 0;
            while (from < size) {
                int device = columns[0][order[from]];
                int to = from;
                while (to < size && columns[0][order[to]] == device) {
                    to++;
                }
                out.writeInt(device);
                out.writeInt(to - from);
                for (; from < to; from++) {
                    for (int column = 1; column < COLUMNS; column++) {
                        out.writeInt(columns[column][order[from]]);
                    }
                }
            }
        }
        size = 0;
    }

    /// Places of the rows in memory by device, in order of appearance within one: a counting sort.
    private int[] order() {
        int[] starts = new int[devices + 1];
        for (int place = 0; place < size; place++) {
            starts[columns[0][place] + 1]++;
        }
        for (int device = 0; device < devices; device++) {
            starts[device + 1] += starts[device];
        }
        int[] order = new int[size];
        for (int place = 0; place < size; place++) {
            order[starts[columns[0][place]]++] = place;
        }
        return order;
    }

    private static void sort(DeviceRows gathered, DeviceRows sorted) {
        long[] keys = new long[gathered.size()];
        for (int place = 0; place < keys.length; place++) {
            keys[place] = ((long) gathered.title(place) << 32) | place;
        }
        Arrays.sort(keys);
        sorted.clear();
        for (long key : keys) {
            sorted.add(gathered, (int) key);
        }
    }

    /// One file of rows by device, read alongside the others.
    private static final class Run implements AutoCloseable {

        private static final int END = Integer.MAX_VALUE;

        private final DataInputStream in;
        private int device;

        Run(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), IO_BUFFER));
            advance();
        }

        void addTo(int wanted, DeviceRows rows) throws IOException {
            if (device != wanted) {
                return;
            }
            int count = in.readInt();
            for (int row = 0; row < count; row++) {
                rows.add(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
            }
            advance();
        }

        private void advance() throws IOException {
            try {
                device = in.readInt();
            } catch (EOFException e) {
                device = END;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
