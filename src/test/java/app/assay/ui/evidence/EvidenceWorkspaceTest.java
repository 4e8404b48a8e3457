package app.assay.ui.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.ExportEvidence.Choices;
import app.assay.service.ExportEvidence.NotChecked;
import app.assay.service.ExportEvidence.PackageCheck;
import app.assay.service.ExportEvidence.PackageFinding;
import app.assay.service.ExportEvidence.Secrets;
import app.assay.service.ExportEvidence.SecretsSaid;
import app.assay.ui.records.TestFrame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.Navigator;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.State;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class EvidenceWorkspaceTest {

    /// Writes nothing; checks say what the test wants.
    private static final class FakeDesk implements EvidenceDesk {
        final List<LocalDate> exported = new ArrayList<>();
        final List<Choices> choices = new ArrayList<>();
        List<PackageFinding> findings = List.of();
        String head = "abc";
        String register = "r-1";
        boolean full;

        @Override
        public Facts facts() {
            return new Facts("Harbour estate", "r-1", 42, LocalDate.of(2026, 6, 30), 3, 120, 14, 812, 230);
        }

        @Override
        public SecretsSaid export(Path file, LocalDate asAt, Choices chosen, Progress progress) {
            if (full) {
                throw new Fault(
                        FaultCode.DISK_FULL,
                        Sentence.verbatim("evidence.zip cannot be written: no space left."),
                        Sentence.verbatim("The register is unharmed and no half-written file was left."),
                        Sentence.verbatim("Free some space, then export again."));
            }
            exported.add(asAt);
            choices.add(chosen);
            return new SecretsSaid(chosen.secrets(), 3, 2, 1, 4);
        }

        @Override
        public PackageCheck check(Path zipOrFolder, Progress progress) {
            return new PackageCheck(
                    String.valueOf(zipOrFolder.getFileName()),
                    "9d3f0c5ab1e2",
                    true,
                    findings.isEmpty(),
                    findings.isEmpty(),
                    "none",
                    48,
                    1_204_881,
                    new TreeMap<>(Map.of(
                            "Assay-Register-Id", register, "Assay-Trail-Head", "abc", "Assay-Trail-Length", "230")),
                    findings,
                    List.of(new NotChecked("signatures/a.p7s", "No manifest lists it.")));
        }

        @Override
        public Optional<String> trailHash(long sequence) {
            return Optional.of(head);
        }
    }

    private final FakeDesk desk = new FakeDesk();
    private EvidenceWorkspace workspace;

    @Start
    void showWorkspace(Stage stage) {
        workspace = make(desk);
        var scene = new Scene(TestFrame.of(workspace, false), ScreenShots.WIDTH, ScreenShots.HEIGHT);
        new Themes(Theme.LIGHT).dress(scene);
        workspace.show(Drill.to("evidence"));
        stage.setScene(scene);
        stage.show();
    }

    private static EvidenceWorkspace make(FakeDesk desk) {
        return make(desk, Locale.ENGLISH);
    }

    private static EvidenceWorkspace make(FakeDesk desk, Locale locale) {
        return new EvidenceWorkspace(
                desk, new Navigator(Drill.to("evidence")), new DirectJobs(), Texts.of(locale, ZoneOffset.UTC));
    }

    private List<State> lights() {
        return workspace.model().resultProperty().get().orElseThrow().lights().stream()
                .map(EvidenceViewModel.Light::state)
                .toList();
    }

    @Test
    void anExportIsCheckedAtOnceAndCalledUnsigned(FxRobot robot) {
        robot.clickOn("#evidence-documents");
        robot.interact(() -> workspace.model().export(Path.of("harbour.zip")));

        assertThat(desk.exported).containsExactly(LocalDate.of(2026, 6, 30));
        assertThat(desk.choices).containsExactly(new Choices(true, false, true));
        assertThat(lights()).containsExactly(State.COMPLIANT, State.ATTENTION, State.COMPLIANT, State.COMPLIANT);
        assertThat(robot.lookup("#evidence-result").queryLabeled().getText()).isEqualTo("harbour.zip is written");
        assertThat(robot.lookup("#evidence-command").queryTextInputControl().getText())
                .startsWith("sha256sum -c manifest-sha256.txt");
    }

    @Test
    void whatBecomesOfSecretsIsChosenAndSaid(FxRobot robot) {
        robot.clickOn("#evidence-secrets-include");
        robot.interact(() -> workspace.model().export(Path.of("harbour.zip")));

        assertThat(desk.choices).containsExactly(new Choices(true, true, true, Secrets.INCLUDE));
        assertThat(lights().getLast()).isEqualTo(State.ATTENTION);
    }

    @Test
    void anAlteredPackageIsToldWithItsFindings(FxRobot robot) {
        desk.findings = List.of(new PackageFinding("ALTERED", "data/10_position/position.csv", "another hash"));

        robot.interact(() -> workspace.model().verify(Path.of("other.zip")));

        assertThat(lights().getFirst()).isEqualTo(State.FAILED);
        assertThat(robot.lookup("#grid-table").queryTableView().getItems()).hasSize(2);
    }

    @Test
    void aPackageOfAnotherHistoryDoesNotAgree(FxRobot robot) {
        desk.head = "def";
        robot.interact(() -> workspace.model().verify(Path.of("other.zip")));
        assertThat(lights().getLast()).isEqualTo(State.FAILED);

        desk.register = "r-2";
        robot.interact(() -> workspace.model().verify(Path.of("other.zip")));
        assertThat(lights().getLast()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aDateThatIsNoneExportsNothing(FxRobot robot) {
        robot.interact(() -> workspace.model().asAtProperty().set("soon"));
        robot.interact(() -> workspace.model().export(Path.of("harbour.zip")));

        assertThat(desk.exported).isEmpty();
    }

    @Test
    void theScreensAreDrawn() {
        ScreenShots.of("evidence", () -> {
            var made = make(new FakeDesk());
            var frame = TestFrame.of(made, false);
            made.show(Drill.to("evidence"));
            made.model().export(Path.of("harbour-estate-evidence-2026-06-30.zip"));
            return frame;
        });
        ScreenShots.of("evidence-german", () -> {
            var made = make(new FakeDesk(), Locale.GERMANY);
            var frame = TestFrame.of(made, false);
            made.show(Drill.to("evidence"));
            made.model().export(Path.of("harbour-estate-evidence-2026-06-30.zip"));
            return frame;
        });
        ScreenShots.of("evidence-findings", () -> {
            var broken = new FakeDesk();
            broken.findings = List.of(
                    new PackageFinding("ALTERED", "data/10_position/position.csv", "The hash differs."),
                    new PackageFinding("EXTRA", "data/notes.txt", "No manifest lists it."));
            var made = make(broken);
            var frame = TestFrame.of(made, false);
            made.show(Drill.to("evidence"));
            made.model().verify(Path.of("received.zip"));
            return frame;
        });
        ScreenShots.of("evidence-empty", () -> {
            var made = make(new FakeDesk());
            var frame = TestFrame.of(made, false);
            made.show(Drill.to("evidence"));
            return frame;
        });
        ScreenShots.of("evidence-error", () -> {
            var full = new FakeDesk();
            full.full = true;
            var made = make(full);
            var frame = TestFrame.of(made, false);
            made.show(Drill.to("evidence"));
            made.model().export(Path.of("evidence.zip"));
            return frame;
        });
        assertThat(Path.of("target", "screens", "evidence-error-dark.png")).exists();
    }
}
