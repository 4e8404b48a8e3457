package app.assay.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.testfx.util.WaitForAsyncUtils;

/// Draws a screen in light and dark to `target/screens/NAME-light.png` and `NAME-dark.png`, for people to look at, and
/// fails where nobody needs to look: a text without words, words cut off, a control outside the window.
public final class ScreenShots {

    public static final int WIDTH = 1366;
    public static final int HEIGHT = 768;

    private ScreenShots() {}

    /// Draws a screen at 1366 × 768. Call it from the test's thread, not from the drawing thread.
    ///
    /// @param screen makes the screen, once for each theme, on the drawing thread
    public static void of(String name, Supplier<? extends Parent> screen) {
        of(name, screen, () -> {});
    }

    /// @param acting what a person does before the picture is taken, on the drawing thread
    public static void of(String name, Supplier<? extends Parent> screen, Runnable acting) {
        of(name, _ -> screen.get(), acting);
    }

    /// @param screen makes the screen for a theme, once for each, on the drawing thread
    /// @param acting what a person does before the picture is taken, on the drawing thread
    public static void of(String name, Function<Themes, ? extends Parent> screen, Runnable acting) {
        for (var theme : Theme.values()) {
            var shown = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
                var themes = new Themes(theme);
                var stage = new Stage();
                var scene = new Scene(screen.apply(themes), WIDTH, HEIGHT);
                themes.dress(scene);
                stage.setScene(scene);
                stage.show();
                return stage;
            });
            WaitForAsyncUtils.waitForFxEvents();
            WaitForAsyncUtils.waitForAsyncFx(60_000, acting);
            WaitForAsyncUtils.waitForFxEvents();
            var faults = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> PictureFaults.of(shown.getScene()));
            var image = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
                var picture = SwingFXUtils.fromFXImage(shown.getScene().snapshot(null), null);
                shown.close();
                return picture;
            });
            write(name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT), image);
            assertThat(faults).as("%s in %s", name, theme).isEmpty();
        }
    }

    private static void write(String name, BufferedImage image) {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        try {
            var folder = Files.createDirectories(Path.of("target", "screens"));
            // The kind of image that is written fastest, hardly packed: there are hundreds of pictures.
            var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            var pen = opaque.createGraphics();
            pen.drawImage(image, 0, 0, null);
            pen.dispose();
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.9f); // 1 would be not at all
            var file = folder.resolve(name + ".png");
            Files.deleteIfExists(file);
            try (var out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(opaque, null, null), how);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            writer.dispose();
        }
    }
}
