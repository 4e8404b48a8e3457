package app.assay.storage.records;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Values by UUID that never change: an edit makes a new table by copying references, so that older snapshots stay
/// whole.
///
/// @param <T> what is kept
public final class IdTable<T> {

    private final UUID[] ids;
    private final Object[] values;

    private IdTable(UUID[] ids, Object[] values) {
        this.ids = ids;
        this.values = values;
    }

    public static <T> IdTable<T> of(Map<UUID, T> content) {
        var sorted = content.keySet().toArray(UUID[]::new);
        Arrays.sort(sorted);
        var values = new Object[sorted.length];
        for (int place = 0; place < sorted.length; place++) {
            values[place] = content.get(sorted[place]);
        }
        return new IdTable<>(sorted, values);
    }

    int size() {
        return ids.length;
    }

    @Nullable
    public T get(UUID id) {
        int place = Arrays.binarySearch(ids, id);
        return place < 0 ? null : value(place);
    }

    void forEach(Consumer<T> each) {
        for (int place = 0; place < ids.length; place++) {
            each.accept(value(place));
        }
    }

    /// A table with some values put or, where null, taken away. Costs one pass, however many edits.
    IdTable<T> with(Map<UUID, @Nullable T> edits) {
        var sorted = new TreeMap<UUID, @Nullable T>(edits);
        var newIds = new UUID[ids.length + sorted.size()];
        var newValues = new Object[newIds.length];
        int from = 0;
        int to = 0;
        for (var edit : sorted.entrySet()) {
            int found = Arrays.binarySearch(ids, from, ids.length, edit.getKey());
            int until = found < 0 ? -found - 1 : found;
            System.arraycopy(ids, from, newIds, to, until - from);
            System.arraycopy(values, from, newValues, to, until - from);
            to += until - from;
            from = found < 0 ? until : until + 1;
            if (edit.getValue() != null) {
                newIds[to] = edit.getKey();
                newValues[to++] = edit.getValue();
            }
        }
        System.arraycopy(ids, from, newIds, to, ids.length - from);
        System.arraycopy(values, from, newValues, to, ids.length - from);
        to += ids.length - from;
        return new IdTable<>(Arrays.copyOf(newIds, to), Arrays.copyOf(newValues, to));
    }

    /// The UUIDs that have another value in another table, or one in only one of them. Tables share the values that
    /// nothing touched, so another object is another value.
    @SuppressWarnings("ReferenceEquality")
    Set<UUID> differing(IdTable<T> other) {
        if (this == other) {
            return Set.of();
        }
        var differing = new HashSet<UUID>();
        int left = 0;
        int right = 0;
        while (left < ids.length || right < other.ids.length) {
            int order = left == ids.length ? 1 : right == other.ids.length ? -1 : ids[left].compareTo(other.ids[right]);
            if (order < 0) {
                differing.add(ids[left++]);
            } else if (order > 0) {
                differing.add(other.ids[right++]);
            } else {
                if (values[left] != other.values[right]) {
                    differing.add(ids[left]);
                }
                left++;
                right++;
            }
        }
        return differing;
    }

    @SuppressWarnings("unchecked") // only values of T are put in
    private T value(int place) {
        return (T) values[place];
    }
}
