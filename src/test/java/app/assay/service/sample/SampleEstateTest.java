package app.assay.service.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.value.Quantity;
import app.assay.fixtures.Catalogues;
import app.assay.importing.Formats;
import app.assay.importing.format.ReadOptions;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleEstateTest {

    private static final LocalDate AS_AT = LocalDate.of(2026, 11, 15);

    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        SampleEstate.generate(folder.resolve("one"), 40, 7, AS_AT, Progress.NONE);
        SampleEstate.generate(folder.resolve("two"), 40, 7, AS_AT, Progress.NONE);
        SampleEstate.generate(folder.resolve("other"), 40, 8, AS_AT, Progress.NONE);

        try (var files = Files.list(folder.resolve("one"))) {
            var names = files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            assertThat(names)
                    .containsExactly(
                            "devices.csv",
                            "entitlements.csv",
                            "installations.csv",
                            "inventory.xml",
                            "swid-tags.zip",
                            "truth.csv",
                            "users.csv");
            for (String name : names) {
                assertThat(folder.resolve("one").resolve(name))
                        .hasSameBinaryContentAs(folder.resolve("two").resolve(name));
            }
        }
        assertThat(Files.mismatch(
                        folder.resolve("one").resolve("installations.csv"),
                        folder.resolve("other").resolve("installations.csv")))
                .isNotNegative();
    }

    @Test
    void theEstateIsConsistent() throws IOException {
        var written = SampleEstate.generate(folder, 500, 1, AS_AT, Progress.NONE);

        var devices = rows("devices.csv");
        var installations = rows("installations.csv");
        var users = rows("users.csv");
        var truth = rows("truth.csv");
        assertThat(devices).hasSize(500).hasSize(written.devices());
        assertThat(users).hasSize(written.users());
        assertThat(installations).hasSize((int) written.installations()).hasSizeBetween(500 * 60, 500 * 110);
        assertThat(truth).hasSize(written.titles());
        var names = devices.stream().map(row -> row.getField("device")).collect(Collectors.toSet());
        assertThat(names).hasSize(500);
        assertThat(users.stream().map(row -> row.getField("name")).distinct()).hasSize(users.size());
        assertThat(users.stream().map(row -> row.getField("email")).distinct()).hasSize(users.size());
        var logins = users.stream().map(row -> row.getField("login")).collect(Collectors.toSet());
        var hosts = devices.stream()
                .filter(row -> row.getField("device").startsWith("VH-"))
                .map(row -> row.getField("device"))
                .collect(Collectors.toSet());
        for (var device : devices) {
            assertThat(LocalDate.parse(device.getField("lastSeen"))).isBeforeOrEqualTo(AS_AT);
            assertThat(LocalDate.parse(device.getField("firstSeen")))
                    .isBeforeOrEqualTo(LocalDate.parse(device.getField("lastSeen")));
            if (!device.getField("user").isEmpty()) {
                assertThat(logins).contains(device.getField("user"));
            }
            if (device.getField("kind").equals("VIRTUAL_MACHINE")) {
                assertThat(hosts).contains(device.getField("host"));
            }
        }
        assertThat(devices.stream()
                        .filter(row -> row.getField("kind").equals("SERVER")
                                || !row.getField("host").isEmpty()))
                .hasSizeBetween(70, 90);
        var known = new HashSet<List<String>>();
        truth.forEach(row -> known.add(texts(row)));
        assertThat(known).hasSize(truth.size());
        assertThat(installations.stream().filter(row -> !names.contains(row.getField("device"))))
                .isEmpty();
        assertThat(installations.stream().filter(row -> !known.contains(texts(row))))
                .isEmpty();
        assertThat(installations.stream()
                        .map(row -> row.getField("device") + texts(row))
                        .distinct())
                .hasSize(installations.size());
        // ISO dates sort as texts
        assertThat(installations.stream()
                        .filter(row -> row.getField("firstSeen").compareTo(row.getField("lastSeen")) > 0))
                .isEmpty();
    }

    @Test
    void entitlementsNameWhatTheCatalogueKnows() throws IOException {
        var written = SampleEstate.generate(folder, 300, 2, AS_AT, Progress.NONE);

        var rows = rows("entitlements.csv");

        assertThat(rows).hasSize(written.entitlements()).hasSizeGreaterThan(50);
        for (var row : rows) {
            var product = Catalogues.starter().product(row.getField("product")).orElseThrow();
            if (!row.getField("edition").isEmpty()) {
                assertThat(product.edition(row.getField("edition"))).isPresent();
            }
            if (!row.getField("version").isEmpty()) {
                assertThat(product.release(row.getField("version"))).isPresent();
            }
            assertThat(Metric.parse(row.getField("metric"))).isNotNull();
            assertThat(Quantity.parse(row.getField("quantity"))).isNotEqualTo(Quantity.ZERO);
            if (!row.getField("end").isEmpty()) {
                assertThat(LocalDate.parse(row.getField("end"))).isAfter(LocalDate.parse(row.getField("start")));
            }
        }
    }

    @Test
    void tagsAndInventoryAreWellFormed() throws Exception {
        SampleEstate.generate(folder, 30, 3, AS_AT, Progress.NONE);

        var factory = javax.xml.parsers.DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var inventory = factory.newDocumentBuilder()
                .parse(folder.resolve("inventory.xml").toFile());
        assertThat(inventory.getElementsByTagName("SOFTWARES").getLength()).isGreaterThan(20);
        try (var zip = new ZipFile(folder.resolve("swid-tags.zip").toFile())) {
            assertThat(zip.size()).isEqualTo(12);
            for (var entry : zip.stream().toList()) {
                var tag = factory.newDocumentBuilder().parse(zip.getInputStream(entry));
                assertThat(tag.getDocumentElement().getAttribute("name")).isNotEmpty();
            }
        }
    }

    @Test
    void theTablesAreTakenForWhatTheyAre() {
        SampleEstate.generate(folder, 30, 3, AS_AT, Progress.NONE);
        var meanings = Map.of(
                "devices.csv", RowMeaning.DEVICES,
                "installations.csv", RowMeaning.INSTALLATIONS,
                "users.csv", RowMeaning.USERS,
                "entitlements.csv", RowMeaning.ENTITLEMENTS);

        meanings.forEach((file, meaning) -> assertThat(Formats.shipped()
                        .preview(folder.resolve(file), ReadOptions.NONE, 2)
                        .meaning())
                .as(file)
                .contains(meaning));
    }

    @Test
    void anImpossibleNumberOfDevicesIsRefused() {
        assertThatThrownBy(() -> SampleEstate.generate(folder, 0, 1, AS_AT, Progress.NONE))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.USAGE));
    }

    private static List<String> texts(NamedCsvRecord row) {
        return List.of(row.getField("title"), row.getField("publisher"), row.getField("version"));
    }

    private List<NamedCsvRecord> rows(String file) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(folder.resolve(file))) {
            return reader.stream().toList();
        }
    }
}
