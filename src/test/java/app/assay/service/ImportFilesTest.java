package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.RowMeaning;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files taken in through the service as the window and the command line do it.
class ImportFilesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
    private static final ExecutorService WRITER = Executors.newSingleThreadExecutor();
    private static final ExecutorService READERS = Executors.newFixedThreadPool(2);
    private static final Registers REGISTERS = new Registers(NOON, "mb", "test", WRITER, READERS);

    @TempDir
    Path folder;

    private OpenRegister open;
    private ImportFiles imports;

    @BeforeEach
    void create() {
        open = REGISTERS.create(folder.resolve("register"), "Example", ZoneOffset.UTC);
        imports = new ImportFiles(open);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @AfterAll
    static void endThreads() {
        WRITER.shutdown();
        READERS.shutdown();
    }

    private Path write(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text, StandardCharsets.UTF_8);
    }

    private List<RecordState> all(RecordKind kind) {
        return open.snapshot().records(kind);
    }

    private static ImportPlan layout(
            ImportPlan plan,
            String encoding,
            String separator,
            String sheet,
            String dateOrder,
            String decimalMark,
            String currency) {
        return plan.withLayout(
                some(encoding), some(separator), some(sheet), some(dateOrder), some(decimalMark), some(currency));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    @Test
    void aColumnIsGivenItsFieldByHandWithoutAName() throws IOException {
        var file = write("d.csv", "Kiste;Wert\nPC-1;S-1\n");
        var plan = ImportPlan.of(file).as(RowMeaning.DEVICES).withColumns(Map.of("Kiste", "name", "Wert", "serial"));

        assertThat(imports.preview(plan).table().orElseThrow().columns())
                .extracting(ImportPreview.ColumnProposal::field)
                .containsExactly("name", "serial");
        imports.run(plan, Progress.NONE);

        assertThat(all(RecordKind.DEVICE))
                .singleElement()
                .satisfies(device -> assertThat(device.text("serial")).isEqualTo("S-1"));
    }

    @Test
    void theOrderOfDatesIsChosenByHand() throws IOException {
        var file = write("d.csv", "Device;Serial;Last seen\nPC-1;S-1;05/06/2026\n");
        var plan = ImportPlan.of(file).as(RowMeaning.DEVICES);

        imports.run(layout(plan, "", "", "", "MONTH_DAY_YEAR", "", ""), Progress.NONE);

        assertThat(all(RecordKind.DEVICE).getFirst().text("lastSeen")).isEqualTo("2026-05-06");
    }

    @Test
    void encodingSeparatorMarkAndCurrencyAreChosenByHandAndTheHeadersTellTheMeaning() throws IOException {
        var file = write(
                "r.csv",
                "Reference|Product|Quantity|Unit price|Metric|Note\nR-1|Microsoft Visio 2019|3|1.250|device|Größe\n",
                Charset.forName("ISO-8859-15"));

        imports.run(layout(ImportPlan.of(file), "ISO-8859-15", "|", "", "", "COMMA", "EUR"), Progress.NONE);

        var right = all(RecordKind.ENTITLEMENT).getFirst();
        assertThat(right.text("unitPrice")).isEqualTo("1250 EUR");
        assertThat(right.text("note")).isEqualTo("Größe");
    }

    @Test
    void theCurrencyAloneCountsAlsoWhereNobodySaysWhatARowMeans() throws IOException {
        var file = write(
                "r.csv", "Reference;Product;Quantity;Unit price;Metric\nR-1;Microsoft Visio 2019;3;12.50;device\n");

        imports.run(layout(ImportPlan.of(file), "", "", "", "", "", "chf"), Progress.NONE);

        assertThat(all(RecordKind.ENTITLEMENT).getFirst().text("unitPrice")).isEqualTo("12.5 CHF");
    }

    @Test
    void aSheetIsChosenByHand() throws IOException {
        var file = folder.resolve("two.xlsx");
        try (var workbook = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            var devices = workbook.createSheet("Devices");
            devices.createRow(0).createCell(0).setCellValue("Device name");
            devices.getRow(0).createCell(1).setCellValue("Serial number");
            devices.getRow(0).createCell(2).setCellValue("Operating system");
            var rights = workbook.createSheet("Rights");
            rights.createRow(0).createCell(0).setCellValue("Product");
            rights.getRow(0).createCell(1).setCellValue("Quantity");
            workbook.write(out);
        }
        var plan = ImportPlan.of(file);

        assertThat(imports.preview(layout(plan, "", "", "Rights", "", "", ""))
                        .table()
                        .orElseThrow()
                        .sheet())
                .isEqualTo("Rights");
    }

    @Test
    void aProfileIsKeptUnderANameOnly() throws IOException {
        var file = write("d.csv", "Kiste;Wert\nPC-1;S-1\n");
        var plan = ImportPlan.of(file).as(RowMeaning.DEVICES).withColumns(Map.of("Kiste", "name", "Wert", "serial"));

        assertThatThrownBy(() -> imports.saveProfile("  ", plan)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.USAGE);
            assertThat(fault.happened()).contains("name");
        });
        assertThat(imports.profiles()).isEmpty();

        imports.saveProfile(" boxes ", plan);
        assertThat(imports.profiles()).containsExactly("boxes");
        imports.run(ImportPlan.of(file).withProfile(Optional.of("boxes")), Progress.NONE);
        assertThat(all(RecordKind.DEVICE).getFirst().text("serial")).isEqualTo("S-1");
    }

    @Test
    void whatNoChoiceOffersIsRefusedInWords() throws IOException {
        var file = write("d.csv", "Device;Serial\nPC-1;S-1\n");
        var plan = ImportPlan.of(file);

        assertThatThrownBy(() -> imports.preview(layout(plan, "", "", "", "", "", "EURO")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.remedy()).contains("ISO 4217"));
        assertThatThrownBy(() -> imports.preview(layout(plan, "", "", "", "SOMEHOW", "", "")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.remedy()).contains("MONTH_DAY_YEAR"));
        assertThatThrownBy(() -> imports.preview(layout(plan, "klingon", "", "", "", "", "")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.happened()).contains("klingon"));
    }
}
