package app.assay.storage.rows;

import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The loads that are no longer staged, and which of them count. Never changes.
public final class LoadBook {

    private final ZoneId zone;
    private final List<StoredLoad> all;
    private final Map<Integer, StoredLoad> byNo = new HashMap<>();
    private final List<StoredLoad> current;

    /// @param all in any order
    public LoadBook(ZoneId zone, List<StoredLoad> all) {
        this.zone = zone;
        this.all = all.stream()
                .filter(load -> load.load().state() != LoadState.STAGING)
                .sorted(Comparator.comparingInt(StoredLoad::no))
                .toList();
        this.all.forEach(load -> byNo.put(load.no(), load));
        current = counting(LocalDate.MAX);
    }

    public List<StoredLoad> all() {
        return all;
    }

    public List<Load> loads() {
        return all.stream().map(StoredLoad::load).toList();
    }

    public StoredLoad byNo(int no) {
        var load = byNo.get(no);
        if (load == null) {
            throw new IllegalArgumentException("no load " + no);
        }
        return load;
    }

    public Optional<StoredLoad> find(UUID id) {
        return all.stream().filter(load -> load.load().id().equals(id)).findFirst();
    }

    /// The latest published load of each source, the strongest last.
    public List<StoredLoad> current() {
        return current;
    }

    /// The loads that count now and not in another book, the strongest last.
    public List<StoredLoad> countingBeside(LoadBook other) {
        var numbers = new HashSet<Integer>();
        other.current.forEach(load -> numbers.add(load.no()));
        return current.stream().filter(load -> !numbers.contains(load.no())).toList();
    }

    /// The loads that count at the end of a day, the strongest last: of each source the latest published one that
    /// tells of the day or one before; where there is none, but one that says what is so without saying when, the
    /// latest of the day on which the first such load came in (it may have been read again for that day).
    public List<StoredLoad> counting(LocalDate day) {
        var order = StoredLoad.byStrength(zone);
        var latest = new HashMap<String, StoredLoad>();
        var dayless = new HashMap<String, LocalDate>();
        for (var load : all) {
            if (load.load().state() != LoadState.PUBLISHED) {
                continue;
            }
            var source = load.load().source();
            if (!load.day(zone).isAfter(day)) {
                latest.merge(source, load, (one, other) -> order.compare(one, other) < 0 ? other : one);
            } else if (load.isDayless()) {
                dayless.merge(source, load.day(zone), (one, other) -> other.isBefore(one) ? other : one);
            }
        }
        dayless.keySet().removeAll(latest.keySet());
        if (!dayless.isEmpty()) {
            for (var load : all) {
                var source = load.load().source();
                if (load.load().state() == LoadState.PUBLISHED
                        && !load.hasInstallations()
                        && load.day(zone).equals(dayless.get(source))) {
                    latest.merge(source, load, (one, other) -> order.compare(one, other) < 0 ? other : one);
                }
            }
        }
        return latest.values().stream().sorted(order).toList();
    }

    /// What a load of a source is counted against: the strongest published one that is weaker.
    public Optional<StoredLoad> before(StoredLoad load) {
        var order = StoredLoad.byStrength(zone);
        return all.stream()
                .filter(other -> other.load().state() == LoadState.PUBLISHED
                        && other.load().source().equals(load.load().source())
                        && order.compare(other, load) < 0)
                .max(order);
    }

    /// A book in which one load is new or has changed.
    public LoadBook with(StoredLoad load) {
        var changed = new ArrayList<>(all);
        changed.removeIf(other -> other.no() == load.no());
        changed.add(load);
        return new LoadBook(zone, changed);
    }

    public ZoneId zone() {
        return zone;
    }
}
