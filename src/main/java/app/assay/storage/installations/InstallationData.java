package app.assay.storage.installations;

import static app.assay.storage.generated.Tables.INSTALLED;
import static app.assay.storage.generated.Tables.PACKED_INSTALLATIONS;

import app.assay.domain.source.FactSink;
import app.assay.storage.folder.Faults;
import app.assay.storage.rows.StoredLoad;
import app.assay.work.Sentence;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// The installations of some loads as columns, device by device and by title within one, each pair once. Never changes.
///
/// Where loads agree on a pair, the first day is the earliest, the last days are the latest, and the load is the
/// strongest. A load that tells no day of last seen found the pair on the day that it tells of: no earlier day of
/// another load is then the last, and the last day is not known.
public final class InstallationData {

    /// Stands in packed rows for titles that were told of without a device.
    public static final UUID NO_DEVICE = new UUID(0, 0);

    private static final int PAGE = 1_000;

    public final List<StoredLoad> loads;
    /// Devices in the order in which they were asked for, then others that the loads tell of.
    public final UUID[] devices;
    /// Where the rows of a device begin; one more at the end.
    public final int[] offsets;
    public final int[] titles;
    public final DayColumn firstSeen;
    public final DayColumn lastSeen;
    public final DayColumn lastUsed;
    /// Place in `loads` of the load that counts.
    public final char[] load;

    public final int titleCount;
    private final int[] postingOffsets;
    private final int[] postings;
    private final int latestFirstSeen;

    /// By title, how many pairs were left out since they were seen first later; empty when none was.
    private final int[] seenFirstLater;

    private InstallationData(
            List<StoredLoad> loads,
            UUID[] devices,
            int[] offsets,
            Columns columns,
            int titleCount,
            int[] seenFirstLater) {
        this.seenFirstLater = seenFirstLater;
        this.loads = loads;
        this.devices = devices;
        this.offsets = offsets;
        int count = columns.size;
        titles = Arrays.copyOf(columns.titles, count);
        firstSeen = DayColumn.of(columns.first, count);
        lastSeen = DayColumn.of(columns.last, count);
        lastUsed = DayColumn.of(columns.used, count);
        load = Arrays.copyOf(columns.load, count);
        int latest = FactSink.NO_DAY;
        for (int row = 0; row < count; row++) {
            latest = Math.max(latest, columns.first[row]);
        }
        latestFirstSeen = latest;
        this.titleCount = titleCount;
        postingOffsets = new int[titleCount + 1];
        for (int title : titles) {
            postingOffsets[title + 1]++;
        }
        for (int title = 0; title < titleCount; title++) {
            postingOffsets[title + 1] += postingOffsets[title];
        }
        postings = new int[count];
        int[] next = postingOffsets.clone();
        for (int device = 0; device < devices.length; device++) {
            for (int row = offsets[device]; row < offsets[device + 1]; row++) {
                postings[next[titles[row]]++] = device;
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves this class
    private record Packed(int load, byte format, byte[] bytes, int file, long row) {}

    /// @param loads the weakest first
    /// @param zone of the days on which loads came
    /// @param order devices in the order that is wanted
    public static InstallationData read(
            DSLContext dsl, List<StoredLoad> loads, ZoneId zone, List<UUID> order, int titleCount) {
        var packed = new HashMap<UUID, List<Packed>>();
        long entries = 0;
        for (int load = 0; load < loads.size(); load++) {
            entries += gather(dsl, loads.get(load), load, packed);
        }
        packed.remove(NO_DEVICE);
        var devices = new ArrayList<>(order);
        var wanted = new java.util.HashSet<>(order);
        packed.keySet().stream()
                .filter(device -> !wanted.contains(device))
                .sorted()
                .forEach(devices::add);
        var offsets = new int[devices.size() + 1];
        var columns = new Columns(Math.toIntExact(entries), titleCount);
        int[] days = loads.stream()
                .mapToInt(load -> Math.toIntExact(load.day(zone).toEpochDay()))
                .toArray();
        for (int device = 0; device < devices.size(); device++) {
            var parts = packed.remove(devices.get(device));
            if (parts != null) {
                addPacked(columns, devices.get(device), parts, days);
            }
            offsets[device + 1] = columns.size;
        }
        return new InstallationData(loads, devices.toArray(UUID[]::new), offsets, columns, titleCount, new int[0]);
    }

    private static void addPacked(Columns columns, UUID device, List<Packed> parts, int[] days) {
        try {
            columns.add(parts, days);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Faults.io(Sentence.of("register.packed-installations-device-cannot-read", device), e);
        }
    }

    public int count() {
        return titles.length;
    }

    /// The latest day on which an installation was seen first, or [FactSink#NO_DAY].
    public int latestFirstSeen() {
        return latestFirstSeen;
    }

    /// The same without the installations that were seen first after a day.
    public InstallationData until(LocalDate day) {
        long last = day.toEpochDay();
        var columns = new Columns(count(), titleCount);
        var ends = new int[offsets.length];
        int[] later = new int[titleCount];
        for (int device = 0; device < devices.length; device++) {
            for (int row = offsets[device]; row < offsets[device + 1]; row++) {
                if (firstSeen.at(row) <= last) {
                    columns.put(this, row);
                } else {
                    later[titles[row]]++;
                }
            }
            ends[device + 1] = columns.size;
        }
        return new InstallationData(loads, devices, ends, columns, titleCount, later);
    }

    /// Devices with a title that [#until] left out.
    int seenFirstLater(int title) {
        return title < seenFirstLater.length ? seenFirstLater[title] : 0;
    }

    /// By title, places in `devices` of those on which it was last seen before a day, ascending.
    Map<Integer, int[]> lastSeenBefore(LocalDate day) {
        long limit = day.toEpochDay();
        var found = new HashMap<Integer, Places>();
        for (int device = 0; device < devices.length; device++) {
            for (int row = offsets[device]; row < offsets[device + 1]; row++) {
                int seen = lastSeen.at(row);
                if (seen != FactSink.NO_DAY && seen < limit) {
                    found.computeIfAbsent(titles[row], _ -> new Places()).add(device);
                }
            }
        }
        var places = HashMap.<Integer, int[]>newHashMap(found.size());
        found.forEach((title, some) -> places.put(title, some.all()));
        return places;
    }

    private static final class Places {
        private int[] all = new int[4];
        private int count;

        void add(int place) {
            if (count == all.length) {
                all = Arrays.copyOf(all, count * 2);
            }
            all[count++] = place;
        }

        int[] all() {
            return Arrays.copyOf(all, count);
        }
    }

    /// Places in `devices` of the devices with a title, ascending.
    int[] devicesOf(int title) {
        return title >= titleCount
                ? new int[0]
                : Arrays.copyOfRange(postings, postingOffsets[title], postingOffsets[title + 1]);
    }

    /// The row of a pair, or a negative number.
    int row(int device, int title) {
        return Arrays.binarySearch(titles, offsets[device], offsets[device + 1], title);
    }

    private static long gather(DSLContext dsl, StoredLoad load, int place, Map<UUID, List<Packed>> packed) {
        long entries = 0;
        for (long from = load.first().installed(); from < load.end().installed(); from += PAGE) {
            var page = dsl.select(
                            INSTALLED.DEVICE_ID,
                            INSTALLED.BASE_FILE,
                            INSTALLED.BASE_ROW,
                            PACKED_INSTALLATIONS.FORMAT,
                            PACKED_INSTALLATIONS.CONTENT,
                            PACKED_INSTALLATIONS.ENTRIES)
                    .from(INSTALLED)
                    .join(PACKED_INSTALLATIONS)
                    .on(PACKED_INSTALLATIONS.ID.eq(INSTALLED.PACKED_ID))
                    .where(INSTALLED
                            .ID
                            .ge(from)
                            .and(INSTALLED.ID.lt(
                                    Math.min(from + PAGE, load.end().installed()))))
                    .orderBy(INSTALLED.ID)
                    .fetch();
            for (var row : page) {
                packed.computeIfAbsent(row.value1(), _ -> new ArrayList<>(1))
                        .add(new Packed(place, row.value4(), row.value5(), row.value2(), row.value3()));
                entries += row.value6();
            }
        }
        return entries;
    }

    /// What each load says about a pair, the strongest first. Reads the packed rows again.
    static @Nullable DeviceRows find(DSLContext dsl, StoredLoad load, UUID device, int title) {
        var rows = dsl.select(
                        INSTALLED.BASE_FILE,
                        INSTALLED.BASE_ROW,
                        PACKED_INSTALLATIONS.FORMAT,
                        PACKED_INSTALLATIONS.CONTENT)
                .from(INSTALLED)
                .join(PACKED_INSTALLATIONS)
                .on(PACKED_INSTALLATIONS.ID.eq(INSTALLED.PACKED_ID))
                .where(INSTALLED
                        .ID
                        .ge(load.first().installed())
                        .and(INSTALLED.ID.lt(load.end().installed()))
                        .and(INSTALLED.DEVICE_ID.eq(device)))
                .fetch();
        var unpacked = new DeviceRows();
        for (var row : rows) {
            PackedForm.unpack(row.value3(), row.value4(), row.value1(), row.value2(), unpacked);
        }
        var found = new DeviceRows();
        for (int place = 0; place < unpacked.size(); place++) {
            if (unpacked.title(place) == title) {
                found.add(unpacked, place);
                return found;
            }
        }
        return null;
    }

    /// Columns while they grow.
    private static final class Columns {

        private final int[] titles;
        private final int[] first;
        private final int[] last;
        private final int[] used;
        private final char[] load;
        private final int titleCount;
        private final DeviceRows one = new DeviceRows();

        /// Of the rows of the device that is added: the latest day of a load that tells no day of last seen.
        private int[] found = {};

        private int size;

        Columns(int most, int titleCount) {
            this.titleCount = titleCount;
            titles = new int[most];
            first = new int[most];
            last = new int[most];
            used = new int[most];
            load = new char[most];
        }

        /// Adds one device, of whom the parts of one load follow each other by title.
        ///
        /// @param days of the loads, by their places
        void add(List<Packed> parts, int[] days) {
            int begin = size;
            int at = 0;
            while (at < parts.size()) {
                int place = parts.get(at).load();
                one.clear();
                for (; at < parts.size() && parts.get(at).load() == place; at++) {
                    var part = parts.get(at);
                    PackedForm.unpack(part.format(), part.bytes(), part.file(), part.row(), one);
                }
                reserve(size - begin + one.size());
                if (size == begin) {
                    for (int row = 0; row < one.size(); row++) {
                        found[row] = foundOn(row, days[place]);
                        put(size++, row, place);
                    }
                } else {
                    join(begin, place, days[place]);
                }
            }
            for (int row = begin; row < size; row++) {
                if (last[row] <= found[row - begin]) {
                    last[row] = FactSink.NO_DAY;
                }
            }
        }

        private void reserve(int rows) {
            if (found.length < rows) {
                found = Arrays.copyOf(found, Math.max(rows, found.length * 2));
            }
        }

        private int foundOn(int row, int day) {
            return one.lastSeen(row) == FactSink.NO_DAY ? day : FactSink.NO_DAY;
        }

        private void put(int to, int row, int place) {
            titles[to] = java.util.Objects.checkIndex(one.title(row), titleCount);
            first[to] = one.firstSeen(row);
            last[to] = one.lastSeen(row);
            used[to] = one.lastUsed(row);
            load[to] = (char) place;
        }

        private void put(InstallationData from, int row) {
            titles[size] = from.titles[row];
            first[size] = from.firstSeen.at(row);
            last[size] = from.lastSeen.at(row);
            used[size] = from.lastUsed.at(row);
            load[size++] = from.load[row];
        }

        /// Merges a stronger load's rows, by title, into those that are there: from the end, where there is
        /// room.
        private void join(int begin, int place, int day) {
            int fresh = 0;
            for (int row = 0; row < one.size(); row++) {
                if (Arrays.binarySearch(titles, begin, size, one.title(row)) < 0) {
                    fresh++;
                }
            }
            int left = size - 1;
            int right = one.size() - 1;
            size += fresh;
            for (int to = size - 1; right >= 0; to--) {
                if (left >= begin && titles[left] > one.title(right)) {
                    move(begin, left--, to);
                } else if (left >= begin && titles[left] == one.title(right)) {
                    move(begin, left--, to);
                    found[to - begin] = Math.max(found[to - begin], foundOn(right, day));
                    first[to] = DeviceRows.earlier(first[to], one.firstSeen(right));
                    last[to] = Math.max(last[to], one.lastSeen(right));
                    used[to] = Math.max(used[to], one.lastUsed(right));
                    load[to] = (char) place;
                    right--;
                } else {
                    found[to - begin] = foundOn(right, day);
                    put(to, right--, place);
                }
            }
        }

        private void move(int begin, int from, int to) {
            found[to - begin] = found[from - begin];
            titles[to] = titles[from];
            first[to] = first[from];
            last[to] = last[from];
            used[to] = used[from];
            load[to] = load[from];
        }
    }
}
