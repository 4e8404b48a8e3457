package app.assay.ui.window;

import app.assay.domain.table.TableRow;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.Workspace;
import app.assay.ui.shell.WorkspaceHeader;
import app.assay.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// A workspace around one grid, as the real ones are.
final class ExampleWorkspace implements Workspace {

    private final String id;
    private final Group group;
    private final Ikon icon;
    private final PagedGrid grid;
    private final Texts texts;
    private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper(0);
    final List<Drill> shown = new ArrayList<>();
    int refreshed;
    int primaryRuns;

    ExampleWorkspace(String id, Group group, Ikon icon, PagedGrid grid, Texts texts, int waitingThings) {
        this.id = id;
        this.group = group;
        this.icon = icon;
        this.grid = grid;
        this.texts = texts;
        waiting.set(waitingThings);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public Ikon icon() {
        return icon;
    }

    @Override
    public WorkspaceHeader header() {
        return WorkspaceHeader.of(texts.get("workspace." + id))
                .counting(grid.rowsStatusProperty())
                .primary(Action.of(id + "-primary", "Import files…", () -> primaryRuns++)
                        .icon(Material2OutlinedAL.ADD)
                        .keys("Shortcut+I"))
                .secondary(Action.of(id + "-secondary", "Recompute", () -> {}))
                .overflow(Action.of(id + "-overflow", "Compare two dates…", () -> {}));
    }

    @Override
    public Node view() {
        return grid;
    }

    @Override
    public void show(Drill place) {
        shown.add(place);
        grid.setFilters(place.filters());
        place.record().ifPresent(grid::reveal);
    }

    @Override
    public Drill left(Drill opened) {
        return new Drill(opened.workspace(), opened.page(), grid.filters(), opened.record(), opened.title());
    }

    @Override
    public ObservableValue<InspectorContent> inspector() {
        return grid.focusedRowProperty().map(row -> row.map(this::inspect).orElse(InspectorContent.NOTHING));
    }

    private InspectorContent inspect(TableRow row) {
        var fields = new ArrayList<InspectorContent.FieldLine>();
        var columns = grid.model().columns();
        for (int i = 0; i < columns.size(); i++) {
            var line = InspectorContent.FieldLine.of(
                    grid.model().title(columns.get(i)),
                    texts.values().cell(columns.get(i), row.cells().get(i)),
                    i == 4 ? "Analyst, 2026-06-30" : "inventory.csv, row " + (i + 12));
            fields.add(
                    i == 4
                            ? line.others(List.of("orders.xlsx: 120"))
                            : i == 1 ? line.opening(Drill.to("software")) : line);
        }
        return InspectorContent.of(
                        "Position line",
                        String.valueOf(row.cells().get(2)),
                        List.of(
                                new InspectorContent.Section("", fields.subList(0, 4)),
                                new InspectorContent.Section("Quantities", fields.subList(4, 7))))
                .state(
                        String.valueOf(row.cells().get(3)),
                        "412 found − 30 not licensable − 12 in test = 370 needed; 350 owned, 340 usable; 30 short.")
                .history(List.of(new InspectorContent.Event(
                        "2026-06-30 14:05", "Ann Example", "Quantity changed from 100 to 120")))
                .documents(List.of(new InspectorContent.Document("Order 10004.pdf", "PDF, 120 kB")))
                .actions(Action.of("explain", "Explain", () -> {}).icon(Material2OutlinedAL.ACCOUNT_TREE));
    }

    @Override
    public ObservableValue<String> rowsStatus() {
        return grid.rowsStatusProperty();
    }

    @Override
    public ObservableValue<String> selectionStatus() {
        return grid.selectionStatusProperty();
    }

    @Override
    public ObservableIntegerValue waiting() {
        return waiting;
    }

    @Override
    public List<Action> actions() {
        return List.of(Action.of(id + "-export", "Export these rows", () -> {}).icon(Material2OutlinedMZ.SAVE_ALT));
    }

    @Override
    public void refresh() {
        refreshed++;
        grid.refresh();
    }

    PagedGrid grid() {
        return grid;
    }

    Optional<Drill> last() {
        return shown.isEmpty() ? Optional.empty() : Optional.of(shown.getLast());
    }
}
