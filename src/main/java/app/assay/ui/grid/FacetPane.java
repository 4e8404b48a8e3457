package app.assay.ui.grid;

import app.assay.domain.table.FacetValue;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The facets beside a grid: a value and its count each; a click includes it, a click with Alt excludes it.
final class FacetPane extends ScrollPane {

    private static final PseudoClass INCLUDED = PseudoClass.getPseudoClass("included");
    private static final PseudoClass EXCLUDED = PseudoClass.getPseudoClass("excluded");
    private static final PseudoClass COUNTING = PseudoClass.getPseudoClass("counting");

    private final GridViewModel model;
    private final Texts texts;

    FacetPane(GridViewModel model) {
        this.model = model;
        this.texts = model.texts();
        getStyleClass().add("facet-pane");
        setId("grid-facets");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPrefWidth(240);
        setMinWidth(240);
        var all = new VBox();
        all.getStyleClass().add("facets");
        model.facets().forEach(facet -> all.getChildren().add(facet(facet)));
        setContent(all);
    }

    private Node facet(FacetViewModel facet) {
        var column = facet.column();
        var box = new VBox();
        box.getStyleClass().add("facet");
        box.setId("facet-" + column.id());
        var open = new Button(model.title(column));
        open.setId("facet-" + column.id() + "-open");
        open.getStyleClass().addAll("flat", "facet-title");
        open.setMaxWidth(Double.MAX_VALUE);
        open.setAlignment(Pos.CENTER_LEFT);
        open.setOnAction(_ -> facet.openProperty().set(!facet.openProperty().get()));
        HBox.setHgrow(open, Priority.ALWAYS);
        var invert =
                small("facet-" + column.id() + "-invert", texts.get("grid.facet.invert"), Material2OutlinedAL.FLIP);
        invert.setOnAction(_ -> model.invert(column));
        var clear = small("facet-" + column.id() + "-clear", texts.get("grid.facet.clear"), Material2OutlinedAL.CLOSE);
        clear.setOnAction(_ -> model.clear(column));
        var head = new HBox(open, invert, clear);
        head.getStyleClass().add("facet-head");
        head.setAlignment(Pos.CENTER_LEFT);
        var values = new VBox();
        values.getStyleClass().add("facet-values");
        box.getChildren().addAll(head, values);
        Runnable show = () -> {
            boolean isOpen = facet.openProperty().get();
            open.setGraphic(Icons.of(isOpen ? Material2OutlinedAL.EXPAND_MORE : Material2OutlinedAL.CHEVRON_RIGHT));
            boolean chosen = model.facetFilter(column).isPresent();
            invert.setVisible(chosen);
            invert.setManaged(chosen);
            clear.setVisible(chosen);
            clear.setManaged(chosen);
            values.setVisible(isOpen);
            values.setManaged(isOpen);
            values.getChildren().clear();
            if (isOpen) {
                facet.values().forEach(value -> values.getChildren().add(line(facet, value)));
                if (facet.hasMoreProperty().get()) {
                    values.getChildren().add(more(facet));
                }
            }
        };
        facet.values().addListener((ListChangeListener<FacetValue>) _ -> show.run());
        facet.openProperty().subscribe(_ -> show.run());
        model.filters().addListener((ListChangeListener<Object>) _ -> show.run());
        facet.countingProperty().subscribe(counting -> values.pseudoClassStateChanged(COUNTING, counting));
        return box;
    }

    private Node line(FacetViewModel facet, FacetValue value) {
        var column = facet.column();
        var shown = texts.values().canonicalShown(column, value.value());
        var chosen = model.excluded(column, value.value());
        var name = new Label(shown);
        name.getStyleClass().add("facet-value");
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        var count = new Label(texts.values().number(value.rows()));
        count.getStyleClass().add("facet-count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        var sign = new Label(chosen.map(excluded -> excluded ? "−" : "✓").orElse(""));
        sign.getStyleClass().add("facet-sign");
        sign.setMinWidth(14);
        var content = new HBox(sign, name, count);
        content.setAlignment(Pos.CENTER_LEFT);
        var line = new Button();
        line.setGraphic(content);
        content.prefWidthProperty().bind(line.widthProperty().subtract(16));
        line.setId("facet-" + column.id() + "-" + value.value());
        line.getStyleClass().addAll("flat", "facet-line");
        line.setMaxWidth(Double.MAX_VALUE);
        line.setAccessibleText(shown + ", " + texts.get("grid.rows", value.rows()));
        line.pseudoClassStateChanged(
                INCLUDED, chosen.filter(excluded -> !excluded).isPresent());
        line.pseudoClassStateChanged(
                EXCLUDED, chosen.filter(excluded -> excluded).isPresent());
        line.setTooltip(new Tooltip(shown + "\n" + texts.get("grid.facet.hint")));
        line.setOnMouseClicked(click -> {
            if (click.isAltDown()) {
                model.toggle(column, value.value(), true);
                click.consume();
            }
        });
        line.setOnAction(_ -> model.toggle(column, value.value(), isExcluding(facet)));
        var include = new MenuItem(texts.get("grid.facet.include"));
        include.setOnAction(_ -> model.toggle(column, value.value(), false));
        var exclude = new MenuItem(texts.get("grid.facet.exclude"));
        exclude.setOnAction(_ -> model.toggle(column, value.value(), true));
        line.setContextMenu(new ContextMenu(include, exclude));
        return line;
    }

    /// Where values are being excluded, the next click excludes too.
    private boolean isExcluding(FacetViewModel facet) {
        return model.facetFilter(facet.column())
                .filter(filter -> filter.inverted())
                .isPresent();
    }

    private Node more(FacetViewModel facet) {
        var more = new Button(texts.get("grid.facet.more"));
        more.setId("facet-" + facet.column().id() + "-more");
        more.setGraphic(Icons.of(Material2OutlinedMZ.MORE_HORIZ));
        more.getStyleClass().addAll("flat", "facet-line");
        more.setOnAction(_ -> facet.showingManyProperty().set(true));
        return more;
    }

    private static Button small(String id, String text, org.kordamp.ikonli.Ikon icon) {
        var button = new Button();
        button.setId(id);
        button.setGraphic(Icons.of(icon));
        button.getStyleClass().addAll("flat", "tool", "small-tool");
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        return button;
    }
}
