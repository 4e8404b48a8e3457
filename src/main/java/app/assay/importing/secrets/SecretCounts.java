package app.assay.importing.secrets;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How many secrets of each kind were found. Nothing here tells anything of a secret but its kind.
public final class SecretCounts {

    private final Map<SecretKind, Long> counts = new EnumMap<>(SecretKind.class);
    private boolean unread;

    /// Counts one more.
    public void add(SecretKind kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    /// How many of each kind there are now.
    SecretCounts copy() {
        var copy = new SecretCounts();
        copy.counts.putAll(counts);
        return copy;
    }

    /// Takes in what another look at the same bytes found, so that nothing counts twice.
    ///
    /// @param before what was counted before the first look at them
    void same(SecretCounts before, SecretCounts again) {
        again.counts.forEach((kind, count) -> counts.merge(
                kind,
                Math.max(0, count - (counts.getOrDefault(kind, 0L) - before.counts.getOrDefault(kind, 0L))),
                Long::sum));
        counts.values().removeIf(count -> count == 0);
        unread |= again.unread;
    }

    /// Says that a part could not be looked into, so that it may hold secrets.
    void unread() {
        unread = true;
    }

    /// Whether a part could not be looked into.
    public boolean isPartlyUnread() {
        return unread;
    }

    /// By kind; kinds of which none was found are left out.
    public Map<SecretKind, Long> byKind() {
        return Collections.unmodifiableMap(counts);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// In English words, such as `2 product keys, 1 password`; empty when nothing was found.
    public String words() {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
