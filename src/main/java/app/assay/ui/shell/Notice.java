package app.assay.ui.shell;

import java.util.Optional;

/// Something to tell in the corner of the window.
///
/// @param text more about it; may be empty
/// @param action the one thing to do about it
public record Notice(Kind kind, String title, String text, Optional<Action> action) {

    /// How much it matters.
    public enum Kind {
        /// Goes away by itself.
        DONE,
        /// Stays until it is closed.
        PROBLEM
    }

    public static Notice done(String title) {
        return new Notice(Kind.DONE, title, "", Optional.empty());
    }

    public static Notice done(String title, String text, Action action) {
        return new Notice(Kind.DONE, title, text, Optional.of(action));
    }

    public static Notice problem(Problem problem) {
        return new Notice(
                Kind.PROBLEM, problem.happened(), problem.unharmed() + " " + problem.remedy(), Optional.empty());
    }
}
