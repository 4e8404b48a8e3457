package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.assay.domain.source.RejectReason;
import app.assay.importing.format.ReadOptions;
import app.assay.work.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists that package managers print, small ones by hand and real ones where they are here.
class PackageListsTest {

    private static final ReadOptions ON_LAB = ReadOptions.NONE.withDevice("lab-01");

    @TempDir
    Path folder;

    private RecordingSink read(String text) {
        return Tables.read(folder, "list.txt", text.getBytes(StandardCharsets.UTF_8), ON_LAB);
    }

    @ParameterizedTest
    @CsvSource({
        "listing/dpkg-l.txt, deb, adduser, '', 3.134",
        "listing/jc-dpkg-l.json, deb, adduser, '', 3.134",
        "listing/apt-list-installed.txt, deb, adduser, '', 3.134",
        "listing/ansible-package-facts.json, deb, adduser, Debian, 3.134",
        "listing/rpm-qai.txt, rpm, probe-tool, '', 2:1.10-3"
    })
    void realOnesAreInstallationsOfTheDeviceThatIsNamed(
            String name, String sort, String title, String publisher, String version) {
        Path file = Path.of("../shared/real").resolve(name);
        assumeTrue(Files.exists(file), "the file " + file + " is not here");
        var sink = Tables.read(file, ON_LAB);
        assertThat(sink.facts)
                .anySatisfy(fact -> assertThat(fact)
                        .startsWith("INSTALLATION lab-01|%s|%s|%s|package:%s/%s"
                                .formatted(title, publisher, version, sort, title)));
        assertThat(sink.warnings).isEmpty();
        assertThat(sink.rejects)
                .allSatisfy(row -> assertThat(row.reason()).isEqualTo(RejectReason.NOT_AN_INSTALLATION));
    }

    @ParameterizedTest
    @CsvSource({
        "listing/dpkg-l.txt, 0",
        "listing/jc-dpkg-l.json, 0",
        "listing/apt-list-installed.txt, 0",
        "listing/ansible-package-facts.json, 0",
        "listing/rpm-qai.txt, 1"
    })
    void whatIsNotInstalledIsNamedAndKept(String name, int rows) {
        Path file = Path.of("../shared/real").resolve(name);
        assumeTrue(Files.exists(file), "the file " + file + " is not here");
        assertThat(Tables.read(file, ON_LAB).rejects).hasSize(rows);
    }

    @Test
    void aStatusFileOnceTakenForATableIsRead() {
        Path file = Path.of("../shared/cases/files/text-that-is-no-table.txt");
        assumeTrue(Files.exists(file), "the file " + file + " is not here");
        var sink = Tables.read(file, ON_LAB);
        assertThat(sink.facts)
                .containsExactly(
                        "INSTALLATION lab-01|lathe-core|Packaging Team|1.2-3|package:deb/lathe-core",
                        "REJECTED 2  NOT_AN_INSTALLATION lathe-doc deinstall ok config-files");
    }

    @Test
    void statesOfDpkgTellWhatIsThere() {
        var sink = read("""
                Desired=Unknown/Install/Remove/Purge/Hold
                | Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
                |/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
                ||/ Name           Version      Architecture Description
                +++-==============-============-============-=================================
                ii  libc6:amd64    2.36-9       amd64        GNU C Library: Shared libraries
                hi  kept           1:2.0-1      all          held and there
                rc  gone           1.0          all          only its settings are left
                iHR broken         3.0          all          half installed
                iU  unpacked       4.0          all          unpacked
                pn  purged         <none>       <none>       (no description available)
                """);
        assertThat(sink.facts)
                .filteredOn(fact -> fact.startsWith("INSTALLATION"))
                .containsExactly(
                        "INSTALLATION lab-01|libc6||2.36-9|package:deb/libc6",
                        "INSTALLATION lab-01|kept||1:2.0-1|package:deb/kept",
                        "INSTALLATION lab-01|unpacked||4.0|package:deb/unpacked");
        assertThat(sink.rejects).extracting(row -> row.found()).containsExactly("rc gone", "iHR broken", "pn purged");
    }

    @Test
    void aTableWhoseNamesLookLikeStatesStaysATable() {
        var text =
                "name;model;serial\npc 01;HP EliteBook 840;X1\nit 7 a;HP EliteBook 840;X2\nhi 2 b;HP EliteBook 850;X3\n";
        assertThat(Tables.read(folder, "list.txt", text.getBytes(StandardCharsets.UTF_8), ReadOptions.NONE).records)
                .hasSize(3);
    }

    @Test
    void theHeadOfAnotherLanguageIsNoRow() {
        var sink = read("""
                Gewünscht=Unbekannt/Installieren/R=Entfernen/P=Vollständig Löschen/Halten
                | Status=Nicht/Installiert/Config/U=Entpackt/halb konFiguriert/
                ||/ Name           Version      Architektur  Beschreibung
                +++-==============-============-============-=================
                ii  bash           5.2          amd64        Shell
                """);
        assertThat(sink.facts).containsExactly("INSTALLATION lab-01|bash||5.2|package:deb/bash");
    }

    @Test
    void marksOfAptInAnotherLanguageAreNotTakenForNotInstalled() {
        var sink = read("Listing...\nbash/stable 5.2 amd64 [installiert]\n");
        assertThat(sink.rejects).singleElement().satisfies(row -> {
            assertThat(row.reason()).isEqualTo(RejectReason.MALFORMED);
            assertThat(row.found()).contains("another language");
        });
    }

    @Test
    void whatIsNoPackageInAListOfJsonEndsNothing() {
        var sink = read("[{\"name\":\"a\",\"version\":\"1\",\"codes\":\"ii\",\"architecture\":\"all\"},null,[1],"
                + "{\"name\":\"b\",\"version\":\"2\",\"codes\":\"ii\"}]\n[{\"name\":\"c\",\"version\":\"3\"}]");
        assertThat(sink.facts)
                .filteredOn(fact -> fact.startsWith("INSTALLATION"))
                .containsExactly(
                        "INSTALLATION lab-01|a||1|package:deb/a",
                        "INSTALLATION lab-01|b||2|package:deb/b",
                        "INSTALLATION lab-01|c||3|package:deb/c");
        assertThat(sink.rejects).hasSize(2);
    }

    @Test
    void aVersionInsteadOfAPackageInAnsiblesFactsEndsNothing() {
        var sink = read(
                "{\"ansible_facts\":{\"packages\":{\"x\":[\"1.0\"],\"y\":\"2\",\"a\":[{\"name\":\"a\",\"version\":\"1\","
                        + "\"source\":\"rpm\"}]},\"other\":1}}");
        assertThat(sink.facts).contains("INSTALLATION lab-01|a||1|package:rpm/a");
        assertThat(sink.rejects).hasSize(2);
    }

    @Test
    void theStatusFileHasTheMakersToo() {
        var sink = read("""
                Package: adduser
                Status: install ok installed
                Maintainer: Debian Adduser Developers <adduser@packages.example.org>
                Version: 3.134
                Description: add and remove users
                 Package: not a field

                Package: gone
                Status: deinstall ok config-files
                Version: 1.0

                Package: browser
                Status: install ok installed
                Maintainer: Example Browser Team <team@example.org>
                Version: 120.0-1
                """);
        assertThat(sink.facts)
                .filteredOn(fact -> fact.startsWith("INSTALLATION"))
                .containsExactly(
                        "INSTALLATION lab-01|adduser|Debian|3.134|package:deb/adduser",
                        "INSTALLATION lab-01|browser|Example Browser Team|120.0-1|package:deb/browser");
        assertThat(sink.rejects)
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEqualTo(RejectReason.NOT_AN_INSTALLATION));
    }

    @Test
    void aptShowsTheVersionThatIsThereInBracketsWhenAnotherCouldBeHad() {
        var sink = read("""
                Listing...
                adduser/stable,now 3.134 all [installed,automatic]
                zlib/stable-security 2.0 amd64 [upgradable from: 1.2]
                other/stable 5.0 amd64
                """);
        assertThat(sink.facts)
                .filteredOn(fact -> fact.startsWith("INSTALLATION"))
                .containsExactly(
                        "INSTALLATION lab-01|adduser||3.134|package:deb/adduser",
                        "INSTALLATION lab-01|zlib||1.2|package:deb/zlib");
        assertThat(sink.rejects).extracting(row -> row.found()).containsExactly("other");
    }

    @Test
    void aDescriptionOfRpmMayLookLikeFields() {
        var sink = read("""
                Name        : tool
                Version     : 1.0
                Release     : 2.el9
                Install Date: Tue 03 Mar 2026 10:00:00 AM UTC
                Vendor      : Example Vendor
                Description :
                Name        : of the tool
                Vendor      : nobody
                Name        : gpg-pubkey
                Version     : 1
                Release     : 2
                """);
        assertThat(sink.facts)
                .filteredOn(fact -> fact.startsWith("INSTALLATION"))
                .containsExactly("INSTALLATION lab-01|tool|Example Vendor|1.0-2.el9|package:rpm/tool|2026-03-03");
        assertThat(sink.rejects).hasSize(1);
    }

    @Test
    void namesOfRpmHoldHyphens() {
        var sink = read(
                "java-17-openjdk-17.0.9.0.9-2.el9.x86_64\ngpg-pubkey-97fe291f-6b0cec17\nzlib-1.2.11-40.el9.i686\n");
        assertThat(sink.facts)
                .filteredOn(fact -> fact.startsWith("INSTALLATION"))
                .containsExactly(
                        "INSTALLATION lab-01|java-17-openjdk||17.0.9.0.9-2.el9|package:rpm/java-17-openjdk",
                        "INSTALLATION lab-01|zlib||1.2.11-40.el9|package:rpm/zlib");
        assertThat(sink.rejects).hasSize(1);
    }

    @Test
    void withoutADeviceTheirRowsAreTitlesAndTheListSaysSoOnce() {
        var sink = Tables.read(
                folder, "list.txt", "a-1-1.noarch\nb-1-1.noarch\n".getBytes(StandardCharsets.UTF_8), ReadOptions.NONE);
        assertThat(sink.titles).isEqualTo(2);
        assertThat(sink.warnings).containsExactly("list.no-device");
    }

    @Test
    void anIndexOfAnArchiveIsNoStatusFile() {
        assertThatThrownBy(() -> read("Package: a\nVersion: 1\nArchitecture: all\nMaintainer: M\nDescription: d\n\n"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.happened()).contains("index or control file"));
    }

    @Test
    void aLineThatIsNoneOfTheListIsRejectedAndNamed() {
        var sink = read("a-1-1.noarch\nb-1-1.noarch\nerror: the database is locked\n");
        assertThat(sink.rejects).singleElement().satisfies(row -> {
            assertThat(row.reason()).isEqualTo(RejectReason.MALFORMED);
            assertThat(row.place().row()).isEqualTo(3);
        });
    }
}
