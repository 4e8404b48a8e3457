package app.assay.service.sample;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.record.RecordKind;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition;
import app.assay.domain.software.Recognition.State;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectedRow;
import app.assay.engine.recognise.Recogniser;
import app.assay.fixtures.Catalogues;
import app.assay.importing.Formats;
import app.assay.importing.format.ReadOptions;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The sample data say what their README says.
class SampleDataTest {

    private static final Path FOLDER = Path.of("sample-data");
    private static final Recogniser RECOGNISER = new Recogniser(Catalogues.starter(), List.of(), List.of());

    private record Installed(String device, RawTitle title) {}

    /// Collects what a reader says.
    private static final class Collected implements FactSink {

        private final Map<RecordKind, List<Map<String, String>>> records = new HashMap<>();
        private final List<Installed> installed = new ArrayList<>();
        private final List<RejectedRow> rejected = new ArrayList<>();

        @Override
        public void record(long row, RecordKind kind, Map<String, String> values) {
            records.computeIfAbsent(kind, _ -> new ArrayList<>()).add(values);
        }

        @Override
        public void installation(
                long row,
                String device,
                String title,
                String publisher,
                String version,
                String code,
                int firstSeen,
                int lastSeen,
                int lastUsed) {
            installed.add(new Installed(device, new RawTitle(0, title, publisher, version, code)));
        }

        @Override
        public void title(long row, String title, String publisher, String version, String code) {
            throw new AssertionError("a title without device: " + title);
        }

        @Override
        public void rejected(RejectedRow row) {
            rejected.add(row);
        }

        @Override
        public void warning(Place place, String code, String message) {}

        @Override
        public void file(String name) {}

        List<Map<String, String>> records(RecordKind kind) {
            return records.getOrDefault(kind, List.of());
        }
    }

    private static Collected read(String file) {
        var formats = Formats.shipped();
        var path = FOLDER.resolve(file);
        var collected = new Collected();
        formats.read(path, formats.detect(path), ReadOptions.NONE, collected, Progress.NONE);
        assertThat(collected.rejected).as(file).isEmpty();
        return collected;
    }

    @Test
    void everyFileIsReadWithoutARejectedRow() {
        assertThat(read("devices.csv").records(RecordKind.DEVICE)).hasSize(59);
        assertThat(read("users.csv").records(RecordKind.USER)).hasSize(40);
        assertThat(read("entitlements.csv").records(RecordKind.ENTITLEMENT)).hasSize(21);
        assertThat(read("installations.csv").installed).hasSizeGreaterThan(800);
        assertThat(read("swid-tags.zip").installed).hasSize(5);
        var laboratory = read("inventory-lab.xml");
        assertThat(laboratory.records(RecordKind.DEVICE))
                .singleElement()
                .satisfies(device ->
                        assertThat(device).containsEntry("name", "HI-LAB-01").containsEntry("cores", "12"));
        assertThat(laboratory.installed).hasSize(7);
    }

    @Test
    void everyInstallationAndEveryReferenceNamesARecord() {
        var devices = read("devices.csv").records(RecordKind.DEVICE);
        var names = devices.stream().map(device -> device.get("name")).collect(Collectors.toSet());
        var logins = read("users.csv").records(RecordKind.USER).stream()
                .map(user -> user.get("login"))
                .collect(Collectors.toSet());

        assertThat(names).hasSize(59);
        for (var device : devices) {
            assertThat(names).contains(device.getOrDefault("host", "HI-HV-1"));
            assertThat(logins)
                    .contains(device.getOrDefault("user", logins.iterator().next()));
        }
        assertThat(read("installations.csv").installed)
                .allSatisfy(row -> assertThat(names).contains(row.device()));
        assertThat(read("swid-tags.zip").installed)
                .allSatisfy(row -> assertThat(names).contains(row.device()));
    }

    @Test
    void entitlementsNameWhatTheCatalogueKnows() {
        var rights = read("entitlements.csv").records(RecordKind.ENTITLEMENT);
        var references = rights.stream().map(right -> right.get("reference")).collect(Collectors.toSet());
        for (var right : rights) {
            var product = Catalogues.starter()
                    .product(String.valueOf(right.get("product")))
                    .orElseThrow();
            if (right.containsKey("edition")) {
                assertThat(product.edition(String.valueOf(right.get("edition"))))
                        .as("%s", right)
                        .isPresent();
            }
            if (right.containsKey("version")) {
                assertThat(product.release(String.valueOf(right.get("version"))))
                        .as("%s", right)
                        .isPresent();
            }
            assertThat(Metric.parse(String.valueOf(right.get("metric")))).isNotNull();
            assertThat(references).contains(right.getOrDefault("base", right.get("reference")));
        }
    }

    @Test
    void theStoriesAreInTheData() {
        var devices = devicesByProduct();

        assertThat(devices.get("autodesk/autocad||2024")).hasSize(9);
        assertThat(count(devices, "microsoft/visio|professional|")).isEqualTo(7);
        assertThat(count(devices, "foxit/pdf-editor||")).isGreaterThan(10);
        assertThat(count(devices, "adobe/photoshop||2024")).isEqualTo(4);
        assertThat(count(devices, "jetbrains/intellij-idea|ultimate|2024")).isEqualTo(4);
        assertThat(count(devices, "jetbrains/pycharm|professional|2024")).isEqualTo(4);
        assertThat(count(devices, "jetbrains/pycharm|community|2024")).isEqualTo(1);
        assertThat(count(devices, "corel/winzip||26")).isEqualTo(6);
        assertThat(count(devices, "corel/winzip||24")).isEqualTo(4);
        assertThat(count(devices, "microsoft/windows-server|standard|")).isEqualTo(5);
        assertThat(count(devices, "microsoft/windows-server|datacenter|2022")).isEqualTo(7);
        assertThat(devices.get("microsoft/sql-server|standard|2019")).containsExactly("HI-SV-02");
        assertThat(count(devices, "microsoft/sql-server|express|2022")).isEqualTo(1);
        assertThat(count(devices, "oracle/java||8")).isEqualTo(2);
        assertThat(count(devices, "teamviewer/teamviewer||15")).isEqualTo(3);
        assertThat(devices.get("microsoft/access||2019")).hasSize(2);
        assertThat(devices.get("adobe/illustrator||2024")).containsExactly("HI-NB-02");
        assertThat(devices.get("microsoft/office|professional-plus|2016")).containsExactly("HI-LAB-01");
    }

    @Test
    void onlyWhatNoCatalogueKnowsIsOpen() {
        var open = installed().stream()
                .filter(row -> RECOGNISER.recognise(row.title()).state() == State.OPEN)
                .map(row -> row.title().name())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(open)
                .containsExactly(
                        "Autodesk AutCAD LT 2023",
                        "Halden Bench 2",
                        "Halden Calibrator 3.1.4",
                        "Halden Calibrator 3.2",
                        "Kvernberg LIMS Client 7",
                        "Ticket Gnome Free Edition");
        assertThat(RECOGNISER
                        .candidates(new RawTitle(0, "Autodesk AutCAD LT 2023", "Autodesk", "30.0.47.0", ""), 1)
                        .getFirst()
                        .target())
                .isEqualTo(new ProductTarget("autodesk/autocad-lt", "", "2023"));
    }

    private static List<Installed> installed() {
        var all = new ArrayList<>(read("installations.csv").installed);
        all.addAll(read("swid-tags.zip").installed);
        all.addAll(read("inventory-lab.xml").installed);
        return all;
    }

    private static Map<String, Set<String>> devicesByProduct() {
        var devices = new TreeMap<String, Set<String>>();
        for (var row : installed()) {
            Recognition recognition = RECOGNISER.recognise(row.title());
            recognition
                    .target()
                    .ifPresent(target -> devices.computeIfAbsent(target.text(), _ -> new TreeSet<>())
                            .add(row.device()));
        }
        return devices;
    }

    private static long count(Map<String, Set<String>> devices, String beginning) {
        return devices.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(beginning))
                .mapToLong(entry -> entry.getValue().size())
                .sum();
    }
}
