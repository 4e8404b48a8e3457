package app.assay.storage.records;

import app.assay.domain.record.EditDay;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.storage.engine.Database;
import app.assay.storage.installations.InstallationData;
import app.assay.storage.installations.PlacedInstallations;
import app.assay.storage.records.RecordLayers.Derived;
import app.assay.storage.rows.Kinds;
import app.assay.storage.rows.OwnRecords.Own;
import app.assay.storage.rows.StoredLoad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The register as it was on former days, read when asked for; the last few are kept, and an edit costs only what it
/// touches.
public final class PastDays {

    private static final int KEPT = 2;

    private record Read(List<StoredLoad> loads, InstallationData data) {}

    private record Until(InstallationData all, LocalDate day, InstallationData there) {}

    /// @param now the revision that was asked
    /// @param derived the records by the loads of the day; empty when the loads of now count
    /// @param devices the devices of the day before those were left out that came later
    /// @param notYet those that came later
    private record Kept(
            Snapshot now,
            LocalDate day,
            Optional<Derived> derived,
            KindRecords devices,
            Set<UUID> notYet,
            Snapshot then) {}

    private final Database database;
    private final RecordLayers layers;
    private final List<Kept> kept = new ArrayList<>();
    private final List<Read> read = new ArrayList<>();
    private final List<Until> until = new ArrayList<>();

    public PastDays(Database database, RecordLayers layers) {
        this.database = database;
        this.layers = layers;
    }

    /// The register at the end of a day, with what is known at a revision; that revision itself when nothing of it
    /// is
    /// of a later day. May wait for the disk when it is not.
    Snapshot at(Snapshot now, LocalDate day) {
        var counting = now.book().counting(day);
        boolean sameLoads = counting.equals(now.book().current());
        if (sameLoads && !tellsOfLaterThan(now, day) && !isEditedAfter(now, day)) {
            return now;
        }
        return at(now, day, counting, sameLoads);
    }

    /// Whether a device or an installation was seen first after a day.
    private static boolean tellsOfLaterThan(Snapshot now, LocalDate day) {
        return now.kind(RecordKind.DEVICE).latest("firstSeen").compareTo(day.toString()) > 0
                || now.installations().data().latestFirstSeen() > day.toEpochDay();
    }

    private static boolean isEditedAfter(Snapshot now, LocalDate day) {
        return now.kinds().entrySet().stream()
                .anyMatch(kind -> EditDay.isOfDays(kind.getKey())
                        && !kind.getValue().editedAfter(day).isEmpty());
    }

    @SuppressWarnings("ReferenceEquality") // revisions share what is the same in them
    private synchronized Snapshot at(Snapshot now, LocalDate day, List<StoredLoad> counting, boolean sameLoads) {
        @Nullable Kept before = null;
        for (var one : kept) {
            if (one.day().equals(day)) {
                if (one.now() == now) {
                    return one.then();
                }
                if (before == null && one.now().book() == now.book()) {
                    before = one;
                }
            }
        }
        var derived = sameLoads && !isEditedAfter(now, day)
                ? Optional.<Derived>empty()
                : Optional.of(derived(now, day, counting, sameLoads, before));
        var kinds = new EnumMap<>(now.kinds());
        derived.ifPresent(then -> then.kinds().forEach((kind, records) -> {
            if (EditDay.isOfDays(kind)) {
                kinds.put(kind, records);
            }
        }));
        var devices = Kinds.of(kinds, RecordKind.DEVICE);
        @Nullable Kept alike = before != null && before.devices() == devices ? before : null;
        var notYet = alike != null ? alike.notYet() : notYet(devices, day);
        kinds.put(RecordKind.DEVICE, alike != null ? alike.then().kind(RecordKind.DEVICE) : without(devices, notYet));
        var order = Snapshot.order(Kinds.of(kinds, RecordKind.DEVICE));
        var data = there(data(now, counting, order), day);
        var placed = before != null
                        && before.then().installations().data() == data
                        && before.notYet().equals(notYet)
                ? before.then().installations().in(order, now.titles().size())
                : new PlacedInstallations(data, order, now.titles().size(), database, counting, notYet);
        var then = now.then(kinds, placed);
        kept.remove(before);
        kept.addFirst(new Kept(now, day, derived, devices, notYet, then));
        cut(kept);
        return then;
    }

    private Derived derived(
            Snapshot now, LocalDate day, List<StoredLoad> counting, boolean sameLoads, @Nullable Kept before) {
        var own = own(now, day, before);
        if (sameLoads) {
            return new Derived(sameLoads(now, own, before), Map.of());
        }
        if (before != null && before.derived().isPresent()) {
            var then = before.derived().get();
            return database.read(dsl -> layers.then(dsl, then, own));
        }
        return database.read(dsl -> layers.then(dsl, counting, own));
    }

    /// The records of a day whose loads are those of now: always from what is now, never from what was derived
    /// before
    /// a name in them came to stand for another record. A kind that nothing touched is shared.
    private Map<RecordKind, KindRecords> sameLoads(
            Snapshot now, Map<RecordKind, IdTable<Own>> own, @Nullable Kept before) {
        var result = new EnumMap<RecordKind, KindRecords>(RecordKind.class);
        var anew = EnumSet.noneOf(RecordKind.class);
        for (var kind : RecordKind.values()) {
            if (before != null
                    && before.derived().isPresent()
                    && restsOn(kind).stream().allMatch(on -> isSame(before.now(), now, on))) {
                result.put(kind, Kinds.of(before.derived().get().kinds(), kind));
            } else {
                anew.add(kind);
            }
        }
        var derived = database.read(dsl -> layers.then(dsl, now.kinds(), own, anew));
        anew.forEach(kind -> result.put(kind, Kinds.of(derived, kind)));
        return result;
    }

    @SuppressWarnings("ReferenceEquality") // revisions share what is the same in them
    private static boolean isSame(Snapshot one, Snapshot other, RecordKind kind) {
        return one.kind(kind) == other.kind(kind);
    }

    /// The kinds whose records decide what records of a kind say: itself, and those that it refers to.
    private static Set<RecordKind> restsOn(RecordKind kind) {
        var kinds = EnumSet.of(kind);
        for (var field : kind.fields()) {
            if (field.type() == FieldType.REFERENCE) {
                field.target().ifPresent(kinds::add);
            }
        }
        return kinds;
    }

    /// What the analyst says, as it was said of a day. What did not change since stays the very same, so that an
    /// edit
    /// costs only what it touches.
    @SuppressWarnings("ReferenceEquality") // what is shared need not be made again
    private static Map<RecordKind, IdTable<Own>> own(Snapshot now, LocalDate day, @Nullable Kept before) {
        var own = new EnumMap<RecordKind, IdTable<Own>>(RecordKind.class);
        now.kinds().forEach((kind, records) -> {
            var later = EditDay.isOfDays(kind) ? records.editedAfter(day) : List.<Own>of();
            var then = new HashMap<UUID, @Nullable Own>();
            for (var said : later) {
                @Nullable
                Own known = before == null || before.derived().isEmpty()
                        ? null
                        : Kinds.of(before.derived().get().kinds(), kind).own().get(said.id());
                boolean isSame = before != null
                        && known != null
                        && before.now().kind(kind).own().get(said.id()) == said;
                then.put(said.id(), isSame ? known : said.at(day).orElse(null));
            }
            own.put(kind, then.isEmpty() ? records.own() : records.own().with(then));
        });
        return own;
    }

    /// The devices that were seen first after a day: they were not there.
    private static Set<UUID> notYet(KindRecords devices, LocalDate day) {
        if (devices.latest("firstSeen").compareTo(day.toString()) <= 0) {
            return Set.of();
        }
        var later = new HashSet<UUID>();
        for (var device : devices.ordered()) {
            boolean isReversed = device.date("firstSeen")
                    .flatMap(first -> device.date("lastSeen").filter(first::isAfter))
                    .isPresent();
            if (!isReversed
                    && device.date("firstSeen")
                            .filter(seen -> seen.isAfter(day))
                            .isPresent()) {
                later.add(device.id());
            }
        }
        return later;
    }

    private static KindRecords without(KindRecords devices, Set<UUID> some) {
        if (some.isEmpty()) {
            return devices;
        }
        Map<UUID, @Nullable RecordState> gone = new HashMap<>();
        some.forEach(device -> gone.put(device, null));
        return devices.with(RecordKind.DEVICE, gone, Map.of());
    }

    /// The installations without those that were seen first after a day.
    @SuppressWarnings("ReferenceEquality") // data never changes
    private InstallationData there(InstallationData data, LocalDate day) {
        if (data.latestFirstSeen() <= day.toEpochDay()) {
            return data;
        }
        for (var one : until) {
            if (one.all() == data && one.day().equals(day)) {
                return one.there();
            }
        }
        var there = data.until(day);
        until.addFirst(new Until(data, day, there));
        cut(until);
        return there;
    }

    private InstallationData data(Snapshot now, List<StoredLoad> counting, List<UUID> order) {
        var telling = telling(counting);
        if (telling.equals(telling(now.book().current()))) {
            return now.installations().data();
        }
        for (var one : read) {
            if (one.loads().equals(telling)) {
                return one.data();
            }
        }
        var data = database.read(dsl -> InstallationData.read(
                dsl, counting, now.book().zone(), order, now.titles().size()));
        read.addFirst(new Read(telling, data));
        cut(read);
        return data;
    }

    private static List<StoredLoad> telling(List<StoredLoad> loads) {
        return loads.stream()
                .filter(StoredLoad::hasInstallations)
                .sorted(Comparator.comparingInt(StoredLoad::no))
                .toList();
    }

    private static void cut(List<?> list) {
        while (list.size() > KEPT) {
            list.removeLast();
        }
    }
}
