package app.assay.domain.record;

import java.util.List;

/// What the program must know, beside its fields, of a kind of record that needs nothing special: what keeps, checks
/// and hands out records asks it instead of naming the kind.
///
/// Such a kind names products by what was said of them, whether the catalogue knows it or not.
///
/// @param identity names of the fields that together tell which record it is
/// @param span names of the fields with its beginning and its end; empty when it has none
/// @param path of its table in an evidence package, within `data/` and without ending
/// @param title of that table
public record KindDescription(List<String> identity, List<String> span, String path, String title) {

    public KindDescription {
        identity = List.copyOf(identity);
        span = List.copyOf(span);
    }
}
