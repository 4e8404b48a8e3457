package app.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.BackUpRegister;
import app.assay.service.OpenRegister;
import app.assay.service.RecoverRegister;
import app.assay.service.Registers;
import app.assay.service.SampleRegister;
import app.assay.ui.backups.BackupsDesk;
import app.assay.ui.grid.PagedGrid;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FxJobs;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Progress;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The whole window on the sample register, as an analyst opens it.
@ExtendWith(ApplicationExtension.class)
class WindowTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);
    private static final List<String> PLACES =
            List.of("sources", "devices", "software", "entitlements", "position", "evidence", "trail", "backups");

    @TempDir
    Path folder;

    private final Threads threads = new Threads();
    private final Registers registers = new Registers(NOON, "analyst", "test", threads.writer(), threads.readers());
    private final AtomicInteger busy = new AtomicInteger();
    private final OpenRegister[] open = new OpenRegister[1];

    @BeforeEach
    void fillRegister() {
        open[0] = registers.create(folder.resolve("register"), SampleRegister.NAME, SampleRegister.ZONE);
        new SampleRegister(Path.of("sample-data")).build(open[0], _ -> {}, Progress.NONE);
    }

    @AfterEach
    void closeRegister() {
        idle();
        open[0].close();
        threads.close();
    }

    @Test
    void everyWorkspaceOpensOnTheSampleAndIsDrawnInBothThemes() throws Exception {
        for (var theme : Theme.values()) {
            var graph = onScreen(() -> {
                var themes = new Themes(theme);
                var texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
                var jobs = new FxJobs(
                        counting(threads.workers()), counting(threads.screens()), System::nanoTime, () -> {});
                var made = new AppGraph(
                        open[0],
                        "analyst",
                        BackupsDesk.of(open[0], new BackUpRegister(open[0]), new RecoverRegister(registers)),
                        _ -> {},
                        jobs,
                        texts,
                        themes,
                        List.of());
                var stage = new Stage();
                var scene = new Scene(made.shell(), 1366, 768);
                themes.dress(scene);
                stage.setScene(scene);
                stage.show();
                return made;
            });
            for (var place : PLACES) {
                onScreen(() -> {
                    graph.navigator().open(Drill.to(place));
                    return place;
                });
                idle();
                var scene = graph.shell().getScene();
                var picture = onScreen(() -> SwingFXUtils.fromFXImage(scene.snapshot(null), null));
                write("window-" + place + "-" + theme.name().toLowerCase(Locale.ROOT), picture);
                var grids = onScreen(() -> graph.shell().lookupAll("*").stream()
                        .filter(PagedGrid.class::isInstance)
                        .count());
                if (!List.of("evidence", "backups").contains(place)) {
                    assertThat(grids).as("grids of %s", place).isPositive();
                }
            }
            onScreen(() -> {
                ((Stage) graph.shell().getScene().getWindow()).close();
                return theme;
            });
        }
    }

    private Executor counting(ExecutorService pool) {
        return task -> {
            busy.incrementAndGet();
            pool.execute(() -> {
                try {
                    task.run();
                } finally {
                    busy.decrementAndGet();
                }
            });
        };
    }

    /// Waits until no job runs and the screen has taken in what the last one brought.
    private void idle() {
        try {
            for (int round = 0; round < 5; round++) {
                WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> busy.get() == 0);
                WaitForAsyncUtils.waitForFxEvents();
            }
        } catch (java.util.concurrent.TimeoutException slow) {
            throw new AssertionError("jobs did not end", slow);
        }
    }

    private static <T> T onScreen(Supplier<T> work) {
        var done = WaitForAsyncUtils.waitForAsyncFx(30_000, work::get);
        WaitForAsyncUtils.waitForFxEvents();
        return done;
    }

    private static void write(String name, BufferedImage picture) throws Exception {
        var screens = Files.createDirectories(Path.of("target", "screens"));
        ImageIO.write(picture, "png", screens.resolve(name + ".png").toFile());
    }
}
