package app.assay.ui.entitlements;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.RecordKind;
import app.assay.ui.records.TestFrame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.MemoryKeeper;
import app.assay.ui.shell.StepPauses;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class EntitlementsWorkspaceTest {

    private EntitlementsFixture fixture;

    @Start
    void showWorkspace(Stage stage) {
        fixture = new EntitlementsFixture(Locale.ENGLISH);
        fixture.fill();
        var scene = new Scene(TestFrame.of(fixture.workspace), ScreenShots.WIDTH, ScreenShots.HEIGHT);
        new Themes(Theme.LIGHT).dress(scene);
        fixture.workspace.show(Drill.to("entitlements"));
        stage.setScene(scene);
        stage.show();
    }

    private static void copy(String block) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            var content = new ClipboardContent();
            content.putString(block);
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    @Test
    void anEntitlementIsWrittenWithTheKeyboardAsOneCommand(FxRobot robot) {
        robot.clickOn("#action-new-entitlement");
        robot.clickOn("#field-product").write("acrobat");
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        robot.clickOn("#field-quantity").push(KeyCode.SHORTCUT, KeyCode.A).write("25");
        robot.clickOn("#form-add");

        assertThat(fixture.desk.done()).hasSize(1);
        assertThat(fixture.desk.done().getFirst().action()).isEqualTo("entitlement.add");
        assertThat(fixture.desk.all(RecordKind.ENTITLEMENT)).hasSize(9).anySatisfy(record -> {
            assertThat(record.text("product")).startsWith("adobe/acrobat");
            assertThat(record.text("quantity")).isEqualTo("25");
        });
        assertThat(robot.lookup("#form-status").queryLabeled().getText()).isEqualTo("Added");
    }

    @Test
    void anEditionThatNobodyKnowsIsTypedAndKeptAndOneOfTheProductIsChosen(FxRobot robot) {
        robot.clickOn("#action-new-entitlement");
        robot.clickOn("#field-product").write("Moon Suite");
        robot.type(KeyCode.ESCAPE);
        robot.clickOn("#field-edition").write("Crater");
        robot.clickOn("#field-version").write("7.1");
        ComboBox<?> metric = robot.lookup("#field-metric").query();
        robot.interact(() -> metric.getSelectionModel().selectFirst());
        robot.clickOn("#field-quantity").push(KeyCode.SHORTCUT, KeyCode.A).write("25");
        robot.clickOn("#form-add");
        assertThat(fixture.desk.all(RecordKind.ENTITLEMENT)).anySatisfy(record -> {
            assertThat(record.text("product")).isEqualTo("Moon Suite");
            assertThat(record.text("edition")).isEqualTo("Crater");
            assertThat(record.text("version")).isEqualTo("7.1");
        });
        int done = fixture.desk.done().size();
        assertThat(done).isEqualTo(1);

        robot.clickOn("#field-edition")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("Basin")
                .type(KeyCode.TAB);
        assertThat(fixture.desk.done()).as("written once, when it is left").hasSize(2);
        assertThat(fixture.desk.all(RecordKind.ENTITLEMENT))
                .anySatisfy(record -> assertThat(record.text("edition")).isEqualTo("Basin"));

        robot.clickOn("#field-product").push(KeyCode.SHORTCUT, KeyCode.A).write("Microsoft SQL Server");
        robot.type(KeyCode.ESCAPE);
        robot.clickOn("#field-edition")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("standard")
                .type(KeyCode.TAB);
        assertThat(fixture.desk.all(RecordKind.ENTITLEMENT)).anySatisfy(record -> {
            assertThat(record.text("product")).isEqualTo("microsoft/sql-server");
            assertThat(record.text("edition")).isEqualTo("standard");
        });
        ComboBox<?> edition = robot.lookup("#field-edition").query();
        assertThat(edition.getEditor().getText()).isEqualTo("Standard");
        robot.interact(() -> edition.getSelectionModel().selectFirst());
        assertThat(fixture.desk.all(RecordKind.ENTITLEMENT)).anySatisfy(record -> {
            assertThat(record.text("product")).isEqualTo("microsoft/sql-server");
            assertThat(record.text("edition")).isEmpty();
        });
    }

    @Test
    void enterOpensTheFormAndAFieldThatIsLeftIsWritten(FxRobot robot) {
        robot.interact(() -> fixture.workspace.current().grid().focusTable());
        robot.type(KeyCode.ENTER);
        robot.clickOn("#field-quantity")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("70")
                .type(KeyCode.TAB);

        assertThat(fixture.desk.only(RecordKind.ENTITLEMENT).text("quantity")).isEqualTo("70");
        assertThat(robot.lookup("#form-status").queryLabeled().getText()).isEqualTo("Saved");
    }

    @Test
    void aWrongQuantityIsExplainedBesideItsFieldAndNotWritten(FxRobot robot) {
        robot.interact(() -> fixture.workspace.current().grid().focusTable());
        robot.type(KeyCode.ENTER);
        robot.clickOn("#field-quantity")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("lots")
                .type(KeyCode.TAB);

        Labeled message = robot.lookup("#message-quantity").queryLabeled();
        assertThat(message.isVisible()).isTrue();
        assertThat(message.getText()).contains("\"lots\"");
        assertThat(fixture.desk.done()).isEmpty();
    }

    @Test
    void theTermsOfACoreMetricAreWrittenAsTheyAreSet(FxRobot robot) {
        robot.interact(() -> fixture.workspace.current().grid().focusTable());
        robot.type(KeyCode.ENTER);
        robot.clickOn("#field-metric-minimumPerServer").write("16").type(KeyCode.TAB);

        assertThat(fixture.desk.only(RecordKind.ENTITLEMENT).text("metric"))
                .isEqualTo("core(counting=HOST,minimumPerProcessor=8,minimumPerServer=16)");
    }

    @Test
    void rowsPastedAsNewAreShownBeforeTheyAreAdded(FxRobot robot) {
        copy("Product\tQty\tLicence type\nAdobe Acrobat\t5\tDevice\nUnheard of\tmany\tDevice\n");
        robot.clickOn("#action-paste-new");
        assertThat(robot.lookup("#paste-status").queryLabeled().getText()).contains("2 rows", "1 ready", "1 refused");

        robot.clickOn("#paste-add");

        assertThat(fixture.desk.all(RecordKind.ENTITLEMENT)).hasSize(9);
        assertThat(robot.lookup("#paste-status").queryLabeled().getText()).contains("1 row");
    }

    @Test
    void deletingTellsTheCountFirstAndWhatStillNeedsARecord(FxRobot robot) {
        robot.clickOn("#action-delete-records");
        assertThat(robot.lookup("#records-told").queryLabeled().getText()).startsWith("Delete 1 record");
        robot.clickOn("#question-yes");
        assertThat(fixture.desk.all(RecordKind.ENTITLEMENT)).hasSize(7);

        robot.clickOn("#tab-agreement");
        robot.clickOn("#action-delete-records");

        assertThat(robot.lookup("#records-told").queryLabeled().getText()).startsWith("Nothing was deleted.");
        assertThat(fixture.desk.all(RecordKind.AGREEMENT)).hasSize(1);
    }

    @Test
    void aDroppedProofIsKeptWithItsHashAndGraded(FxRobot robot) {
        robot.interact(() -> fixture.workspace.current().grid().focusTable());
        robot.type(KeyCode.ENTER);
        var entitlement = fixture.desk.only(RecordKind.ENTITLEMENT);
        robot.interact(() -> fixture.workspace.current().form().show(entitlement.id()));
        fixture.desk.put(
                RecordKind.PROOF,
                Map.of(
                        "fileName",
                        "invoice.pdf",
                        "entitlement",
                        entitlement.id().toString(),
                        "sha256",
                        "3f2a90c1b2d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e",
                        "bytes",
                        "120400"));
        robot.interact(() -> fixture.workspace.current().form().clear());
        robot.interact(() -> fixture.workspace.current().form().show(entitlement.id()));

        ComboBox<String> grade = robot.lookup("#proof-grade").queryComboBox();
        robot.interact(() -> grade.setValue(grade.getItems().get(3)));

        assertThat(fixture.desk.only(RecordKind.PROOF).text("grade")).isEqualTo("INVOICE_AND_PAYMENT");
    }

    @Test
    void aPaperWhoseFileIsLostSaysSoAndCannotBeSaved(FxRobot robot) {
        robot.interact(() -> fixture.workspace.current().grid().focusTable());
        robot.type(KeyCode.ENTER);
        var entitlement = fixture.desk.only(RecordKind.ENTITLEMENT);
        paper(fixture, entitlement.id(), "lost order.pdf", 'a');
        robot.interact(() -> fixture.workspace.current().form().clear());
        robot.interact(() -> fixture.workspace.current().form().show(entitlement.id()));

        assertThat(robot.lookup("#proof-lost").queryLabeled().getText()).contains("Its file is lost");
        assertThat(robot.lookup("#proof-copy").queryButton().isDisabled()).isTrue();
    }

    private static void paper(EntitlementsFixture of, UUID entitlement, String name, char hash) {
        of.desk.put(
                RecordKind.PROOF,
                Map.of(
                        "fileName",
                        name,
                        "entitlement",
                        entitlement.toString(),
                        "sha256",
                        String.valueOf(hash).repeat(64),
                        "bytes",
                        "120400"));
    }

    @Test
    void papersAreDrawnWithAndWithoutTheirFile(FxRobot robot) {
        for (var locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            var tools = new ArrayList<Node>();
            ScreenShots.of(
                    "entitlements-papers" + (locale.equals(Locale.GERMAN) ? "-german" : ""),
                    () -> {
                        var other = new EntitlementsFixture(locale);
                        other.fill();
                        var first = other.desk.only(RecordKind.ENTITLEMENT);
                        paper(other, first.id(), "Auftragsbestätigung 2024-04 Hafen.pdf", 'a');
                        paper(other, first.id(), "lost order 10004.pdf", 'b');
                        var frame = TestFrame.of(other.workspace);
                        other.workspace.show(Drill.to("entitlements"));
                        other.workspace.current().open(first.id());
                        tools.add(frame);
                        return frame;
                    },
                    () -> tools.getLast().lookupAll(".scroll-pane").forEach(pane -> ((ScrollPane) pane).setVvalue(1)));
        }
        assertThat(Path.of("target", "screens", "entitlements-papers-dark.png")).exists();
        assertThat(robot.lookup("#proof-lost").tryQuery()).isEmpty();
    }

    @Test
    void aPlaceOpensItsPageWithItsRow(FxRobot robot) {
        robot.interact(() -> fixture.workspace.show(Drill.to("entitlements").page("agreements")));

        assertThat(fixture.workspace.current().kind()).isEqualTo(RecordKind.AGREEMENT);
        assertThat(fixture.workspace.left(Drill.to("entitlements")).page()).isEqualTo("agreements");
    }

    @Test
    @SuppressWarnings("StringConcatToTextBlock") // tabs show better as escapes
    void theScreenIsDrawnWithDataFormPasteAndEmpty(FxRobot robot) {
        ScreenShots.of("entitlements", () -> made(true, Locale.ENGLISH, false));
        ScreenShots.of("entitlements-form", () -> made(true, Locale.ENGLISH, true));
        ScreenShots.of("entitlements-german", () -> made(true, Locale.GERMAN, true));
        ScreenShots.of("entitlements-empty", () -> made(false, Locale.ENGLISH, false));
        copy(String.join(
                "\n",
                "Product\tQty\tLicence type\tExpires",
                "Adobe Acrobat\t5\tDevice\t2027-01-31",
                "Unheard of\tmany\tDevice\t",
                "Microsoft Visio\tmany\tDevice\t31.31.2026",
                "Microsoft Project\t12\tNamed user\t",
                ""));
        ScreenShots.of("entitlements-paste", () -> {
            var other = new EntitlementsFixture(Locale.ENGLISH);
            var frame = TestFrame.of(other.workspace);
            other.workspace.show(Drill.to("entitlements"));
            other.workspace.current().openPaste();
            return frame;
        });
        ScreenShots.of("entitlements-new", () -> {
            var other = new EntitlementsFixture(Locale.ENGLISH);
            other.fill();
            var frame = TestFrame.of(other.workspace, false);
            other.workspace.show(Drill.to("entitlements"));
            other.workspace.current().begin();
            other.workspace.current().form().field("product").textProperty().set("Microsoft SQL Server");
            other.workspace.current().form().field("quantity").textProperty().set("a dozen");
            return frame;
        });
        assertThat(List.of("entitlements", "entitlements-form", "entitlements-paste", "entitlements-new"))
                .allSatisfy(name -> assertThat(Path.of("target", "screens", name + "-dark.png"))
                        .exists());
        assertThat(robot.lookup("#field-quantity").tryQueryAs(TextField.class)).isEmpty();
    }

    @Test
    void anUnfinishedFormIsContinuedWithWhatTheRegisterSaysBeside() {
        ScreenShots.of("entitlements-continued", () -> {
            var keeper = new MemoryKeeper();
            var drafts = new FormDrafts(
                    keeper, new DirectJobs(), new StepPauses(), () -> 7, () -> Instant.parse("2026-11-15T15:00:00Z"));
            var other = new EntitlementsFixture(Locale.ENGLISH, drafts);
            other.fill();
            var first = other.desk.only(RecordKind.ENTITLEMENT);
            var draft = new Draft(
                    new UUID(0, 1),
                    "record",
                    RecordKind.ENTITLEMENT,
                    Optional.of(first.id()),
                    "ENT-0001",
                    new TreeMap<>(Map.of("reference", "ENT-0001 (harbour)", "start", "spring 2024")),
                    new TreeMap<>(Map.of("reference", "ENT-0001", "start", "2024-01-01")),
                    3,
                    Instant.parse("2026-11-15T14:02:00Z"));
            keeper.kept.put(draft.id(), draft);
            drafts.load();
            var frame = TestFrame.of(other.workspace, false);
            other.workspace.show(Drill.to("entitlements"));
            drafts.continueWith(draft);
            assertThat(other.workspace
                            .current()
                            .form()
                            .field("start")
                            .textProperty()
                            .get())
                    .isEqualTo("spring 2024");
            assertThat(other.workspace
                            .current()
                            .form()
                            .field("start")
                            .asideProperty()
                            .get())
                    .contains("The register says 2024-04-01 now; it said 2024-01-01.");
            return frame;
        });
        assertThat(Path.of("target", "screens", "entitlements-continued-dark.png"))
                .exists();
    }

    private static javafx.scene.Parent made(boolean filled, Locale locale, boolean form) {
        var other = new EntitlementsFixture(locale);
        if (filled) {
            other.fill();
        }
        var frame = TestFrame.of(other.workspace);
        other.workspace.show(Drill.to("entitlements"));
        if (form) {
            var first = other.desk.only(RecordKind.ENTITLEMENT);
            other.desk.put(
                    RecordKind.PROOF,
                    Map.of(
                            "fileName",
                            "EA-7781 invoice 2024-04.pdf",
                            "entitlement",
                            first.id().toString(),
                            "sha256",
                            "3f2a90c1b2d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e",
                            "bytes",
                            "120400",
                            "grade",
                            "INVOICE_AND_PAYMENT"));
            other.workspace.current().open(first.id());
        }
        return frame;
    }
}
