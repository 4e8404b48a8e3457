package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.service.EditRecords;
import app.assay.service.OpenRegister;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Rights that say more than their fields hold come back from a backup as they were: a publisher of their own, a
/// version
/// that nobody knows, the device that an OEM licence came with.
class RestoredRightsTest {

    @TempDir
    Path folder;

    private CommandLineSession session;
    private UUID typed = new UUID(0, 0);

    @BeforeEach
    void make() throws IOException {
        session = new CommandLineSession(folder);
        load("devices.csv", "name,serialNumber", "pc-1,XK417-0001", "pc-2,XK417-0002");
        load("installs.csv", "device,title,publisher", "pc-1,Microsoft Visio Professional 2021,Microsoft Corporation");
        load(
                "rights.csv",
                "reference,publisher,product,version,metric,kind,quantity",
                "R-1,Microsoft Corporation,Visio Professional,2021,device,FULL,2",
                "R-2,Hooli,Nucleus,an odd version,device,FULL,3",
                "R-3,Microsoft Corporation,Visio Professional,2021,device,OEM,1");
        session.change(register -> {
            var edits = new EditRecords(register);
            typed = edits.newId();
            apply(
                    edits,
                    Command.Edit.set(
                            RecordKind.ENTITLEMENT,
                            typed,
                            Map.of(
                                    "reference", "R-4",
                                    "publisher", "Initech",
                                    "product", "Reports",
                                    "version", "n/k 7",
                                    "metric", "device",
                                    "kind", "FULL",
                                    "quantity", "4")));
        });
    }

    @AfterEach
    void end() {
        session.close();
    }

    @Test
    void theyAreTheSameAfterABackupAndItsJournalInRegisterAndPackage() throws IOException {
        var made = run("register", "backup", session.register(), "--json")
                .path("file")
                .asString();
        session.change(register -> {
            // Only the journal holds these.
            var device = find(register, RecordKind.DEVICE, "name", "pc-1");
            var oem = find(register, RecordKind.ENTITLEMENT, "reference", "R-3");
            var edits = new EditRecords(register);
            apply(edits, Command.Edit.set(RecordKind.ENTITLEMENT, oem, Map.of("boundDevice", device.toString())));
            apply(edits, Command.Edit.set(RecordKind.ENTITLEMENT, typed, Map.of("publisher", "Initrode")));
        });
        var back = folder.resolve("back");
        var restored = run("register", "restore", made, back.toString(), "--journal-of", session.register(), "--json");
        assertThat(restored.path("complete").asBoolean()).isTrue();
        assertThat(restored.path("replayed").asLong()).isEqualTo(2);

        assertThat(dump(back)).isEqualTo(dump(Path.of(session.register()))).contains("Initrode", "an odd version");
        var before = tables(Path.of(session.register()), "before");
        var after = tables(back, "after");
        // The restoration itself is an entry of the trail.
        assertThat(after.remove("trail.jsonl")).startsWith(before.remove("trail.jsonl"));
        assertThat(after).isEqualTo(before);
        assertThat(before.get("entitlements.csv"))
                .contains("\"Hooli\"", "\"an odd version\"", "\"Initrode\"", "\"n/k 7\"", "\"pc-1\"")
                .doesNotContain("\"Initech\"");
    }

    private JsonNode run(String... arguments) {
        assertThat(session.run(arguments))
                .as(session.told() + session.printed())
                .isZero();
        return session.json();
    }

    private void load(String name, String... lines) throws IOException {
        assertThat(session.run(
                        "import",
                        session.register(),
                        session.file(name, lines).toString(),
                        "--data-date",
                        "2026-11-20"))
                .as(session.told() + session.printed())
                .isLessThan(2);
    }

    private static void apply(EditRecords edits, Command.Edit edit) {
        var saved = edits.apply(new Command("entitlement.edit", "R", "", List.of(edit)), Progress.NONE);
        assertThat(saved.done()).as(saved.toString()).isTrue();
    }

    private static UUID find(OpenRegister register, RecordKind kind, String field, String value) {
        return new EditRecords(register)
                .all(kind).stream()
                        .filter(record -> record.text(field).equals(value))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    /// Every row of every table of the register.
    private String dump(Path register) throws IOException {
        var out = folder.resolve(register.getFileName() + ".jsonl.gz");
        run("register", "dump", register.toString(), "--out", out.toString(), "--json");
        try (var in = new GZIPInputStream(Files.newInputStream(out))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line ->
                            line.contains("\"table\":\"own_record\"") || line.contains("\"table\":\"source_content\""))
                    .sorted()
                    .reduce("", (a, b) -> a + b + "\n");
        }
    }

    /// Tables of rights and of the position in a package that verifies.
    private Map<String, String> tables(Path register, String name) throws IOException {
        var zip = folder.resolve(name + ".zip");
        assertThat(session.run("evidence", "export", register.toString(), "--out", zip.toString()))
                .as(session.told() + session.printed())
                .isZero();
        assertThat(session.run("evidence", "verify", zip.toString()))
                .as(session.printed())
                .isZero();
        var tables = new TreeMap<String, String>();
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().toList()) {
                for (var table : List.of("entitlements.csv", "rights.csv", "elp.csv", "problems.csv", "trail.jsonl")) {
                    if (entry.getName().endsWith("/" + table)) {
                        tables.put(
                                table, new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        assertThat(tables).hasSize(5);
        return tables;
    }
}
