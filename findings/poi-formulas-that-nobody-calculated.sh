#!/usr/bin/env bash
# Apache POI 5.5.1: what do its three workbook writers store for a formula that nobody calculated?
#
# A good guess: the same, nothing. Prints the cell as each writer stores it, and what two readers (POI, fastexcel-reader 0.19.0)
# make of it. Needs a JDK 17 or newer and Maven; packages go to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>org.apache.poi</groupId><artifactId>poi-ooxml</artifactId><version>5.5.1</version></dependency><dependency><groupId>org.dhatim</groupId><artifactId>fastexcel-reader</artifactId><version>0.19.0</version></dependency></dependencies></project>
P
mvn -q -B dependency:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null
cat >Probe.java <<'J'
import java.io.*;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.*;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

public class Probe {
    static byte[] written(Workbook book) throws IOException {
        var row = book.createSheet("a").createRow(0);
        row.createCell(0).setCellValue(5);
        row.createCell(1).setCellFormula("A1*5");
        var out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }

    static String stored(byte[] bytes) throws IOException {
        var file = File.createTempFile("probe", ".xlsx");
        try (var out = new FileOutputStream(file)) {
            out.write(bytes);
        }
        try (var zip = new java.util.zip.ZipFile(file)) {
            var text = new String(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes());
            return text.replaceAll("(?s).*(<f>.*?)</c>.*", "$1");
        } finally {
            file.delete();
        }
    }

    static String poi(byte[] bytes) throws IOException {
        try (var book = WorkbookFactory.create(new ByteArrayInputStream(bytes))) {
            var cell = book.getSheetAt(0).getRow(0).getCell(1);
            return cell.getCachedFormulaResultType() + " " + cell.getNumericCellValue();
        }
    }

    static String fastexcel(byte[] bytes) throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                var rows = book.getFirstSheet().openStream()) {
            return String.valueOf(rows.findFirst().orElseThrow().getCell(1).getValue());
        }
    }

    public static void main(String[] none) throws Exception {
        var plain = written(new XSSFWorkbook());
        var streamed = written(new SXSSFWorkbook());
        System.out.println("XSSF stores " + stored(plain) + ", fastexcel reads " + fastexcel(plain) + ", POI reads " + poi(plain));
        System.out.println("SXSSF stores " + stored(streamed) + ", fastexcel reads " + fastexcel(streamed) + ", POI reads "
                + poi(streamed));
        System.out.println("HSSF: POI reads " + poi(written(new HSSFWorkbook())));
    }
}
J
java -cp "lib/*" Probe.java 2>/dev/null | grep -E '^S?[XH]SSF' | tee seen.txt

# Seen: XSSF stores no value, its streaming twin SXSSF stores 0.0, and POI reads zero as a calculated number from all of them. A
# licence list that a server wrote with SXSSF, quantities as formulas, says "0 owned" to every reader that believes stored values,
# and nothing in the cell tells that nobody calculated it.
diff - seen.txt <<'O'
XSSF stores <f>A1*5</f>, fastexcel reads null, POI reads NUMERIC 0.0
SXSSF stores <f>A1*5</f><v>0.0</v>, fastexcel reads 0.0, POI reads NUMERIC 0.0
HSSF: POI reads NUMERIC 0.0
O
