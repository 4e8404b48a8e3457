package app.assay.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.ui.shell.Action;
import app.assay.ui.shell.Banner;
import app.assay.ui.shell.Banner.Kind;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.theme.ScreenShots;
import java.nio.file.Path;
import java.util.Arrays;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the standing states of a register.
@ExtendWith(ApplicationExtension.class)
class BannerScreensTest {

    private static final Banner NOTE = Banner.of(
                    "last-session",
                    Kind.NOTE,
                    "The last session ended unexpectedly; everything was verified and nothing is missing.",
                    "")
            .harmless();
    private static final Banner PLACE = Banner.of(
                    "place-onedrive",
                    Kind.WARNING,
                    "This register lies in a folder that OneDrive keeps in step (OneDrive - Harbour).",
                    "Nothing is harmed so far, but a sync program can tear the database or leave two copies of it."
                            + " Keep the register on a local disk and exchange packages with others.")
            .harmless();
    private static final Banner HEAD = Banner.of(
            "head-alarm",
            Kind.ALARM,
            "The trail of this register ends at entry 812, but this machine saw it reach entry 1,204 on 2026-06-29 18:00.",
            "An older or another copy of the register lies here, or its trail was changed. Opening it changed"
                    + " nothing. Bring the newer copy back; or, if this one is meant, accept it: the trail will say so.",
            Action.of("accept-head", "Accept this register as it is", () -> {}));

    @Start
    void start(Stage stage) {}

    @Test
    void oneStateIsDrawn() {
        draw("banner-one", HEAD);
    }

    @Test
    void threeStatesAreDrawn() {
        draw("banner-three", NOTE, PLACE, HEAD);
    }

    @Test
    void aLongTextIsDrawnWhole() {
        draw(
                "banner-long",
                Banner.of(
                        "second-backup",
                        Kind.WARNING,
                        "The second backup in /media/analyst/A rather long name of a stick that somebody gave it/backups/"
                                + "registers of the harbour estate and of the clinic group/2026 failed three times.",
                        ("The register and the backups beside it are whole; the last backup that reached the second folder"
                                        + " is of 2026-05-30. Put the stick in again or choose another folder in the settings. ")
                                .repeat(3),
                        Action.of("choose-folder", "Choose another folder…", () -> {}),
                        Action.of("try-again", "Try again", () -> {})));
    }

    private static void draw(String name, Banner... banners) {
        ScreenShots.of(
                name,
                themes -> {
                    var window = new ExampleWindow(themes, new DirectJobs());
                    Arrays.asList(banners).forEach(window.model::raise);
                    return window.view;
                },
                () -> {});
        assertThat(Path.of("target", "screens", name + "-light.png")).isNotEmptyFile();
        assertThat(Path.of("target", "screens", name + "-dark.png")).isNotEmptyFile();
    }
}
