package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.assay.domain.source.RowMeaning;
import app.assay.importing.format.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables and workbooks that real programs wrote, and small ones that went wrong, with their right values.
class RealTablesTest {

    private static final Path REAL = Path.of("../shared/real");

    @TempDir
    Path folder;

    private static RecordingSink real(String name, ReadOptions options) {
        Path file = REAL.resolve(name);
        assumeTrue(Files.exists(file), "the file " + file + " is not here");
        return Tables.read(file, options);
    }

    private static Map<String, Map<String, String>> rights(RecordingSink sink) {
        var rights = new TreeMap<String, Map<String, String>>();
        sink.records.forEach(record -> rights.put(record.getOrDefault("reference", ""), record));
        return rights;
    }

    private static Map<String, String> of(Map<String, Map<String, String>> rights, String reference) {
        return rights.getOrDefault(reference, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exceljs",
                "sheetjs",
                "write-excel-file",
                "openpyxl",
                "openpyxl-iso",
                "perl-ewx",
                "poi-sxssf",
                "poi-xssf",
                "lo-typed"
            })
    void aWorkbookIsReadWithTheValuesThatItsProgramStored(String name) {
        var sink = real("workbook/" + name + ".xlsx", ReadOptions.NONE);
        var rights = rights(sink);

        assertThat(sink.rejects).isEmpty();
        assertThat(rights).containsOnlyKeys("R-1", "R-2", "R-3", "R-4", "R-5", "R-7");
        boolean isNumber = name.equals("perl-ewx");
        assertThat(of(rights, "R-1"))
                .containsEntry("product", "microsoft/visio")
                .containsEntry("version", isNumber ? "1.1" : "1.10")
                .containsEntry("metric", "device")
                .containsEntry("quantity", "10")
                .containsEntry("unitPrice", "412.5 EUR")
                .containsEntry("start", "2026-01-31")
                .containsEntry("end", "2026-12-31")
                .containsEntry("partNumber", isNumber ? "123" : "00123");
        assertThat(of(rights, "R-2"))
                .containsEntry("quantity", "3")
                .containsEntry("unitPrice", "0.1 EUR")
                .containsEntry("start", "2024-02-29")
                .containsEntry("end", "2025-02-28")
                .containsEntry("partNumber", "00123");
        assertThat(of(rights, "R-3"))
                .containsEntry("metric", "core")
                .containsEntry("quantity", "8")
                .containsEntry("unitPrice", "1793 EUR")
                .containsEntry("start", "1999-12-31")
                .containsEntry("end", "2030-01-01")
                .containsEntry("partNumber", name.equals("lo-typed") ? "1234567890123460" : "1234567890123456");
        assertThat(of(rights, "R-3").get("version")).isIn("16.0", "16");
        boolean isCalculated = List.of("exceljs", "sheetjs", "lo-typed").contains(name);
        assertThat(of(rights, "R-4"))
                .containsEntry("metric", "named user")
                .containsEntry("unitPrice", "239.88 EUR")
                .containsEntry("quantity", isCalculated ? "25" : "unknown")
                .containsEntry("partNumber", "65196");
        assertThat(sink.warnings.contains("formula.not-calculated")).isEqualTo(!isCalculated);
        assertThat(of(rights, "R-5")).containsEntry("quantity", "1").containsEntry("note", "true");
        assertThat(of(rights, "R-7"))
                .containsEntry("quantity", "1200")
                .containsEntry("unitPrice", "1234567.5 EUR")
                .containsEntry("start", "2026-11-30")
                .containsEntry("end", "2027-03-28")
                .containsEntry("partNumber", isNumber ? "100000" : "1E5");
    }

    @Test
    void daysThatAProgramStoredAsTheNightBeforeAreReadAsStored() {
        var rights = rights(real("workbook/exceljs-local-dates-oslo.xlsx", ReadOptions.NONE));
        assertThat(of(rights, "R-1")).containsEntry("start", "2026-01-30");
    }

    /// What a spreadsheet lost when it read a text file is lost; everything else is there.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "workbook/lo-csv.xlsx",
                "workbook/lo-csv.ods",
                "workbook/gnumeric-csv.xlsx",
                "workbook/gnumeric-csv.ods",
                "workbook/src.csv"
            })
    void workbooksOfTextsHaveTheSameRights(String name) {
        var sink = real(name, ReadOptions.NONE);
        var rights = rights(sink);

        assertThat(sink.rejects).isEmpty();
        assertThat(rights).containsOnlyKeys("R-1", "R-2", "R-3", "R-4", "R-5", "R-7");
        assertThat(of(rights, "R-1"))
                .containsEntry("product", "microsoft/visio")
                .containsEntry("quantity", "10")
                .containsEntry("unitPrice", "412.5 EUR")
                .containsEntry("start", "2026-01-31")
                .containsEntry("end", "2026-12-31");
        assertThat(of(rights, "R-2")).containsEntry("quantity", "3").containsEntry("end", "2025-02-28");
        assertThat(of(rights, "R-3")).containsEntry("quantity", "8").containsEntry("start", "1999-12-31");
        assertThat(of(rights, "R-4")).containsEntry("metric", "named user").containsEntry("unitPrice", "239.88 EUR");
        assertThat(of(rights, "R-4").get("quantity")).isIn("25", "unknown").isNotEqualTo("0");
        assertThat(of(rights, "R-5")).containsEntry("quantity", "1");
        assertThat(of(rights, "R-7"))
                .containsEntry("quantity", "1200")
                .containsEntry("unitPrice", "1234567.5 EUR")
                .containsEntry("end", "2027-03-28");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workbook/poi-hssf.xls", "workbook/perl-swe.xls", "workbook/sods.ods"})
    void oldAndOpenWorkbooksAreReadWithTheValuesThatTheirProgramsStored(String name) {
        var sink = real(name, ReadOptions.NONE);
        var rights = rights(sink);

        assertThat(sink.rejects).isEmpty();
        assertThat(rights).containsOnlyKeys("R-1", "R-2", "R-3", "R-4", "R-5", "R-7");
        assertThat(of(rights, "R-1"))
                .containsEntry("product", "microsoft/visio")
                .containsEntry("version", name.contains("perl") ? "1.1" : "1.10")
                .containsEntry("metric", "device")
                .containsEntry("quantity", "10")
                .containsEntry("unitPrice", "412.5 EUR")
                .containsEntry("start", "2026-01-31")
                .containsEntry("end", "2026-12-31")
                .containsEntry("partNumber", "00123");
        // The program of the OpenDocument file stored the number 123 without a format.
        assertThat(of(rights, "R-2"))
                .containsEntry("unitPrice", "0.1 EUR")
                .containsEntry("partNumber", name.endsWith(".ods") ? "123" : "00123");
        assertThat(of(rights, "R-3"))
                .containsEntry("metric", "core")
                .containsEntry("start", "1999-12-31")
                .containsEntry("partNumber", "1234567890123456");
        assertThat(of(rights, "R-4"))
                .containsEntry("metric", "named user")
                .containsEntry("quantity", "unknown")
                .containsEntry("unitPrice", "239.88 EUR")
                .containsEntry("partNumber", "65196");
        assertThat(sink.warnings).contains("formula.not-calculated");
        assertThat(of(rights, "R-7"))
                .containsEntry("quantity", "1200")
                .containsEntry("unitPrice", "1234567.5 EUR")
                .containsEntry("start", "2026-11-30")
                .containsEntry("end", "2027-03-28")
                .containsEntry("partNumber", name.contains("perl") ? "100000" : "1E5");
    }

    @Test
    void serialsOfSixteenDigitsStayApart() {
        assertThat(real("workbook/openpyxl-serials-16-digits.xlsx", ReadOptions.NONE).records)
                .extracting(device -> device.get("serial"))
                .containsExactly("1234567890123456", "1234567890123457", "1234567890123458", "1234567890123459");
    }

    @Test
    void digitsBeyondTheFifteenthOfAFractionComeFromItsBinaryForm() {
        var rights = rights(real("workbook/gnumeric-csv.xlsx", ReadOptions.NONE));
        assertThat(of(rights, "R-4")).containsEntry("unitPrice", "239.88 EUR");
    }

    @Test
    void aNumberIsReadWithTheZerosAndSignsOfItsFormat() {
        byte[] bytes = Zips.workbook(
                """
                <row r='1'><c t='str'><v>device</v></c><c t='str'><v>serial</v></c><c t='str'><v>model</v></c></row>
                <row r='2'><c t='str'><v>PC-1</v></c><c s='1'><v>42</v></c><c s='2'><v>123456789</v></c></row>
                <row r='3'><c t='str'><v>PC-2</v></c><c s='1'><v>1234567</v></c><c s='3'><v>7</v></c></row>
                """, "", "<xf numFmtId='0'/><xf numFmtId='170'/><xf numFmtId='171'/><xf numFmtId='172'/>", """
                <numFmt numFmtId='170' formatCode='00000'/><numFmt numFmtId='171' formatCode='000-00-0000'/>
                <numFmt numFmtId='172' formatCode='&quot;SN&quot;0000'/>
                """);
        assertThat(Tables.read(folder, "d.xlsx", bytes, ReadOptions.as(RowMeaning.DEVICES)).facts)
                .containsExactly(
                        "DEVICE {model=123-45-6789, name=PC-1, serial=00042}",
                        "DEVICE {model=SN0007, name=PC-2, serial=1234567}");
    }

    @Test
    void partsOfATableWithHeadersOfTheirOwnAreReadByTheirOwn() {
        var sink = real("table/miller-blocks.csv", ReadOptions.NONE);
        assertThat(sink.facts)
                .containsExactly(
                        "INSTALLATION PC-1|Visio||1.10", "INSTALLATION PC-2|Project", "INSTALLATION PC-3|Acrobat||24");
        assertThat(sink.warnings).contains("table.parts");
    }

    @Test
    void headersThatComeAgainWithoutAGapAreNoRow() {
        String text = "Device,Software,Version\nPC-1,Visio,1\nDevice,Software,Version\nPC-2,Visio,2\n";
        assertThat(Tables.read(folder, text, ReadOptions.NONE).facts)
                .containsExactly("INSTALLATION PC-1|Visio||1", "INSTALLATION PC-2|Visio||2");
    }

    @Test
    void theLineThatTellsTheSeparatorIsNoRow() {
        assertThat(real("table/sep.csv", ReadOptions.NONE).facts).containsExactly("INSTALLATION PC-1|Visio||1.10");
        assertThat(Tables.read(folder, "sep=|\nDevice|Software|Version\nPC-1|a,b;c|1\nPC-2|d,e;f|2\n", ReadOptions.NONE)
                        .facts)
                .containsExactly("INSTALLATION PC-1|a,b;c||1", "INSTALLATION PC-2|d,e;f||2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line-breaks", "visidata"})
    void aBreakInAFieldIsNoNewRow(String name) {
        assertThat(real("table/" + name + ".csv", ReadOptions.NONE).facts)
                .containsExactly(
                        "INSTALLATION PC-1|Visio \"Pro\"|Microsoft|1.10",
                        "INSTALLATION PC-2|Project",
                        "INSTALLATION PC-3|Empty",
                        "INSTALLATION PC-4|Zero|Maker|007");
    }

    @Test
    void aHostOfAVirtualEstateHasItsCores() {
        assertThat(Tables.read(folder, """
                                Host,Datacenter,Cluster,CPU Model,Speed,HT Available,HT Active,# CPU,Cores per CPU,# Cores,CPU usage %,# Memory,ESX Version,Vendor,Model,Serial number
                                esx1.example.test,DC1,CL1,Intel(R) Xeon(R) Gold 6226R CPU @ 2.90GHz,2900,True,True,2,12,24,31,262144,VMware ESXi 8.0.3,Nordmark,Fjell 2U,FJ2U0101
                                """, ReadOptions.NONE).facts)
                .containsExactly("DEVICE {cluster=CL1, cores=24, kind=SERVER, manufacturer=Nordmark, model=Fjell 2U,"
                        + " name=esx1.example.test, operatingSystem=VMware ESXi 8.0.3,"
                        + " processorModel=Intel(R) Xeon(R) Gold 6226R CPU @ 2.90GHz, processors=2,"
                        + " serial=FJ2U0101}");
    }

    @Test
    void coresOfOneProcessorTellTheCoresOfAll() {
        assertThat(Tables.read(
                                folder,
                                "Device,Sockets,Cores per socket\nSRV-1,2,12\n",
                                ReadOptions.as(RowMeaning.DEVICES))
                        .facts)
                .containsExactly("DEVICE {cores=24, name=SRV-1, processors=2}");
    }

    @Test
    void virtualMachinesHaveVirtualCoresAndTheirHost() {
        assertThat(Tables.read(folder, """
                                VM,Powerstate,Template,DNS Name,CPUs,Memory,Host,Cluster,OS according to the configuration file
                                VM-SQL-11,poweredOn,False,vm-sql-11.example.test,8,32768,esx1.example.test,CL1,Microsoft Windows Server 2019 (64-bit)
                                """, ReadOptions.NONE).facts)
                .containsExactly("DEVICE {cluster=CL1, cores=8, host=esx1.example.test, kind=VIRTUAL_MACHINE,"
                        + " name=VM-SQL-11, operatingSystem=Microsoft Windows Server 2019 (64-bit)}");
    }

    @Test
    void whatIsNotReadIsNamed() {
        String text = "Report of May\n\nDevice,Software,Version,Shoe size\nPC-1,Visio,1,44\nPC-2,Visio,2,45\n";
        assertThat(Tables.read(folder, text, ReadOptions.NONE).warnings).contains("columns.unread", "table.rows-above");
    }

    @Test
    void sumsBelowAListAreNoRights() {
        var sink = Tables.read(
                folder,
                "Product,Quantity,Unit price,Currency\nVisio,3,10,EUR\nProject,4,20,EUR\nTotal,7,30,EUR\n",
                ReadOptions.NONE);
        assertThat(sink.records).extracting(record -> record.get("product")).containsExactly("Visio", "Project");
        assertThat(sink.warnings).contains("table.total-rows");
    }

    @Test
    void aListOfBooksIsNotTakenForInstallations() throws Exception {
        Files.writeString(folder.resolve("books.csv"), "Title,Author,Publisher,Year\nEmma,Austen,Murray,1815\n");
        assertThat(Formats.shipped()
                        .preview(folder.resolve("books.csv"), ReadOptions.NONE, 5)
                        .meaning())
                .isEmpty();
    }

    @Test
    void aListOfProductsIsNotTakenForDevices() throws Exception {
        Files.writeString(
                folder.resolve("p.csv"),
                "name,publisher,metric,unit_price,free,core_factor,min_cores\nVisio,Microsoft,per_device,580,no,1.0,0\n");
        assertThat(Formats.shipped()
                        .preview(folder.resolve("p.csv"), ReadOptions.NONE, 5)
                        .meaning())
                .isEmpty();
    }

    @Test
    void theFirstRowOfAListWithoutHeadersIsData() throws Exception {
        Files.writeString(folder.resolve("l.csv"), "PC-1;Visio;1.0\nPC-2;Project;2.0\nPC-3;Visio;3.0\n");
        var preview = Formats.shipped().preview(folder.resolve("l.csv"), ReadOptions.NONE, 5);
        assertThat(preview.layout().headerRow()).isZero();
        assertThat(preview.rows()).hasSize(3);
    }

    @Test
    void oneOddDateDoesNotTurnTheOthers() {
        String text = """
                Device,Serial,Last seen
                PC-1,S-1,05/06/2024
                PC-2,S-2,30/10/2021
                PC-3,S-3,13/02/2023
                PC-4,S-4,25/12/2023
                PC-5,S-5,28/12/2023
                PC-6,S-6,10/30/2021
                """;
        var sink = Tables.read(folder, text, ReadOptions.NONE);
        assertThat(sink.records)
                .extracting(record -> record.getOrDefault("lastSeen", "unknown"))
                .containsExactly("2024-06-05", "2021-10-30", "2023-02-13", "2023-12-25", "2023-12-28", "unknown");
        assertThat(sink.warnings).contains("date.odd", "cell.unknown");
    }

    @Test
    void otherKindsOfRecordsComeInByFileToo() {
        assertThat(Tables.read(
                                folder,
                                "Order number;Bestelldatum;Lieferant;Bezeichnung;Menge;Einzelpreis;Währung\nPO-1;31.01.2026;Reseller;Visio;3;10,50;EUR\n",
                                ReadOptions.NONE)
                        .facts)
                .hasSize(1);
        assertThat(Tables.read(
                                folder,
                                "Vertragsnummer;Hersteller;Vertragsbeginn;Vertragsende\nEA-1;Microsoft;01.01.2026;31.12.2028\n",
                                ReadOptions.NONE)
                        .facts)
                .containsExactly("AGREEMENT {end=2028-12-31, publisher=Microsoft, reference=EA-1, start=2026-01-01}");
        assertThat(Tables.read(
                                folder,
                                "License,Assigned to,Assigned on\nVisio,anna@example.test,2026-01-31\n",
                                ReadOptions.NONE)
                        .facts)
                .containsExactly("ASSIGNMENT {from=2026-01-31, product=Visio, user=anna@example.test}");
        assertThat(Tables.read(
                                folder,
                                "Device,Product,Reason,Explanation\nSRV-9,SQL Server,standby,cold spare\n",
                                ReadOptions.NONE)
                        .facts
                        .getFirst())
                .contains(
                        "EXCLUSION",
                        "reason=PASSIVE_STANDBY",
                        "device=SRV-9",
                        "explanation=cold spare",
                        "reference=row-");
        assertThat(Tables.read(folder, "Unit,Parent\nIT,Head office\n", ReadOptions.NONE).facts)
                .containsExactly("ORGANISATION_UNIT {name=IT, parent=Head office}");
    }
}
