package app.assay.ui.parts;

import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// One line under a grid: set a field to a value for the selected rows, with their number on the button.
public final class BulkEditBar extends HBox {

    private final BulkEditViewModel model; // keep: bindings hold their far end weakly
    private final ChoiceBox<Field> fields = new ChoiceBox<>();
    private final ChoiceBox<String> codes = new ChoiceBox<>();
    private final TextField text = new TextField();
    private boolean showing;

    public BulkEditBar(BulkEditViewModel model, Texts texts) {
        this.model = model;
        getStyleClass().add("bulk-bar");
        setId("bulk");
        setAlignment(Pos.CENTER_LEFT);
        fields.setId("bulk-field");
        fields.getItems().setAll(model.fields());
        fields.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Field field) {
                return field == null ? "" : model.name(field);
            }

            @Override
            public Field fromString(String name) {
                return model.fieldProperty().get();
            }
        });
        fields.valueProperty().bindBidirectional(model.fieldProperty());
        codes.setId("bulk-code");
        codes.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String code) {
                return code == null ? "" : model.word(model.fieldProperty().get(), code);
            }

            @Override
            public String fromString(String word) {
                return word;
            }
        });
        codes.valueProperty().subscribe(code -> {
            if (!showing && code != null) {
                model.valueProperty().set(code);
            }
        });
        text.setId("bulk-text");
        text.setPromptText(texts.get("parts.bulk.clear"));
        text.textProperty().bindBidirectional(model.valueProperty());
        text.setOnAction(_ -> model.change());
        var value = new StackPane(codes, text);
        value.setPrefWidth(200);
        var change = new Button();
        change.setId("bulk-change");
        change.getStyleClass().add("accent");
        change.setMinWidth(Region.USE_PREF_SIZE);
        change.setOnAction(_ -> this.model.change());
        change.disableProperty().bind(model.changingProperty());
        var close = new Button();
        close.setGraphic(Icons.of(Material2OutlinedAL.CLOSE));
        close.getStyleClass().addAll("flat", "tool");
        close.setTooltip(new Tooltip(texts.get("parts.bulk.close")));
        close.setAccessibleText(texts.get("parts.bulk.close"));
        close.setOnAction(_ -> this.model.shownProperty().set(false));
        var space = new Region();
        HBox.setHgrow(space, javafx.scene.layout.Priority.ALWAYS);
        getChildren()
                .addAll(
                        new Label(texts.get("parts.bulk.set")),
                        fields,
                        new Label(texts.get("parts.bulk.to")),
                        value,
                        change,
                        space,
                        close);
        Runnable count = () -> change.setText(
                texts.get("parts.bulk.change", model.rows().selectedRows().count()));
        model.rows().selectionStatusProperty().subscribe(_ -> count.run());
        model.rows().focusedRowProperty().subscribe(_ -> count.run());
        model.rows().matchingProperty().subscribe(_ -> count.run());
        model.fieldProperty().subscribe(this::showField);
        model.shownProperty().subscribe(shown -> {
            setVisible(shown);
            setManaged(shown);
            if (shown) {
                fields.requestFocus();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE) {
                model.shownProperty().set(false);
                pressed.consume();
            }
        });
    }

    private void showField(Field field) {
        boolean coded = field.type() == FieldType.CODE;
        showing = true;
        var offered = new ArrayList<String>();
        if (coded) {
            offered.add("");
            offered.addAll(field.codes());
        }
        codes.getItems().setAll(List.copyOf(offered));
        codes.setValue(coded ? "" : null);
        showing = false;
        codes.setVisible(coded);
        text.setVisible(!coded);
    }
}
