package app.assay.service;

import app.assay.domain.record.Change;
import app.assay.domain.record.DatedValues;
import app.assay.domain.record.EditDay;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.Load;
import app.assay.domain.trail.TrailEvent;
import app.assay.storage.Register;
import app.assay.storage.records.RegisterSnapshot;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Which records were deleted, or edits of them undone, after a day, so that something else is said of that day than at
/// its end. What is deleted never was, and what is undone was never said: positions of earlier days follow, and whoever
/// compares them with what they said then has to know why they differ.
///
/// The trail tells it. It is read once, and what came since whenever it is asked.
final class TakenBack {

    /// The first entry of each day.
    private final TreeMap<LocalDate, Long> firstOfDay = new TreeMap<>();

    /// Days on which something was deleted or undone.
    private final TreeMap<LocalDate, Boolean> days = new TreeMap<>();

    private final TakenBackImports imports = new TakenBackImports();
    private long read;

    /// A record of which something else is said.
    ///
    /// @param name what it was known by; its identity where that is not told
    record Taken(RecordKind kind, UUID id, String name) {}

    /// What the entries after the day do to one record.
    private static final class Net {
        private final RecordKind kind;
        private final boolean existed;
        private boolean exists;
        private boolean isTakenBack;
        private final SortedMap<String, String> before = new TreeMap<>();
        private final SortedMap<String, String> after = new TreeMap<>();

        Net(Change first) {
            kind = first.kind();
            existed = first.existedBefore();
        }

        void add(TrailEvent event, Change change) {
            exists = change.existsAfter();
            isTakenBack |= isTakingBack(event, change);
            change.before().forEach((field, value) -> {
                if (!after.containsKey(field)) {
                    before.putIfAbsent(field, value);
                }
            });
            // A field of which nothing was said before stands in what is said after alone.
            change.after().keySet().forEach(field -> {
                if (!after.containsKey(field) && !change.before().containsKey(field)) {
                    before.putIfAbsent(field, "");
                }
            });
            change.before().keySet().forEach(field -> after.put(field, ""));
            after.putAll(change.after());
        }

        /// @param isThere whether the record is there on the day as things are now
        boolean differsOn(LocalDate day, BooleanSupplier isThere) {
            var then = withoutEmpty(before);
            var now = withoutEmpty(after);
            boolean was = existed && DatedValues.isThere(then, day);
            boolean is = exists && DatedValues.isThere(now, day);
            return was != is
                    || (was
                            && !DatedValues.at(then, day).equals(DatedValues.at(now, day))
                            // Entries tell what they changed alone: that it begins later only the record tells.
                            && isThere.getAsBoolean());
        }

        /// An empty text is no longer said.
        private static SortedMap<String, String> withoutEmpty(SortedMap<String, String> values) {
            var said = new TreeMap<>(values);
            said.values().removeIf(String::isEmpty);
            return said;
        }
    }

    private static boolean isTakingBack(TrailEvent event, Change change) {
        return (change.existedBefore() && !change.existsAfter())
                || event.action().equals("undo")
                || event.action().equals("redo");
    }

    /// Records of which something else is said of a day since something was deleted or undone after it, by kind and
    /// name. May wait for the disk.
    ///
    /// @param then the register as it is now on that day
    synchronized List<Taken> after(Register register, RegisterSnapshot then, LocalDate day, ZoneId zone) {
        readOn(register, zone);
        if (days.higherKey(day) == null) {
            return List.of();
        }
        var records = new LinkedHashMap<UUID, Net>();
        register.forEachEvent(firstOfDay.higherEntry(day).getValue(), event -> {
            if (LocalDate.ofInstant(event.at(), zone).isAfter(day)) {
                event.change()
                        .filter(change -> EditDay.isOfDays(change.kind()))
                        .ifPresent(change -> records.computeIfAbsent(change.id(), _ -> new Net(change))
                                .add(event, change));
            }
        });
        var taken = new ArrayList<Taken>();
        records.forEach((id, net) -> {
            if (net.isTakenBack
                    && net.differsOn(day, () -> then.record(net.kind, id).isPresent())) {
                taken.add(new Taken(net.kind, id, name(net, id)));
            }
        });
        taken.sort(Comparator.comparing(Taken::kind).thenComparing(Taken::name).thenComparing(Taken::id));
        return taken;
    }

    /// Imports by which something else is said of a day since one was taken back, or counts again. May wait for the
    /// disk.
    synchronized List<Load> importsAfter(Register register, RegisterSnapshot now, LocalDate day, ZoneId zone) {
        readOn(register, zone);
        return imports.after(now, day);
    }

    private void readOn(Register register, ZoneId zone) {
        register.forEachEvent(read + 1, event -> {
            var at = LocalDate.ofInstant(event.at(), zone);
            firstOfDay.putIfAbsent(at, event.sequence());
            imports.take(event, at);
            if (event.change().filter(change -> isTakingBack(event, change)).isPresent()) {
                days.put(at, true);
            }
            read = event.sequence();
        });
    }

    private static String name(Net net, UUID id) {
        var key = net.kind.fields().getFirst().name();
        return List.of(net.before, net.after).stream()
                .map((Map<String, String> values) -> values.getOrDefault(key, ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(id.toString());
    }
}
