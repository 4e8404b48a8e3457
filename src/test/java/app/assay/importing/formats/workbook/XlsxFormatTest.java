package app.assay.importing.formats.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.source.RowMeaning;
import app.assay.importing.Formats;
import app.assay.importing.Tables;
import app.assay.importing.Zips;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.profile.MappingProfile;
import app.assay.importing.table.TablePreview;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locales")
class XlsxFormatTest {

    @TempDir
    Path folder;

    @Test
    void a_workbook_is_read_by_its_headers_below_title_lines() throws Exception {
        byte[] bytes;
        try (var workbook = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            var cover = workbook.createSheet("Cover");
            cover.createRow(0).createCell(0).setCellValue("Report of May");
            var sheet = workbook.createSheet("Installs é");
            sheet.createRow(0).createCell(0).setCellValue("Software list");
            var header = sheet.createRow(2);
            String[] names = {"Hostname", "Application", "Version", "Last seen", "Publisher"};
            for (int column = 0; column < names.length; column++) {
                header.createCell(column).setCellValue(names[column]);
            }
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("dd.mm.yyyy"));
            CellStyle fixed = workbook.createCellStyle();
            fixed.setDataFormat(workbook.createDataFormat().getFormat("0.00"));
            var row = sheet.createRow(3);
            row.createCell(0).setCellValue("PC-1");
            row.createCell(1).setCellValue("Visio");
            var version = row.createCell(2);
            version.setCellValue(1.1);
            version.setCellStyle(fixed);
            var seen = row.createCell(3);
            seen.setCellValue(LocalDate.of(2026, 3, 4));
            seen.setCellStyle(date);
            row.createCell(4).setCellValue("Microsoft");
            var second = sheet.createRow(5);
            second.createCell(0).setCellValue("PC-2");
            second.createCell(1).setCellFormula("\"Zo\"&\"om\"");
            second.createCell(2).setCellValue("1.10");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            workbook.write(out);
            bytes = out.toByteArray();
        }
        var sink = Tables.read(folder, "report.bin", bytes, ReadOptions.NONE);
        assertThat(sink.facts)
                .containsExactly("INSTALLATION PC-1|Visio|Microsoft|1.10|||2026-03-04", "INSTALLATION PC-2|Zoom||1.10");
        TablePreview preview = Formats.shipped().preview(folder.resolve("report.bin"), ReadOptions.NONE, 3);
        assertThat(preview.layout().sheets()).containsExactly("Cover", "Installs é");
        assertThat(preview.layout().sheet()).isEqualTo("Installs é");
        assertThat(preview.layout().headerRow()).isEqualTo(3);
    }

    @Test
    void numbers_keep_what_excel_shows_and_texts_stay_texts() {
        byte[] bytes = Zips.workbook(
                """
                <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='inlineStr'><is><t>serial</t></is></c><c r='D1' t='str'><v>cores</v></c><c r='E1' t='str'><v>last seen</v></c></row>
                <row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2'><v>1.1000000000000001</v></c><c r='C2' t='str'><v>6.37702E+15</v></c><c r='D2'><v>1.6E1</v></c><c r='E2' s='1'><v>46086</v></c></row>
                <row r='3'><c r='A3' t='str'><v>pc-2</v></c><c r='B3' s='2'><v>1.1</v></c><c r='C3'><v>6377020000000000</v></c><c r='D3'><v>2.5</v></c></row>
                <row r='9'><c r='A9' t='str'><v>pc-3</v></c><c r='D9' t='e'><v>#N/A</v></c><c r='E9' s='1'><v>60.5</v></c></row>
                """,
                "<si><t>device</t></si><si><r><t>mo</t></r><r><t>del</t></r><rPh><t>x</t></rPh></si><si><t xml:space='preserve'> pc-1 </t></si>",
                "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>");
        var sink = Tables.read(folder, "devices.csv", bytes, ReadOptions.as(RowMeaning.DEVICES));
        assertThat(sink.facts)
                .containsExactly(
                        "DEVICE {cores=16, lastSeen=2026-03-05, model=1.1, name=pc-1, serial=6.37702E+15}",
                        "DEVICE {model=1.10, name=pc-2, serial=6377020000000000}",
                        "DEVICE {lastSeen=1900-02-28, name=pc-3}");
    }

    @Test
    void what_is_stored_counts_where_numbers_are_meant_and_what_is_shown_where_texts_are() {
        byte[] bytes = Zips.workbook("""
                <row r='1'><c t='str'><v>product</v></c><c t='str'><v>quantity</v></c><c t='str'><v>unit price EUR</v></c><c t='str'><v>version</v></c></row>
                <row r='2'><c t='str'><v>Office</v></c><c s='1'><v>2.5</v></c><c s='2'><v>12.345</v></c><c s='2'><v>1.1</v></c></row>
                <row r='3'><c t='str'><v>Visio</v></c><c s='1'><v>3</v></c><c s='2'><v>0.0049999999999999998</v></c><c s='1'><v>16.4</v></c></row>
                """, "", "<xf numFmtId='0'/><xf numFmtId='1'/><xf numFmtId='164'/>");
        var profile = MappingProfile.of("p", RowMeaning.ENTITLEMENTS)
                .withCurrency("EUR")
                .withColumns(java.util.Map.of(
                        "product",
                        "product",
                        "quantity",
                        "quantity",
                        "unit price EUR",
                        "unitPrice",
                        "version",
                        "version"));
        var sink = Tables.read(folder, "e.xlsx", bytes, ReadOptions.NONE.withProfile(profile));
        assertThat(sink.records.get(0))
                .containsEntry("quantity", "2.5")
                .containsEntry("unitPrice", "12.345 EUR")
                .containsEntry("version", "1.10");
        assertThat(sink.records.get(1))
                .containsEntry("quantity", "3")
                .containsEntry("unitPrice", "0.005 EUR")
                .containsEntry("version", "16");
    }

    @Test
    void escaped_characters_of_a_workbook_are_read_as_what_they_stand_for() {
        assertThat(Workbook.unescaped("a_x000D_b_x0009__x005F_x000D_ _x00_ _xZZZZ_"))
                .isEqualTo("a\rb\t_x000D_ _x00_ _xZZZZ_");
        assertThat(Workbook.unescaped("_xD83D__xDE00_ _xD83D_")).isEqualTo("\uD83D\uDE00 \ufffd");
    }

    @ParameterizedTest
    @CsvSource({
        "dd/mm/yyyy, true",
        "yyyy-mm-dd hh:mm, true",
        "'[$-407]d. mmmm yyyy', true",
        "0.00, false",
        "'#,##0 \"days\"', false",
        "'[Red]0', false",
        "hh:mm, false",
        "General, false"
    })
    void date_formats_are_told_from_number_formats(String format, boolean date) {
        assertThat(ShownNumber.isDate(format)).isEqualTo(date);
    }
}
