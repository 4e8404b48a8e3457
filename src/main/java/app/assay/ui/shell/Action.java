package app.assay.ui.shell;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import org.kordamp.ikonli.Ikon;

/// Something the analyst can do: a button, a line of the palette, a key.
///
/// @param id stable name in kebab case; the id of its button is `action-<id>`
/// @param text verb and object, such as "Import files…"
/// @param keys keys such as `Shortcut+I` (Ctrl, Cmd on a Mac); empty for none
/// @param enabled whether it can be done now
public record Action(
        String id, String text, Optional<Ikon> icon, String keys, ObservableBooleanValue enabled, Runnable run) {

    public static Action of(String id, String text, Runnable run) {
        return new Action(id, text, Optional.empty(), "", Bindings.createBooleanBinding(() -> true), run);
    }

    public Action icon(Ikon ikon) {
        return new Action(id, text, Optional.of(ikon), keys, enabled, run);
    }

    public Action keys(String combination) {
        return new Action(id, text, icon, combination, enabled, run);
    }

    public Action enabledWhen(ObservableBooleanValue condition) {
        return new Action(id, text, icon, keys, condition, run);
    }
}
