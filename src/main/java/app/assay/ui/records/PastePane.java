package app.assay.ui.records;

import app.assay.service.PastedRows;
import app.assay.ui.shell.EmptyPane;
import app.assay.ui.theme.Icons;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/// Shows a [PasteViewModel]: the block as a table, the field above each column, what is wrong in which cell.
public final class PastePane extends BorderPane {

    private final PasteViewModel model; // keep: bindings hold their far end weakly
    private final MappingTable table = new MappingTable("paste-table");
    private final Button add = new Button();
    /// How dates and numbers are read.
    private final HBox manner = new HBox();

    /// @param clipboard the text on the clipboard
    /// @param order fields of the table's columns in the order shown
    /// @param close leaves the page
    public PastePane(PasteViewModel model, Supplier<String> clipboard, Supplier<List<String>> order, Runnable close) {
        this.model = model;
        var texts = model.texts();
        getStyleClass().addAll("page", "paste-page");
        setId("paste-page");
        getStylesheets().add(RecordForm.styles());
        var title = new Label(texts.get("records.paste.title." + model.kind().name()));
        title.getStyleClass().add("page-title");
        var hint = new Label(texts.get("records.paste.hint"));
        hint.getStyleClass().add("muted");
        hint.setMinWidth(0);
        HBox.setHgrow(hint, Priority.ALWAYS);
        hint.setMaxWidth(Double.MAX_VALUE);
        var back = new Button(texts.get("records.paste.close"));
        back.setId("paste-close");
        back.setMinWidth(USE_PREF_SIZE);
        title.setMinWidth(USE_PREF_SIZE);
        hint.setWrapText(true);
        back.setOnAction(_ -> close.run());
        var head = new HBox(title, hint, back);
        head.getStyleClass().add("page-head");
        var dates = choice("paste-dateorder", "import.dateorder", PastedRows.DATE_ORDERS);
        var decimals = choice("paste-decimalmark", "import.decimalmark", PastedRows.DECIMAL_MARKS);
        dates.setValue(model.dateOrderProperty().get());
        decimals.setValue(model.decimalMarkProperty().get());
        model.dateOrderProperty().subscribe(dates::setValue);
        model.decimalMarkProperty().subscribe(decimals::setValue);
        dates.valueProperty()
                .subscribe((_, next) ->
                        model.read(next, model.decimalMarkProperty().get()));
        decimals.valueProperty()
                .subscribe((_, next) -> model.read(model.dateOrderProperty().get(), next));
        manner.getChildren().setAll(labelled("import.dateorder", dates), labelled("import.decimalmark", decimals));
        manner.getStyleClass().add("paste-manner");
        manner.setSpacing(24);
        manner.setPadding(new Insets(6, 12, 6, 12));
        manner.setAlignment(Pos.CENTER_LEFT);
        setTop(new VBox(head, manner));
        var status = new Label();
        status.setId("paste-status");
        // What is wrong with a row is read whole, on two lines where one is too short.
        status.setWrapText(true);
        status.setMinWidth(0);
        status.setMinHeight(USE_PREF_SIZE);
        status.textProperty().bind(model.statusProperty());
        HBox.setHgrow(status, Priority.ALWAYS);
        status.setMaxWidth(Double.MAX_VALUE);
        add.setId("paste-add");
        add.setMinWidth(USE_PREF_SIZE);
        add.setGraphic(Icons.of(Material2OutlinedAL.CHECK));
        add.setOnAction(_ -> model.add());
        var foot = new HBox(status, add);
        foot.getStyleClass().add("page-foot");
        setBottom(foot);
        table.setOnMap(model::map);
        model.viewProperty().subscribe(this::show);
        addEventFilter(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.isShortcutDown() && pressed.getCode() == KeyCode.V) {
                model.take(clipboard.get(), order.get());
                pressed.consume();
            } else if (pressed.getCode() == KeyCode.ESCAPE) {
                close.run();
                pressed.consume();
            }
        });
    }

    private ComboBox<String> choice(String id, String key, List<String> codes) {
        var box = new ComboBox<String>();
        box.setId(id);
        box.getItems().setAll(Stream.concat(Stream.of(""), codes.stream()).toList());
        box.setAccessibleText(model.texts().get(key));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(String code) {
                return code == null ? "" : model.texts().get(key + "." + code);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        return box;
    }

    private Node labelled(String key, ComboBox<String> box) {
        var label = new Label(model.texts().get(key));
        label.getStyleClass().add("form-label");
        label.setMinWidth(USE_PREF_SIZE);
        label.setLabelFor(box);
        var line = new HBox(label, box);
        line.setSpacing(8);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void show(PasteViewModel.View view) {
        manner.setVisible(!view.columns().isEmpty());
        manner.setManaged(manner.isVisible());
        add.setText(model.texts().get("records.paste.add." + model.kind().name(), view.ready()));
        add.setDisable(view.ready() == 0);
        setCenter(body(view));
    }

    private Node body(PasteViewModel.View view) {
        if (view.columns().isEmpty()) {
            return new EmptyPane(model.texts().get("records.paste.empty"), Optional.empty());
        }
        var rows = view.rows();
        table.setMarks((line, column) -> {
            var row = rows.get((int) line.number() - 1);
            var field =
                    column < view.columns().size() ? view.columns().get(column).field() : "";
            return Optional.ofNullable(row.messages().get(field))
                    .or(() -> column == 0 ? elsewhere(view, row) : Optional.empty())
                    .map(message -> new MappingTable.Mark(message.blocking(), message.text()));
        });
        table.show(
                view.columns().stream()
                        .map(column -> new MappingTable.Head(column.name(), column.field(), ""))
                        .toList(),
                model.choices(),
                rows.stream()
                        .map(row -> new MappingTable.Line(row.number(), row.cells()))
                        .toList());
        return table;
    }

    /// What is wrong with fields that no column fills is told at the first cell.
    private static Optional<FieldModel.Message> elsewhere(PasteViewModel.View view, PasteViewModel.Row row) {
        return row.messages().entrySet().stream()
                .filter(entry -> entry.getValue().blocking())
                .filter(entry -> view.columns().stream()
                        .noneMatch(column -> column.field().equals(entry.getKey())))
                .map(java.util.Map.Entry::getValue)
                .findFirst();
    }
}
