package app.assay.domain.source;

import java.util.List;

/// Warnings of one load that say the same.
///
/// @param message what they say; empty for the rest of a code of which there are too many texts to show each
/// @param count how many there are, at least 1
/// @param first where the first of them were met, in the order of the file
public record WarningGroup(String code, String message, long count, List<Place> first) {

    public WarningGroup {
        first = List.copyOf(first);
    }
}
