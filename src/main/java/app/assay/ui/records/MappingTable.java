package app.assay.ui.records;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Rows as they stand in a file or on the clipboard; above each column the field that it fills, to be chosen.
public final class MappingTable extends TableView<MappingTable.Line> {

    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final PseudoClass NOTED = PseudoClass.getPseudoClass("noted");
    private static final PseudoClass LEFT_OUT = PseudoClass.getPseudoClass("left-out");
    private static final double ROW = 26;

    /// @param name as the file calls it
    /// @param field the field that it fills; empty when it is left out
    /// @param told more about the choice, such as its confidence; may be empty
    public record Head(String name, String field, String told) {}

    /// @param number in the file
    public record Line(long number, List<String> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    /// What is to be said about a cell.
    public record Mark(boolean refused, String text) {}

    private BiConsumer<Integer, String> onMap = (_, _) -> {};
    private MarkSource marks = (_, _) -> Optional.empty();
    private List<Head> heads = List.of();
    private List<FieldModel.Choice> choices = List.of();

    /// Tells what is to be said about a cell.
    @FunctionalInterface
    public interface MarkSource {
        Optional<Mark> of(Line line, int column);
    }

    public MappingTable(String id) {
        setId(id);
        getStyleClass().add("import-table");
        setFixedCellSize(ROW);
        setPlaceholder(new Region());
        getSelectionModel().setCellSelectionEnabled(true);
    }

    /// @param map told of the number of a column and the field chosen for it
    public void setOnMap(BiConsumer<Integer, String> map) {
        onMap = map;
    }

    public void setMarks(MarkSource source) {
        marks = source;
        refresh();
    }

    /// @param fields what a column may be; the empty code leaves it out
    public void show(List<Head> nextHeads, List<FieldModel.Choice> fields, List<Line> lines) {
        boolean same = heads.size() == nextHeads.size()
                && choices.equals(fields)
                && heads.stream()
                        .map(Head::name)
                        .toList()
                        .equals(nextHeads.stream().map(Head::name).toList());
        heads = List.copyOf(nextHeads);
        choices = List.copyOf(fields);
        if (same) {
            for (int i = 0; i < heads.size(); i++) {
                ((HeadBox) getColumns().get(i + 1).getGraphic()).show(heads.get(i));
            }
        } else {
            getColumns().clear();
            getColumns().add(numberColumn());
            for (int i = 0; i < heads.size(); i++) {
                getColumns().add(column(i));
            }
        }
        getItems().setAll(lines);
        refresh();
    }

    private TableColumn<Line, String> numberColumn() {
        var column = new TableColumn<Line, String>("");
        column.setCellValueFactory(line ->
                new ReadOnlyObjectWrapper<>(Long.toString(line.getValue().number())));
        column.setPrefWidth(48);
        column.setSortable(false);
        column.setReorderable(false);
        column.setStyle("-fx-alignment: center-right; -fx-text-fill: -assay-muted;");
        return column;
    }

    private TableColumn<Line, String> column(int place) {
        var column = new TableColumn<Line, String>();
        column.setGraphic(new HeadBox(place));
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(168);
        column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(
                place < line.getValue().cells().size() ? line.getValue().cells().get(place) : ""));
        column.setCellFactory(_ -> new Cell(place));
        return column;
    }

    private final class HeadBox extends VBox {

        private final ComboBox<FieldModel.Choice> box = new ComboBox<>();
        private final Label told = new Label();
        private boolean following;

        HeadBox(int place) {
            setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("mapping-head");
            setSpacing(2);
            var head = heads.get(place);
            var name = new Label(head.name());
            name.setTooltip(new Tooltip(head.name()));
            name.getStyleClass().add("mapping-name");
            box.setId("mapping-" + place);
            box.setMaxWidth(Double.MAX_VALUE);
            box.getItems().setAll(choices);
            ChoiceCells.dress(box);
            told.getStyleClass().add("muted");
            getChildren().setAll(name, box, told);
            show(head);
            box.valueProperty().subscribe((_, next) -> {
                if (!following && next != null) {
                    onMap.accept(place, next.code());
                }
            });
        }

        void show(Head head) {
            following = true;
            box.setValue(choices.stream()
                    .filter(choice -> choice.code().equals(head.field()))
                    .findFirst()
                    .orElse(null));
            box.setAccessibleText(head.name());
            told.setText(head.told());
            told.setVisible(!head.told().isEmpty());
            told.setManaged(!head.told().isEmpty());
            following = false;
        }
    }

    private final class Cell extends TableCell<Line, String> {

        private final int place;

        Cell(int place) {
            this.place = place;
        }

        @Override
        protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? null : item);
            var line = getTableRow() == null ? null : getTableRow().getItem();
            var mark = empty || line == null ? Optional.<Mark>empty() : marks.of(line, place);
            pseudoClassStateChanged(REFUSED, mark.filter(Mark::refused).isPresent());
            pseudoClassStateChanged(
                    NOTED, mark.filter(found -> !found.refused()).isPresent());
            pseudoClassStateChanged(
                    LEFT_OUT, place < heads.size() && heads.get(place).field().isEmpty());
            setTooltip(mark.map(Mark::text)
                    .or(() -> Optional.ofNullable(item).filter(text -> text.length() > 20))
                    .map(text -> new Tooltip(text))
                    .orElse(null));
            Function<Mark, String> words = Mark::text;
            setAccessibleText(
                    item == null
                            ? null
                            : item + mark.map(words).map(text -> ", " + text).orElse(""));
        }
    }
}
