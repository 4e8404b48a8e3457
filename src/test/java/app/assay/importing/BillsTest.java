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

/// Software bills: real ones where they are here, and small ones with what editions allow.
class BillsTest {

    @TempDir
    Path folder;

    private RecordingSink read(String text, ReadOptions options) {
        return Tables.read(folder, "bill.txt", text.getBytes(StandardCharsets.UTF_8), options);
    }

    private RecordingSink read(String text) {
        return read(text, ReadOptions.NONE);
    }

    /// The same packages whatever tool wrote the bill, by their package addresses; rows as often as the bill lists
    /// them.
    @ParameterizedTest
    @CsvSource({
        "npm-sbom-cyclonedx-1.5.json, 50, 49, pkg:npm/%40example-org/probe@1.0.0",
        "cyclonedx-npm-1.6.json, 56, 49, pkg:npm/%40example-org/probe@1.0.0",
        "npm-sbom-spdx-2.3.json, 50, 49, pkg:npm/%40example-org/probe@1.0.0",
        "cyclonedx-maven-1.6.json, 3, 2, pkg:maven/org.example/probe@1.0?type=jar",
        "cyclonedx-maven-1.6.xml, 3, 2, pkg:maven/org.example/probe@1.0?type=jar"
    })
    void realBillsListTheirRootAndItsPackages(String name, int rows, int packages, String root) {
        Path file = Path.of("../shared/real/bill").resolve(name);
        assumeTrue(Files.exists(file), "the file " + file + " is not here");
        var sink = Tables.read(file, ReadOptions.NONE);
        var addresses = sink.facts.stream()
                .map(fact -> fact.substring(fact.lastIndexOf("|package:") + "|package:".length()))
                .distinct()
                .toList();
        assertThat(sink.rejects).isEmpty();
        assertThat(sink.titles).isEqualTo(rows);
        assertThat(addresses).contains(root).hasSize(packages + 1);
        assertThat(sink.warnings).contains("bill.no-device");
    }

    @Test
    void whatANewerEditionPutsBeforeTheComponentsLosesNone() {
        var sink = read("""
                {"bomFormat":"CycloneDX","specVersion":"1.9","novelty":[{"components":[{"name":"no"}]}],
                 "components":[{"type":"library","name":"a","version":"1","purl":"pkg:npm/a@1","licenses":[{"expression":"MIT"}]}]}
                """);
        assertThat(sink.facts).containsExactly("TITLE a||1|package:pkg:npm/a@1");
        assertThat(sink.warnings).containsExactly("bill.no-device", "bill.edition", "bill.not-read");
    }

    @Test
    void partsInsideAComponentCountAndTheToolsOfTheBillDoNot() {
        var sink = read("""
                <bom xmlns="http://cyclonedx.org/schema/bom/1.6"><metadata><tools><components><component type="application">
                <name>scanner</name></component></components></tools><component type="application"><name>shop</name>
                <version>2</version></component></metadata><components><component type="framework"><supplier><name>Example Ltd</name>
                </supplier><group>org.example</group><name>outer</name><version>1</version><purl>pkg:maven/org.example/outer@1</purl>
                <components><component type="library"><name>inner</name><version>3</version></component></components></component>
                <component type="library"><name>built</name><scope>excluded</scope></component>
                <component type="file"><name>a.txt</name></component></components></bom>
                """, ReadOptions.NONE.withDevice("web-1"));
        assertThat(sink.facts)
                .filteredOn(fact -> fact.startsWith("INSTALLATION"))
                .containsExactly(
                        "INSTALLATION web-1|shop||2",
                        "INSTALLATION web-1|inner||3",
                        "INSTALLATION web-1|org.example:outer|Example Ltd|1|package:pkg:maven/org.example/outer@1");
        assertThat(sink.rejects)
                .extracting(row -> row.reason())
                .containsOnly(RejectReason.NOT_AN_INSTALLATION)
                .hasSize(2);
    }

    @Test
    void anExternalComponentIsNotInstalled() {
        var sink = read("""
                {"bomFormat":"CycloneDX","specVersion":"1.7","components":[{"type":"library","name":"a","isExternal":true}]}
                """);
        assertThat(sink.rejects)
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEqualTo(RejectReason.NOT_AN_INSTALLATION));
    }

    @Test
    void aSupplierOfSpdxIsAnOrganisationAndNoPerson() {
        var sink = read("""
                {"spdxVersion":"SPDX-2.3","packages":[{"name":"a","versionInfo":"1","supplier":"Organization: Example (mail@example.org)"},
                {"name":"b","supplier":"Person: Somebody"},{"name":"c","supplier":"NOASSERTION"}],"relationships":[]}
                """);
        assertThat(sink.facts).containsExactly("TITLE a|Example|1", "TITLE b", "TITLE c");
    }

    @Test
    void aBillWithoutComponentsSaysSo() {
        assertThat(read("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\",\"vulnerabilities\":[{\"id\":\"x\"}]}")
                        .warnings)
                .containsExactly("bill.not-read", "bill.empty");
    }

    @Test
    void billsThatFollowEachOtherAreAllRead() {
        String bill = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\",\"components\":[{\"name\":\"%s\"}]}\n";
        assertThat(read(bill.formatted("a") + bill.formatted("b")).facts).containsExactly("TITLE a", "TITLE b");
        assertThatThrownBy(() -> read(bill.formatted("a") + "17"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.happened()).contains("no bill"));
    }

    @Test
    void oneThatIsCutOffIsRefused() {
        assertThatThrownBy(() ->
                        read("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.4\",\"components\":[{\"name\":\"a\"}"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.happened()).contains("broken"));
    }
}
