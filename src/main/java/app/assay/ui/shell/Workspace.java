package app.assay.ui.shell;

import java.util.List;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/// A workspace as the shell sees it. Made once per open register; all methods are called on the drawing thread.
///
/// Its name is the text `workspace.<id>`. The view is built when it is first shown.
public interface Workspace {

    /// Where the rail shows it.
    enum Group {
        WORK,
        IMPROVE,
        PROVE,
        /// At the foot of the rail.
        FOOT
    }

    /// Stable name, such as `devices`.
    String id();

    Group group();

    Ikon icon();

    WorkspaceHeader header();

    /// The view, the same node every time.
    Node view();

    /// Shows a place of this workspace. Called each time the workspace becomes visible, before its view is on
    /// screen.
    void show(Drill place);

    /// The place as it is now, with the filters and the row that the analyst chose since; Back comes back to it.
    default Drill left(Drill opened) {
        return opened;
    }

    /// What the inspector shows; [InspectorContent#NOTHING] while nothing is selected.
    default ObservableValue<InspectorContent> inspector() {
        return new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);
    }

    /// Left part of the status bar, such as "8,112 of 10,000 rows".
    default ObservableValue<String> rowsStatus() {
        return new ReadOnlyStringWrapper("");
    }

    /// Next part of the status bar, such as "3 selected · sum 12 · average 4".
    default ObservableValue<String> selectionStatus() {
        return new ReadOnlyStringWrapper("");
    }

    /// Things waiting here, shown as a badge in the rail; 0 for none.
    default ObservableIntegerValue waiting() {
        return new ReadOnlyIntegerWrapper(0);
    }

    /// Actions for the palette besides those of the header.
    default List<Action> actions() {
        return List.of();
    }

    /// The register has a new revision. Called only while visible; when hidden, [#show(Drill)] follows in time.
    default void refresh() {}
}
