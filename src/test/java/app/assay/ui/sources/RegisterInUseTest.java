package app.assay.ui.sources;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RowMeaning;
import app.assay.service.AttachProofs;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.ImportFiles;
import app.assay.service.InspectRecords;
import app.assay.service.OpenRegister;
import app.assay.service.Registers;
import app.assay.service.Tables;
import app.assay.ui.entitlements.EntitlementsWorkspace;
import app.assay.ui.evidence.EvidenceWorkspace;
import app.assay.ui.records.TestFrame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Workspace;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.ui.trail.TrailWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The workspaces over a real register in a temporary folder.
@ExtendWith(ApplicationExtension.class)
class RegisterInUseTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);

    private Stage stage;

    @Start
    void start(Stage first) {
        stage = first;
    }

    private void show(FxRobot robot, Workspace workspace) {
        robot.interact(() -> {
            var scene = new Scene(TestFrame.of(workspace), 1366, 768);
            new Themes(Theme.LIGHT).dress(scene);
            stage.setScene(scene);
            workspace.show(Drill.to(workspace.id()));
            stage.show();
        });
    }

    @Test
    void aTableIsImportedAnEntitlementWrittenAndBothStandInTheTrail(FxRobot robot, @TempDir Path folder)
            throws IOException {
        var file = folder.resolve("inventory.csv");
        Files.writeString(
                file,
                "computer name,title,publisher,version\nHAM-1,Adobe Acrobat DC,Adobe,23.0\nHAM-2,7-Zip 23.01,,23.01\n,x,,\n");
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(NOON, "Mara", "test", writer, readers)
                        .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC)) {
            use(robot, open, file);
        }
    }

    private void use(FxRobot robot, OpenRegister open, Path file) {
        Jobs jobs = new DirectJobs();
        var texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
        var navigator = new Navigator(Drill.to("sources"));
        var positions = new ComputePosition(open);
        var tables = new Tables(open, positions);
        var edits = new EditRecords(open);
        var evidence = new ExportEvidence(open, positions, tables);

        var sources = new SourcesWorkspace(tables, new ImportFiles(open), evidence, navigator, jobs, texts);
        show(robot, sources);
        robot.interact(() -> sources.take(List.of(file)));
        robot.interact(() -> sources.imports().mean(RowMeaning.INSTALLATIONS));
        robot.interact(() -> sources.imports().run());
        // A third of the rows would be left out: that is asked first, and nothing is written.
        assertThat(sources.imports().finished()).isEmpty();
        assertThat(sources.imports().isManyRejected()).isTrue();
        robot.interact(() -> sources.imports().acceptRejectedProperty().set(true));
        robot.interact(() -> sources.imports().run());
        assertThat(sources.imports().problemProperty().get()).isEmpty();
        assertThat(sources.imports().finished()).singleElement().satisfies(outcome -> {
            assertThat(outcome.balance().read()).isEqualTo(3);
            assertThat(outcome.balance().rejected()).isEqualTo(1);
        });
        assertThat(sources.inspector().getValue().why()).startsWith("3 read = 2 new");

        var entitlements = new EntitlementsWorkspace(
                open,
                tables,
                edits,
                new AttachProofs(open, edits),
                new InspectRecords(open),
                FormDrafts.none(jobs),
                navigator,
                jobs,
                texts);
        show(robot, entitlements);
        robot.clickOn("#action-new-entitlement");
        robot.interact(
                () -> robot.lookup("#field-product").queryTextInputControl().setText("Adobe Acrobat"));
        robot.interact(() -> robot.lookup("#form-add").queryButton().fire());
        assertThat(edits.all(RecordKind.ENTITLEMENT)).hasSize(1);
        assertThat(entitlements.inspector().getValue().title()).startsWith("ENT-0001");

        var trail = new TrailWorkspace(open, tables, edits, evidence, navigator, jobs, texts);
        show(robot, trail);
        assertThat(robot.lookup("#trail-undo").queryLabeled().getText())
                .isEqualTo("Undo would take back: add entitlement ENT-0001 (1 record)");
        robot.clickOn("#action-verify-trail");
        assertThat(robot.lookup("#notice-text").queryLabeled().getText()).startsWith("Intact:");

        var packages = new EvidenceWorkspace(open, evidence, tables, navigator, jobs, texts);
        show(robot, packages);
        robot.clickOn("#evidence-twins");
        assertThat(robot.lookup("#evidence-twins")
                        .queryAs(javafx.scene.control.CheckBox.class)
                        .isSelected())
                .isFalse();
    }
}
