package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import java.util.Arrays;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Keys of actions: how they are matched and how they are written.
final class Keys {

    private Keys() {}

    static boolean match(String keys, KeyEvent pressed) {
        // The slash lies on another key on every keyboard; the window looks for the character itself.
        return !keys.isEmpty()
                && !keys.endsWith("/")
                && KeyCombination.valueOf(keys).match(pressed);
    }

    /// `Shortcut+Shift+P` as "Ctrl+Shift+P".
    static String shown(String keys, Texts texts) {
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        return Arrays.stream(keys.split("\\+", -1))
                .map(key -> switch (key) {
                    case "Shortcut" -> mac ? "⌘" : texts.get("key.Ctrl");
                    case "Left" -> "←";
                    case "Right" -> "→";
                    default -> texts.find("key." + key).orElse(key);
                })
                .collect(Collectors.joining("+"));
    }
}
