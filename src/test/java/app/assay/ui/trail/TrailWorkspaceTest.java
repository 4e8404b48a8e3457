package app.assay.ui.trail;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.domain.trail.UndoState;
import app.assay.service.Registers.Verification;
import app.assay.service.table.ListTable;
import app.assay.ui.records.TestFrame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TrailWorkspaceTest {

    private record Entry(long sequence, String actor, String action, String subject, String change) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry(4, "Mara", "entitlement.edit", "ENT-0001", "quantity: 64 → 70; note: – → checked"),
            new Entry(3, "Mara", "entitlement.add", "ENT-0001", "quantity: – → 64"),
            new Entry(2, "Jon", "import.publish", "inventory-2026-06.csv", ""),
            new Entry(1, "Jon", "register.create", "Harbour estate", ""));

    private List<String> differences = List.of();
    private UndoState undo = new UndoState(
            Optional.of(new UndoState.Step(4, "entitlement.edit", "ENT-0001", 1, List.of())), Optional.empty());
    private TrailWorkspace workspace;

    @Start
    void showWorkspace(Stage stage) {
        workspace = make(ENTRIES);
        var scene = new Scene(TestFrame.of(workspace), ScreenShots.WIDTH, ScreenShots.HEIGHT);
        new Themes(Theme.LIGHT).dress(scene);
        workspace.show(Drill.to("trail"));
        stage.setScene(scene);
        stage.show();
    }

    private TrailWorkspace make(List<Entry> entries) {
        return new TrailWorkspace(
                table(entries),
                () -> undo,
                _ -> new Verification(4, 1200, 3, 2, differences),
                (_, _, _, _, _, _) -> {},
                new DirectJobs(),
                Texts.of(Locale.ENGLISH, ZoneOffset.UTC));
    }

    private static TableSource table(List<Entry> entries) {
        return new ListTable<Entry>(
                "trail",
                () -> new ListTable.Content<>(1, entries),
                entry -> Long.toString(entry.sequence()),
                List.of(
                        new ListTable.Cell<>(Column.of("sequence", ColumnType.INTEGER), Entry::sequence),
                        new ListTable.Cell<>(
                                Column.of("at", ColumnType.INSTANT), _ -> Instant.parse("2026-07-01T08:15:00Z")),
                        new ListTable.Cell<>(Column.of("actor", ColumnType.TEXT).faceted(), Entry::actor),
                        new ListTable.Cell<>(
                                Column.of("action", ColumnType.CODE).faceted(), Entry::action),
                        new ListTable.Cell<>(Column.of("subject", ColumnType.TEXT), Entry::subject),
                        new ListTable.Cell<>(Column.of("change", ColumnType.TEXT), Entry::change),
                        new ListTable.Cell<>(
                                Column.of("hash", ColumnType.TEXT).hidden(), entry -> "hash-" + entry.sequence())));
    }

    @Test
    void anEntryIsToldInFullWithItsHash() {
        var content = workspace.inspector().getValue();

        assertThat(content.title()).isEqualTo("ENT-0001");
        assertThat(content.sections().getFirst().fields())
                .anySatisfy(line -> assertThat(line.value()).isEqualTo("change entitlement"))
                .anySatisfy(line -> assertThat(line.value()).isEqualTo("quantity: 64 → 70\nnote: – → checked"));
        assertThat(content.sections().getLast().fields())
                .anySatisfy(line -> assertThat(line.value()).isEqualTo("hash-4"));
    }

    @Test
    void theHeadOfTheTrailIsShownAndCopiedWhole(FxRobot robot) {
        assertThat(robot.lookup("#trail-head").queryLabeled().getText()).isEqualTo("hash-4");

        robot.clickOn("#trail-head-copy");
        robot.interact(() -> assertThat(
                        javafx.scene.input.Clipboard.getSystemClipboard().getString())
                .isEqualTo("hash-4"));
    }

    @Test
    void whatUndoAndRedoWouldDoIsToldInWords(FxRobot robot) {
        assertThat(robot.lookup("#trail-undo").queryLabeled().getText())
                .isEqualTo("Undo would take back: change entitlement ENT-0001 (1 record)");
        assertThat(robot.lookup("#trail-redo").queryLabeled().getText()).isEqualTo("There is nothing to redo.");

        undo = new UndoState(
                Optional.of(new UndoState.Step(2, "import.publish", "inventory.csv", 0, List.of("2 title decisions"))),
                Optional.empty());
        robot.interact(workspace::refresh);

        assertThat(robot.lookup("#trail-undo").queryLabeled().getText())
                .isEqualTo("Undo cannot take back import inventory.csv: 2 title decisions");
    }

    @Test
    void verifyingSaysWhatAgreesOrWhatDiffers(FxRobot robot) {
        robot.clickOn("#action-verify-trail");
        assertThat(robot.lookup("#notice-text").queryLabeled().getText()).startsWith("Intact: 4 entries");

        differences = List.of("Entry 3 has another hash than entry 4 names.");
        robot.clickOn("#action-verify-trail");

        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .isEqualTo("1 difference: Entry 3 has another hash than entry 4 names.");
    }

    @Test
    void theScreensAreDrawn() {
        ScreenShots.of("trail", () -> {
            var made = make(ENTRIES);
            var frame = TestFrame.of(made);
            made.show(Drill.to("trail"));
            made.model().verify();
            return frame;
        });
        ScreenShots.of("trail-empty", () -> {
            var made = make(List.of());
            var frame = TestFrame.of(made);
            made.show(Drill.to("trail"));
            return frame;
        });
        assertThat(Path.of("target", "screens", "trail-empty-dark.png")).exists();
    }
}
