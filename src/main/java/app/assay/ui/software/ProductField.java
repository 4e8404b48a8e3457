package app.assay.ui.software;

import app.assay.domain.software.Product;
import app.assay.ui.text.Texts;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Popup;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// A search field for a product with a list of those that fit, and the choice of its edition and version.
final class ProductField extends HBox {

    private static final double ROW = 26;
    private static final int ROWS_SHOWN = 8;

    private final ProductChoiceViewModel model; // keep: bindings hold their far end weakly
    private final TextField search = new TextField();
    private final ListView<Product> list = new ListView<>();
    private final Popup popup = new Popup();
    private boolean showingChoices;

    /// @param id beginning of the ids of its parts
    ProductField(ProductChoiceViewModel model, String id, Texts texts) {
        this.model = model;
        getStyleClass().add("product-field");
        setAlignment(Pos.CENTER_LEFT);
        search.setId(id + "-product");
        search.setPromptText(texts.get("software.product.search"));
        search.setAccessibleText(texts.get("software.product.search"));
        search.textProperty().bindBidirectional(model.wordsProperty());
        search.setMinWidth(160);
        HBox.setHgrow(search, Priority.ALWAYS);
        var edition = choice(
                id + "-edition",
                texts.get("software.product.edition"),
                texts.get("software.product.edition.none"),
                model.editionProperty(),
                model::editions,
                model::editionName);
        var release = choice(
                id + "-release",
                texts.get("software.product.release"),
                texts.get("software.product.release.none"),
                model.releaseProperty(),
                model::releases,
                model::releaseName);
        getChildren().addAll(search, edition, release);
        list.setId(id + "-offered");
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("offered");
        list.setCellFactory(_ -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Product product, boolean empty) {
                super.updateItem(product, empty);
                setText(product == null ? null : ProductField.this.model.name(product));
            }
        });
        list.setOnMouseClicked(_ -> take());
        list.setFocusTraversable(false);
        popup.setAutoHide(true);
        popup.getContent().setAll(list);
        model.offeredProperty().subscribe(this::offer);
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        search.focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
    }

    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    private ChoiceBox<String> choice(
            String id,
            String name,
            String none,
            StringProperty value,
            Supplier<List<String>> keys,
            Function<String, String> words) {
        var box = new ChoiceBox<String>();
        box.setId(id);
        box.setAccessibleText(name);
        box.setTooltip(new Tooltip(name));
        box.setPrefWidth(150);
        box.setMinWidth(96);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String key) {
                return key == null || key.isEmpty() ? none : words.apply(key);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        box.valueProperty().subscribe(key -> {
            if (!showingChoices && key != null) {
                value.set(key);
            }
        });
        Runnable show = () -> {
            showingChoices = true;
            if (!box.getItems().equals(keys.get())) {
                box.getItems().setAll(keys.get());
            }
            box.setValue(value.get());
            box.setDisable(box.getItems().size() <= 1);
            showingChoices = false;
        };
        model.productProperty().subscribe(_ -> show.run());
        value.subscribe(_ -> show.run());
        return box;
    }

    private void offer(List<Product> products) {
        list.getItems().setAll(products);
        if (products.isEmpty() || !search.isFocused() || search.getScene() == null) {
            popup.hide();
            return;
        }
        list.getSelectionModel().select(0);
        list.setPrefHeight(ROW * Math.min(ROWS_SHOWN, products.size()) + 4);
        list.setPrefWidth(Math.max(320, search.getWidth()));
        if (!popup.isShowing()) {
            popup.getScene().getStylesheets().setAll(search.getScene().getStylesheets());
            Bounds place = search.localToScreen(search.getBoundsInLocal());
            if (place != null) {
                popup.show(search, place.getMinX(), place.getMaxY() + 2);
            }
        }
    }

    private void key(KeyEvent pressed) {
        if (!popup.isShowing()) {
            return;
        }
        var chosen = list.getSelectionModel();
        switch (pressed.getCode()) {
            case DOWN -> chosen.selectNext();
            case UP -> chosen.selectPrevious();
            case ENTER, TAB -> take();
            case ESCAPE -> popup.hide();
            default -> {
                return;
            }
        }
        list.scrollTo(chosen.getSelectedIndex());
        if (pressed.getCode() != KeyCode.TAB) {
            pressed.consume();
        }
    }

    private void take() {
        var chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            model.choose(chosen);
            popup.hide();
            search.positionCaret(search.getLength());
        }
    }
}
