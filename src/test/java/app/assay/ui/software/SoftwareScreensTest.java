package app.assay.ui.software;

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
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the software workspace and a robot that works with it.
@ExtendWith(ApplicationExtension.class)
class SoftwareScreensTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);

    private final Navigator navigator = new Navigator(Drill.to("software"));
    private final List<Path> written = new ArrayList<>();
    private final SampleSoftware sample = SampleSoftware.full();
    private Stage stage;
    private SoftwareWorkspace current;

    @Start
    void start(Stage first) {
        stage = first;
    }

    private SoftwareWorkspace workspace(SampleSoftware software, Texts texts) {
        var made = new SoftwareWorkspace(
                software.work(),
                (file, _, _, _, _, _) -> written.add(file),
                Optional.of((_, name, _) -> Optional.of(Path.of(name))),
                "mb",
                () -> new UUID(0, 9),
                FormDrafts.none(new DirectJobs()),
                navigator,
                new DirectJobs(),
                texts);
        // What the window does.
        navigator.currentProperty().subscribe((_, place) -> {
            if (place.workspace().equals("software")) {
                made.show(place);
            }
        });
        return made;
    }

    private Parent screen(SampleSoftware software, Drill place, Consumer<SoftwareWorkspace> acting) {
        var made = workspace(software, TEXTS);
        made.show(place);
        acting.accept(made);
        return new Frame(made);
    }

    @Test
    void theQueueIsDrawnWithProposals() {
        ScreenShots.of("software-titles", () -> screen(SampleSoftware.full(), Drill.to("software"), _ -> {}));
    }

    @Test
    void aTitleThatIsDecidedIsDrawnInGerman() {
        ScreenShots.of("software-titles-de", () -> {
            var made = workspace(SampleSoftware.full(), Texts.of(Locale.GERMAN, ZoneOffset.UTC));
            made.show(Drill.to("software").page("titles").record("7"));
            return new Frame(made);
        });
    }

    @Test
    void aRuleIsDrawnWithWhatItWouldChange() {
        ScreenShots.of(
                "software-rules",
                () -> screen(SampleSoftware.full(), Drill.to("software").page("rules"), made -> {
                    made.rules().begin();
                    made.rules().titleProperty().set("Office");
                    made.rules().choice().choose(SampleSoftware.OFFICE);
                }));
    }

    @Test
    void installationsAndProductsAreDrawn() {
        ScreenShots.of(
                "software-installations",
                () -> screen(
                        SampleSoftware.full(),
                        Drill.to("software", new Filter.OneOf("product", List.of("Visio"), false))
                                .page("installations"),
                        _ -> {}));
        ScreenShots.of(
                "software-products",
                () -> screen(SampleSoftware.full(), Drill.to("software").page("products"), _ -> {}));
    }

    @Test
    void anEmptyEstateSaysWhatToDoNext() {
        ScreenShots.of(
                "software-empty",
                () -> screen(SampleSoftware.empty(), Drill.to("software").page("titles"), _ -> {}));
        ScreenShots.of(
                "software-rules-empty",
                () -> screen(SampleSoftware.empty(), Drill.to("software").page("rules"), _ -> {}));
    }

    @Test
    void aDecisionThatFailsSaysSoInThreeSentences() {
        ScreenShots.of(
                "software-error", () -> screen(SampleSoftware.full(), Drill.to("software"), SoftwareScreensTest::fail));
    }

    private static void fail(SoftwareWorkspace made) {
        made.notice()
                .fail(new Fault(
                        FaultCode.REGISTER_READ_ONLY,
                        Sentence.verbatim("The register is open for reading only."),
                        Sentence.verbatim("No title was decided."),
                        Sentence.verbatim("Close it and open it for writing.")));
    }

    @Test
    void theFormOfAProductIsDrawnWithItsDifferences() {
        ScreenShots.of(
                "software-product-form",
                () -> screen(
                        SampleSoftware.full(),
                        Drill.to("software").page("products"),
                        made -> made.products().open("autodesk/autocad")));
    }

    @Test
    void aProductThatIsRefusedIsDrawnInGermanWithTheRemarkAtItsField() {
        ScreenShots.of("software-product-refused-de", () -> {
            var made = workspace(SampleSoftware.full(), Texts.of(Locale.GERMAN, ZoneOffset.UTC));
            made.show(Drill.to("software").page("products"));
            made.products().begin();
            made.products().value(ProductFormViewModel.Field.PUBLISHER).set("Microsoft");
            made.products().value(ProductFormViewModel.Field.NAME).set("Visio");
            made.products().addEdition();
            made.products().addRelease();
            made.products().addComponent();
            made.products().save();
            return new Frame(made);
        });
    }

    @Test
    void theProductsOfAFileAreDrawnBeforeTheyAreTakenIn() {
        ScreenShots.of(
                "software-product-import",
                () -> screen(
                        SampleSoftware.full(),
                        Drill.to("software").page("products"),
                        made -> made.products().choose(Path.of("products.csv"))));
    }

    @Test
    void theLetterPMakesAProductFromTheTitleAndSavingGoesBackToTheQueue(FxRobot robot) {
        show(Drill.to("software"));
        robot.interact(() ->
                robot.lookup("#software-titles").lookup("#grid-table").query().requestFocus());

        robot.type(KeyCode.P);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(navigator.current().page()).isEqualTo("products");
        assertThat(robot.lookup("#product-publisher").queryTextInputControl().getText())
                .isEqualTo("Harbour Systems");

        robot.clickOn("#product-editions-add");
        robot.clickOn("#product-editions-0-0").write("Pro");
        robot.clickOn("#product-save");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(sample.products.saved).singleElement().satisfies(draft -> {
            assertThat(draft.name()).isEqualTo("Harbour Crane Control");
            assertThat(draft.editions()).extracting(edition -> edition.name()).containsExactly("Pro");
            assertThat(draft.releases()).extracting(release -> release.name()).containsExactly("7.2");
        });
        assertThat(navigator.current().page()).isEqualTo("titles");
    }

    @Test
    void aRefusedProductTellsSoAtTheFieldAndKeepsWhatWasTyped(FxRobot robot) {
        show(Drill.to("software").page("products"));
        robot.interact(() -> current.products().begin());

        robot.clickOn("#product-publisher").write("Microsoft");
        robot.clickOn("#product-name").write("Visio");
        robot.clickOn("#product-save");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#product-remark-name").queryLabeled().getText())
                .contains("microsoft/visio");
        assertThat(current.products().value(ProductFormViewModel.Field.NAME).get())
                .isEqualTo("Visio");
        robot.interact(() -> current.products().open("autodesk/autocad"));
        assertThat(current.products().value(ProductFormViewModel.Field.NAME).get())
                .isEqualTo("Visio");
    }

    @Test
    void anOwnProductIsDeletedFromItsForm(FxRobot robot) {
        show(Drill.to("software").page("products"));
        robot.interact(() -> current.products().open("autodesk/autocad"));

        robot.clickOn("#product-delete");

        assertThat(sample.products.deleted).containsExactly(SampleProducts.OWN);
    }

    @Test
    void altAndANumberAcceptsAProposalAndTheLetterISetsATitleAside(FxRobot robot) {
        show(Drill.to("software"));
        robot.interact(() ->
                robot.lookup("#software-titles").lookup("#grid-table").query().requestFocus());

        robot.press(KeyCode.ALT).type(KeyCode.DIGIT1).release(KeyCode.ALT);
        assertThat(sample.decisions).containsEntry(0, Optional.of(SampleSoftware.OFFICE));

        robot.type(KeyCode.I);
        assertThat(sample.decisions).containsEntry(1, Optional.empty());
        assertThat(current.waiting().get()).isEqualTo(5);
    }

    @Test
    void aProductIsFoundByTypingAndDecidesTheTitle(FxRobot robot) {
        show(Drill.to("software"));
        robot.interact(() -> current.titles().titles().reveal("4"));

        robot.clickOn("#title-product").write("visual");
        robot.type(KeyCode.ENTER);
        robot.clickOn("#title-decide");

        assertThat(sample.decisions.get(4).orElseThrow().product()).isEqualTo("microsoft/visual-studio");
    }

    @Test
    void theLettersOfAProductAreNotCommands(FxRobot robot) {
        show(Drill.to("software"));

        robot.clickOn("#title-product").write("i");

        assertThat(sample.steps).isZero();
    }

    @Test
    void aTitleOpensItsInstallationsAndARowOfThemItsDevice(FxRobot robot) {
        show(Drill.to("software"));

        robot.clickOn("#title-installations");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(navigator.current().page()).isEqualTo("installations");
        assertThat(current.rowsStatus().getValue()).startsWith("40 of");

        robot.clickOn(
                robot.lookup("#software-installations").lookup(".grid-cell").<javafx.scene.Node>query());
        robot.type(KeyCode.ENTER);
        assertThat(navigator.current().workspace()).isEqualTo("devices");
    }

    private void show(Drill place) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            current = workspace(sample, TEXTS);
            current.show(place);
            var scene = new Scene(new Frame(current), ScreenShots.WIDTH, ScreenShots.HEIGHT);
            new Themes(Theme.LIGHT).dress(scene);
            stage.setScene(scene);
            stage.show();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
