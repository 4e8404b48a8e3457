package app.assay.reporting.position;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.charts.ExamplePositions;
import app.assay.files.Hashes;
import app.assay.files.Scratch;
import app.assay.reporting.ExampleContent;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.sheet.Workbook;
import app.assay.reporting.table.CsvTables;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.TimeZone;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.CellValue;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class ElpWorkbookTest {

    @Test
    void every_formula_evaluates_to_the_value_that_stands_with_it() throws IOException {
        try (var workbook = open(ExampleContent.standard())) {
            var evaluator = workbook.getCreationHelper().createFormulaEvaluator();
            int formulas = 0;
            for (var sheet : workbook) {
                for (var row : sheet) {
                    for (var cell : row) {
                        if (cell.getCellType() == CellType.FORMULA) {
                            agrees(cell, evaluator.evaluate(cell));
                            formulas++;
                        }
                    }
                }
            }
            // 9 computable lines: reductions, net, counted, owned, usable, covered, shortfall, surplus, balance, %,
            // exposure, surplus value, check, and the bridge.
            assertThat(formulas).isGreaterThan(150);
        }
    }

    private static void agrees(Cell cell, CellValue value) {
        String place = cell.getSheet().getSheetName() + "!" + cell.getAddress() + " = " + cell.getCellFormula();
        assertThat(value.getCellType()).as(place).isEqualTo(cell.getCachedFormulaResultType());
        if (value.getCellType() == CellType.NUMERIC) {
            double cached = cell.getNumericCellValue();
            assertThat(value.getNumberValue())
                    .as(place)
                    .isCloseTo(cached, org.assertj.core.data.Offset.offset(1e-9 * Math.max(1, Math.abs(cached))));
        } else {
            assertThat(value.getStringValue()).as(place).isEqualTo(cell.getStringCellValue());
        }
    }

    @Test
    void a_changed_price_changes_the_exposure_on_the_cover_when_recomputed() throws IOException {
        try (var workbook = open(ExampleContent.standard())) {
            var position = workbook.getSheet("Position");
            var header = new HashMap<String, Integer>();
            position.getRow(0).forEach(cell -> header.put(cell.getStringCellValue(), cell.getColumnIndex()));
            int price = header.get("Price per unit");
            var office = rowOf(workbook, "Office");
            assertThat(position.getRow(office)
                            .getCell(header.get("Shortfall (units)"))
                            .getNumericCellValue())
                    .isEqualTo(30);
            var exposure = coverValue(workbook, "EUR", 1);
            double before = exposure.getNumericCellValue();
            position.getRow(office).getCell(price).setCellValue(489.90);
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            assertThat(exposure.getNumericCellValue())
                    .isCloseTo(before + 30 * 100, org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    private static int rowOf(XSSFWorkbook workbook, String product) {
        for (var row : workbook.getSheet("Position")) {
            if (row.getCell(3).getStringCellValue().equals(product)) {
                return row.getRowNum();
            }
        }
        throw new AssertionError(product);
    }

    private static Cell coverValue(XSSFWorkbook workbook, String name, int column) {
        for (var row : workbook.getSheet("Cover")) {
            if (row.getCell(0) != null && row.getCell(0).getStringCellValue().equals(name)) {
                return row.getCell(column);
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void sheets_stand_in_their_order_visible_with_frozen_headers_and_filters() throws IOException {
        try (var workbook = open(ExampleContent.standard())) {
            var names = new ArrayList<String>();
            workbook.forEach(sheet -> names.add(sheet.getSheetName()));
            assertThat(names)
                    .containsExactly(
                            "Cover",
                            "Position",
                            "Bridge",
                            "Consumption",
                            "Not counted",
                            "Entitlement detail",
                            "Assumptions",
                            "Legend");
            assertThat(workbook.isMacroEnabled()).isFalse();
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                assertThat(workbook.isSheetHidden(i)).isFalse();
                if (i > 0) {
                    var sheet = workbook.getSheetAt(i);
                    assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
                    assertThat((int) sheet.getPaneInformation().getHorizontalSplitPosition())
                            .isEqualTo(1);
                    assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).startsWith("A1:");
                }
            }
        }
    }

    @Test
    void text_that_looks_like_a_formula_is_text_and_marked_as_such() throws IOException {
        try (var workbook = open(ExampleContent.standard())) {
            int found = 0;
            for (var sheet : workbook) {
                for (var row : sheet) {
                    for (var cell : row) {
                        if (cell.getCellType() == CellType.STRING && CsvTables.needsGuard(cell.getStringCellValue())) {
                            assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
                            found++;
                        } else if (cell.getCellType() == CellType.FORMULA) {
                            assertThat(cell.getCellFormula()).doesNotContainIgnoringCase("hyperlink");
                        }
                    }
                }
            }
            assertThat(found).isGreaterThan(5);
        }
    }

    @Test
    void unknown_and_unlimited_are_words_and_zero_is_a_number() throws IOException {
        try (var workbook = open(ExampleContent.standard())) {
            var position = workbook.getSheet("Position");
            int db2 = rowOf(workbook, "Db2");
            assertThat(position.getRow(db2).getCell(9).getStringCellValue()).isEqualTo("unknown");
            assertThat(position.getRow(rowOf(workbook, "PDF Editor"))
                            .getCell(17)
                            .getStringCellValue())
                    .isEqualTo("unlimited");
            assertThat(position.getRow(rowOf(workbook, "Acrobat")).getCell(17).getNumericCellValue())
                    .isZero();
        }
    }

    @Test
    void a_line_whose_rights_do_not_add_up_keeps_its_figure_and_says_so() throws IOException {
        var line = ExamplePositions.line("Adobe", "Acrobat", 20, 0, 0, 15, "279 EUR");
        var odd = new app.assay.domain.position.PositionLine(
                line.id(),
                line.publisher(),
                line.product(),
                line.productName(),
                "",
                "",
                "",
                line.metric(),
                1,
                20,
                line.gross(),
                line.reductions(),
                line.net(),
                app.assay.domain.value.Quantity.of(99),
                line.usable(),
                line.covered(),
                line.shortfall(),
                line.surplus(),
                line.toBuy(),
                5,
                line.unitPrice(),
                line.exposure(),
                line.toBuyValue(),
                line.surplusValue(),
                line.status(),
                "",
                line.rights(),
                line.problems());
        try (var workbook = open(ExampleContent.of(ExamplePositions.of(odd), EvidenceContent.Choices.EVERYTHING))) {
            var row = workbook.getSheet("Position").getRow(1);
            assertThat(row.getCell(13).getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(row.getCell(13).getNumericCellValue()).isEqualTo(99);
            assertThat(row.getCell(31).getStringCellValue()).contains("owned");
        }
    }

    @Test
    void an_empty_position_yields_a_readable_workbook() throws IOException {
        try (var workbook = open(ExampleContent.of(ExamplePositions.of(), EvidenceContent.Choices.EVERYTHING))) {
            assertThat(workbook.getSheet("Position").getLastRowNum()).isZero();
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        }
    }

    @Test
    void the_same_content_gives_the_same_bytes_in_another_zone_and_language() throws IOException {
        String here = Hashes.sha256(bytes(ExampleContent.standard()));
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            for (String tag : new String[] {"tr-TR", "ar-EG-u-nu-arab"}) {
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(Hashes.sha256(bytes(ExampleContent.standard())))
                        .as(tag)
                        .isEqualTo(here);
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void long_text_is_cut_with_a_pointer_and_control_characters_survive() throws IOException {
        try (var scratch = Scratch.create();
                var book = new Workbook(scratch, "t", "c", ExampleContent.MADE)) {
            var sheet = book.sheet("S", new Workbook.Layout(java.util.List.of(10), 0, 0, false, true), "all.csv");
            sheet.text("x".repeat(40_000))
                    .text("a\u0001b_x0041_ \ud83d\ude00 \ud800 <&>")
                    .endRow();
            sheet.finish();
            var out = new ByteArrayOutputStream();
            book.write(out);
            try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
                var row = workbook.getSheetAt(0).getRow(0);
                assertThat(row.getCell(0).getStringCellValue())
                        .hasSizeLessThanOrEqualTo(32_767)
                        .endsWith("[cut after 32,687 characters; whole in all.csv]");
                assertThat(row.getCell(1).getStringCellValue()).isEqualTo("a\u0001b_x0041_ \ud83d\ude00 \ufffd <&>");
            }
        }
    }

    @Test
    void the_file_holds_nothing_but_sheets_and_styles_and_leaves_no_temporary_file() throws IOException {
        var before = temporaryFolders();
        byte[] bytes = bytes(ExampleContent.standard());
        assertThat(temporaryFolders()).isEqualTo(before);
        var parts = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.add(entry.getName());
            }
        }
        assertThat(parts)
                .allMatch(
                        part -> part.matches(
                                "\\[Content_Types]\\.xml|_rels/\\.rels|docProps/(app|core)\\.xml|xl/(_rels/workbook\\.xml\\.rels|styles\\.xml|workbook\\.xml|worksheets/sheet\\d\\.xml)"));
    }

    private static java.util.Set<Path> temporaryFolders() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("assay-"))
                    .collect(java.util.stream.Collectors.toSet());
        }
    }

    static byte[] bytes(EvidenceContent content) throws IOException {
        var out = new ByteArrayOutputStream();
        ElpWorkbook.write(content, out, Progress.NONE);
        return out.toByteArray();
    }

    private static XSSFWorkbook open(EvidenceContent content) throws IOException {
        byte[] bytes = bytes(content);
        var folder = Files.createDirectories(Path.of("target", "reports"));
        Files.write(folder.resolve("ELP.xlsx"), bytes);
        return new XSSFWorkbook(new ByteArrayInputStream(bytes));
    }
}
