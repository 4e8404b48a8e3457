package app.assay.domain.table;

import java.util.List;

/// Which rows of a table, in which order. All filters must hold.
public record TableQuery(List<Filter> filters, List<Sort> sorts) {

    public static final TableQuery ALL = new TableQuery(List.of(), List.of());

    public TableQuery {
        filters = List.copyOf(filters);
        sorts = List.copyOf(sorts);
    }
}
