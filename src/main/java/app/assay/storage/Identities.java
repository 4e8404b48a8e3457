package app.assay.storage;

import app.assay.domain.record.RecordKind;
import app.assay.storage.RecordKeys.Key;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which record a key stands for. Layers lie on one another: a staged import sees what the register knows, but not the
/// other
/// way round.
///
/// Safe to use from several threads; a layer locks itself, then those below.
final class Identities {

    private final List<Identities> below;
    private final Map<RecordKind, Map<Key, List<UUID>>> byKey = new EnumMap<>(RecordKind.class);
    /// Sure keys by record, to tell records apart that share a name.
    private final Map<RecordKind, Map<UUID, List<Key>>> sure = new EnumMap<>(RecordKind.class);

    Identities(Identities... below) {
        this.below = List.of(below);
    }

    /// @return whether the key was unknown here and below
    synchronized boolean add(RecordKind kind, Key key, UUID id) {
        for (var layer : below) {
            if (layer.knows(kind, key, id)) {
                return false;
            }
        }
        var ids = byKey.computeIfAbsent(kind, _ -> new HashMap<>()).computeIfAbsent(key, _ -> new ArrayList<>(1));
        if (ids.contains(id)) {
            return false;
        }
        ids.add(id);
        if (key.slot() != RecordKeys.weakSlot(kind) && RecordKeys.weakSlot(kind) >= 0) {
            sure.computeIfAbsent(kind, _ -> new HashMap<>())
                    .computeIfAbsent(id, _ -> new ArrayList<>(2))
                    .add(key);
        }
        return true;
    }

    synchronized void remove(RecordKind kind, Key key, UUID id) {
        var keys = byKey.get(kind);
        var ids = keys == null ? null : keys.get(key);
        if (keys != null && ids != null && ids.remove(id) && ids.isEmpty()) {
            keys.remove(key);
        }
        var sureKeys = sure.getOrDefault(kind, Map.of()).get(id);
        if (sureKeys != null) {
            sureKeys.remove(key);
        }
    }

    /// The record that values describe, if it is known.
    synchronized Optional<UUID> find(RecordKind kind, List<Key> keys) {
        for (var key : keys) {
            for (var id : ids(kind, key)) {
                if (!contradicts(kind, key.slot(), keys, id)) {
                    return Optional.of(id);
                }
            }
        }
        return Optional.empty();
    }

    /// The record that a name in a reference stands for, if one is known.
    synchronized Optional<UUID> findNamed(RecordKind kind, String name) {
        for (var key : RecordKeys.ofName(kind, name)) {
            var ids = ids(kind, key);
            if (!ids.isEmpty()) {
                return Optional.of(ids.getFirst());
            }
        }
        return Optional.empty();
    }

    private synchronized List<UUID> ids(RecordKind kind, Key key) {
        @Nullable List<UUID> found = null;
        for (var layer : below) {
            var ids = layer.ids(kind, key);
            if (!ids.isEmpty()) {
                found = found == null ? ids : joined(found, ids);
            }
        }
        var own = byKey.getOrDefault(kind, Map.of()).get(key);
        if (own != null) {
            found = found == null ? List.copyOf(own) : joined(found, own);
        }
        return found == null ? List.of() : found;
    }

    private boolean contradicts(RecordKind kind, int slot, List<Key> keys, UUID id) {
        for (int other : RecordKeys.tellingApart(kind, slot)) {
            for (var key : keys) {
                if (key.slot() == other && hasOther(kind, key, id)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a record has a key of the same sort, but not this one.
    private boolean hasOther(RecordKind kind, Key key, UUID id) {
        boolean other = false;
        for (var sureKey : sureKeys(kind, id)) {
            if (sureKey.equals(key)) {
                return false;
            }
            other |= sureKey.slot() == key.slot();
        }
        return other;
    }

    private synchronized List<Key> sureKeys(RecordKind kind, UUID id) {
        List<Key> found = List.copyOf(sure.getOrDefault(kind, Map.of()).getOrDefault(id, List.of()));
        for (var layer : below) {
            var lower = layer.sureKeys(kind, id);
            if (!lower.isEmpty()) {
                var all = new ArrayList<>(found);
                all.addAll(lower);
                found = all;
            }
        }
        return found;
    }

    /// Hands every key of this layer to another.
    synchronized void addTo(Identities other) {
        byKey.forEach((kind, keys) -> keys.forEach((key, ids) -> ids.forEach(id -> other.add(kind, key, id))));
    }

    private boolean knows(RecordKind kind, Key key, UUID id) {
        return ids(kind, key).contains(id);
    }

    private static List<UUID> joined(List<UUID> first, List<UUID> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
