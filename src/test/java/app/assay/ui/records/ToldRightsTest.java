package app.assay.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.table.Column;
import app.assay.domain.table.TableQuery;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.ImportFiles;
import app.assay.service.ImportPlan;
import app.assay.service.OpenRegister;
import app.assay.service.Registers;
import app.assay.service.Tables;
import app.assay.ui.grid.CellEdit;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

/// Rights that say more than the catalogue knows, in the form and on the paste page, over a real register.
@ExtendWith(ApplicationExtension.class)
class ToldRightsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final Texts texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private OpenRegister open;
    private EditRecords edits;
    private RecordFormViewModel form;

    @BeforeEach
    void openRegister() {
        open = new Registers(NOON, "Mara", "test", writer, readers)
                .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC);
        edits = new EditRecords(open);
        form = new RecordFormViewModel(RecordKind.ENTITLEMENT, RecordDesk.of(open, edits), new DirectJobs(), texts);
    }

    @AfterEach
    void closeRegister() {
        open.close();
        writer.shutdown();
        readers.shutdown();
    }

    private RecordState only() {
        return edits.all(RecordKind.ENTITLEMENT).getFirst();
    }

    private void bring(String... lines) throws IOException {
        var file = Files.write(folder.resolve("rights.csv"), List.of(lines));
        new ImportFiles(open).run(ImportPlan.of(file), Progress.NONE);
        assertThat(edits.all(RecordKind.ENTITLEMENT)).hasSize(1);
        form.show(only().id());
    }

    @Test
    void whatNobodyKnowsIsShownAsItWasToldAndOutlivesAnEdit() throws IOException {
        bring(
                "Reference,Publisher,Product,Edition,Version,Metric,Quantity",
                "L-1,Moon Works,Moon Suite,Crater,7.1,per moon,5");
        var before = only();

        assertThat(form.field("publisher").textProperty().get()).isEqualTo("Moon Works");
        assertThat(form.field("metric").textProperty().get()).isEqualTo("per moon");
        assertThat(form.field("edition").relevantProperty().get()).isTrue();
        assertThat(form.field("edition").choices())
                .contains(new FieldModel.Choice("Crater", "“Crater”, as it was told"));
        var metric = new MetricField(texts, form.field("metric").textProperty(), () -> {});
        assertThat(metric.choice().getValue().name()).isEqualTo("“per moon”, as it was told");
        assertThat(form.field("metric").isTouched()).isFalse();

        form.field("quantity").textProperty().set("8");
        form.confirm(form.field("quantity"));

        assertThat(only().text("quantity")).isEqualTo("8");
        for (var name : List.of("publisher", "product", "edition", "version", "metric")) {
            assertThat(only().text(name)).as(name).isEqualTo(before.text(name));
        }
    }

    @Test
    void anEditionAndAVersionThatNobodyKnowsCanBeTypedAndStayUntilTheProductIsKnown() throws IOException {
        bring("Reference,Publisher,Product,Metric,Quantity", "L-1,Moon Works,Moon Suite,device,5");
        assertThat(form.field("edition").relevantProperty().get()).isTrue();
        assertThat(form.field("version").relevantProperty().get()).isTrue();

        form.field("edition").textProperty().set("Standard");
        form.confirm(form.field("edition"));
        form.field("version").textProperty().set("Moonlight");
        form.confirm(form.field("version"));
        assertThat(only().text("edition")).isEqualTo("Standard");
        assertThat(only().text("version")).isEqualTo("Moonlight");
        assertThat(form.field("edition").choices())
                .contains(new FieldModel.Choice("Standard", "“Standard”, as it was told"));
        assertThat(meant()).isEmpty();

        // What was typed names an edition of the product that is chosen, or stays; a choice of it goes with it.
        form.field("product").textProperty().set("Microsoft SQL Server");
        assertThat(form.field("edition").textProperty().get()).isEqualTo("standard");
        assertThat(form.field("version").textProperty().get()).isEqualTo("Moonlight");
        form.confirm(form.field("product"));
        assertThat(only().text("edition")).isEqualTo("standard");
        form.field("product").textProperty().set("Moon Suite");
        assertThat(form.field("edition").textProperty().get()).isEmpty();
        assertThat(form.field("version").textProperty().get()).isEqualTo("Moonlight");
    }

    @Test
    void aVersionThatTheCatalogueLacksCanBeTypedAndIsCoveredByNothingElse() throws IOException {
        bring("Reference,Product,Metric,Quantity", "L-1,microsoft/sql-server,core,5");
        form.field("version").textProperty().set("2019");
        form.confirm(form.field("version"));
        assertThat(only().text("version")).isEqualTo("2019");
        assertThat(form.field("version").messageProperty().get()).isEmpty();

        form.field("version").textProperty().set("2099");
        form.confirm(form.field("version"));
        assertThat(only().text("version")).isEqualTo("2099");
        assertThat(form.field("version").messageProperty().get().orElseThrow())
                .isEqualTo(new FieldModel.Message(
                        "The catalogue does not know the version \"2099\"; the right covers no other one.", false));
    }

    @Test
    void aProductThatIsSetInAGridLeavesTheTextsThatWereTold() throws IOException {
        bring(
                "Reference,Publisher,Product,Edition,Version,Metric,Quantity",
                "L-1,Microsoft,Database thing,Standard,Moonlight,per core,5");
        var table = new Tables(open, new ComputePosition(open)).entitlements();
        var grid = new RecordGridEditor(
                RecordKind.ENTITLEMENT, table.columns(), RecordDesk.of(open, edits), texts, _ -> {});
        var id = only().id().toString();

        grid.apply(List.of(new CellEdit(id, "product", "Microsoft SQL Server")), Progress.NONE);
        assertThat(only().text("product")).isEqualTo("microsoft/sql-server");
        assertThat(only().text("edition")).isEqualTo("standard");
        assertThat(only().text("version")).isEqualTo("Moonlight");

        grid.apply(List.of(new CellEdit(id, "product", "Adobe Photoshop")), Progress.NONE);
        assertThat(only().text("edition"))
                .as("what the file tells counts again")
                .isEqualTo("Standard");
        assertThat(only().text("version")).isEqualTo("Moonlight");
    }

    @Test
    void aNameThatNoRecordBearsIsShownAndStays() throws IOException {
        bring("Reference,Product,Metric,Quantity,Purchase,Bound device", "L-1,Moon Suite,device,5,PO-17,pc-3");
        assertThat(form.field("purchase").textProperty().get()).isEqualTo("PO-17");
        assertThat(form.field("boundDevice").textProperty().get()).isEqualTo("pc-3");
        assertThat(form.field("boundDevice").isTouched()).isFalse();
        assertThat(form.field("boundDevice")
                        .messageProperty()
                        .get()
                        .orElseThrow()
                        .blocking())
                .isFalse();

        form.field("quantity").textProperty().set("8");
        form.confirm(form.field("quantity"));
        assertThat(only().text("quantity")).isEqualTo("8");
        assertThat(only().unresolved("boundDevice")).contains("pc-3");
    }

    @Test
    void anotherMetricCanBeChosenAndTheToldOneTakenAgain() throws IOException {
        bring("Reference,Product,Metric,Quantity", "L-1,Moon Suite,per moon,5");
        var text = form.field("metric").textProperty();
        var metric = new MetricField(texts, text, () -> {});

        metric.choice().setValue(metric.choice().getItems().getFirst());
        assertThat(text.get()).isEqualTo("device");
        metric.choice().setValue(metric.choice().getItems().getLast());
        assertThat(text.get()).isEqualTo("per moon");
    }

    @Test
    void aProductThatIsChosenMeansItsEditionsByTheTextsThatWereTold() throws IOException {
        bring(
                "Reference,Publisher,Product,Edition,Version,Metric,Quantity",
                "L-1,Microsoft,Database thing,Standard,Moonlight,per core,5");
        assertThat(form.field("edition").textProperty().get()).isEqualTo("Standard");

        form.field("product").textProperty().set("Microsoft SQL Server");
        assertThat(form.field("edition").textProperty().get()).isEqualTo("standard");
        assertThat(form.field("version").textProperty().get()).isEqualTo("Moonlight");
        form.confirm(form.field("product"));

        assertThat(only().text("product")).isEqualTo("microsoft/sql-server");
        assertThat(only().text("edition")).isEqualTo("standard");
        assertThat(only().text("version")).isEqualTo("Moonlight");
        assertThat(only().text("metric")).isEqualTo("per core");
    }

    @Test
    void aPublisherThatAFileToldIsMendedAndDecidesAtOnceWhatTheRightIsFor() throws IOException {
        bring("Reference,Publisher,Product,Metric,Quantity", "L-1,Moon Works,Acrobat Pro,device,5");
        assertThat(meant()).isEmpty();

        form.field("publisher").textProperty().set("Adobe");
        form.confirm(form.field("publisher"));

        assertThat(only().text("publisher")).isEqualTo("Adobe");
        assertThat(only().text("product")).isEqualTo("Acrobat Pro");
        assertThat(form.field("publisher").isTouched()).isFalse();
        assertThat(meant()).isPresent();
        edits.undo();
        assertThat(only().text("publisher")).isEqualTo("Moon Works");
        assertThat(meant()).isEmpty();
        edits.redo();
        assertThat(meant()).isPresent();

        form.show(only().id());
        form.field("publisher").textProperty().set("");
        form.confirm(form.field("publisher"));
        assertThat(only().text("publisher"))
                .as("what the file tells counts again")
                .isEqualTo("Moon Works");
    }

    private Optional<String> meant() {
        var table = new Tables(open, new ComputePosition(open)).entitlements();
        int column = table.columns().stream().map(Column::id).toList().indexOf("recognisedAs");
        return Optional.ofNullable(table.page(TableQuery.ALL, 0, 1)
                        .rows()
                        .getFirst()
                        .cells()
                        .get(column))
                .map(Object::toString);
    }

    @Test
    void aCopyOfARightKeepsItsPublisher() throws IOException {
        bring("Reference,Publisher,Product,Metric,Quantity", "L-1,Moon Works,Moon Suite,per moon,5");
        form.duplicate();
        form.add();

        assertThat(edits.all(RecordKind.ENTITLEMENT))
                .hasSize(2)
                .allSatisfy(right -> assertThat(right.text("publisher")).isEqualTo("Moon Works"));
    }

    @Test
    void aPastedPublisherIsKeptAndGoesWithOneUndo() {
        var paste = new PasteViewModel(RecordKind.ENTITLEMENT, RecordDesk.of(open, edits), new DirectJobs(), texts);
        paste.take(
                "Hersteller\tProdukt\tAnzahl\tMetrik\nMoon Works\tMoon Suite\t5\tper moon\nAdobe\tAcrobat\t7\tGerät\n",
                List.of());
        paste.add();

        assertThat(edits.all(RecordKind.ENTITLEMENT))
                .extracting(right -> right.text("publisher"))
                .containsExactlyInAnyOrder("Moon Works", "Adobe");
        form.show(only().id());
        assertThat(form.field("publisher").textProperty().get()).isEqualTo(only().text("publisher"));
        edits.undo();
        assertThat(edits.all(RecordKind.ENTITLEMENT)).isEmpty();
    }
}
