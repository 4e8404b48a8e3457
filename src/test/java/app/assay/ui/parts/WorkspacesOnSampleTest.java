package app.assay.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.AttachProofs;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.InspectRecords;
import app.assay.service.OpenRegister;
import app.assay.service.RecogniseTitles;
import app.assay.service.Registers;
import app.assay.service.SampleRegister;
import app.assay.service.Tables;
import app.assay.ui.devices.DevicesWorkspace;
import app.assay.ui.position.PositionWorkspace;
import app.assay.ui.shell.BackupState;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.PaletteHit;
import app.assay.ui.shell.RegisterDesk;
import app.assay.ui.shell.RegisterState;
import app.assay.ui.shell.ShellView;
import app.assay.ui.shell.ShellViewModel;
import app.assay.ui.shell.Workspace;
import app.assay.ui.software.SoftwareWorkspace;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The workspaces in the window on a real register of the sample: every figure opens its rows, and counts agree.
@ExtendWith(ApplicationExtension.class)
class WorkspacesOnSampleTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-16T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("register").factory());
    private final ExecutorService readers =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private OpenRegister register;
    private EditRecords edits;
    private Navigator navigator;
    private final List<Workspace> workspaces = new ArrayList<>();
    private Stage stage;

    @Start
    void start(Stage first) {
        stage = first;
    }

    @BeforeEach
    void openTheSample() {
        register = new Registers(NOON, "mb", "test", writer, readers)
                .create(folder.resolve("sample"), SampleRegister.NAME, SampleRegister.ZONE);
        new SampleRegister(Path.of("sample-data")).build(register, _ -> {}, Progress.NONE);
        edits = new EditRecords(register);
    }

    @AfterEach
    void closeTheSample() {
        register.close();
        writer.shutdown();
        readers.shutdown();
    }

    private Parent window(Themes themes, Drill place) {
        navigator = new Navigator(place);
        var jobs = new DirectJobs();
        var positions = new ComputePosition(register);
        var tables = new Tables(register, positions);
        var evidence = new ExportEvidence(register, positions, tables);
        workspaces.clear();
        workspaces.add(new DevicesWorkspace(
                tables,
                edits,
                new AttachProofs(register, edits),
                new InspectRecords(register),
                evidence,
                FormDrafts.none(jobs),
                navigator,
                jobs,
                TEXTS));
        workspaces.add(new SoftwareWorkspace(
                register,
                new RecogniseTitles(register, edits),
                tables,
                edits,
                evidence,
                "mb",
                FormDrafts.none(jobs),
                navigator,
                jobs,
                TEXTS));
        workspaces.add(new PositionWorkspace(register, positions, tables, edits, evidence, navigator, jobs, TEXTS));
        var model = new ShellViewModel(jobs, TEXTS, navigator, new Desk());
        model.show(new RegisterState(
                SampleRegister.NAME,
                register.revision(),
                false,
                BackupState.UNKNOWN,
                Optional.of(SampleRegister.AS_AT),
                edits.undoState()));
        return new ShellView(model, workspaces, List.of(), themes);
    }

    private final class Desk implements RegisterDesk {

        @Override
        public void undo(Progress progress) {
            edits.undo();
        }

        @Override
        public void redo(Progress progress) {
            edits.redo();
        }

        @Override
        public List<PaletteHit> find(String words, int most) {
            return List.of();
        }
    }

    /// The theme that the picture is taken in.
    private static Themes themes() {
        var sheet = String.valueOf(Application.getUserAgentStylesheet());
        return new Themes(sheet.contains("dark") ? Theme.DARK : Theme.LIGHT);
    }

    @Test
    void theWorkspacesAreDrawnInTheWindow() {
        picture("window-position", Drill.to("position"), _ -> {});
        picture("window-software", Drill.to("software"), _ -> {});
        picture("window-installations", Drill.to("software").page("installations"), _ -> {});
        picture("window-devices", Drill.to("devices"), _ -> {});
    }

    private void picture(String name, Drill place, Consumer<Parent> acting) {
        ScreenShots.of(name, () -> {
            var window = window(themes(), place);
            acting.accept(window);
            return window;
        });
    }

    @Test
    void theFiguresOfThePositionAreTheCountsOfItsRows(FxRobot robot) {
        show(Drill.to("position"));
        var position = new ComputePosition(register).compute(Progress.NONE).position();
        assertThat(position.lines()).isNotEmpty();
        assertThat(rows("position")).isEqualTo(position.lines().size() + " rows");

        long shortLines = position.lines().stream()
                .filter(line -> line.status() == app.assay.domain.position.LineStatus.SHORT)
                .count();
        robot.clickOn("#position-figure-short");

        assertThat(shortLines).isPositive();
        assertThat(rows("position"))
                .isEqualTo(shortLines + " of " + position.lines().size() + " rows");
    }

    @Test
    void aDecisionMovesThePositionAndUndoMovesItBack(FxRobot robot) {
        show(Drill.to("position"));
        var figure = "#position-figure-unrecognised-value";
        int open = Integer.parseInt(robot.lookup(figure).queryAs(Labeled.class).getText());
        assertThat(open).isPositive();

        robot.interact(() -> navigator.open(Drill.to("software")));
        assertThat(rows("software")).startsWith(open + " of ");
        robot.clickOn("#title-ignore");
        robot.interact(() -> navigator.open(Drill.to("position")));
        assertThat(robot.lookup(figure).queryAs(Labeled.class).getText()).isEqualTo(Integer.toString(open - 1));

        edits.undo();
        robot.interact(() -> navigator.open(Drill.to("software")));
        robot.interact(() -> navigator.open(Drill.to("position")));
        assertThat(robot.lookup(figure).queryAs(Labeled.class).getText()).isEqualTo(Integer.toString(open));
    }

    @Test
    void aDeviceOpensExactlyItsInstallations(FxRobot robot) {
        show(Drill.to("devices"));
        var device = edits.all(app.assay.domain.record.RecordKind.DEVICE).stream()
                .filter(state -> !state.text("name").isEmpty())
                .findFirst()
                .orElseThrow();
        var installed = new Tables(register, new ComputePosition(register))
                .installations()
                .page(
                        new app.assay.domain.table.TableQuery(
                                List.of(new app.assay.domain.table.Filter.OneOf(
                                        "device", List.of(device.text("name")), false)),
                                List.of()),
                        0,
                        1);

        robot.interact(
                () -> navigator.open(Drill.to("devices").record(device.id().toString())));
        robot.clickOn("#action-device-installed");

        assertThat(navigator.current().workspace()).isEqualTo("software");
        assertThat(rows("software")).startsWith(installed.matching() + " of ");
        robot.interact(() -> navigator.back());
        assertThat(navigator.current().workspace()).isEqualTo("devices");
    }

    @Test
    void theColumnsOfInstallationsAreThoseOfItsRows() {
        var table = new Tables(register, new ComputePosition(register)).installations();

        var row = table.page(app.assay.domain.table.TableQuery.ALL, 0, 1).rows().getFirst();

        assertThat(row.cells()).hasSize(table.columns().size());
    }

    private String rows(String id) {
        return workspaces.stream()
                .filter(workspace -> workspace.id().equals(id))
                .findFirst()
                .orElseThrow()
                .rowsStatus()
                .getValue();
    }

    private void show(Drill place) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var themes = new Themes(Theme.LIGHT);
            var scene = new Scene(window(themes, place), ScreenShots.WIDTH, ScreenShots.HEIGHT);
            themes.dress(scene);
            stage.setScene(scene);
            stage.show();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
