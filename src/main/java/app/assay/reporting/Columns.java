package app.assay.reporting;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;

/// Columns of tables by what stands in them.
final class Columns {

    private Columns() {}

    static Column text(String id) {
        return column(id, ColumnType.TEXT);
    }

    static Column code(String id) {
        return column(id, ColumnType.CODE);
    }

    static Column units(String id) {
        return column(id, ColumnType.QUANTITY);
    }

    static Column money(String id) {
        return column(id, ColumnType.MONEY);
    }

    static Column column(String id, ColumnType type) {
        return Column.of(id, type);
    }
}
