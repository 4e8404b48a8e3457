package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.Machine;
import app.assay.service.MachineNotes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the command line says about who may open a register and whether it is the one that was seen before.
@Tag("locales")
class RegisterCommandsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path home;
    private Path table;

    @BeforeEach
    void makeRegister() throws IOException {
        home = folder.resolve("register");
        table = folder.resolve("inventory.csv");
        Files.write(table, List.of("computer name,title,publisher,version", "HAM-1,Draw Pro,Northwind,2"));
        assertThat(run("register", "create", home.toString(), "--name", "Harbour", "--zone", "UTC"))
                .as(told())
                .isZero();
        assertThat(told()).isEmpty();
    }

    @AfterEach
    void endThreads() {
        writer.close();
        readers.close();
    }

    private int run(String... arguments) {
        return runOn(Machine.remembering(MachineNotes.in(folder.resolve("notes")), Map.of()), arguments);
    }

    private int runOn(Machine machine, String... arguments) {
        out.reset();
        err.reset();
        var context = new CliContext(
                new Registers(NOON, "analyst", "test", writer, readers, machine),
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

    private JsonNode json() {
        return JsonMapper.builder().build().readTree(printed());
    }

    private int importTable(String... further) {
        var arguments = new ArrayList<>(List.of("import", home.toString(), table.toString(), "--as", "installations"));
        arguments.addAll(List.of(further));
        return run(arguments.toArray(String[]::new));
    }

    private Path copy(String name) throws IOException {
        var to = folder.resolve(name);
        try (var files = Files.walk(home)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(home.relativize(file).toString()));
            }
        }
        return to;
    }

    @Test
    void anOlderCopyIsToldByEveryCommandAndFailsTheCheckUntilItIsAccepted() throws IOException {
        var older = copy("older").toString();
        assertThat(importTable()).as(told()).isZero();
        var head = headOf(home.toString());

        assertThat(run("register", "info", older)).isZero();
        assertThat(printed()).contains("Seen before, head").contains(head);
        assertThat(told())
                .startsWith("Caution: The trail ends at entry 1, but this machine saw it reach entry 2 on")
                .hasLineCount(1);
        assertThat(run("register", "info", older, "--json")).isZero();
        assertThat(json().at("/headAlarm/seenHead").asString()).isEqualTo(head);
        assertThat(json().at("/headAlarm/foundLength").asInt()).isEqualTo(1);
        assertThat(json().at("/cautions")).hasSize(1);

        assertThat(run("register", "verify", older)).isEqualTo(5);
        assertThat(printed()).startsWith("Not intact:").contains("this machine saw it reach entry 2");

        assertThat(run("register", "accept-head", older, "--reason", "put back", "--json"))
                .as(told())
                .isZero();
        assertThat(json().at("/accepted/seenHead").asString()).isEqualTo(head);
        assertThat(run("register", "verify", older)).isZero();
        assertThat(told()).isEmpty();
        assertThat(run("register", "accept-head", older)).isEqualTo(4);
        assertThat(run("register", "verify", home.toString())).isEqualTo(5);
    }

    private String headOf(String register) {
        assertThat(run("register", "info", register, "--json")).isZero();
        return json().get("trailHead").asString();
    }

    @Test
    void aHeadThatWasPrintedIsFoundInTheTrailOrFailsTheCheck() {
        var before = headOf(home.toString());
        assertThat(importTable()).as(told()).isZero();

        assertThat(run("register", "verify", home.toString(), "--head", before)).isZero();
        assertThat(printed())
                .startsWith("The head given is entry 1 of this register's trail.")
                .contains("Intact");
        assertThat(run(
                        "register",
                        "verify",
                        home.toString(),
                        "--head",
                        headOf(home.toString()).substring(0, 16).toUpperCase(java.util.Locale.ROOT),
                        "--json"))
                .isZero();
        assertThat(json().get("headIsEntry").asInt()).isEqualTo(2);

        assertThat(run("register", "verify", home.toString(), "--head", "0".repeat(64)))
                .isEqualTo(5);
        assertThat(printed()).contains("No entry of this register's trail has the hash 0000");
        assertThat(run("register", "verify", home.toString(), "--head", "abc")).isEqualTo(2);
        assertThat(run("register", "verify", home.toString(), "--head", "%".repeat(64)))
                .isEqualTo(2);
    }

    @Test
    void aRegisterThatAnotherMachineDidNotCloseIsTakenOverOnDemand() throws IOException {
        var lock = home.resolve("register.lock");
        Files.writeString(lock, "{\"host\":\"quay-7\",\"process\":\"4711\",\"start\":\"\",\"user\":\"ben\"}");

        assertThat(importTable()).isEqualTo(4);
        assertThat(told())
                .contains("ben on quay-7")
                .contains("Next: assay import " + home)
                .contains(" --take-over")
                .hasLineCount(2);
        assertThat(run("register", "info", home.toString())).isZero();
        assertThat(importTable("--take-over")).as(told()).isZero();
        assertThat(importTable()).as(told()).isZero();
    }

    @Test
    void aSyncedPlaceIsToldInOneLineWhenARegisterIsMadeAndOpened() {
        var synced = folder.resolve("Dropbox").resolve("harbour").toString();

        assertThat(run("register", "create", synced, "--json")).isZero();
        assertThat(told())
                .startsWith("Caution: The register lies in a folder that Dropbox keeps in step")
                .hasLineCount(1);
        assertThat(json().get("cautions")).hasSize(1);
        assertThat(run("position", synced)).isZero();
        assertThat(told()).contains("Caution: ").contains("Dropbox");
    }

    @Test
    void aWritingCommandOnARegisterThatCannotBeWrittenSaysWhatToDo() throws IOException {
        var marker = home.resolve("register.assay");
        Files.delete(home.resolve("register.lock"));
        Files.createDirectory(home.resolve("register.lock")); // for a user of any rights

        assertThat(marker).isRegularFile();
        assertThat(importTable("--json")).isEqualTo(4);
        assertThat(json().get("error").asString()).isEqualTo("REGISTER_READ_ONLY");
        assertThat(told())
                .contains(home.toString())
                .contains("Nothing was changed.")
                .contains("Next: assay register info " + home)
                .hasLineCount(2);
        assertThat(run("register", "info", home.toString())).isZero();
    }
}
