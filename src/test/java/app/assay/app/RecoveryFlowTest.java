package app.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.service.BackUpRegister;
import app.assay.service.EditRecords;
import app.assay.service.Registers;
import app.assay.work.Progress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The window with a register that is closed with a backup, damaged, and brought back.
@ExtendWith(ApplicationExtension.class)
class RecoveryFlowTest {

    static {
        // The list of recent registers of whoever runs the tests is left alone.
        System.setProperty(
                "java.util.prefs.userRoot", Path.of("target", "preferences").toString());
    }

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Threads threads = new Threads();
    private final Registers registers = new Registers(NOON, "analyst", "test", threads.writer(), threads.readers());
    private final CountDownLatch closed = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @Test
    void aRegisterThatIsClosedIsBackedUpAndComesBackWhenItIsDamaged() throws Exception {
        var home = folder.resolve("harbour");
        try (var register = registers.create(home, "Harbour estate", ZoneId.of("Europe/Berlin"))) {
            new EditRecords(register)
                    .apply(
                            new Command(
                                    "device.edit",
                                    "PC-1",
                                    "",
                                    List.of(Edit.set(
                                            RecordKind.DEVICE,
                                            new UUID(0x4000, Long.MIN_VALUE),
                                            Map.of("name", "PC-1")))),
                            Progress.NONE);
        }
        show(home);
        await("#shell");
        ask(() -> window().fireEvent(new WindowEvent(window(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        try (var register = registers.openReadOnly(home)) {
            assertThat(new BackUpRegister(register).all())
                    .singleElement()
                    .satisfies(backup -> assertThat(backup.kind()).isEqualTo("CLOSE"))
                    .satisfies(backup -> assertThat(backup.verified()).isTrue());
        }

        try (var file = FileChannel.open(home.resolve("register.mv.db"), StandardOpenOption.WRITE)) {
            for (long place = 8192; place < file.size(); place += 4096) {
                file.write(ByteBuffer.wrap(new byte[512]), place);
            }
        }
        show(home);
        await("#action-restore");
        press("#action-restore");
        await("#action-open-restored");
        press("#action-open-restored");
        await("#shell");
        ask(() -> window().fireEvent(new WindowEvent(window(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> Window.getWindows().isEmpty());
    }

    @Test
    void aPageThatIsFoundDamagedWhileTheRegisterIsOpenLeadsToTheRecoveryDesk() throws Exception {
        var home = folder.resolve("harbour");
        var random = new Random(7);
        try (var register = registers.create(home, "Harbour estate", ZoneId.of("Europe/Berlin"))) {
            var edits = new EditRecords(register);
            for (int step = 0; step < 10; step++) {
                var rows = new ArrayList<Edit>();
                for (int number = 0; number < 100; number++) {
                    // Not to be packed into few pages, of which the engine keeps those it has read in memory.
                    var note = random.ints(300, '!', 'z')
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
                    rows.add(Edit.set(
                            RecordKind.DEVICE,
                            new UUID(step, number),
                            Map.of("name", "PC-" + step + "-" + number, "note", note)));
                }
                assertThat(edits.apply(new Command("device.paste", "many", "", rows), Progress.NONE)
                                .done())
                        .isTrue();
            }
            new BackUpRegister(register).now(Progress.NONE);
        }
        show(home);
        await("#shell");
        try (var file = FileChannel.open(home.resolve("register.mv.db"), StandardOpenOption.WRITE)) {
            for (long place = 8192; place < file.size(); place += 4096) {
                file.write(ByteBuffer.wrap(new byte[4096]), place);
            }
        }
        press("#rail-trail");
        await("#banner-damaged");
        picture("damaged-while-open");
        press("#action-to-recovery");
        await("#action-restore");
        press("#action-restore");
        await("#action-open-restored");
        ask(() -> window().fireEvent(new WindowEvent(window(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> Window.getWindows().isEmpty());
    }

    private static void picture(String name) throws Exception {
        var image = WaitForAsyncUtils.waitForAsyncFx(
                10_000, () -> SwingFXUtils.fromFXImage(window().getScene().snapshot(null), null));
        var folder = Files.createDirectories(Path.of("target", "screens"));
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    }

    private void show(Path register) {
        ask(() -> new MainWindow(
                        registers, threads, NOON, new RecentRegisters(new MemoryPreferences()), closed::countDown)
                .show(Optional.of(register)));
    }

    private static Window window() {
        return Window.getWindows().getLast();
    }

    private static void await(String id) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> find(id).isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Optional<Node> find(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> Window.getWindows().stream()
                        .map(window -> Optional.ofNullable(window.getScene().lookup(id)))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static void press(String id) {
        var button = (Button) find(id).orElseThrow();
        ask(button::fire);
    }

    private static void ask(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, action);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
