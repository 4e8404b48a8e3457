package app.assay.storage.installations;

import app.assay.domain.source.FactSink;
import app.assay.storage.engine.Database;
import app.assay.storage.rows.Loads;
import app.assay.storage.rows.StoredLoad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Installations with the places that devices have in one snapshot. Shares the columns with other snapshots.
public final class PlacedInstallations implements InstallationIndex {

    private final InstallationData data;
    private final List<StoredLoad> loads;
    private final List<UUID> order;
    private final Database database;
    private final int titleCount;
    /// Place in the order by number in the data, -1 when the device is no record any more; null when all are the
    /// same.
    private final int @Nullable [] placeOf;
    /// Number in the data by place in the order, -1 when nothing is known of the device.
    private final int[] numberAt;

    private final long unplaced;
    private final AtomicReferenceArray<int[]> byTitle;

    /// Devices that were seen first after the day of the snapshot.
    private final Set<UUID> notYet;

    /// By title, pairs whose device was not there yet; empty when there are none.
    private final int[] onLaterDevices;

    private volatile @Nullable Unseen unseen;

    /// By title, numbers in the data of the devices on which it was last seen before a day.
    private record Unseen(LocalDate day, Map<Integer, int[]> byTitle) {}

    public PlacedInstallations(InstallationData data, List<UUID> order, int titleCount, Database database) {
        this(data, order, titleCount, database, data.loads, Set.of());
    }

    /// @param loads the loads that count; those of the data may be others that tell of no installations
    /// @param notYet devices that are no records here since they were seen first later
    public PlacedInstallations(
            InstallationData data,
            List<UUID> order,
            int titleCount,
            Database database,
            List<StoredLoad> loads,
            Set<UUID> notYet) {
        this.data = data;
        this.notYet = notYet;
        this.loads = loads;
        this.order = order;
        this.titleCount = titleCount;
        this.database = database;
        byTitle = new AtomicReferenceArray<>(titleCount);
        if (Arrays.equals(data.devices, order.toArray())) {
            placeOf = null;
            numberAt = new int[order.size()];
            Arrays.setAll(numberAt, place -> place);
            unplaced = 0;
            onLaterDevices = new int[0];
            return;
        }
        var places = new HashMap<UUID, Integer>(order.size() * 2);
        for (int place = 0; place < order.size(); place++) {
            places.put(order.get(place), place);
        }
        numberAt = new int[order.size()];
        Arrays.fill(numberAt, -1);
        placeOf = new int[data.devices.length];
        long missing = 0;
        int[] later = new int[notYet.isEmpty() ? 0 : titleCount];
        for (int number = 0; number < placeOf.length; number++) {
            int place = places.getOrDefault(data.devices[number], -1);
            placeOf[number] = place;
            if (place >= 0) {
                numberAt[place] = number;
            } else {
                missing += data.offsets[number + 1] - data.offsets[number];
                if (notYet.contains(data.devices[number])) {
                    for (int row = data.offsets[number]; row < data.offsets[number + 1]; row++) {
                        later[data.titles[row]]++;
                    }
                }
            }
        }
        unplaced = missing;
        onLaterDevices = later;
    }

    /// The same installations in another order of devices and with more titles.
    public PlacedInstallations in(List<UUID> newOrder, int titles) {
        return titles == titleCount && newOrder.equals(order)
                ? this
                : new PlacedInstallations(data, newOrder, titles, database, loads, notYet);
    }

    /// The same installations beside other loads that tell of none, in another order of devices.
    public PlacedInstallations beside(List<StoredLoad> newLoads, List<UUID> newOrder, int titles) {
        return new PlacedInstallations(data, newOrder, titles, database, newLoads, notYet);
    }

    public InstallationData data() {
        return data;
    }

    /// Number in the data of the device at a place, or -1.
    public int number(int place) {
        return numberAt[place];
    }

    @Override
    public int titleCount() {
        return titleCount;
    }

    @Override
    public List<UUID> deviceOrder() {
        return order;
    }

    @Override
    public int[] devices(int title) {
        var known = byTitle.get(title);
        if (known == null) {
            known = placed(data.devicesOf(title));
            byTitle.set(title, known);
        }
        return known;
    }

    @Override
    public int[] devicesLastSeenBefore(int title, LocalDate day) {
        var known = unseen;
        if (known == null || !known.day().equals(day)) {
            known = new Unseen(day, data.lastSeenBefore(day));
            unseen = known;
        }
        return placed(known.byTitle().getOrDefault(title, new int[0]));
    }

    @Override
    public int seenFirstLater(int title) {
        return data.seenFirstLater(title) + (title < onLaterDevices.length ? onLaterDevices[title] : 0);
    }

    private int[] placed(int[] numbers) {
        int[] map = placeOf;
        if (map == null) {
            return numbers;
        }
        return Arrays.stream(numbers)
                .map(number -> map[number])
                .filter(place -> place >= 0)
                .sorted()
                .toArray();
    }

    @Override
    public int[] titles(int device) {
        int number = numberAt[device];
        return number < 0
                ? new int[0]
                : Arrays.copyOfRange(data.titles, data.offsets[number], data.offsets[number + 1]);
    }

    @Override
    public long count() {
        return data.count() - unplaced;
    }

    @Override
    public long unplaced() {
        return unplaced;
    }

    @Override
    public List<UUID> loads() {
        return loads.stream().map(load -> load.load().id()).toList();
    }

    @Override
    public List<Installation> details(UUID device, int title) {
        return database.read(dsl -> {
            var found = new ArrayList<Installation>();
            for (var load : data.loads.reversed()) {
                var rows = InstallationData.find(dsl, load, device, title);
                if (rows != null) {
                    found.add(new Installation(
                            device,
                            title,
                            day(rows.firstSeen(0)),
                            day(rows.lastSeen(0)),
                            day(rows.lastUsed(0)),
                            load.load().id(),
                            Loads.file(dsl, load.no(), rows.file(0)),
                            rows.row(0)));
                }
            }
            return found;
        });
    }

    static Optional<LocalDate> day(int day) {
        return day == FactSink.NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
    }
}
