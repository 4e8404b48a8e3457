package app.assay.ui.shell;

import app.assay.domain.table.Filter;
import java.util.List;
import java.util.Optional;

/// A place in the window: a workspace, a page within it, and which rows it shows. What Back and Forward go through and
/// what a number opens.
///
/// @param workspace identity of the workspace
/// @param page page or tab within it, in the workspace's own names; empty for its first
/// @param filters filters of its table, shown as chips
/// @param record row to select and show in the inspector
/// @param title what the breadcrumb calls this place after the workspace's name; empty for nothing
public record Drill(String workspace, String page, List<Filter> filters, Optional<String> record, String title) {

    public Drill {
        filters = List.copyOf(filters);
    }

    public static Drill to(String workspace) {
        return new Drill(workspace, "", List.of(), Optional.empty(), "");
    }

    public static Drill to(String workspace, List<Filter> filters) {
        return new Drill(workspace, "", filters, Optional.empty(), "");
    }

    public static Drill to(String workspace, Filter... filters) {
        return to(workspace, List.of(filters));
    }

    public Drill page(String name) {
        return new Drill(workspace, name, filters, record, title);
    }

    public Drill record(String id) {
        return new Drill(workspace, page, filters, Optional.of(id), title);
    }

    public Drill titled(String text) {
        return new Drill(workspace, page, filters, record, text);
    }
}
