package app.assay.domain.metric;

import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/// A person or a device.
///
/// @param unit of the organisation that it belongs to
public record Party(boolean isPerson, UUID id, String name, Optional<UUID> unit) implements Comparable<Party> {

    private static final Comparator<Party> ORDER = Comparator.comparing(Party::name)
            .thenComparing(Party::id)
            .thenComparing(Party::isPerson, Comparator.reverseOrder());

    @Override
    public int compareTo(Party other) {
        return ORDER.compare(this, other);
    }
}
