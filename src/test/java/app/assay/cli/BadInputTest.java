package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Facts that contradict themselves, from files to the position, the explanation and the package: the line tells them,
/// and the number is the one that an auditor would take.
class BadInputTest {

    private static final String DAY = "2026-11-15";
    private static final String ZIP = "corel/winzip||device";
    private static final String RIGHTS =
            "reference,product,edition,version,metric,kind,quantity,unitsPerPack,versionCover,start,end,maintenanceUntil,base,unit,unitPrice,currency";

    @TempDir
    Path folder;

    private Path position;

    @BeforeEach
    void setUp() {
        position = folder.resolve("position.csv");
    }

    /// Imports files in the order of their names and computes the position.
    private void position(CommandLineSession session, String... files) throws IOException {
        for (var file : files) {
            assertThat(session.run(
                            "import",
                            session.register(),
                            "--data-date",
                            "2026-11-10",
                            folder.resolve(file).toString()))
                    .as(session.told())
                    .isZero();
        }
        assertThat(session.run("position", session.register(), "--as-at", DAY, "--csv", position.toString()))
                .as(session.told())
                .isZero();
    }

    private String field(String id, String name) throws IOException {
        var text = Files.readString(position).replace("\uFEFF", "");
        try (var reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream()
                    .filter(line -> line.getField("line").equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(text))
                    .getField(name);
        }
    }

    /// What the position, the explanation and the package of the line say of a problem.
    private void isToldEverywhere(CommandLineSession session, String id, String words) throws IOException {
        assertThat(session.run("position", session.register(), "--as-at", DAY)).isZero();
        assertThat(session.printed()).contains(words);
        assertThat(session.run("explain", session.register(), id, "--as-at", DAY))
                .as(session.told())
                .isZero();
        assertThat(session.printed()).contains(words);
        var bag = folder.resolve("evidence.zip");
        Files.deleteIfExists(bag);
        assertThat(session.run("evidence", "export", session.register(), "--as-at", DAY, "--out", bag.toString()))
                .as(session.printed())
                .isZero();
        try (var zip = new ZipFile(bag.toFile())) {
            var problems = zip.stream()
                    .filter(entry -> entry.getName().contains("problems"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(zip.getInputStream(problems).readAllBytes(), StandardCharsets.UTF_8))
                    .contains(words);
        }
    }

    private void desktops(CommandLineSession session, int count, String version) throws IOException {
        var devices = new String[count + 1];
        var found = new String[count + 1];
        devices[0] = "device,kind,status,lastSeen";
        found[0] = "device,title,publisher,version";
        for (int number = 1; number <= count; number++) {
            devices[number] = "n" + number + ",DESKTOP,IN_SERVICE,2026-11-08";
            found[number] = "n" + number + ",WinZip " + version + ".0,Corel Corporation," + version + ".0.1";
        }
        session.file("devices.csv", devices);
        session.file("installations.csv", found);
    }

    @Test
    void anUpgradeOfMoreUnitsThanItsBaseCoversAsManyAsTheBaseHas() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            desktops(session, 5, "26");
            session.file(
                    "rights.csv",
                    RIGHTS,
                    "R-01,corel/winzip,,24,device,FULL,2,1,AND_EARLIER,2023-01-01,,,,,,",
                    "R-02,corel/winzip,,26,device,UPGRADE,4,1,AND_EARLIER,2023-01-01,,,R-01,,,",
                    "R-03,corel/winzip,,26,device,UPGRADE,1,1,AND_EARLIER,2023-01-01,,,R-01,,,");
            position(session, "devices.csv", "installations.csv", "rights.csv");

            assertThat(field(ZIP, "covered")).isEqualTo("2");
            assertThat(field(ZIP, "shortfall")).isEqualTo("3");
            isToldEverywhere(
                    session,
                    ZIP,
                    "Upgrades or step-ups have 3 units more than their base; beyond it they give nothing.");
        }
    }

    @Test
    void rightsThatBuildOnEachOtherGiveNothing() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            desktops(session, 3, "26");
            session.file(
                    "rights.csv",
                    RIGHTS,
                    "C-01,corel/winzip,,26,device,UPGRADE,1,1,AND_EARLIER,2023-01-01,,,C-02,,,",
                    "C-02,corel/winzip,,26,device,UPGRADE,1,1,AND_EARLIER,2023-01-01,,,C-01,,,",
                    "C-03,corel/winzip,,26,device,UPGRADE,1,1,AND_EARLIER,2023-01-01,,,C-03,,,");
            position(session, "devices.csv", "installations.csv", "rights.csv");

            assertThat(field(ZIP, "covered")).isEqualTo("0");
            assertThat(field(ZIP, "shortfall")).isEqualTo("3");
            isToldEverywhere(
                    session, ZIP, "Rights that build on each other in a circle have no base and give nothing.");
        }
    }

    @Test
    void maintenanceThatEndsBeforeItBeginsReachesNoLaterVersion() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            desktops(session, 3, "26");
            session.file(
                    "rights.csv",
                    RIGHTS,
                    "M-01,corel/winzip,,24,device,FULL,2,1,AND_EARLIER,2026-01-01,,2025-12-31,,,,",
                    "M-02,corel/winzip,,24,device,FULL,1,1,AND_EARLIER,2023-01-01,,,,,,",
                    "M-03,corel/winzip,,,device,MAINTENANCE,1,1,,2026-06-01,2026-01-01,2099-01-01,M-02,,,");
            position(session, "devices.csv", "installations.csv", "rights.csv");

            assertThat(field(ZIP, "covered")).isEqualTo("0");
            assertThat(field(ZIP, "shortfall")).isEqualTo("3");
            isToldEverywhere(session, ZIP, "Maintenance that ends before the right begins reaches no later version.");
            isToldEverywhere(session, ZIP, "Rights that end before they begin give nothing.");
        }
    }

    @Test
    void whatWasLastSeenBeforeItWasFirstSeenCounts() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            session.file(
                    "devices.csv",
                    "device,kind,status,firstSeen,lastSeen",
                    "n1,DESKTOP,IN_SERVICE,2026-11-08,2024-01-10",
                    "n2,DESKTOP,IN_SERVICE,,",
                    "n3,DESKTOP,IN_SERVICE,2024-01-10,2026-11-08",
                    "n4,DESKTOP,IN_SERVICE,2026-12-10,2026-11-08",
                    "n5,DESKTOP,IN_SERVICE,,");
            session.file(
                    "installations.csv",
                    "device,title,publisher,version,firstSeen,lastSeen",
                    "n1,WinZip 26.0,Corel Corporation,26.0.1,2024-01-10,2026-11-08",
                    "n2,WinZip 26.0,Corel Corporation,26.0.1,2024-01-10,2026-11-08",
                    "n3,WinZip 26.0,Corel Corporation,26.0.1,2026-12-10,2026-11-08",
                    "n4,WinZip 26.0,Corel Corporation,26.0.1,,",
                    "n5,WinZip 26.0,Corel Corporation,26.0.1,2024-01-10,");
            position(session, "devices.csv", "installations.csv");

            assertThat(field(ZIP, "net")).isEqualTo("5");
            isToldEverywhere(
                    session,
                    ZIP,
                    "2 devices were last seen before they were first seen; they count as if nobody had told when.");
            session.run("warnings", session.register());
            assertThat(session.printed())
                    .contains("the device was last seen on 2024-01-10, before it was first seen on 2026-11-08")
                    .contains("the installation was last seen on 2026-11-08, before it was first seen on 2026-12-10");
        }
    }

    @Test
    void anAssignmentThatEndsBeforeItBeginsIsHeld() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            desktops(session, 1, "26");
            session.file("users.csv", "name,login,email", "Ann,ann,ann@example.org", "Ben,ben,ben@example.org");
            session.file(
                    "assignments.csv",
                    "product,user,from,until",
                    "microsoft/visio,Ann,2026-12-01,2026-01-01",
                    "microsoft/visio,Ben,2026-01-01,2026-02-01");
            session.file(
                    "rights.csv",
                    RIGHTS,
                    "S-01,microsoft/visio,,,subscription-seat,SUBSCRIPTION,5,1,,2026-01-01,2026-12-31,,,,,");
            position(session, "devices.csv", "installations.csv", "users.csv", "rights.csv", "assignments.csv");

            var seats = "microsoft/visio||subscription-seat";
            assertThat(field(seats, "net")).isEqualTo("1");
            isToldEverywhere(
                    session,
                    seats,
                    "1 assignment ends before it begins; it counts as if nobody had told when it lasts.");
        }
    }

    @Test
    void unitsThatLieBelowEachOtherLendEachOtherNothing() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            session.file("units.csv", "unit,parent", "north,south", "south,north", "fjord,north");
            session.file(
                    "devices.csv",
                    "device,kind,status,unit,lastSeen",
                    "n1,DESKTOP,IN_SERVICE,north,2026-11-08",
                    "n2,DESKTOP,IN_SERVICE,south,2026-11-08",
                    "n3,DESKTOP,IN_SERVICE,fjord,2026-11-08");
            session.file(
                    "installations.csv",
                    "device,title,publisher,version",
                    "n1,WinZip 26.0,Corel Corporation,26.0.1",
                    "n2,WinZip 26.0,Corel Corporation,26.0.1",
                    "n3,WinZip 26.0,Corel Corporation,26.0.1");
            session.file(
                    "rights.csv", RIGHTS, "U-01,corel/winzip,,26,device,FULL,5,1,AND_EARLIER,2023-01-01,,,,north,,");
            position(session, "units.csv", "devices.csv", "installations.csv", "rights.csv");

            assertThat(field(ZIP, "covered")).isEqualTo("2"); // north and fjord
            assertThat(field(ZIP, "shortfall")).isEqualTo("1");
            session.run("position", session.register(), "--as-at", DAY);
            assertThat(session.printed())
                    .contains(
                            "2 organisation units lie below themselves; none of them is taken for a part of another.");
        }
    }

    @Test
    void aMachineInACircleOfHostsHasNoHostThatAnybodyKnows() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            session.file(
                    "devices.csv",
                    "device,kind,processors,cores,host,status,lastSeen",
                    "c1,VIRTUAL_MACHINE,,4,c2,IN_SERVICE,2026-11-08",
                    "c2,VIRTUAL_MACHINE,,4,c1,IN_SERVICE,2026-11-08");
            session.file(
                    "installations.csv",
                    "device,title,publisher,version",
                    "c1,Microsoft Windows Server 2022 Standard,Microsoft Corporation,10.0.20348");
            position(session, "devices.csv", "installations.csv");

            var server = "microsoft/windows-server|standard|core";
            assertThat(field(server, "status")).isEqualTo("NOT_COMPUTABLE");
            isToldEverywhere(session, server, "nobody knows its host");
        }
    }

    @Test
    void aHostInTwoClustersHoldsTheMachinesOfBoth() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            session.file(
                    "devices.csv",
                    "device,kind,processors,cores,host,cluster,status,lastSeen",
                    "h1,SERVER,2,16,,A;B,IN_SERVICE,2026-11-08",
                    "h2,SERVER,2,16,,A,IN_SERVICE,2026-11-08",
                    "h3,SERVER,2,16,,B,IN_SERVICE,2026-11-08",
                    "v1,VIRTUAL_MACHINE,,4,h1,,IN_SERVICE,2026-11-08");
            session.file(
                    "installations.csv",
                    "device,title,publisher,version",
                    "v1,Microsoft Windows Server 2022 Standard,Microsoft Corporation,10.0.20348");
            position(session, "devices.csv", "installations.csv");

            var server = "microsoft/windows-server|standard|core";
            assertThat(field(server, "net")).isEqualTo("48");
            isToldEverywhere(session, server, "1 host belongs to several clusters");
        }
    }

    @Test
    void packsAsSoldStandBesideWhatIsShortWhereTheyCostMore() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            desktops(session, 3, "26");
            session.file("rights.csv", RIGHTS, "P-01,corel/winzip,,26,device,FULL,0,5,AND_EARLIER,,,,,,150,EUR");
            position(session, "devices.csv", "installations.csv", "rights.csv");

            assertThat(field(ZIP, "exposure")).isEqualTo("90 EUR");
            assertThat(field(ZIP, "toBuyValue")).isEqualTo("150 EUR");
            assertThat(field(ZIP, "toBuy")).isEqualTo("1");
            session.run("position", session.register(), "--as-at", DAY);
            assertThat(session.printed())
                    .contains("in packs")
                    .contains("90 EUR")
                    .contains("150 EUR");
        }
    }

    @Test
    void pricesThatOverlapAreTold() throws IOException {
        try (var session = new CommandLineSession(folder)) {
            desktops(session, 4, "26");
            session.file(
                    "rights.csv",
                    RIGHTS,
                    "P-01,corel/winzip,,26,device,FULL,1,1,AND_EARLIER,,,,,,10,EUR",
                    "P-02,corel/winzip,,26,device,FULL,1,1,AND_EARLIER,,,,,,40,EUR");
            position(session, "devices.csv", "installations.csv", "rights.csv");

            assertThat(field(ZIP, "shortfall")).isEqualTo("2");
            assertThat(field(ZIP, "exposure")).startsWith("80");
            isToldEverywhere(
                    session,
                    ZIP,
                    "Rights that are alike begin on the same day, or tell no day, at different prices; the dearer price is used.");
        }
    }
}
