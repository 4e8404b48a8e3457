package app.assay.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.ui.text.Texts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Each fault is found where it is, and only there.
@ExtendWith(ApplicationExtension.class)
class PictureFaultsTest {

    private static List<String> faults(Supplier<Node> node) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var stage = new Stage();
            stage.setScene(new Scene(new Pane(node.get()), 300, 200));
            stage.show();
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            var found = PictureFaults.of(stage.getScene());
            stage.close();
            return found;
        });
    }

    private static Label narrow(String text) {
        var label = new Label(text);
        label.setMaxWidth(40);
        label.setPrefWidth(40);
        return label;
    }

    @Test
    void wordsThatAreCutOffAreFoundButNotInWhatScrolls() {
        assertThat(faults(() -> narrow("much too long for forty pixels")))
                .singleElement()
                .asString()
                .startsWith("cut off: much too long");
        assertThat(faults(() -> new ScrollPane(narrow("much too long for forty pixels"))))
                .isEmpty();
        assertThat(faults(() -> new Label("short"))).isEmpty();
    }

    @Test
    void aControlOutsideTheWindowIsFound() {
        assertThat(faults(() -> {
                    var button = new Button("away");
                    button.relocate(290, 10);
                    return button;
                }))
                .singleElement()
                .asString()
                .startsWith("outside: away");
        assertThat(faults(() -> {
                    var button = new Button("hidden");
                    button.relocate(290, 10);
                    button.setVisible(false);
                    return button;
                }))
                .isEmpty();
    }

    @Test
    void aTextWithoutWordsIsFoundInWhatScrollsToo() {
        var missing = Texts.of(Locale.ENGLISH, ZoneOffset.UTC).get("no.such.text");

        assertThat(faults(() -> new ScrollPane(new Label(missing))))
                .isNotEmpty()
                .allMatch(fault -> fault.startsWith("without words: ‹no.such.text›"));
    }
}
