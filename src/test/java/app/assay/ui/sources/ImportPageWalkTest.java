package app.assay.ui.sources;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.source.RowMeaning;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.ImportFiles;
import app.assay.service.ImportPlan;
import app.assay.service.OpenRegister;
import app.assay.service.Registers;
import app.assay.service.Tables;
import app.assay.ui.records.FieldModel;
import app.assay.ui.records.TestFrame;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.Navigator;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.ui.theme.Theme;
import app.assay.ui.theme.Themes;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Every control of the import page, on files as they come: unknown headers, wrong encodings, several sheets, other
/// languages. A real register in a temporary folder; no choice may end in anything but a page that says what it means.
@ExtendWith(ApplicationExtension.class)
class ImportPageWalkTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);
    private static final List<String> CHOICES = List.of(
            "import-encoding",
            "import-separator",
            "import-sheet",
            "import-meaning",
            "import-dateorder",
            "import-decimalmark",
            "import-profile");

    @TempDir
    Path folder;

    private final List<Throwable> thrown = new ArrayList<>();
    private Stage stage;
    private ExecutorService writer;
    private ExecutorService readers;
    private OpenRegister open;
    private SourcesWorkspace workspace;

    @Start
    void start(Stage first) {
        stage = first;
        // What a listener throws goes nowhere else.
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> thrown.add(failure));
    }

    @BeforeEach
    void openRegister(FxRobot robot) {
        writer = Executors.newSingleThreadExecutor();
        readers = Executors.newFixedThreadPool(2);
        open = new Registers(NOON, "Mara", "test", writer, readers)
                .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC);
        show(Locale.ENGLISH);
    }

    private void show(Locale locale) {
        interact(() -> {
            workspace = workspace(locale);
            var scene = new Scene(TestFrame.of(workspace, false), ScreenShots.WIDTH, ScreenShots.HEIGHT);
            new Themes(Theme.LIGHT).dress(scene);
            stage.setScene(scene);
            workspace.show(Drill.to("sources"));
            stage.show();
        });
    }

    private SourcesWorkspace workspace(Locale locale) {
        var positions = new ComputePosition(open);
        var tables = new Tables(open, positions);
        return new SourcesWorkspace(
                tables,
                new ImportFiles(open),
                new ExportEvidence(open, positions, tables),
                new Navigator(Drill.to("sources")),
                new DirectJobs(),
                Texts.of(locale, ZoneOffset.UTC));
    }

    @AfterEach
    void closeRegister() {
        open.close();
        writer.shutdown();
        readers.shutdown();
        assertThat(thrown).isEmpty();
    }

    // ---------------------------------------------------------------- what the robot does

    private Path file(String name, String text, Charset charset) throws IOException {
        var file = folder.resolve(name);
        Files.write(file, text.getBytes(charset));
        return file;
    }

    private void take(Path file) {
        interact(() -> workspace.take(List.of(file)));
    }

    private ImportPageViewModel model() {
        return workspace.imports();
    }

    @SuppressWarnings("unchecked")
    private static <T> ComboBox<T> combo(FxRobot robot, String id) {
        return (ComboBox<T>) robot.lookup("#" + id).queryAs(ComboBox.class);
    }

    private static boolean isThere(FxRobot robot, String id) {
        return robot.lookup("#" + id).tryQuery().isPresent();
    }

    private void choose(FxRobot robot, String id, String code) {
        interact(() -> ImportPageWalkTest.<String>combo(robot, id).setValue(code));
        isSane(robot, id + " = " + code);
        assertThat(ImportPageWalkTest.<String>combo(robot, id).getValue())
                .as("%s shows what was chosen", id)
                .isEqualTo(code);
    }

    private void map(FxRobot robot, int column, String field) {
        var box = ImportPageWalkTest.<FieldModel.Choice>combo(robot, "mapping-" + column);
        var choice = box.getItems().stream()
                .filter(item -> item.code().equals(field))
                .findFirst()
                .orElseThrow();
        interact(() -> box.setValue(choice));
        isSane(robot, "column " + column + " = " + field);
    }

    private void write(FxRobot robot, String id, String text) {
        interact(() -> {
            var field = robot.lookup("#" + id).queryTextInputControl();
            field.setText(text);
            field.fireEvent(new javafx.event.ActionEvent());
        });
        isSane(robot, id + " = " + text);
    }

    private void press(FxRobot robot, String id) {
        interact(() -> robot.lookup("#" + id).queryButton().fire());
        isSane(robot, id);
    }

    /// Does something and lays the page out; waits for no frame, of which a walk would need thousands.
    private void interact(Runnable step) {
        try {
            WaitForAsyncUtils.asyncFx(() -> {
                        step.run();
                        if (stage.getScene() != null) {
                            stage.getScene().getRoot().applyCss();
                            stage.getScene().getRoot().layout();
                        }
                    })
                    .get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    /// The page shows a table, or says in sentences what is wrong; never nothing.
    private void isSane(FxRobot robot, String after) {
        interact(() -> {}); // what was put behind the step is done now
        assertThat(thrown).as(after).isEmpty();
        var problem = model().problemProperty().get();
        if (problem.isPresent()) {
            assertThat(problem.get().sentences()).as(after).isNotBlank().doesNotContain("Exception");
            // What went wrong in the program itself is no answer to a choice.
            assertThat(problem.get().happened()).as(after).doesNotContain("a fault of its own", "eigenen Fehler");
        } else if (model().planProperty().get().isPresent()) {
            assertThat(isThere(robot, "import-table")).as(after).isTrue();
        }
    }

    /// Every choice of every control but the fields of columns.
    private void walk(FxRobot robot) {
        for (var id : CHOICES) {
            if (!isThere(robot, id)) {
                continue;
            }
            var first = ImportPageWalkTest.<String>combo(robot, id).getValue();
            for (var code :
                    List.copyOf(ImportPageWalkTest.<String>combo(robot, id).getItems())) {
                choose(robot, id, code);
            }
            if (first != null) {
                choose(robot, id, first);
            }
        }
        write(robot, "import-currency", "eur");
        write(robot, "import-currency", "no currency");
        write(robot, "import-currency", "");
        write(robot, "import-source", "office");
        write(robot, "import-datadate", "soon");
        write(robot, "import-datadate", "2026-06-30");
        write(robot, "import-suppliedby", "Ms Petersen");
        if (!isThere(robot, "import-sheet")) {
            assertThat(isThere(robot, "import-encoding")).isTrue();
        }
    }

    /// Every field of a meaning once, each in the next column.
    private void fields(FxRobot robot, RowMeaning meaning) {
        choose(robot, "import-meaning", meaning.name());
        int columns = table(robot).getColumns().size() - 1;
        var fields = ImportPageWalkTest.<FieldModel.Choice>combo(robot, "mapping-0").getItems().stream()
                .map(FieldModel.Choice::code)
                .toList();
        assertThat(fields).hasSizeGreaterThan(1);
        for (int place = 0; place < fields.size(); place++) {
            int column = place % columns;
            map(robot, column, fields.get(place));
            assertThat(ImportPageWalkTest.<FieldModel.Choice>combo(robot, "mapping-" + column)
                            .getValue()
                            .code())
                    .isEqualTo(fields.get(place));
        }
    }

    private static TableView<?> table(FxRobot robot) {
        return robot.lookup("#import-table").queryAs(TableView.class);
    }

    private List<String> cells(FxRobot robot, int row) {
        var shown = new AtomicReference<List<String>>(List.of());
        interact(() -> shown.set(((app.assay.ui.records.MappingTable.Line)
                        table(robot).getItems().get(row))
                .cells()));
        return shown.get();
    }

    private List<String> problems() {
        return model().previewProperty().get().orElseThrow().table().orElseThrow().findings().stream()
                .map(finding -> finding.code())
                .toList();
    }

    // ---------------------------------------------------------------- the files

    @Test
    void unknownHeadersAreMappedByHandKeptUnderANameAndImported(FxRobot robot) throws IOException {
        take(file("odd.csv", "aa,bb,cc\nHAM-1,Adobe Acrobat DC,Adobe\nHAM-2,7-Zip 23.01,\n", StandardCharsets.UTF_8));
        assertThat(robot.lookup("#import-run").queryButton().isDisabled()).isTrue();
        walk(robot);
        for (var meaning : RowMeaning.values()) {
            fields(robot, meaning);
        }
        interact(() -> model().next());
        take(folder.resolve("odd.csv"));

        choose(robot, "import-meaning", "INSTALLATIONS");
        map(robot, 0, "device");
        map(robot, 1, "title");
        map(robot, 2, "publisher");
        write(robot, "import-profile-name", "Odd tool");
        press(robot, "import-profile-save");
        assertThat(model().profiles()).containsExactly("Odd tool");
        press(robot, "import-dryrun");
        assertThat(model().countedProperty().get().orElseThrow().balance().added())
                .isPositive();
        press(robot, "import-run");

        assertThat(model().finished().getFirst().balance().read()).isEqualTo(2);
        assertThat(model().finished().getFirst().balance().rejected()).isZero();

        // The next file of the kind is read by the mapping that was kept.
        take(file("next.csv", "aa,bb,cc\nHAM-3,Adobe Acrobat DC,Adobe\n", StandardCharsets.UTF_8));
        choose(robot, "import-profile", "Odd tool");
        assertThat(robot.lookup("#import-run").queryButton().isDisabled()).isFalse();
    }

    @Test
    void rowsLeftOutAreListedComeInWhenTriedAgainAndGoWithOneUndo(FxRobot robot) throws IOException {
        var files = new ImportFiles(open);
        var file = file("who.csv", "who,what,seen\npc1,7-Zip,7-Zip\npc2,,Visio\n", StandardCharsets.UTF_8);
        var plan = ImportPlan.of(file).as(RowMeaning.INSTALLATIONS);
        files.saveProfile("ours", plan.withColumns(Map.of("who", "device", "what", "title", "seen", "")));
        var first = files.run(plan.withProfile(Optional.of("ours")), Progress.NONE);
        interact(() -> {
            workspace.refresh();
            workspace.show(Drill.to("sources").record(first.load().orElseThrow().toString()));
        });
        interact(() -> {});
        assertThat(robot.lookup("#tab-rejected").queryLabeled().getText()).isEqualTo("Rejected rows (1)");
        assertThat(lines(robot))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("pc2,,Visio", "MISSING"));

        interact(() -> robot.lookup("#sources-retry").queryButton().fire());
        assertThat(robot.lookup("#notice-text").queryLabeled().getText()).contains("still leaves out 1 row");
        long revision = open.revision();

        files.saveProfile("ours", plan.withColumns(Map.of("who", "device", "what", "", "seen", "title")));
        interact(() -> robot.lookup("#sources-retry").queryButton().fire());
        interact(() -> {});
        assertThat(robot.lookup("#notice-text").queryLabeled().getText())
                .contains("1 row was left out before, none is now");
        assertThat(robot.lookup("#tab-rejected").queryLabeled().getText()).isEqualTo("Rejected rows (0)");
        assertThat(lines(robot)).isEmpty();
        assertThat(robot.lookup("#sources-retry").queryButton().isDisabled()).isTrue();
        assertThat(open.revision()).isEqualTo(revision + 2);

        new EditRecords(open).undo();
        interact(() -> {
            workspace.refresh();
            workspace.show(Drill.to("sources").record(first.load().orElseThrow().toString()));
        });
        interact(() -> {});
        assertThat(lines(robot)).hasSize(1);
        assertThat(robot.lookup("#sources-retry").queryButton().isDisabled()).isFalse();
    }

    /// The rows of the table under the imports, as far as they are read.
    private List<String> lines(FxRobot robot) {
        var pane = robot.lookup("#sources-remarks").<javafx.scene.Parent>query();
        TableView<?> grid = robot.from(pane).lookup("#grid-table").queryAs(TableView.class);
        return grid.getItems().stream()
                .map(line -> String.valueOf(((app.assay.ui.grid.GridRow) line).row()))
                .toList();
    }

    @Test
    void aWrongEncodingIsSeenInTheRowsAndPutRight(FxRobot robot) throws IOException {
        take(file(
                "umlaute.csv",
                "Rechner;Software;Hersteller\nMÜLLER-PC;Büro 2019;Größe AG\n",
                Charset.forName("windows-1252")));
        choose(robot, "import-encoding", "UTF-8");
        assertThat(model().problemProperty().get().orElseThrow().sentences()).contains("umlaute.csv", "UTF-8");
        assertThat(robot.lookup("#import-run").queryButton().isDisabled()).isTrue();
        choose(robot, "import-encoding", "ISO-8859-1");
        assertThat(cells(robot, 0)).containsExactly("MÜLLER-PC", "Büro 2019", "Größe AG");
        choose(robot, "import-encoding", "windows-1252");
        assertThat(cells(robot, 0)).containsExactly("MÜLLER-PC", "Büro 2019", "Größe AG");
        walk(robot);
    }

    @Test
    void utf16IsReadAndCanBeChosenBackFromAnyOther(FxRobot robot) throws IOException {
        take(file("wide.csv", "\ufeffcomputer name\ttitle\nHAM-1\tBüro 2019\n", StandardCharsets.UTF_16LE));
        assertThat(cells(robot, 0)).containsExactly("HAM-1", "Büro 2019");
        choose(robot, "import-encoding", "UTF-16BE");
        choose(robot, "import-encoding", "UTF-16LE");
        assertThat(cells(robot, 0)).containsExactly("HAM-1", "Büro 2019");
    }

    @Test
    void anotherSeparatorRedrawsTheRows(FxRobot robot) throws IOException {
        take(file("bar.csv", "computer name;title\nHAM-1;Adobe Acrobat DC\n", StandardCharsets.UTF_8));
        choose(robot, "import-separator", "\t");
        assertThat(cells(robot, 0)).containsExactly("HAM-1;Adobe Acrobat DC");
        choose(robot, "import-separator", ";");
        assertThat(cells(robot, 0)).containsExactly("HAM-1", "Adobe Acrobat DC");
    }

    @Test
    void eachSheetIsShownWithWhatItsOwnRowsMean(FxRobot robot) throws IOException {
        var file = folder.resolve("several.xlsx");
        try (Workbook book = new org.apache.poi.xssf.usermodel.XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            sheet(book, "Installs", List.of("computer name", "title"), List.of("HAM-1", "Adobe Acrobat DC"));
            sheet(book, "Lizenzen", List.of("Produkt", "Anzahl", "Vertrag"), List.of("Adobe Acrobat", "5", "V-1"));
            sheet(book, "Empty", List.of(), List.of());
            book.write(out);
        }
        take(file);
        choose(robot, "import-sheet", "Installs");
        choose(robot, "import-meaning", "INSTALLATIONS");
        map(robot, 1, "publisher");
        choose(robot, "import-sheet", "Lizenzen");
        assertThat(cells(robot, 0)).startsWith("Adobe Acrobat");
        assertThat(model().previewProperty()
                        .get()
                        .orElseThrow()
                        .table()
                        .orElseThrow()
                        .meaning())
                .contains(RowMeaning.ENTITLEMENTS);
        assertThat(problems()).doesNotContain("column.absent");
        choose(robot, "import-sheet", "Empty");
        choose(robot, "import-sheet", "Installs");
        walk(robot);
    }

    private static void sheet(Workbook book, String name, List<String> headers, List<String> cells) {
        var sheet = book.createSheet(name);
        for (var line : List.of(headers, cells)) {
            if (!line.isEmpty()) {
                var row = sheet.createRow(sheet.getPhysicalNumberOfRows());
                for (int i = 0; i < line.size(); i++) {
                    row.createCell(i).setCellValue(line.get(i));
                }
            }
        }
    }

    @Test
    void ambiguousDatesAreAskedForAndAnswered(FxRobot robot) throws IOException {
        take(file(
                "dates.csv",
                "computer name,title,install date\nHAM-1,Adobe Acrobat DC,03/04/2026\n",
                StandardCharsets.UTF_8));
        assertThat(problems()).contains("date.ambiguous");
        choose(robot, "import-dateorder", "MONTH_DAY_YEAR");
        assertThat(problems()).doesNotContain("date.ambiguous");
        choose(robot, "import-dateorder", "");
        assertThat(problems()).contains("date.ambiguous");
        press(robot, "fix-day-first");
        assertThat(problems()).doesNotContain("date.ambiguous");
    }

    @Test
    void pricesInGermanWithoutACurrencyAskForOne(FxRobot robot) throws IOException {
        take(file(
                "preise.csv",
                "Produkt;Anzahl;Stückpreis;Lizenznummer\nAdobe Acrobat;5;1.234,50;L-1\n",
                StandardCharsets.UTF_8));
        assertThat(problems()).contains("price.currency-unknown");
        choose(robot, "import-decimalmark", "COMMA");
        write(robot, "import-currency", "eur");
        assertThat(robot.lookup("#import-currency").queryTextInputControl().getText())
                .isEqualTo("EUR");
        assertThat(problems()).doesNotContain("price.currency-unknown");
        press(robot, "import-run");
        assertThat(model().problemProperty().get()).isEmpty();
    }

    @Test
    void germanFrenchAndSpanishHeadersAreWalkedToo(FxRobot robot) throws IOException {
        take(file(
                "de.csv",
                "Rechnername;Software;Hersteller;Installiert am\nHAM-1;Büro;Größe AG;31.12.2025\n",
                StandardCharsets.UTF_8));
        walk(robot);
        interact(() -> model().next());
        take(file("fr.csv", "Ordinateur;Logiciel;Éditeur\nPAR-1;Suite bureautique;Élan\n", StandardCharsets.UTF_8));
        assertThat(cells(robot, 0)).containsExactly("PAR-1", "Suite bureautique", "Élan");
        interact(() -> model().next());
        show(Locale.GERMAN);
        take(file("es.csv", "Equipo,Programa,Fabricante\nMAD-1,Diseño,Año Nuevo\n", StandardCharsets.UTF_8));
        walk(robot);
    }

    @Test
    void whatIsNoCurrencyIsToldAtTheFieldAndNothingBreaks(FxRobot robot) throws IOException {
        take(file(
                "prices.csv",
                "product,quantity,unit price,reference\nAdobe Acrobat,5,12.50,L-1\n",
                StandardCharsets.UTF_8));
        write(robot, "import-currency", "Thaler");
        assertThat(model().problemProperty().get()).isEmpty();
        assertThat(robot.lookup("#import-currency-why").queryAs(Label.class).getText())
                .contains("THALER");
        assertThat(robot.lookup("#import-run").queryButton().isDisabled()).isTrue();
        write(robot, "import-currency", "USD");
        assertThat(isThere(robot, "import-currency-why")).isFalse();
        assertThat(robot.lookup("#import-run").queryButton().isDisabled()).isFalse();
    }
}
