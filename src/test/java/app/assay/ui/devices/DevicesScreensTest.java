package app.assay.ui.devices;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Filter;
import app.assay.ui.parts.Frame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Navigator;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the devices and a robot that works with them.
@ExtendWith(ApplicationExtension.class)
class DevicesScreensTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);

    private final Navigator navigator = new Navigator(Drill.to("devices"));
    private final SampleDevices sample = SampleDevices.full();
    private Stage stage;
    private DevicesWorkspace current;

    @Start
    void start(Stage first) {
        stage = first;
    }

    private DevicesWorkspace workspace(SampleDevices devices, Texts texts) {
        return new DevicesWorkspace(
                devices.work(),
                (_, _, _, _, _, _) -> {},
                Optional.of((_, name, _) -> Optional.of(Path.of(name))),
                FormDrafts.none(new DirectJobs()),
                navigator,
                new DirectJobs(),
                texts);
    }

    private Parent screen(SampleDevices devices, Texts texts, Consumer<DevicesWorkspace> acting) {
        var made = workspace(devices, texts);
        made.show(Drill.to("devices"));
        acting.accept(made);
        return new Frame(made);
    }

    @Test
    void theDevicesAreDrawnWithTheBarThatChangesMany() {
        ScreenShots.of(
                "devices",
                () -> screen(SampleDevices.full(), TEXTS, made -> {
                    made.model().devices().selectAll();
                    made.model().bulk().shownProperty().set(true);
                }));
    }

    @Test
    void theDevicesAreDrawnInGerman() {
        ScreenShots.of(
                "devices-de", () -> screen(SampleDevices.full(), Texts.of(Locale.GERMAN, ZoneOffset.UTC), _ -> {}));
    }

    @Test
    void aDocumentBehindWhatIsSaidOfAMachineIsAttachedAndShown(FxRobot robot) {
        show();
        var machine = sample.device("vm-01");
        robot.interact(() -> {
            current.show(Drill.to("devices").record(machine.id().toString()));
            current.model().attach(machine.id(), List.of(Path.of("cluster-rules.pdf")));
        });

        var content = current.inspector().getValue();
        assertThat(content.title()).isEqualTo("vm-01");
        assertThat(content.documents())
                .singleElement()
                .satisfies(document -> assertThat(document.name()).isEqualTo("cluster-rules.pdf"));
        assertThat(content.actions()).anyMatch(action -> action.id().equals("device-attach"));
    }

    @Test
    void noDevicesSayWhatToDoNext() {
        ScreenShots.of("devices-empty", () -> screen(SampleDevices.empty(), TEXTS, _ -> {}));
    }

    @Test
    void aRefusedCellIsDrawnWithItsReason() {
        ScreenShots.of(
                "devices-error",
                () -> screen(SampleDevices.full(), TEXTS, made -> {
                    made.model()
                            .bulk()
                            .fieldProperty()
                            .set(made.model().bulk().fields().stream()
                                    .filter(field -> field.name().equals("cores"))
                                    .findFirst()
                                    .orElseThrow());
                    made.model().bulk().shownProperty().set(true);
                    made.model().bulk().valueProperty().set("many");
                    made.model().bulk().change();
                }));
    }

    @Test
    void aCellIsEditedByTyping(FxRobot robot) {
        show();
        robot.interact(() ->
                current.model().devices().setFilters(List.of(new Filter.OneOf("name", List.of("pc-0003"), false))));

        robot.interact(() -> robot.lookup("#grid-table").query().requestFocus());
        robot.type(KeyCode.HOME);
        robot.write("kiosk-1").type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(sample.devices.get(SampleDevices.id("pc-0003")).text("name")).isEqualTo("kiosk-1");
    }

    @Test
    void theBarTellsHowManyRowsItChanges(FxRobot robot) {
        show();
        robot.interact(() -> {
            current.model().devices().selectAll();
            current.header().secondary().getFirst().run().run();
        });

        assertThat(robot.lookup("#bulk-change").queryAs(Labeled.class).getText())
                .isEqualTo("Change 35 rows");
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#bulk").query().isVisible()).isFalse();
    }

    @Test
    void enterOpensWhatIsInstalled(FxRobot robot) {
        show();

        robot.interact(() -> robot.lookup("#grid-table").query().requestFocus());
        robot.type(KeyCode.ENTER);

        assertThat(navigator.current().workspace()).isEqualTo("software");
        assertThat(navigator.current().page()).isEqualTo("installations");
        assertThat(navigator.current().filters()).isEqualTo(DevicesViewModel.installedOn("esx-01"));
    }

    private void show() {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            current = workspace(sample, TEXTS);
            current.show(Drill.to("devices"));
            var scene = new Scene(new Frame(current), ScreenShots.WIDTH, ScreenShots.HEIGHT);
            new Themes(Theme.LIGHT).dress(scene);
            stage.setScene(scene);
            stage.show();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
