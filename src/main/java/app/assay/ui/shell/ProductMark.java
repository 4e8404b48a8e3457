package app.assay.ui.shell;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/// The product's mark: a balance beam inside a rounded square, in one colour.
public final class ProductMark extends StackPane {

    private static final String BEAM = "M15 7h2v3.1l8.2 1.6-.4 2L17 12.2V24h4v2H11v-2h4V11.8L7.2 10.3l.4-2L15 9.7z"
            + "M7.5 11.5l3 6.5c0 1.7-1.4 2.8-3.2 2.8S4 19.7 4 18zm-.2 2.9L5.7 18h3.2z"
            + "M24.7 14.5l3 6.5c0 1.7-1.4 2.8-3.2 2.8s-3.2-1.1-3.2-2.8zm-.2 2.9L22.900 21h3.2z";

    /// @param size width and height in px
    public ProductMark(double size) {
        getStyleClass().add("product-mark");
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        var ground = new Region();
        ground.getStyleClass().add("product-mark-ground");
        ground.setStyle("-fx-background-radius: " + size / 5 + "px;");
        var beam = new SVGPath();
        beam.setContent(BEAM);
        beam.getStyleClass().add("product-mark-beam");
        beam.setScaleX(size / 32);
        beam.setScaleY(size / 32);
        getChildren().setAll(ground, beam);
    }
}
