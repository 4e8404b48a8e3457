package app.assay.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes archives and workbooks for tests.
public final class Zips {

    private Zips() {}

    public static byte[] of(Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A workbook with one sheet `Data` of given rows (XML of the sheetData) and shared texts.
    public static byte[] workbook(String rows, String sharedTexts, String cellStyles) {
        return of(parts(rows, sharedTexts, cellStyles));
    }

    /// As [#workbook(String, String, String)], with further number formats.
    public static byte[] workbook(String rows, String sharedTexts, String cellStyles, String formats) {
        var parts = new HashMap<>(parts(rows, sharedTexts, cellStyles));
        parts.put(
                "xl/styles.xml",
                text("<styleSheet><numFmts>" + formats + "</numFmts><cellXfs>" + cellStyles
                        + "</cellXfs></styleSheet>"));
        return of(parts);
    }

    /// The parts of such a workbook by their names.
    public static Map<String, byte[]> parts(String rows, String sharedTexts, String cellStyles) {
        return Map.of(
                "[Content_Types].xml",
                text("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
                "_rels/.rels",
                text(
                        "<Relationships><Relationship Id='r1' Type='http://x/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
                "xl/workbook.xml",
                text(
                        "<workbook xmlns:r='urn:r'><sheets><sheet name='Data' sheetId='1' r:id='s1'/></sheets></workbook>"),
                "xl/_rels/workbook.xml.rels",
                text(
                        "<Relationships><Relationship Id='s1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"),
                "xl/styles.xml",
                text("<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.00'/></numFmts><cellXfs>" + cellStyles
                        + "</cellXfs></styleSheet>"),
                "xl/sharedStrings.xml",
                text("<sst>" + sharedTexts + "</sst>"),
                "xl/worksheets/sheet1.xml",
                text("<worksheet><sheetData>" + rows + "</sheetData></worksheet>"));
    }
}
