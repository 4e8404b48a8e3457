package app.assay.importing.formats.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.importing.RecordingSink;
import app.assay.importing.Tables;
import app.assay.importing.Zips;
import app.assay.importing.format.ReadOptions;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OpenDocument sheets with what the format allows and few programs write; those of real programs are in
/// [RealTablesTest].
class OdsFormatTest {

    private static final String HEADER =
            row(cell("Hostname") + cell("Application") + cell("Version") + cell("Last seen") + cell("Publisher"));

    @TempDir
    Path folder;

    private static String cell(String text) {
        return "<table:table-cell office:value-type='string'><text:p>" + text + "</text:p></table:table-cell>";
    }

    private static String row(String cells) {
        return "<table:table-row>" + cells + "</table:table-row>";
    }

    private static String sheet(String name, String style, String rows) {
        return "<table:table table:name='" + name + "' table:style-name='" + style
                + "'><table:table-column table:number-columns-repeated='16384'/>" + rows + "</table:table>";
    }

    private static byte[] workbook(String sheets, String manifest) {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("mimetype", Zips.text("application/vnd.oasis.opendocument.spreadsheet"));
        parts.put(
                "content.xml",
                Zips.text("<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                        + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
                        + " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
                        + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
                        + "<office:automatic-styles>"
                        + "<style:style style:name='ta1'><style:table-properties table:display='true'/></style:style>"
                        + "<style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>"
                        + "</office:automatic-styles><office:body><office:spreadsheet>" + sheets
                        + "</office:spreadsheet></office:body></office:document-content>"));
        parts.put("META-INF/manifest.xml", Zips.text("<manifest>" + manifest + "</manifest>"));
        return Zips.of(parts);
    }

    private RecordingSink read(String sheets) {
        return Tables.read(folder, "report.ods", workbook(sheets, ""), ReadOptions.NONE);
    }

    @Test
    void repeatedCellsAndRowsCountAsOftenAsTheyAreRepeated() {
        var sink = read(sheet(
                "Programs",
                "ta1",
                HEADER
                        + row(cell("PC-1") + cell("Visio") + cell("16"))
                        + "<table:table-row table:number-rows-repeated='2'>" + cell("PC-2")
                        + "<table:table-cell table:number-columns-repeated='2' office:value-type='string'><text:p>Zoom</text:p>"
                        + "</table:table-cell></table:table-row>"
                        + "<table:table-row table:number-rows-repeated='1048570'><table:table-cell"
                        + " table:number-columns-repeated='16384'/></table:table-row>"));
        assertThat(sink.facts)
                .containsExactly(
                        "INSTALLATION PC-1|Visio||16", "INSTALLATION PC-2|Zoom||Zoom", "INSTALLATION PC-2|Zoom||Zoom");
    }

    @Test
    void textsKeepTheirSpacesAndLoseTheirNotes() {
        var sink = read(sheet(
                "Programs",
                "ta1",
                HEADER
                        + row(cell("PC-1")
                                + "<table:table-cell office:value-type='string'><office:annotation><text:p>secret</text:p>"
                                + "</office:annotation><text:p>Visio<text:s text:c='1'/><text:span>Pro<text:s/>2019</text:span>"
                                + "</text:p></table:table-cell>")));
        assertThat(sink.facts).containsExactly("INSTALLATION PC-1|Visio Pro 2019");
    }

    @Test
    void numbersKeepWhatTheirCellShowsOfThem() {
        var sink = read(sheet(
                "Programs",
                "ta1",
                HEADER
                        + row(cell("PC-1") + cell("Visio")
                                + "<table:table-cell office:value-type='float' office:value='1.1'><text:p>1,10</text:p>"
                                + "</table:table-cell>"
                                + "<table:table-cell office:value-type='date' office:date-value='2026-03-04'><text:p>04.03.26</text:p>"
                                + "</table:table-cell>")
                        + row(cell("PC-2") + cell("Visio")
                                + "<table:table-cell office:value-type='float' office:value='7'><text:p>007</text:p>"
                                + "</table:table-cell>")
                        + row(cell("PC-3") + cell("Visio")
                                + "<table:table-cell office:value-type='float' office:value='1200'><text:p>1,200</text:p>"
                                + "</table:table-cell>")));
        assertThat(sink.facts)
                .containsExactly(
                        "INSTALLATION PC-1|Visio||1.10|||2026-03-04",
                        "INSTALLATION PC-2|Visio||007",
                        "INSTALLATION PC-3|Visio||1200");
    }

    @Test
    void aHiddenSheetIsNamedAndNotRead() {
        var sink = read(sheet("Old", "ta2", HEADER + row(cell("PC-9") + cell("Zoom")))
                + sheet("Programs", "ta1", HEADER + row(cell("PC-1") + cell("Visio"))));
        assertThat(sink.facts).containsExactly("INSTALLATION PC-1|Visio");
        assertThat(sink.warnings).contains("sheets.hidden");
    }

    @Test
    void anEncryptedOneIsNamedAsSuch() {
        byte[] bytes = workbook("", "<file-entry><encryption-data/></file-entry>");
        assertThatThrownBy(() -> Tables.read(folder, "report.ods", bytes, ReadOptions.NONE))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INPUT_UNREADABLE);
                    assertThat(fault.happened()).contains("encrypted");
                });
    }

    @Test
    void moreRowsThanASheetCanHaveAreRefused() {
        assertThatThrownBy(() -> read(sheet(
                        "Programs",
                        "ta1",
                        HEADER + "<table:table-row table:number-rows-repeated='900000000'>" + cell("PC-2")
                                + cell("Zoom") + "</table:table-row>")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.happened()).contains("more rows than a sheet can have"));
    }

    @Test
    void aFormulaThatFoundNothingIsBlank() {
        var sink = read(sheet(
                "Programs",
                "ta1",
                HEADER
                        + row(cell("PC-1") + cell("Visio")
                                + "<table:table-cell table:formula='of:=NA()' office:value-type='string' office:string-value=''>"
                                + "<text:p>#N/A</text:p></table:table-cell>")));
        assertThat(sink.facts).containsExactly("INSTALLATION PC-1|Visio");
    }

    @Test
    void aRowRepeatedToMillionsOfCellsIsRefused() {
        String wide =
                "<table:table-cell table:number-columns-repeated='900' office:value-type='string'><text:p>x</text:p>"
                        + "</table:table-cell>";
        assertThatThrownBy(() -> read(sheet(
                        "Programs",
                        "ta1",
                        HEADER + "<table:table-row table:number-rows-repeated='1000000'>" + wide
                                + "</table:table-row>")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT));
    }

    @Test
    void aSecondSheetOfTheSameNameIsNotLost() {
        var sink = read(sheet("Programs", "ta1", row(cell("nothing")))
                + sheet("Programs", "ta1", HEADER + row(cell("PC-1") + cell("Visio"))));
        assertThat(sink.facts).containsExactly("INSTALLATION PC-1|Visio");
    }

    @Test
    void anOpenDocumentTextIsNoTable() {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("mimetype", Zips.text("application/vnd.oasis.opendocument.text"));
        parts.put("content.xml", Zips.text("<office/>"));
        assertThatThrownBy(() -> Tables.read(folder, "letter.odt", Zips.of(parts), ReadOptions.NONE))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_UNKNOWN_FORMAT));
    }
}
