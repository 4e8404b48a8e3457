package app.assay.reporting.table;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;

/// Columns of tables by what stands in them.
public final class Columns {

    private Columns() {}

    public static Column text(String id) {
        return column(id, ColumnType.TEXT);
    }

    public static Column code(String id) {
        return column(id, ColumnType.CODE);
    }

    public static Column units(String id) {
        return column(id, ColumnType.QUANTITY);
    }

    public static Column money(String id) {
        return column(id, ColumnType.MONEY);
    }

    public static Column column(String id, ColumnType type) {
        return Column.of(id, type);
    }
}
