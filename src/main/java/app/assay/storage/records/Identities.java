package app.assay.storage.records;

import app.assay.domain.identity.IdentityKeys;
import app.assay.domain.identity.IdentityRules;
import app.assay.domain.identity.Judgement;
import app.assay.domain.identity.Key;
import app.assay.domain.identity.KeySort;
import app.assay.domain.identity.Likeness;
import app.assay.domain.record.RecordKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which record a key stands for. Layers lie on one another: a staged import sees what the register knows, but not the
/// other
/// way round.
///
/// Safe to use from several threads; a layer locks itself, then those below.
public final class Identities {

    /// So many records with one sure key, and it is none: something that many have.
    private static final int MOST_OF_ONE_KEY = 64;

    private final List<Identities> below;
    private final Map<RecordKind, Map<Key, List<UUID>>> byKey = new EnumMap<>(RecordKind.class);
    private final Map<RecordKind, Map<UUID, List<Key>>> ofRecord = new EnumMap<>(RecordKind.class);

    /// What a layer over others learnt, in its order: the register hears it in the order in which it is stored.
    private final List<Learnt> learnt = new ArrayList<>();

    private final boolean passing;

    private record Learnt(RecordKind kind, Key key, UUID id) {}

    public Identities(Identities... below) {
        this(false, below);
    }

    private Identities(boolean passing, Identities... below) {
        this.passing = passing;
        this.below = List.of(below);
    }

    /// A layer of keys that last as long as the values that make them: those of the analyst. Another layer learns
    /// them for itself, or they would be lost to it with the values. Records of one key stand by their UUIDs, since
    /// nobody remembers which had it first.
    static Identities passing() {
        return new Identities(true);
    }

    /// @return whether the key was unknown here and below, but for what passes
    public synchronized boolean add(RecordKind kind, Key key, UUID id) {
        for (var layer : below) {
            if (layer.knows(kind, key, id)) {
                return false;
            }
        }
        var ids = byKey.computeIfAbsent(kind, _ -> new HashMap<>()).computeIfAbsent(key, _ -> new ArrayList<>(1));
        if (!passing && !key.sort().isWeak() && ids.size() > MOST_OF_ONE_KEY) {
            return false; // it finds nothing any more, and no record ever loses it
        }
        if (ids.contains(id)) {
            return false;
        }
        ids.add(passing ? -1 - Collections.binarySearch(ids, id) : ids.size(), id);
        ofRecord.computeIfAbsent(kind, _ -> new HashMap<>())
                .computeIfAbsent(id, _ -> new ArrayList<>(4))
                .add(key);
        if (!below.isEmpty()) {
            learnt.add(new Learnt(kind, key, id));
        }
        return true;
    }

    synchronized void remove(RecordKind kind, Key key, UUID id) {
        var keys = byKey.get(kind);
        var ids = keys == null ? null : keys.get(key);
        if (keys != null && ids != null && ids.remove(id) && ids.isEmpty()) {
            keys.remove(key);
        }
        var records = ofRecord.get(kind);
        var own = records == null ? null : records.get(id);
        if (records != null && own != null && own.remove(key) && own.isEmpty()) {
            records.remove(id);
        }
    }

    /// A record that shares keys with a row, and what it is to it.
    public record Question(UUID other, Judgement judgement) {}

    /// The record that a row describes, if it is known, and the records about which somebody should be asked.
    public record Found(Optional<UUID> id, List<Question> questions) {}

    /// The record that values describe, if it is known.
    ///
    /// @param keys the surest first
    /// @param inOneFile whether another row of the same file, which says something else, describes a record
    /// @param asBefore records that said the same before; the first of them that fits is taken
    public synchronized Found find(
            RecordKind kind, List<Key> keys, Predicate<UUID> inOneFile, Supplier<Set<UUID>> asBefore) {
        var search = new Search(kind, keys, inOneFile);
        for (var key : keys) {
            if (key.sort().finds() && !key.sort().isWeak()) {
                var ids = ids(kind, key);
                if (ids.size() <= MOST_OF_ONE_KEY) {
                    ids.forEach(search::judge);
                }
            }
        }
        if (search.same.isEmpty()) {
            for (var key : keys) {
                if (key.sort().isWeak()) {
                    search.weak(ids(kind, key), asBefore);
                }
            }
        }
        return search.found();
    }

    /// The way through the records that share a key with a row.
    private final class Search {
        private final RecordKind kind;
        private final List<Key> keys;
        private final Predicate<UUID> inOneFile;
        private final Set<UUID> judged = new HashSet<>();
        private final List<Question> same = new ArrayList<>(1);
        private final List<Question> likely = new ArrayList<>(0);
        private final List<Question> contradicted = new ArrayList<>(0);
        private final List<Question> namesakes = new ArrayList<>(0);

        Search(RecordKind kind, List<Key> keys, Predicate<UUID> inOneFile) {
            this.kind = kind;
            this.keys = keys;
            this.inOneFile = inOneFile;
        }

        private Likeness judge(UUID id) {
            if (!judged.add(id)) {
                return Likeness.OTHER;
            }
            var judgement = IdentityRules.judge(kind, keys, keysOf(kind, id), inOneFile.test(id));
            switch (judgement.likeness()) {
                case SAME -> same.add(new Question(id, judgement));
                case LIKELY -> likely.add(new Question(id, judgement));
                case CONTRADICTED -> contradicted.add(new Question(id, judgement));
                case NAMESAKE -> {
                    if (namesakes.isEmpty()) {
                        namesakes.add(new Question(id, judgement));
                    }
                }
                case OTHER -> {}
            }
            return judgement.likeness();
        }

        /// Of several that fit, one that said the same before, or else the first. A name that very many rows of
        /// one file
        /// have costs little for each: of its namesakes in the file one is enough to tell, and those are looked
        /// at that
        /// an address may confirm.
        private void weak(List<UUID> ids, Supplier<Set<UUID>> asBefore) {
            if (ids.size() > 1) {
                for (var id : asBefore.get()) {
                    if (ids.contains(id) && judge(id) == Likeness.SAME) {
                        return;
                    }
                }
            }
            var confirmed = confirmed();
            for (var id : ids) {
                boolean another = !namesakes.isEmpty() && !confirmed.contains(id) && inOneFile.test(id);
                if (!another && judge(id) == Likeness.SAME) {
                    return;
                }
            }
        }

        private Set<UUID> confirmed() {
            var confirmed = new HashSet<UUID>();
            for (var key : keys) {
                if (!key.sort().finds()) {
                    confirmed.addAll(ids(kind, key));
                }
            }
            return confirmed;
        }

        private Found found() {
            var chosen = same.isEmpty() ? likely : same;
            if (chosen.isEmpty()) {
                contradicted.addAll(namesakes);
                return new Found(Optional.empty(), contradicted);
            }
            var questions = new ArrayList<>(contradicted);
            // A row that fits two records says that they may be one.
            int told = same.isEmpty() ? 0 : 1;
            questions.addAll(0, chosen.subList(told, same.isEmpty() ? 1 : chosen.size()));
            return new Found(Optional.of(chosen.getFirst().other()), questions);
        }
    }

    /// The records that a name in a reference may stand for, the likeliest first.
    public synchronized List<UUID> allNamed(RecordKind kind, String name) {
        var keys = IdentityKeys.ofName(kind, name);
        var found = new LinkedHashSet<UUID>();
        for (var key : keys) {
            for (var id : ids(kind, key)) {
                if (kind != RecordKind.DEVICE && kind != RecordKind.USER) {
                    found.add(id);
                } else if (!found.contains(id) && isNamed(kind, keys, key, id)) {
                    found.add(id);
                }
            }
            if (!found.isEmpty() && !key.sort().isWeak()) {
                break;
            }
        }
        return List.copyOf(found);
    }

    /// Whether a key of a name fits a record, seen that the other keys of the name may contradict it.
    private boolean isNamed(RecordKind kind, List<Key> keys, Key key, UUID id) {
        if (key.sort() != KeySort.NAME && key.sort() != KeySort.LOGIN) {
            return true;
        }
        var named = keys.stream()
                .filter(other -> other.sort() != KeySort.EMPLOYEE_NUMBER && other.sort() != KeySort.EMAIL)
                .toList();
        return IdentityRules.judge(kind, named, keysOf(kind, id), false)
                .likeness()
                .isOne();
    }

    /// The record that a name in a reference stands for, if one is known.
    Optional<UUID> findNamed(RecordKind kind, String name) {
        return allNamed(kind, name).stream().findFirst();
    }

    /// The records that have a key, in the order in which they got it.
    public List<UUID> all(RecordKind kind, Key key) {
        return ids(kind, key);
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

    /// Every key of a record, the surest first.
    synchronized List<Key> keysOf(RecordKind kind, UUID id) {
        List<Key> found = List.copyOf(ofRecord.getOrDefault(kind, Map.of()).getOrDefault(id, List.of()));
        for (var layer : below) {
            var lower = layer.keysOf(kind, id);
            if (!lower.isEmpty()) {
                found = found.isEmpty() ? lower : joined(lower, found);
            }
        }
        return found;
    }

    /// The kinds of records of which this layer has keys.
    public synchronized Set<RecordKind> kinds() {
        return Set.copyOf(byKey.keySet());
    }

    /// Hands every key of this layer, which lies over others, to another, in the order in which it got them.
    public synchronized void addTo(Identities other) {
        learnt.forEach(one -> other.add(one.kind(), one.key(), one.id()));
    }

    /// Whether a record has a key for good.
    private synchronized boolean knows(RecordKind kind, Key key, UUID id) {
        if (passing) {
            return false;
        }
        for (var layer : below) {
            if (layer.knows(kind, key, id)) {
                return true;
            }
        }
        return byKey.getOrDefault(kind, Map.of()).getOrDefault(key, List.of()).contains(id);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
