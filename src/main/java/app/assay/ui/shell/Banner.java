package app.assay.ui.shell;

import java.util.List;

/// A state of the register that stands as long as it lasts, in a strip below the top bar.
///
/// @param id stable name in kebab case, one banner for each; the id of its node is `banner-<id>`
/// @param title what happened, in one sentence
/// @param text what is unharmed and what to do; may be empty
/// @param actions what can be done about it, the first one first; they do not close the banner by themselves
/// @param dismissible whether the analyst may put it away: only where nothing is lost when it is forgotten
public record Banner(String id, Kind kind, String title, String text, List<Action> actions, boolean dismissible) {

    /// How much it matters; banners stand in this order.
    public enum Kind {
        /// Work is or may be lost, or the past was changed.
        ALARM,
        /// Work can be lost later.
        WARNING,
        /// Good to know.
        NOTE
    }

    public Banner {
        actions = List.copyOf(actions);
    }

    public static Banner of(String id, Kind kind, String title, String text, Action... actions) {
        return new Banner(id, kind, title, text, List.of(actions), false);
    }

    public Banner harmless() {
        return new Banner(id, kind, title, text, actions, true);
    }
}
