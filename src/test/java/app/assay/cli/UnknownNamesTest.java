package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.value.Quantity;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.OpenRegister;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names in rows that stand for no record: what is for one device, person or right is never for all, waits until one
/// has the name, and is told at the row, by the position, in the form and in the package.
class UnknownNamesTest {

    private static final String WINZIP = "corel/winzip";

    @TempDir
    Path folder;

    private CommandLineSession session = null;

    @BeforeEach
    void begin() {
        session = new CommandLineSession(folder);
    }

    @AfterEach
    void end() {
        session.close();
    }

    private void bring(String name, String... lines) throws IOException {
        session.file(name, lines);
        assertThat(session.run(
                        "import",
                        session.register(),
                        folder.resolve(name).toString(),
                        "--data-date",
                        "2026-11-10",
                        "--json"))
                .as(session.told())
                .isZero();
    }

    /// Messages of a code of the import just done, each with its row.
    private List<String> warnings(String code) {
        var told = new ArrayList<String>();
        session.json().get("files").get(0).get("warningList").forEach(warning -> {
            if (warning.get("code").asString().equals(code)) {
                told.add(warning.get("row").asLong() + ": "
                        + warning.get("message").asString());
            }
        });
        return told;
    }

    private void twoDesktops() throws IOException {
        bring(
                "installations.csv",
                "device,title,publisher,version",
                "pc-1,WinZip 26.0,Corel Corporation,26.0.1",
                "pc-2,WinZip 26.0,Corel Corporation,26.0.1");
    }

    private static PositionLine line(OpenRegister open) {
        return new ComputePosition(open)
                .compute(Progress.NONE).position().lines().stream()
                        .filter(line -> line.product().equals(WINZIP))
                        .findFirst()
                        .orElseThrow();
    }

    private static Optional<Problem> problem(OpenRegister open, String code) {
        return new ComputePosition(open)
                .compute(Progress.NONE).position().problems().stream()
                        .filter(problem -> problem.code().equals(code))
                        .findFirst();
    }

    @Test
    void useOfAProductThatNobodyKnowsIsToldUntilItIsKnown() throws IOException {
        twoDesktops();
        bring(
                "usage.csv",
                "product,user,day,value,kind",
                "Heron Planner,ann,2026-11-03,3,PEAK",
                "Heron Planner,ben,2026-11-04,5,PEAK");

        session.look(
                open -> assertThat(problem(open, "use-waiting").orElseThrow().message())
                        .isEqualTo(
                                "2 rows of use or access of a product that nobody knows count nowhere until it is known: make the product, or a rule for its name."));

        session.file("products.csv", "publisher,product", "Heron,Heron Planner");
        assertThat(session.run(
                        "catalogue",
                        "import",
                        session.register(),
                        folder.resolve("products.csv").toString()))
                .as(session.told())
                .isZero();

        session.look(open -> assertThat(problem(open, "use-waiting")).isEmpty());
    }

    @Test
    void anExclusionOfADeviceThatNobodyKnowsExcludesNothingUntilItComes() throws IOException {
        twoDesktops();
        bring(
                "exclusions.csv",
                "reference,product,device,reason,explanation",
                "X-1,corel/winzip,pc-3,Test,a machine for tests");
        assertThat(warnings("reference.unknown"))
                .containsExactly(
                        "2: No device is known as \"pc-3\", which the row tells as the device: until one is, it stands for nobody.");

        session.look(open -> {
            assertThat(line(open).net()).isEqualTo(Quantity.of(2));
            assertThat(problem(open, "exclusions-device-unknown").orElseThrow().message())
                    .isEqualTo(
                            "1 exclusion names a device or unit that nobody knows and excludes nothing until one has its name.");
        });

        bring("more.csv", "device,title,publisher,version", "pc-3,WinZip 26.0,Corel Corporation,26.0.1");
        session.look(open -> {
            assertThat(line(open).gross()).isEqualTo(Quantity.of(3));
            assertThat(line(open).net()).isEqualTo(Quantity.of(2));
            assertThat(problem(open, "exclusions-device-unknown")).isEmpty();
        });
    }

    @Test
    void anExclusionOfAnEnvironmentThatNobodyUnderstandsIsLeftOut() throws IOException {
        bring(
                "exclusions.csv",
                "reference,product,environment,reason,explanation",
                "X-1,corel/winzip,Moon base,Test,machines for tests");

        var row = session.json().get("files").get(0).get("rejectedRows").get(0);
        assertThat(row.get("reason").asString()).isEqualTo("UNKNOWN_CODE");
        assertThat(row.get("found").asString()).isEqualTo("Moon base");
        session.look(open ->
                assertThat(new EditRecords(open).all(RecordKind.EXCLUSION)).isEmpty());
    }

    @Test
    void aRightBoundToADeviceThatNobodyKnowsCoversNothingUntilItComes() throws IOException {
        twoDesktops();
        bring(
                "rights.csv",
                "reference,product,version,metric,quantity,bound device",
                "R-1,corel/winzip,26,device,2,pc-3");
        assertThat(warnings("reference.unknown"))
                .containsExactly(
                        "2: No device is known as \"pc-3\", which the row tells as the device that it is bound to: until one is, it stands for nobody.");

        session.look(open -> {
            assertThat(line(open).shortfall()).isEqualTo(Quantity.of(2));
            assertThat(problem(open, "rights-device-unknown").orElseThrow().count())
                    .isEqualTo(1);
            var edits = new EditRecords(open);
            var right = edits.all(RecordKind.ENTITLEMENT).getFirst();
            assertThat(right.unresolved("boundDevice")).contains("pc-3");
            // It does not stand in the way of other edits, and the analyst's word comes before it.
            var findings = edits.check(new Command(
                    "entitlement.edit",
                    "R-1",
                    "",
                    List.of(Command.Edit.set(RecordKind.ENTITLEMENT, right.id(), Map.of("note", "asked")))));
            assertThat(findings).noneMatch(Command.Finding::blocking);
            assertThat(findings)
                    .anySatisfy(
                            finding -> assertThat(finding.message())
                                    .isEqualTo(
                                            "No record has the name \"pc-3\" that a file tells as the bound device; it counts for nothing until one has."));
        });

        bring("devices.csv", "name,kind", "pc-3,Desktop");
        session.look(open -> {
            assertThat(problem(open, "rights-device-unknown")).isEmpty();
            assertThat(new EditRecords(open)
                            .all(RecordKind.ENTITLEMENT)
                            .getFirst()
                            .unresolved("boundDevice"))
                    .isEmpty();
        });
    }

    @Test
    void aPackageNamesTheDeviceThatIsNotThereAndVerifies() throws IOException {
        twoDesktops();
        bring(
                "exclusions.csv",
                "reference,product,device,reason,explanation",
                "X-1,corel/winzip,pc-3,Test,a machine for tests");
        var bag = folder.resolve("evidence.zip");
        assertThat(session.run("evidence", "export", session.register(), "--out", bag.toString()))
                .as(session.told())
                .isZero();
        assertThat(session.run("evidence", "verify", bag.toString()))
                .as(session.printed())
                .isZero();
        try (var zip = new java.util.zip.ZipFile(bag.toFile())) {
            var entry = zip.stream()
                    .filter(each -> each.getName().endsWith("50_adjustments/exclusions.csv"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(zip.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("\"pc-3\"");
        }
    }

    @Test
    void basesAndUnitsInACircleAreToldAtTheirRows() throws IOException {
        bring(
                "rights.csv",
                "reference,product,metric,kind,quantity,base",
                "U-1,corel/winzip,device,Upgrade,1,U-2",
                "U-2,corel/winzip,device,Upgrade,1,U-1",
                "U-3,corel/winzip,device,Upgrade,1,U-3",
                "U-4,corel/winzip,device,Upgrade,1,U-9",
                "U-5,corel/winzip,device,Upgrade,1,U-1");
        assertThat(warnings("reference.circle"))
                .containsExactly(
                        "2: The base \"U-2\" leads back to the row itself: neither is taken to rest on the other.",
                        "3: The base \"U-1\" leads back to the row itself: neither is taken to rest on the other.",
                        "4: The base \"U-3\" leads back to the row itself: neither is taken to rest on the other.");
        assertThat(warnings("reference.unknown"))
                .containsExactly(
                        "5: No right is known as \"U-9\", which the row tells as the base: until one is, it stands for nobody.");

        bring("units.csv", "unit,parent", "North,South", "South,North", "East,North");
        assertThat(warnings("reference.circle")).hasSize(2);
    }

    @Test
    void aNameThatComesLaterInTheFileIsKnown() throws IOException {
        bring(
                "rights.csv",
                "reference,product,metric,kind,quantity,base",
                "U-1,corel/winzip,device,Upgrade,1,L-1",
                "L-1,corel/winzip,device,Full,1,");
        assertThat(warnings("reference.unknown")).isEmpty();
        assertThat(warnings("reference.circle")).isEmpty();
    }

    @Test
    void aSeatOfAUserWhomNobodyKnowsCountsOnceForEachName() throws IOException {
        bring("rights.csv", "reference,product,version,metric,quantity", "R-1,corel/winzip,26,user,2");
        bring(
                "assignments.csv",
                "product,user,assigned on",
                "corel/winzip,jdoe,2026-01-01",
                "corel/winzip,jdoe,2026-02-01",
                "corel/winzip,asmith,2026-01-01");
        assertThat(warnings("reference.unknown"))
                .containsExactly(
                        "2: No user is known as \"jdoe\", which 2 rows tell as the user: until one is, the seat counts as that of somebody unknown.",
                        "4: No user is known as \"asmith\", which the row tells as the user: until one is, the seat counts as that of somebody unknown.");
        session.look(open -> {
            assertThat(line(open).net()).isEqualTo(Quantity.of(2));
            var edits = new EditRecords(open);
            var seat = edits.all(RecordKind.ASSIGNMENT).getFirst();
            assertThat(edits.check(new Command(
                            "assignment.edit",
                            "seat",
                            "",
                            List.of(Command.Edit.set(
                                    RecordKind.ASSIGNMENT, seat.id(), Map.of("until", "2027-01-01"))))))
                    .anySatisfy(finding -> assertThat(finding.message())
                            .endsWith("; the seat counts as that of somebody unknown until one has."));
        });

        bring("users.csv", "login,name", "jdoe,Jo Doe");
        session.look(open -> assertThat(line(open).net()).isEqualTo(Quantity.of(2)));
    }

    @Test
    void manyUnknownNamesAreToldOneByOneAtFirstAndThenByTheirNumber() throws IOException {
        var lines = new String[51];
        lines[0] = "product,user,assigned on";
        for (int number = 1; number <= 50; number++) {
            lines[number] = "corel/winzip,person-" + number + "@example.org,2026-01-01";
        }
        bring("assignments.csv", lines);
        var told = warnings("reference.unknown");
        assertThat(told).hasSize(21);
        assertThat(told.getLast()).isEqualTo("0: 30 more names that rows tell as the user stand for no known user.");
    }
}
