package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.service.EditRecords;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Rows that were left out: kept, listed, told again, and in when what decided about them has changed.
class RetryTest {

    @TempDir
    Path folder;

    private CommandLineSession session;

    @BeforeEach
    void begin() {
        session = new CommandLineSession(folder);
    }

    @AfterEach
    void end() {
        session.close();
    }

    private JsonNode only() {
        return session.json().get("files").get(0);
    }

    private Path twoOfThree() throws IOException {
        return session.file("i.csv", "hostname,software,version", "pc1,7-Zip,9.20", "pc2,,1", "pc3,7-Zip,9.20");
    }

    private long revision() {
        session.run("register", "info", session.register(), "--json");
        return session.json().get("revision").asLong();
    }

    @Test
    void theSameFileAgainReadsAgainAndSaysWhatIsStillLeftOut() throws IOException {
        var file = twoOfThree();
        assertThat(session.run("import", session.register(), file.toString(), "--as", "installations"))
                .isZero();
        assertThat(session.printed()).contains("1 row left out", "MISSING, column software", "row 3", "assay retry");
        long before = revision();

        assertThat(session.run("import", session.register(), file.toString(), "--as", "installations"))
                .isZero();
        assertThat(session.printed()).contains("already imported and read again, 1 row still left out");
        assertThat(session.printed()).doesNotContain("nothing changed");
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void rejectedRowsAreListedWholeWithTheirReason() throws IOException {
        var note = "x".repeat(50_000);
        var file = session.file("i.csv", "hostname,software,note", "pc1,,\"" + note + ", the end\"", "pc2,7-Zip,");
        session.run("import", session.register(), file.toString(), "--as", "installations", "--json");
        var raw = only().get("rejectedRows").get(0).get("raw").asString();
        assertThat(raw).isEqualTo("pc1,,\"" + note + ", the end\"");

        assertThat(session.run("rejected", session.register(), "--json")).isZero();
        var row = session.json().get("imports").get(0).get("rows").get(0);
        assertThat(row.get("raw").asString()).isEqualTo(raw);
        assertThat(row.get("reason").asString()).isEqualTo("MISSING");
        assertThat(row.get("row").asLong()).isEqualTo(2);
        assertThat(row.get("file").asString()).isEqualTo("i.csv");

        var to = folder.resolve("rejected.csv");
        assertThat(session.run("rejected", session.register(), "i", "--to", to.toString()))
                .as(session.told())
                .isZero();
        assertThat(Files.readString(to)).contains("MISSING").contains("the end");
    }

    @Test
    void aDryRunListsThemToo() throws IOException {
        var file = twoOfThree();
        var to = folder.resolve("rejected.csv");
        assertThat(session.run(
                        "import",
                        session.register(),
                        file.toString(),
                        "--as",
                        "installations",
                        "--dry-run",
                        "--json",
                        "--rejected",
                        to.toString()))
                .as(session.told())
                .isZero();
        assertThat(only().get("rejectedRows").get(0).get("raw").asString()).isEqualTo("pc2,,1");
        assertThat(Files.readString(to)).contains("MISSING").contains("pc2,,1");
    }

    @Test
    void aProfileThatIsCorrectedBringsRowsInOnRetry() throws IOException {
        saveProfile("\"columns\":{\"who\":\"device\",\"what\":\"title\",\"seen\":\"\"}");
        var file = session.file("i.csv", "who,what,seen", "pc1,7-Zip,7-Zip", "pc2,,Visio");
        session.run("import", session.register(), file.toString(), "--profile", "ours", "--json");
        assertThat(only().get("rejected").asLong()).isEqualTo(1);

        // Nothing was changed: the row is still left out, and nothing is written.
        long before = revision();
        assertThat(session.run("retry", session.register(), "--json")).isZero();
        assertThat(only().get("state").asString()).isEqualTo("ALREADY_IMPORTED");
        assertThat(only().get("rejectedRows")).hasSize(1);
        assertThat(revision()).isEqualTo(before);

        saveProfile("\"columns\":{\"who\":\"device\",\"what\":\"\",\"seen\":\"title\"}");
        assertThat(session.run("retry", session.register(), "--dry-run", "--json"))
                .isZero();
        assertThat(only().get("state").asString()).isEqualTo("DRY_RUN");
        assertThat(only().get("rejected").asLong()).isZero();
        assertThat(session.run("retry", session.register(), "--json")).isZero();
        assertThat(only().get("state").asString()).isEqualTo("PUBLISHED");
        assertThat(only().get("readAgain").asString()).isNotBlank();
        session.run("register", "info", session.register(), "--json");
        assertThat(session.json().get("installations").asLong()).isEqualTo(2);
        session.run("rejected", session.register());
        assertThat(session.printed()).contains("a later import of the source counts");

        // It is a step like any other.
        assertThat(session.run("register", "undo", session.register())).isZero();
        session.run("register", "info", session.register(), "--json");
        assertThat(session.json().get("installations").asLong()).isEqualTo(1);
    }

    @Test
    void aProfileThatLeavesMoreOutPutsNothingInThePlaceOfWhatCounts() throws IOException {
        saveProfile("\"columns\":{\"who\":\"device\",\"what\":\"title\",\"seen\":\"\"}");
        var file = session.file("i.csv", "who,what,seen", "pc1,7-Zip,", "pc2,,", "pc3,Visio,");
        session.run("import", session.register(), file.toString(), "--profile", "ours", "--json");
        long before = revision();

        saveProfile("\"columns\":{\"who\":\"device\",\"what\":\"\",\"seen\":\"title\"}");
        assertThat(session.run("retry", session.register(), "--json")).isZero();

        assertThat(only().get("state").asString()).isEqualTo("HELD");
        assertThat(session.told()).contains("3 of 3 rows would be left out");
        assertThat(revision()).isEqualTo(before + 1); // the profile alone
        session.run("register", "info", session.register(), "--json");
        assertThat(session.json().get("installations").asLong()).isEqualTo(2);
    }

    @Test
    void whatWasSetBesideAProfileIsUsedAgainAndNotTheProfileAlone() throws IOException {
        saveProfile(
                "{\"format\":\"assay-mapping-profile\",\"formatVersion\":1,\"name\":\"ours\",\"meaning\":\"entitlements\",\"columns\":{}}",
                "ours");
        var file = session.file(
                "e.csv", "reference,product,quantity,metric,unit price", "E-1,Visio,5,device,10", "E-2,,3,device,1");
        assertThat(session.run(
                        "import",
                        session.register(),
                        file.toString(),
                        "--profile",
                        "ours",
                        "--currency",
                        "CHF",
                        "--json"))
                .as(session.told())
                .isZero();
        assertThat(only().get("rejected").asLong()).isEqualTo(1);

        assertThat(session.run("retry", session.register(), "--json")).isZero();

        assertThat(only().get("state").asString()).isEqualTo("ALREADY_IMPORTED");
        session.look(open -> assertThat(new EditRecords(open).all(RecordKind.ENTITLEMENT))
                .singleElement()
                .satisfies(right -> assertThat(right.text("unitPrice")).isEqualTo("10 CHF")));
    }

    private void saveProfile(String rest) {
        saveProfile(profile(rest), "ours");
    }

    private void saveProfile(String definition, String name) {
        session.change(open -> {
            var edits = new EditRecords(open);
            var known = edits.all(RecordKind.MAPPING_PROFILE).stream().findFirst();
            edits.apply(
                    new Command(
                            "profile.save",
                            "ours",
                            "",
                            List.of(Command.Edit.set(
                                    RecordKind.MAPPING_PROFILE,
                                    known.map(state -> state.id()).orElseGet(edits::newId),
                                    Map.of("name", name, "definition", definition)))),
                    Progress.NONE);
        });
    }

    @Test
    void whatWasReadByAnotherProgramIsReadAgain() throws IOException {
        var file = session.file("i.csv", "hostname,software", "pc1,7-Zip");
        session.run("import", session.register(), file.toString(), "--as", "installations");
        session.version("another");

        session.run("import", session.register(), file.toString(), "--as", "installations", "--json");

        assertThat(only().get("state").asString()).isEqualTo("ALREADY_IMPORTED");
        assertThat(only().has("readAgain")).isTrue();
    }

    @Test
    void anImportThatNoLongerCountsIsNotReadAgain() throws IOException {
        var first = twoOfThree();
        session.run("import", session.register(), first.toString(), "--as", "installations", "--source", "s");
        var second = session.file("j.csv", "hostname,software,version", "pc9,7-Zip,9.20");
        session.run("import", session.register(), second.toString(), "--as", "installations", "--source", "s");
        session.run("register", "info", session.register(), "--json");
        assertThat(session.json().get("installations").asLong()).isEqualTo(1);

        session.run("import", session.register(), first.toString(), "--as", "installations", "--source", "s");
        assertThat(session.printed())
                .contains("already imported, a later import counts")
                .contains("a later import of the source \"s\" counts instead. Take that back to let it count again,")
                .doesNotContain("correct the mapping");
        assertThat(session.told()).as("undo would take back another import").doesNotContain("register undo");
        assertThat(session.run("retry", session.register())).isZero();
        session.run("register", "info", session.register(), "--json");
        assertThat(session.json().get("installations").asLong()).isEqualTo(1);
    }

    @Test
    void warningsAreShownByTextWithTheirPlaces() throws IOException {
        var file = session.file("d.csv", "name,model", "PC1,A", "PC1,B", "PC2,C");
        session.run("import", session.register(), file.toString(), "--as", "devices");
        assertThat(session.printed()).contains("1 warning", "rows of one file have nothing but the name", "(row 3)");

        assertThat(session.run("warnings", session.register(), "--json")).isZero();
        assertThat(session.json()
                        .get("imports")
                        .get(0)
                        .get("warningList")
                        .get(0)
                        .get("code")
                        .asString())
                .isEqualTo("identity.namesake");
    }

    @Test
    void anImportNobodyKnowsIsAMatterOfUsage() {
        assertThat(session.run("retry", session.register(), "nobody")).isEqualTo(2);
        assertThat(session.told()).contains("nobody");
    }

    private static String profile(String rest) {
        return "{\"format\":\"assay-mapping-profile\",\"formatVersion\":1,\"name\":\"ours\",\"meaning\":\"installations\",%s}"
                .formatted(rest);
    }
}
