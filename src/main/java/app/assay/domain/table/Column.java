package app.assay.domain.table;

/// A column of a table. Its title is the text `table.<table name>.<id>` of the screen's language.
///
/// @param id stable name in lower camel case; also the header in exports
/// @param facet whether it has few enough values to be offered as a facet
/// @param field name of the record's field that an edit of a cell changes; empty when the column cannot be edited
/// @param shown whether it is shown before the analyst chooses columns
public record Column(String id, ColumnType type, boolean facet, String field, boolean shown) {

    public static Column of(String id, ColumnType type) {
        return new Column(id, type, false, "", true);
    }

    public Column faceted() {
        return new Column(id, type, true, field, shown);
    }

    public Column editing(String fieldName) {
        return new Column(id, type, facet, fieldName, shown);
    }

    public Column hidden() {
        return new Column(id, type, facet, field, false);
    }
}
