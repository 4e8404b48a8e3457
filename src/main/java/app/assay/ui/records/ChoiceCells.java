package app.assay.ui.records;

import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;

/// Shows the names of choices in a combo box.
final class ChoiceCells {

    private ChoiceCells() {}

    static void dress(ComboBox<FieldModel.Choice> box) {
        box.setCellFactory(_ -> new Cell());
        box.setButtonCell(new Cell());
    }

    private static final class Cell extends ListCell<FieldModel.Choice> {
        @Override
        protected void updateItem(FieldModel.Choice item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : item.name());
        }
    }
}
