package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.Registers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsInPackagesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);
    private static final String KEY = "VK7JG-NPHTM-C97JM-9MPGT-3V66T";
    private static final String REJECTED = "rejected-no-form";
    private static final List<String> SECRETS = List.of("NPHTM", "qwertz-no-form", REJECTED, "A1B2C-D3E4F", "hunter22");

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void importFilesWithSecrets() throws IOException {
        assertThat(run("register", "create", register(), "--zone", "UTC")).isZero();
        Path inventory = Files.writeString(folder.resolve("inventory.json"), """
                {"action":"inventory","deviceid":"pc-1-2026-11-02-09-00-00","itemtype":"Computer","content":{
                 "hardware":{"name":"pc-1","uuid":"5b1f0c2e-7d4b-4f57-9f1d-2f3a8c6d9e10","winprodkey":"%s"},
                 "bios":{"ssn":"XK417-0001"},
                 "softwares":[{"name":"Microsoft Visio Professional 2021","publisher":"Microsoft Corporation","version":"16.0"}],
                 "versionclient":"GLPI-Agent_v1.11"}}
                """.formatted(KEY));
        Path rights = Files.writeString(folder.resolve("rights.csv"), """
                reference,product,metric,kind,quantity,end,note,Product Key
                R-1,microsoft/visio,device,FULL,2,,"setup.exe -password hunter22",qwertz-no-form
                R-2,microsoft/visio,device,FULL,2,sometime,x,rejected-no-form
                """);
        Path packed = folder.resolve("packed.csv.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write("device,title,note\nPC-2,Microsoft Visio Professional 2021,A1B2C-D3E4F-G5H6I-J7K8L-M9N0P\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        for (Path file : List.of(inventory, rights, packed)) {
            assertThat(run("import", register(), file.toString(), "--data-date", "2026-11-10", "--json"))
                    .as(told())
                    .isLessThan(2);
            // The analyst sees a row that was left out as the file has it; packages do not show it so.
            assertThat(printed().replace(REJECTED, "")).doesNotContain(SECRETS);
            assertThat(told()).doesNotContain(SECRETS);
            assertThat(printed()).doesNotContain("\"warnings\" : 0,");
        }
    }

    @AfterEach
    void endThreads() {
        writer.shutdown();
        readers.shutdown();
    }

    @Test
    void noSecretLeavesInAPackageUnlessItIsAskedFor() throws IOException {
        Path zip = folder.resolve("masked.zip");
        assertThat(run("evidence", "export", register(), "--out", zip.toString()))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("3 files with secrets: 2 masked, 1 left out");
        assertThat(run("evidence", "verify", zip.toString())).as(printed()).isZero();
        assertThat(printed()).contains("copy with masked secrets");
        assertNoSecret(zip);
        assertThat(text(zip, "90_provenance/importlog.csv"))
                .contains("_masked_inventory.json", "1 product key, masked", "1 product key, left out");
        assertThat(text(zip, "00_index/index.html")).contains("3 files with secrets: 2 masked, 1 left out");
    }

    /// The row is left out for its end, and its file alone tells which of its cells is a key.
    @Test
    void rejectedRowsShowNoSecretOfTheirFile() throws IOException {
        Path zip = folder.resolve("rejected.zip");
        assertThat(run("evidence", "export", register(), "--out", zip.toString()))
                .as(printed())
                .isZero();
        assertThat(text(zip, "90_provenance/rejected.csv")).contains("rights.csv", "sometime", "*****");
        assertThat(run("evidence", "export", register(), "--out", zip.toString(), "--secrets=include"))
                .as(printed())
                .isZero();
        assertThat(text(zip, "90_provenance/rejected.csv")).contains(REJECTED);
    }

    @Test
    void rejectedRowsOfAFolderShowNoSecretOfTheirFile() throws IOException {
        Path sub = Files.createDirectories(folder.resolve("delivery/sub"));
        String header = "reference,product,metric,kind,quantity,end,note,Product Key\n";
        Files.writeString(
                sub.resolve("more.csv"), header + "R-3,microsoft/visio,device,FULL,3,sometime,x,folder-no-form\n");
        try (var zip = new ZipOutputStream(Files.newOutputStream(sub.resolve("packed.zip")))) {
            zip.putNextEntry(new ZipEntry("within.csv"));
            zip.write((header + "R-4,microsoft/visio,device,FULL,4,sometime,x,zipped-no-form\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(run("import", register(), folder.resolve("delivery").toString(), "--data-date", "2026-11-10"))
                .as(told())
                .isLessThan(2);
        Path zip = folder.resolve("folder.zip");
        assertThat(run("evidence", "export", register(), "--out", zip.toString()))
                .as(printed())
                .isZero();
        assertThat(text(zip, "90_provenance/rejected.csv")).contains("more.csv", "within.csv");
        assertNoSecret(zip);
        assertThat(text(zip, "90_provenance/rejected.csv")).doesNotContain("folder-no-form", "zipped-no-form");
    }

    @Test
    void filesWithSecretsAreLeftOutIfThatIsChosen() throws IOException {
        Path zip = folder.resolve("without.zip");
        assertThat(run("evidence", "export", register(), "--out", zip.toString(), "--secrets=leave-out"))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("3 files with secrets: 0 masked, 3 left out");
        assertNoSecret(zip);
        try (var file = new ZipFile(zip.toFile())) {
            assertThat(file.stream().map(entry -> entry.getName())).noneMatch(name -> name.contains("source-files/"));
        }
    }

    @Test
    void whatIsIncludedAsItIsIsSaidInThePackageAndInTheTrail() throws IOException {
        Path zip = folder.resolve("all.zip");
        assertThat(run("evidence", "export", register(), "--out", zip.toString(), "--secrets=include"))
                .as(printed())
                .isZero();
        assertThat(printed()).contains("3 files with secrets included as they are");
        assertThat(text(zip, "90_provenance/source-files/", "inventory.json")).contains(KEY);
        assertThat(text(zip, "00_index/index.html")).contains("included as they are, by choice: 3 files hold secrets");
        assertThat(run("evidence", "verify", zip.toString())).isZero();
        assertThat(run("register", "verify", register())).as(printed()).isZero();
        Path later = folder.resolve("later.zip");
        assertThat(run("evidence", "export", register(), "--out", later.toString()))
                .isZero();
        assertThat(text(later, "90_provenance/trail.jsonl"))
                .contains("evidence.include-secrets", "all.zip", "asked for: a package with secrets as they are");
    }

    @Test
    void includingEverythingIsNotedAlsoWhereNoFileGoesAlong() throws IOException {
        Path zip = folder.resolve("hashes.zip");
        assertThat(run("evidence", "export", register(), "--out", zip.toString(), "--secrets=include", "--hashes-only"))
                .as(printed() + told())
                .isZero();
        assertThat(printed()).contains("not looked for in tables and trail").doesNotContain("no secrets found");
        Path later = folder.resolve("later.zip");
        assertThat(run("evidence", "export", register(), "--out", later.toString()))
                .isZero();
        assertThat(text(later, "90_provenance/trail.jsonl")).contains("evidence.include-secrets", "hashes.zip");
    }

    @Test
    void anUnknownWayWithSecretsIsRefused() {
        assertThat(run(
                        "evidence",
                        "export",
                        register(),
                        "--out",
                        folder.resolve("x.zip").toString(),
                        "--secrets=hide"))
                .isEqualTo(2);
        assertThat(told()).contains("--secrets=mask");
    }

    private static void assertNoSecret(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().toList()) {
                byte[] bytes = file.getInputStream(entry).readAllBytes();
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as(entry.getName())
                        .doesNotContain(SECRETS);
                if (entry.getName().endsWith(".xlsx")) {
                    Path book = Files.write(Files.createTempFile(zip.getParent(), "book", ".xlsx"), bytes);
                    assertNoSecret(book);
                }
            }
        }
    }

    private static String text(Path zip, String... parts) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            var entry = file.stream()
                    .filter(each -> List.of(parts).stream().allMatch(each.getName()::contains))
                    .findFirst()
                    .orElseThrow();
            return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String register() {
        return folder.resolve("register").toString();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var registers = new Registers(NOON, "analyst", "test", writer, readers);
        var context = new CliContext(
                registers,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> false,
                false);
        return new Program(context, Map.of()).run(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
