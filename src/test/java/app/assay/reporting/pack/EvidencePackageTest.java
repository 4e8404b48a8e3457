package app.assay.reporting.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.charts.ExamplePositions;
import app.assay.files.Hashes;
import app.assay.reporting.ExampleContent;
import app.assay.reporting.content.EvidenceContent;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locales")
public class EvidencePackageTest {

    @TempDir
    Path folder;

    @Test
    void the_package_is_laid_out_as_the_workpapers_say() throws IOException {
        Path zip = write(ExampleContent.standard());
        try (var file = new ZipFile(zip.toFile())) {
            var names = file.stream().map(entry -> entry.getName()).toList();
            assertThat(names).isSorted();
            assertThat(names)
                    .allMatch(name -> name.startsWith("Muller-Sohne-Holding-AG_all-publishers_2026-06-30_01/"));
            assertThat(names.stream().map(name -> name.substring(name.indexOf('/') + 1)))
                    .contains(
                            "bagit.txt",
                            "bag-info.txt",
                            "manifest-sha256.txt",
                            "manifest-sha512.txt",
                            "tagmanifest-sha256.txt",
                            "metadata/VERIFY.txt",
                            "data/00_index/index.html",
                            "data/00_index/package.json",
                            "data/20_position/ELP.xlsx",
                            "data/20_position/elp.csv",
                            "data/20_position/elp.spreadsheet.csv",
                            "data/20_position/charts/gap-EUR.svg",
                            "data/20_position/charts/gap-EUR.png",
                            "data/30_deployment/devices.csv",
                            "data/30_deployment/installs.csv",
                            "data/40_entitlement/entitlements.csv",
                            "data/40_entitlement/documents.csv",
                            "data/50_adjustments/exclusions.csv",
                            "data/60_recognition/rules.csv",
                            "data/90_provenance/sources.csv",
                            "data/90_provenance/importlog.csv",
                            "data/90_provenance/trail.jsonl",
                            "data/90_provenance/runfingerprint.json")
                    .anyMatch(name ->
                            name.matches("data/40_entitlement/documents/[0-9a-f]{12}_Rechnung-Nr.-4711-Buro.pdf"))
                    .anyMatch(name -> name.startsWith("data/20_position/trace/E-2."));
        }
        String info = text(zip, "bag-info.txt");
        assertThat(info)
                .contains("Source-Organization: Müller & Söhne <Holding> AG\n")
                .contains("Bagging-Date: 2026-07-02\n")
                .contains("Assay-Revision: 41\n")
                .contains("Assay-Trail-Length: 4\n");
    }

    @Test
    void the_same_content_gives_the_same_bytes_in_another_zone_and_language() throws IOException {
        String here = hash(ExampleContent.standard());
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab")) {
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(hash(ExampleContent.standard())).as(tag).isEqualTo(here);
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void sha256sum_finds_every_file_of_the_unpacked_package_unaltered() throws Exception {
        Path top = unpack(write(ExampleContent.standard()), folder.resolve("bag"));
        assertThat(run(top, "sha256sum", "--strict", "-c", "tagmanifest-sha256.txt"))
                .isZero();
        assertThat(run(top, "sha256sum", "--strict", "-c", "manifest-sha256.txt"))
                .isZero();
        assertThat(run(top, "sha512sum", "--strict", "-c", "manifest-sha512.txt"))
                .isZero();
        Files.writeString(top.resolve("data/20_position/elp.csv"), "x");
        assertThat(run(top, "sha256sum", "--strict", "-c", "manifest-sha256.txt"))
                .isNotZero();
    }

    private static int run(Path where, String... command) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", command[0])), command[0] + " is not on this machine");
        var process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void left_out_files_are_named_by_their_hashes() throws IOException {
        Path zip = write(ExampleContent.of(ExamplePositions.mixed(), new EvidenceContent.Choices(false, false, false)));
        try (var file = new ZipFile(zip.toFile())) {
            assertThat(file.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.contains("source-files/") || name.contains("documents/"))
                    .noneMatch(name -> name.endsWith(".spreadsheet.csv"));
        }
        assertThat(text(zip, "data/90_provenance/importlog.csv"))
                .contains("hash only, by choice")
                .contains(Hashes.sha256("device,title\nPC-1,Office\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_source_file_that_no_longer_has_its_hash_stops_the_export() {
        var content = ExampleContent.standard();
        var damaged = new EvidenceContent(
                content.register(),
                content.paper(),
                content.catalogue(),
                content.choices(),
                content.position(),
                content.traces(),
                content.records(),
                content.meanings(),
                content.tables(),
                content.loads(),
                content.trail(),
                _ -> Optional.of(new ByteArrayInputStream(new byte[] {1})),
                content.redaction(),
                content.assumptions());
        assertThatThrownBy(() -> EvidencePackage.write(damaged, new ByteArrayOutputStream(), Progress.NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("Rechnung Nr. 4711");
    }

    @Test
    void a_cancelled_export_leaves_no_temporary_file() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        var cancelled = new Progress() {
            int calls;

            @Override
            public void report(long done, long total) {}

            @Override
            public void stage(String name) {}

            @Override
            public boolean isCancelled() {
                return ++calls > 6;
            }
        };
        assertThatThrownBy(() ->
                        EvidencePackage.write(ExampleContent.standard(), place, new ByteArrayOutputStream(), cancelled))
                .isInstanceOf(Cancelled.class);
        try (var left = Files.list(place)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void the_index_runs_no_script_escapes_what_it_shows_and_links_only_to_files_of_the_package() throws IOException {
        Path zip = write(ExampleContent.standard());
        String html = text(zip, "data/00_index/index.html");
        var folderOfScreens = Files.createDirectories(Path.of("target", "reports"));
        Files.writeString(folderOfScreens.resolve("index.html"), html);
        assertThat(html)
                .contains("Müller &amp; Söhne &lt;Holding&gt; AG")
                .doesNotContainIgnoringCase("<script")
                .doesNotContain("<Holding>");
        Path top = unpack(zip, folder.resolve("links"));
        var links = java.util.regex.Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(html);
        int count = 0;
        while (links.find()) {
            assertThat(top.resolve("data/00_index").resolve(links.group(1)).normalize())
                    .exists()
                    .startsWith(top);
            count++;
        }
        assertThat(count).isGreaterThan(30);
    }

    @Test
    void the_trail_ends_at_the_revision() throws IOException {
        Path zip = write(ExampleContent.standard());
        var lines = text(zip, "data/90_provenance/trail.jsonl").lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getLast()).contains("\"sequence\":4,").contains("\\u2028");
    }

    private static String hash(EvidenceContent content) throws IOException {
        var out = new ByteArrayOutputStream();
        EvidencePackage.write(content, out, Progress.NONE);
        return Hashes.sha256(out.toByteArray());
    }

    private Path write(EvidenceContent content) throws IOException {
        Path zip = folder.resolve("package.zip");
        try (var out = Files.newOutputStream(zip)) {
            EvidencePackage.write(content, out, Progress.NONE);
        }
        return zip;
    }

    private static String text(Path zip, String path) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            var entry = file.stream()
                    .filter(candidate -> candidate.getName().endsWith("_01/" + path))
                    .findFirst()
                    .orElseThrow();
            return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// @return the top folder
    public static Path unpack(Path zip, Path into) throws IOException {
        Path top = into;
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = into.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
                top = into.resolve(entry.getName().substring(0, entry.getName().indexOf('/')));
            }
        }
        return top;
    }
}
