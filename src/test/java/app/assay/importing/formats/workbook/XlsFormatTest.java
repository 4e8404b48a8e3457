package app.assay.importing.formats.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.importing.Formats;
import app.assay.importing.Tables;
import app.assay.importing.Zips;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workbooks of before 2007, made by the library that also reads their records; those of other programs are in
/// [RealTablesTest].
class XlsFormatTest {

    @TempDir
    Path folder;

    private static byte[] bytes(Workbook workbook) throws IOException {
        var out = new ByteArrayOutputStream();
        workbook.write(out);
        return out.toByteArray();
    }

    private static HSSFWorkbook installations() {
        var workbook = new HSSFWorkbook();
        workbook.createSheet("Cover").createRow(0).createCell(0).setCellValue("Report of May");
        var sheet = workbook.createSheet("Programs");
        String[] names = {"Hostname", "Application", "Version", "Last seen", "Publisher"};
        var header = sheet.createRow(2);
        for (int column = 0; column < names.length; column++) {
            header.createCell(column).setCellValue(names[column]);
        }
        var date = workbook.createCellStyle();
        date.setDataFormat(workbook.createDataFormat().getFormat("dd.mm.yyyy"));
        var fixed = workbook.createCellStyle();
        fixed.setDataFormat(workbook.createDataFormat().getFormat("0.00"));
        for (int row = 0; row < 50; row++) {
            var line = sheet.createRow(3 + row * 2);
            line.createCell(0).setCellValue("PC-" + row);
            line.createCell(1).setCellValue("Visio");
            var version = line.createCell(2);
            version.setCellValue(1.1);
            version.setCellStyle(fixed);
            var seen = line.createCell(3);
            seen.setCellValue(LocalDate.of(2026, 3, 4));
            seen.setCellStyle(date);
            line.createCell(4).setCellValue("Microsoft");
        }
        return workbook;
    }

    @Test
    void theSheetWhoseHeadersAreUnderstoodIsReadWithDatesAndDecimalsAsSeen() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            bytes = bytes(workbook);
        }
        var sink = Tables.read(folder, "report.bin", bytes, ReadOptions.NONE);
        assertThat(sink.facts).hasSize(50).startsWith("INSTALLATION PC-0|Visio|Microsoft|1.10|||2026-03-04");
        assertThat(sink.rejects).isEmpty();
    }

    @Test
    void daysOfTheCalendarOf1904AreThoseDays() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            workbook.getInternalWorkbook().getRecords().add(1, new org.apache.poi.hssf.record.DateWindow1904Record());
            workbook.getInternalWorkbook().getRecords().stream()
                    .filter(org.apache.poi.hssf.record.DateWindow1904Record.class::isInstance)
                    .forEach(record ->
                            ((org.apache.poi.hssf.record.DateWindow1904Record) record).setWindowing((short) 1));
            bytes = bytes(workbook);
        }
        // The number stays and counts from another day 0: four years and a day later.
        assertThat(Tables.read(folder, "report.xls", bytes, ReadOptions.NONE).facts)
                .first()
                .asString()
                .contains("2030-03-05");
    }

    @Test
    void aHiddenSheetIsNamedAndNotRead() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            workbook.setSheetHidden(0, true);
            bytes = bytes(workbook);
        }
        var sink = Tables.read(folder, "report.xls", bytes, ReadOptions.NONE);
        assertThat(sink.facts).hasSize(50);
        assertThat(sink.warnings).contains("sheets.hidden");
    }

    @Test
    void oneInAnArchiveIsReadLikeOneInAFolder() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            bytes = bytes(workbook);
        }
        var zip = Zips.of(java.util.Map.of("a/report.xls", bytes));
        assertThat(Tables.read(folder, "all.zip", zip, ReadOptions.NONE).facts).hasSize(50);
    }

    @Test
    void anEncryptedOneIsNamedAsSuch() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            Biff8EncryptionKey.setCurrentUserPassword("open sesame");
            bytes = bytes(workbook);
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
        assertThatThrownBy(() -> Tables.read(folder, "report.xls", bytes, ReadOptions.NONE))
                .isInstanceOfSatisfying(Fault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INPUT_UNREADABLE);
                    assertThat(fault.happened()).contains("encrypted");
                });
    }

    /// With this password the library opens a workbook without asking; its sheets would be read as they are
    /// encrypted.
    @Test
    void oneThatIsEncryptedWithThePasswordThatEverybodyKnowsIsNamedAsSuch() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            Biff8EncryptionKey.setCurrentUserPassword("VelvetSweatshop");
            bytes = bytes(workbook);
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
        assertThatThrownBy(() -> Tables.read(folder, "report.xls", bytes, ReadOptions.NONE))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.happened()).contains("encrypted"));
    }

    /// The stream of a workbook with its records changed; none may change its length.
    private static byte[] changed(byte[] bytes, java.util.function.UnaryOperator<List<byte[]>> change)
            throws Exception {
        try (var files = new POIFSFileSystem(new java.io.ByteArrayInputStream(bytes))) {
            byte[] stream = files.createDocumentInputStream("Workbook").readAllBytes();
            var records = new ArrayList<byte[]>();
            for (int place = 0; place + 4 <= stream.length; ) {
                int length = (stream[place + 2] & 0xFF) | (stream[place + 3] & 0xFF) << 8;
                records.add(Arrays.copyOfRange(stream, place, place + 4 + length));
                place += 4 + length;
            }
            var out = new ByteArrayOutputStream();
            for (byte[] record : change.apply(records)) {
                out.write(record);
            }
            files.createOrUpdateDocument(new java.io.ByteArrayInputStream(out.toByteArray()), "Workbook");
            var all = new ByteArrayOutputStream();
            files.writeFilesystem(all);
            return all.toByteArray();
        }
    }

    private static boolean isNumberCell(byte[] record) {
        return record[0] == 0x03 && record[1] == 0x02;
    }

    @Test
    void cellsThatAreWrittenAsTheyComeAreReadInTheirRows() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            bytes = bytes(workbook);
        }
        byte[] mixed = changed(bytes, records -> {
            // Columns before rows: all numbers of the sheet in reverse order at the places of the numbers.
            var numbers = new ArrayList<>(
                    records.stream().filter(XlsFormatTest::isNumberCell).toList());
            java.util.Collections.reverse(numbers);
            var next = numbers.iterator();
            return records.stream()
                    .map(record -> isNumberCell(record) ? next.next() : record)
                    .toList();
        });
        var sink = Tables.read(folder, "report.xls", mixed, ReadOptions.NONE);
        assertThat(sink.facts).hasSize(50).startsWith("INSTALLATION PC-0|Visio|Microsoft|1.10|||2026-03-04");
        assertThat(sink.rejects).isEmpty();
    }

    @Test
    void aSheetOfAChartIsNoTable() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            bytes = bytes(workbook);
        }
        byte[] chart = changed(bytes, records -> {
            var starts = records.stream()
                    .filter(record -> record[0] == 0x09 && record[1] == 0x08)
                    .toList();
            starts.get(1)[6] = 0x20;
            return records;
        });
        var detected = Formats.shipped().detect(java.nio.file.Files.write(folder.resolve("chart.xls"), chart));
        assertThat(detected.layout().orElseThrow().sheets()).containsExactly("Programs");
    }

    @Test
    void moreColumnsThanAllowedAreRefusedWithTheLimit() throws Exception {
        byte[] bytes;
        try (var workbook = installations()) {
            workbook.getSheetAt(1).getRow(3).createCell(200).setCellValue("x");
            bytes = bytes(workbook);
        }
        var limits = Limits.DEFAULT.with(Limit.COLUMNS, 100);
        assertThatThrownBy(() -> Tables.read(folder, "report.xls", bytes, ReadOptions.NONE.withLimits(limits)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT));
    }

    /// Whatever is cut or changed, the answer is a fault with a sentence or a reading, never an exception of a
    /// library.
    @Test
    void aDamagedOneEndsWithAFault() throws Exception {
        byte[] whole;
        try (var workbook = installations()) {
            whole = bytes(workbook);
        }
        var random = new Random(20_261_130);
        for (int round = 0; round < 300; round++) {
            byte[] bytes =
                    round % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length - 600) + 600) : whole.clone();
            for (int flip = 0; flip < 1 + round % 7 && round % 3 != 0; flip++) {
                bytes[random.nextInt(bytes.length - 8) + 8] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Tables.read(folder, "report.xls", bytes, ReadOptions.NONE);
            } catch (Fault told) {
                assertThat(told.happened()).as("round %s", round).isNotBlank();
            }
        }
    }
}
