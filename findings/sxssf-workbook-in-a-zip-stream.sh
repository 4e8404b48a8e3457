#!/usr/bin/env bash
# Apache POI 5.5.1, SXSSFWorkbook.write: is its workbook a ZIP that java.util.zip.ZipInputStream reads?
#
# A good guess: yes, a workbook is an ordinary ZIP. Prints what each of four readers makes of the same bytes and fails when
# that is not what was seen. Needs a JDK 17 or newer and Maven; packages go to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'X'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>org.apache.poi</groupId><artifactId>poi-ooxml</artifactId><version>5.5.1</version></dependency></dependencies></project>
X
mvn -q -B dependency:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null
cat >Probe.java <<'X'
import java.io.*;
import java.util.zip.*;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

public class Probe {
    static String read(InputStream in) throws IOException {
        return "read " + in.readAllBytes().length + " bytes";
    }

    static String streamed(byte[] bytes) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            int entries = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                zip.readAllBytes();
                entries++;
            }
            return "whole";
        } catch (IOException refused) {
            return refused.getClass().getSimpleName() + ": " + refused.getMessage().replaceAll("[0-9]+", "N");
        }
    }

    static String compress(byte[] bytes) {
        try (var zip = new ZipArchiveInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                zip.readAllBytes();
            }
            return "whole";
        } catch (IOException refused) {
            return refused.getClass().getSimpleName();
        }
    }

    static String file(byte[] bytes) throws IOException {
        var file = File.createTempFile("probe", ".xlsx");
        try (var out = new FileOutputStream(file)) {
            out.write(bytes);
        }
        try (var zip = new ZipFile(file)) {
            for (var entry : java.util.Collections.list(zip.entries())) {
                zip.getInputStream(entry).readAllBytes();
            }
            return "whole";
        } finally {
            file.delete();
        }
    }

    public static void main(String[] none) throws Exception {
        var plain = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            book.createSheet("a").createRow(0).createCell(0).setCellValue("PC-1");
            book.write(plain);
        }
        var streaming = new ByteArrayOutputStream();
        try (var book = new SXSSFWorkbook()) {
            book.createSheet("a").createRow(0).createCell(0).setCellValue("PC-1");
            book.write(streaming);
        }
        System.out.println("XSSF  ZipFile " + file(plain.toByteArray()));
        System.out.println("XSSF  ZipInputStream " + streamed(plain.toByteArray()));
        System.out.println("SXSSF ZipFile " + file(streaming.toByteArray()));
        System.out.println("SXSSF ZipInputStream " + streamed(streaming.toByteArray()));
        System.out.println("SXSSF Commons Compress stream " + compress(streaming.toByteArray()));
    }
}
X
java -cp "lib/*" Probe.java 2>/dev/null | grep -E '^S?XSSF ' | tee seen.txt

# Seen: the streaming writer marks its entries as ZIP64 beforehand, with sizes of eight bytes after the data. The JDK's
# stream expects eight bytes only where the size itself is above four gigabytes and refuses the workbook; the JDK's file
# reader and the stream of Commons Compress 1.28.0 read it. Who takes workbooks out of a stream loses those that a server
# wrote with SXSSF, which are the large ones.
diff - seen.txt <<'X'
XSSF  ZipFile whole
XSSF  ZipInputStream whole
SXSSF ZipFile whole
SXSSF ZipInputStream ZipException: invalid entry size (expected N but got N bytes)
SXSSF Commons Compress stream whole
X
