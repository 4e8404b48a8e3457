package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.service.EditRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Which rows of which files are one device, one person, one right; on the register, through the command line.
class IdentityTest {

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

    private void imported(Path file, String... options) {
        var arguments = new ArrayList<>(List.of("import", session.register(), file.toString(), "--json"));
        arguments.addAll(List.of(options));
        assertThat(session.run(arguments.toArray(String[]::new)))
                .as(session.told())
                .isZero();
    }

    /// Codes of the warnings of the last import.
    private List<String> codes() {
        return warnings().map(warning -> warning.get("code").asString()).toList();
    }

    private List<String> messages() {
        return warnings().map(warning -> warning.get("message").asString()).toList();
    }

    private Stream<JsonNode> warnings() {
        return session.json().get("files").get(0).get("warningList").valueStream();
    }

    private List<RecordState> records(RecordKind kind) {
        var found = new ArrayList<RecordState>();
        session.look(open -> found.addAll(new EditRecords(open).all(kind)));
        return found;
    }

    private List<String> names(RecordKind kind) {
        return records(kind).stream().map(state -> state.text("name")).toList();
    }

    @Test
    void equalIdentifiersThatContradictEachOtherAreTwoDevicesAndTold() throws IOException {
        imported(session.resource("same-uuid-two-serials-a.xml"));
        imported(session.resource("same-uuid-two-serials-b.xml"));

        assertThat(messages())
                .anySatisfy(message -> assertThat(message)
                        .contains("two devices", "hardware identifier", "serial number", "SCANDIC", "CIVET"));
        assertThat(names(RecordKind.DEVICE)).containsExactly("CIVET", "SCANDIC");
        session.run("register", "info", session.register(), "--json");
        // Visio and the operating system of each.
        assertThat(session.json().get("installations").asLong()).isEqualTo(4);
    }

    @Test
    void theSameInOneTable() throws IOException {
        imported(
                session.file(
                        "devices.csv",
                        "name,serial number,uuid",
                        "CIVET,SN-CIV-1,44454C4C-5600-1048-8057-B3C04F584831",
                        "SCANDIC,SN-SCA-2,44454C4C-5600-1048-8057-B3C04F584831"),
                "--as",
                "devices");

        assertThat(codes()).contains("identity.contradiction");
        assertThat(names(RecordKind.DEVICE)).containsExactly("CIVET", "SCANDIC");
    }

    @Test
    void rowsOfOneFileDoNotMergeByNameAlone() throws IOException {
        imported(session.resource("same-name-other-tag.csv"), "--as", "devices");

        assertThat(names(RecordKind.DEVICE)).containsExactly("Laptop", "Laptop", "Meeting room PC");

        assertThat(codes()).noneMatch(code -> code.startsWith("identity"));
        assertThat(records(RecordKind.DEVICE))
                .extracting(state -> state.text("assetTag"))
                .containsExactlyInAnyOrder("A-1001", "A-1002", "A-1003");

        // The next month's file knows them again, one by one.
        var before = records(RecordKind.DEVICE);
        var next = Files.writeString(
                folder.resolve("next.csv"),
                Files.readString(session.resource("same-name-other-tag.csv")) + "A-1004,Beamer,X,Y,\n");
        imported(next, "--as", "devices", "--source", "same-name-other-tag");
        assertThat(records(RecordKind.DEVICE)).containsAll(before).hasSize(4);
    }

    @Test
    void aNameWithAndWithoutItsDomainIsOneDevice() throws IOException {
        imported(session.file("a.csv", "name,serial number", "PC1,SN-100", "PC2,SN-200"), "--as", "devices");
        imported(session.file("b.csv", "name,model", "PC1.corp.example,X", "CORP\\PC2,Y"), "--as", "devices");
        imported(
                session.file("c.csv", "computer,software", "pc1.corp.example,7-Zip", "PC2,7-Zip"),
                "--as",
                "installations");

        assertThat(codes()).noneMatch(code -> code.startsWith("identity"));
        assertThat(records(RecordKind.DEVICE))
                .extracting(state -> state.text("serial"))
                .containsExactlyInAnyOrder("SN-100", "SN-200");
    }

    @Test
    void inventoriesOfOneNameAndNoOtherKeyInCommonAreToldWhenTheyAreTakenForOne() throws IOException {
        imported(session.file("a.csv", "name,serial number", "PC1,SN-100"), "--as", "devices");
        imported(
                session.file("b.csv", "name,domain,uuid", "PC1,WORKGROUP,44454C4C-5600-1048-8057-B3C04F584831"),
                "--as",
                "devices");

        assertThat(codes()).contains("identity.likely");
        assertThat(messages())
                .anySatisfy(message -> assertThat(message).contains("\"PC1\" and \"PC1\" (known before)"));
        // It stays a question with every import until it is settled.
        imported(
                session.file(
                        "b2.csv", "name,domain,uuid,model", "PC1,WORKGROUP,44454C4C-5600-1048-8057-B3C04F584831,X"),
                "--as",
                "devices",
                "--source",
                "b");
        assertThat(codes()).contains("identity.likely");
    }

    @Test
    void theTwoAgentsOfOneMachineTellOfOneDevice() throws IOException {
        imported(session.resource("fusioninventory-2.6.xml"));
        imported(session.resource("ocs-unix-agent-2.10.ocs"));

        assertThat(names(RecordKind.DEVICE)).containsExactly("lab-01");
    }

    @Test
    void serialsOfSixteenDigitsThatDifferInTheLastStayApart() throws IOException {
        imported(
                session.file(
                        "devices.csv",
                        "name,serial number",
                        "PC1,1234567890123456",
                        "PC1,1234567890123457",
                        "PC1,1234567890123458"),
                "--as",
                "devices");

        assertThat(records(RecordKind.DEVICE)).hasSize(3);
    }

    @Test
    void aLoginWithAndWithoutItsDomainIsOnePerson() throws IOException {
        imported(session.file("a.csv", "display name,login", "Jane Doe,CORP\\jdoe"), "--as", "users");
        imported(session.file("b.csv", "display name,login", "Doe Jane,jdoe@corp.example"), "--as", "users");
        imported(session.file("c.csv", "display name,login", "John Doe,ACME\\jdoe"), "--as", "users");

        assertThat(records(RecordKind.USER)).hasSize(2);
    }

    @Test
    void referencesThatDifferInCaseAloneAreTwoRightsAndTold() throws IOException {
        imported(
                session.file(
                        "rights.csv",
                        "reference,product,metric,quantity",
                        "PO-10a,Microsoft Visio Professional 2021,device,100",
                        "PO-10A,Microsoft Visio Professional 2021,device,50"),
                "--as",
                "entitlements");

        assertThat(codes()).contains("identity.reference-case");
        assertThat(quantities()).containsExactlyInAnyOrder("100", "50");
    }

    private List<String> quantities() {
        return records(RecordKind.ENTITLEMENT).stream()
                .map(state -> state.text("quantity"))
                .toList();
    }

    @Test
    void linesOfOneOrderAreRightsOfTheirOwnAndKnownAgain() throws IOException {
        imported(
                session.file(
                        "rights.csv",
                        "reference,product,metric,quantity",
                        "PO-1,Microsoft Visio Professional 2021,device,10",
                        "PO-1,Microsoft Project Professional 2021,device,5"),
                "--as",
                "entitlements");
        assertThat(codes()).contains("identity.lines");
        var before = records(RecordKind.ENTITLEMENT);

        // A line comes in front, one has another quantity: those that were there stay what they were.
        imported(
                session.file(
                        "rights.csv",
                        "reference,product,metric,quantity",
                        "PO-1,Microsoft SQL Server Standard 2022,core,16",
                        "PO-1,Microsoft Visio Professional 2021,device,10",
                        "PO-1,Microsoft Project Professional 2021,device,7"),
                "--as",
                "entitlements");
        var after = records(RecordKind.ENTITLEMENT);
        assertThat(after).hasSize(3);
        assertThat(after)
                .extracting(RecordState::id)
                .containsAll(before.stream().map(RecordState::id).toList());
        assertThat(after.stream()
                        .filter(state ->
                                before.stream().anyMatch(old -> old.id().equals(state.id())))
                        .map(state -> state.text("quantity")))
                .containsExactlyInAnyOrder("10", "7");
    }
}
