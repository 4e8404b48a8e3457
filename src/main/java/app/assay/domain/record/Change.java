package app.assay.domain.record;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What one command does to the analyst's layer of one record: the edited fields before and after.
///
/// Only fields that differ are listed. A value that becomes the empty text is no longer said by the analyst (what a
/// file
/// says shows again). `exists` tells whether the analyst's record is there before and after; an imported record that
/// was
/// never edited does not exist in this layer. Applying the inverse undoes it.
public record Change(
        RecordKind kind,
        UUID id,
        boolean existedBefore,
        boolean existsAfter,
        SortedMap<String, String> before,
        SortedMap<String, String> after) {

    public Change {
        before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
        after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }

    public Change inverse() {
        return new Change(kind, id, existsAfter, existedBefore, after, before);
    }
}
