package app.assay.ui.sources;

import app.assay.domain.table.TableSource;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.parts.Saving;
import app.assay.ui.parts.SwitchingTable;
import app.assay.ui.parts.TableExport;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The rows that an import left out and what was odd about it, a table behind each tab. Each table is read page by page
/// and can be exported as it stands.
final class RemarkPane extends BorderPane {

    /// What a tab shows.
    enum Tab {
        /// Something of the screen's own that stands beside the tables.
        OWN,
        REJECTED,
        /// Warnings that say the same in one row.
        WARNINGS,
        EACH_WARNING;

        private String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record Leaf(SwitchingTable rows, PagedGrid grid) {}

    private final Texts texts;
    private final Map<Tab, ToggleButton> tabs = new EnumMap<>(Tab.class);
    private final Map<Tab, Leaf> leaves = new EnumMap<>(Tab.class);
    private final Map<Tab, TableSource> shown = new EnumMap<>(Tab.class);
    private final Label told = new Label();
    private final HBox head = new HBox();
    private Node own = new Region();
    private String subject = "";

    /// @param first tables of the shape of those to show, by tab
    /// @param saving where an export goes
    RemarkPane(
            Map<Tab, TableSource> first,
            TableExport exports,
            Supplier<Saving> saving,
            Jobs jobs,
            Texts texts,
            Tab... order) {
        this.texts = texts;
        var group = new ToggleGroup();
        for (var tab : order) {
            var button = new ToggleButton();
            button.setId("tab-" + tab.id());
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setOnAction(_ -> select(tab));
            tabs.put(tab, button);
            head.getChildren().add(button);
            if (tab != Tab.OWN) {
                leaves.put(tab, leaf(tab, Objects.requireNonNull(first.get(tab)), exports, saving, jobs));
            }
        }
        setCounts(Map.of());
        told.getStyleClass().add("muted");
        told.setMinWidth(0);
        told.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(told, Priority.ALWAYS);
        head.getChildren().add(told);
        head.getStyleClass().add("tab-row");
        setTop(head);
        select(order[0]);
    }

    private Leaf leaf(Tab tab, TableSource first, TableExport exports, Supplier<Saving> saving, Jobs jobs) {
        var rows = SwitchingTable.empty(first);
        var grid = new PagedGrid(rows, jobs, texts);
        grid.setEmptyState(
                texts.get(tab == Tab.REJECTED ? "sources.norejected" : "sources.nowarnings"), Optional.empty());
        grid.model().facetsShownProperty().set(false);
        grid.setStatusLineShown(true);
        grid.setColumnWidth("raw", 420);
        grid.setColumnWidth("found", 180);
        grid.setColumnWidth("reason", 190);
        grid.setColumnWidth("message", 560);
        grid.setColumnWidth("row", 80);
        grid.setColumnWidth("count", 80);
        grid.setOnExport(query -> exports.export(
                saving.get(),
                texts.get("sources.export." + tab.id(), subject).strip(),
                shown.getOrDefault(tab, rows), // what is on screen now, whatever is selected meanwhile
                query,
                grid.shownColumns()));
        return new Leaf(rows, grid);
    }

    /// Adds controls behind the tabs.
    void addTools(Node... tools) {
        head.getChildren().addAll(tools);
    }

    /// What the tab of the screen's own shows.
    void setOwn(Node node) {
        own = node;
        if (selected() == Tab.OWN) {
            setCenter(own);
        }
    }

    /// How many there are, on the tabs; a tab without a number tells none.
    void setCounts(Map<Tab, Long> counts) {
        tabs.forEach((tab, button) -> {
            var title = texts.get("sources.tab." + tab.id());
            var count = counts.get(tab);
            button.setText(count == null ? title : texts.get("sources.tab.counted", title, count));
        });
    }

    /// Tells something beside the tabs, such as that not every row is shown.
    void tell(String text) {
        told.setText(text);
    }

    /// @param name what the rows belong to, for the names of exported files
    void show(Map<Tab, TableSource> rows, String name) {
        subject = name;
        shown.putAll(rows);
        rows.forEach((tab, table) -> Optional.ofNullable(leaves.get(tab))
                .ifPresent(leaf -> leaf.rows().show(table)));
        refresh();
    }

    void refresh() {
        Optional.ofNullable(leaves.get(selected()))
                .ifPresent(leaf -> leaf.grid().refresh());
    }

    Tab selected() {
        return tabs.entrySet().stream()
                .filter(entry -> entry.getValue().isSelected())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Tab.REJECTED);
    }

    void select(Tab tab) {
        Optional.ofNullable(tabs.get(tab)).ifPresent(button -> {
            button.setSelected(true);
            setCenter(Optional.ofNullable(leaves.get(tab)).<Node>map(Leaf::grid).orElse(own));
            refresh();
        });
    }

    /// Moves the keys into the table.
    void focusTable() {
        Optional.ofNullable(leaves.get(selected()))
                .ifPresent(leaf -> leaf.grid().focusTable());
    }

    /// The file's name without what an export may not have in its own.
    static String subject(String file) {
        int dot = file.lastIndexOf('.');
        return (dot > 0 ? file.substring(0, dot) : file)
                .replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "-")
                .strip();
    }

    static List<Tab> tables() {
        return List.of(Tab.REJECTED, Tab.WARNINGS, Tab.EACH_WARNING);
    }
}
