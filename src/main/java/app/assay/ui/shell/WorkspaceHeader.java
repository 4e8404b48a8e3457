package app.assay.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// The line above a workspace.
///
/// @param title what is shown, such as "Installations"
/// @param count how many, in words, such as "8,112 of 10,000 rows"; empty for nothing
/// @param primary the one accent button
/// @param secondary plain buttons
/// @param overflow behind the three dots
public record WorkspaceHeader(
        ObservableValue<String> title,
        ObservableValue<String> count,
        Optional<Action> primary,
        List<Action> secondary,
        List<Action> overflow) {

    public WorkspaceHeader {
        secondary = List.copyOf(secondary);
        overflow = List.copyOf(overflow);
    }

    public static WorkspaceHeader of(String title) {
        return new WorkspaceHeader(
                new ReadOnlyStringWrapper(title),
                new ReadOnlyStringWrapper(""),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public WorkspaceHeader counting(ObservableValue<String> text) {
        return new WorkspaceHeader(title, text, primary, secondary, overflow);
    }

    public WorkspaceHeader primary(Action action) {
        return new WorkspaceHeader(title, count, Optional.of(action), secondary, overflow);
    }

    public WorkspaceHeader secondary(Action... actions) {
        return new WorkspaceHeader(title, count, primary, List.of(actions), overflow);
    }

    public WorkspaceHeader overflow(Action... actions) {
        return new WorkspaceHeader(title, count, primary, secondary, List.of(actions));
    }
}
