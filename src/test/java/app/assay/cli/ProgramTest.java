package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.Registers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locales")
class ProgramTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);
    private static final Path SAMPLE = Path.of("sample-data");

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean cancelled;
    private boolean cancelledWhenRefused;

    private String register() {
        return folder.resolve("register").toString();
    }

    @BeforeEach
    void makeRegister() {
        assertThat(run("register", "create", register(), "--name", "Test", "--zone", "UTC"))
                .isZero();
    }

    @AfterEach
    void endThreads() {
        writer.shutdown();
        readers.shutdown();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var registers = new Registers(NOON, "analyst", "test", writer, readers);
        var context = new CliContext(
                registers,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> cancelled || (cancelledWhenRefused && told().contains("absent.csv")),
                false);
        return new Program(context, Map.of()).run(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() {
        return JsonMapper.builder().build().readTree(printed());
    }

    private void importSample() throws IOException {
        var arguments = new ArrayList<>(List.of("import", register(), "--json", "--data-date", "2026-11-15"));
        try (var files = Files.list(SAMPLE)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(file -> arguments.add(file.toString()));
        }
        assertThat(run(arguments.toArray(String[]::new))).as(told()).isZero();
    }

    private Path table(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void everyFileOfTheSampleIsImportedAndItsRowsAddUp() throws IOException {
        importSample();

        var files = json().get("files");
        assertThat(files).hasSize(6);
        for (var file : files) {
            assertThat(file.get("read").asLong())
                    .as(file.get("path").asString())
                    .isPositive()
                    .isEqualTo(file.get("new").asLong()
                            + file.get("changed").asLong()
                            + file.get("same").asLong()
                            + file.get("rejected").asLong());
            assertThat(file.get("format").asString()).isNotBlank();
            assertThat(file.get("confidence").asDouble()).isBetween(0.5, 1.0);
            assertThat(file.has("warnings")).isTrue();
            assertThat(file.get("seconds").asDouble()).isPositive();
        }
    }

    @Test
    void theSameFileAgainChangesNothingAndSaysSo() throws IOException {
        importSample();
        run("register", "info", register(), "--json");
        long revision = json().get("revision").asLong();

        importSample();

        for (var file : json().get("files")) {
            assertThat(file.get("state").asString()).isEqualTo("ALREADY_IMPORTED");
            assertThat(file.get("new").asLong()).isZero();
            assertThat(file.get("changed").asLong()).isZero();
            assertThat(file.get("same").asLong()).isEqualTo(file.get("read").asLong());
        }
        run("register", "info", register(), "--json");
        assertThat(json().get("revision").asLong()).isEqualTo(revision);
    }

    @Test
    void aDryRunCountsAndWritesNothing() throws IOException {
        var file = table("i.csv", "hostname,software,version", "pc1,7-Zip,9.20", "pc2,,1");

        assertThat(run("import", register(), file.toString(), "--as", "installations", "--dry-run", "--json"))
                .isZero();

        var counted = json().get("files").get(0);
        assertThat(counted.get("new").asLong()).isEqualTo(1);
        assertThat(counted.get("rejected").asLong()).isEqualTo(1);
        run("register", "info", register(), "--json");
        assertThat(json().get("installations").asLong()).isZero();
        assertThat(json().get("imports").asLong()).isZero();
        assertThat(Path.of(register(), "blobs")).isEmptyDirectory();
    }

    @Test
    void anImportThatLeavesOutMuchIsDoneAndWarnedOf() throws IOException {
        var lines = new ArrayList<>(List.of("hostname,software"));
        for (int count = 0; count < 94; count++) {
            lines.add("pc" + count + ",7-Zip");
        }
        for (int count = 0; count < 6; count++) {
            lines.add("pc" + count + ",");
        }
        var file = table("i.csv", lines.toArray(String[]::new));

        assertThat(run("import", register(), file.toString(), "--as", "installations", "--dry-run"))
                .isZero();
        assertThat(told())
                .contains(
                        "WARNING:",
                        "i.csv: 6 of 100 rows (6 %) would be left out, more than 5 %",
                        "Nothing was written");
        assertThat(run("import", register(), file.toString(), "--as", "installations", "--json"))
                .isZero();

        assertThat(told()).contains("WARNING:", "i.csv: 6 of 100 rows (6 %) were left out, more than 5 %");
        assertThat(json().get("files").get(0).get("manyRejected").asBoolean()).isTrue();
        assertThat(json().get("files").get(0).get("state").asString()).isEqualTo("PUBLISHED");

        lines.removeLast();
        var few = table("j.csv", lines.subList(0, 98).toArray(String[]::new));
        assertThat(run("import", register(), few.toString(), "--as", "installations", "--json"))
                .isZero();
        assertThat(told()).doesNotContain("WARNING");
        assertThat(json().get("files").get(0).get("manyRejected").asBoolean()).isFalse();
    }

    @Test
    void aLimitOfReadingIsSetForOneImport() throws IOException {
        var file = table("i.csv", "hostname,software,a,b", "pc1,7-Zip,1,2");

        assertThat(run("import", register(), file.toString(), "--limit", "columns=3"))
                .isEqualTo(3);
        assertThat(told()).contains("i.csv", "--limit columns=N", "16,384");
        assertThat(run("detect", file.toString(), "--limit", "look-seconds=5")).isZero();
        assertThat(run("import", register(), file.toString(), "--limit", "columns=4", "--limit", "rows=1KiB"))
                .isZero();
        assertThat(run("import", register(), file.toString(), "--limit", "columns=20000"))
                .isEqualTo(2);
        assertThat(run("import", register(), file.toString(), "--limit", "speed=9"))
                .isEqualTo(2);
        assertThat(told()).contains("\"speed\"", "columns", "archive-ratio");
    }

    @Test
    void rejectedRowsAreWrittenWithTheirReasons() throws IOException {
        var file = table("i.csv", "hostname,software,version", "pc1,7-Zip,9.20", "pc2,,1");
        var rejected = folder.resolve("rejected.csv");

        run("import", register(), file.toString(), "--as", "installations", "--rejected", rejected.toString());

        assertThat(Files.readString(rejected)).contains("MISSING").contains("i.csv");
    }

    @Test
    void thePositionOfTheSampleShowsItsStories() throws IOException {
        importSample();

        assertThat(run("position", register(), "--as-at", "2026-11-15", "--json"))
                .isZero();

        var statuses = new ArrayList<String>();
        json().get("lines").forEach(line -> statuses.add(line.get("status").asString()));
        assertThat(statuses).contains("SHORT", "SURPLUS", "COMPLIANT", "NOT_COMPUTABLE", "UNLIMITED");
        assertThat(json().get("unrecognisedTitles").asLong()).isPositive();
        var first = printed();
        run("position", register(), "--as-at", "2026-11-15", "--json");
        assertThat(printed()).isEqualTo(first);
    }

    @Test
    void aDayBeforeTheImportsSaysThatTheyDoNotCount() throws IOException {
        importSample();

        run("position", register(), "--as-at", "2026-01-31");

        assertThat(printed()).contains("imports tell of a day after 2026-01-31; what is said there does not count");
    }

    @Test
    void aLineIsExplainedByTheBeginningOfItsName() throws IOException {
        importSample();

        assertThat(run("explain", register(), "autodesk autocad", "--as-at", "2026-11-15"))
                .isZero();

        assertThat(printed()).contains("9 found").contains("3 short");
    }

    @Test
    void anUnknownLineIsAMatterOfUsage() throws IOException {
        importSample();

        assertThat(run("explain", register(), "no such product")).isEqualTo(2);
        assertThat(told()).contains("no such product");
    }

    @Test
    void theHistoryIsListedAndWalkedFromTheCommandLine() {
        assertThat(run("import", register(), SAMPLE.resolve("users.csv").toString()))
                .isZero();
        assertThat(run("import", register(), SAMPLE.resolve("devices.csv").toString()))
                .isZero();
        out.reset();

        assertThat(run("register", "history", register(), "--json")).isZero();
        var listed = json();
        assertThat(listed.path("steps").asInt()).isEqualTo(2);
        assertThat(listed.path("history").get(0).path("subject").asString()).isEqualTo("devices.csv");
        assertThat(listed.path("history").get(0).path("state").asString()).isEqualTo("NOW");

        assertThat(run("register", "undo", register(), "--steps", "5", "--json"))
                .isZero();
        assertThat(json().path("done").asInt()).isEqualTo(2);
        assertThat(run("register", "undo", register())).isEqualTo(4);
        out.reset();
        assertThat(run("register", "redo", register())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Redid 1 of 1 steps");
        out.reset();
        assertThat(run("register", "history", register(), "--count", "1")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("undone", "1 of 2 steps");
        assertThat(run("register", "undo", register(), "--steps", "0")).isEqualTo(2);
    }

    @Test
    void aPackageIsSoundAndATamperedOneIsNot() throws IOException {
        importSample();
        var zip = folder.resolve("evidence.zip");

        assertThat(run("evidence", "export", register(), "--out", zip.toString(), "--as-at", "2026-11-15"))
                .as(told())
                .isZero();
        assertThat(run("evidence", "verify", zip.toString())).isZero();
        var bytes = Files.readAllBytes(zip);
        bytes[bytes.length / 2] ^= 1;
        Files.write(zip, bytes);

        assertThat(run("evidence", "verify", zip.toString())).isEqualTo(5);
    }

    @Test
    void twoExportsOfOneRevisionAreTheSameBytes() throws IOException {
        importSample();
        var one = folder.resolve("one.zip");
        var two = folder.resolve("two.zip");

        run("evidence", "export", register(), "--out", one.toString(), "--as-at", "2026-11-15");
        run("evidence", "export", register(), "--out", two.toString(), "--as-at", "2026-11-15");

        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    }

    @Test
    void theRegisterIsIntactAfterTheSample() throws IOException {
        importSample();

        assertThat(run("register", "verify", register())).as(printed()).isZero();
        assertThat(printed()).startsWith("Intact");
    }

    @Test
    void whatIsWrongEndsWithItsCodeAndThreeSentences() throws IOException {
        var notAFile = folder.resolve("nowhere.csv");

        assertThat(run("detect", notAFile.toString())).isEqualTo(3);
        assertThat(run("register", "info", folder.resolve("nothing").toString()))
                .isEqualTo(4);
        assertThat(run("register", "create", register())).isEqualTo(4);
        assertThat(run("import", register())).isEqualTo(2);
        assertThat(run("dance")).isEqualTo(2);
        assertThat(run("position", register(), "--as-at", "yesterday")).isEqualTo(2);
        assertThat(run("import", register(), table("x.csv", "a,b", "1,2").toString(), "--as", "moons"))
                .isEqualTo(2);
        assertThat(told()).doesNotContain("\tat ");
    }

    @Test
    void aCancelledImportLeavesNothing() throws IOException {
        var file = table("i.csv", "hostname,software,version", "pc1,7-Zip,9.20");
        cancelled = true;

        assertThat(run("import", register(), file.toString(), "--as", "installations"))
                .isEqualTo(6);
        cancelled = false;
        run("register", "info", register(), "--json");
        assertThat(json().get("imports").asLong()).isZero();
    }

    @Test
    void cancellingAmongSeveralFilesTellsWhichOnesAreImported() throws IOException {
        var first = table("i.csv", "hostname,software,version", "pc1,7-Zip,9.20");
        var second = table("j.csv", "hostname,software,version", "pc2,7-Zip,9.20");
        cancelledWhenRefused = true;

        assertThat(run(
                        "import",
                        register(),
                        first.toString(),
                        folder.resolve("absent.csv").toString(),
                        second.toString(),
                        "--as",
                        "installations",
                        "--json"))
                .isEqualTo(6);

        var files = json().get("files");
        assertThat(files).hasSize(3);
        assertThat(files.get(0).get("state").asString()).isEqualTo("PUBLISHED");
        assertThat(files.get(1).get("error").asString()).isEqualTo("INPUT_NOT_FOUND");
        assertThat(files.get(2).get("error").asString()).isEqualTo("CANCELLED");
        assertThat(told()).doesNotContain("nothing was changed");
        cancelledWhenRefused = false;
        run("register", "info", register(), "--json");
        assertThat(json().get("imports").asLong()).isEqualTo(1);
    }

    @Test
    void aWrittenFileMayBeReadByWhoeverMayReadItsNeighbours() throws IOException {
        var neighbour = folder.resolve("neighbour");
        Files.createFile(neighbour);
        var lines = folder.resolve("lines.csv");

        run("position", register(), "--csv", lines.toString());

        var permissions = Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? Files.getPosixFilePermissions(neighbour)
                : Set.<PosixFilePermission>of();
        assertThat(permissions.isEmpty() || Files.getPosixFilePermissions(lines).equals(permissions))
                .isTrue();
    }

    @Test
    void withJsonStandardOutputHoldsOneDocumentEvenWhenRefused() throws IOException {
        var broken = table("b.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><SoftwareIdentity>&a;</SoftwareIdentity>");

        assertThat(run("import", register(), broken.toString(), "--json")).isEqualTo(3);

        assertThat(json().get("files").get(0).get("error").asString()).startsWith("INPUT_");
        assertThat(told()).isNotBlank();
    }
}
