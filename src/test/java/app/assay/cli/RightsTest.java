package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.record.RecordKind;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableQuery;
import app.assay.domain.value.Quantity;
import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.OpenRegister;
import app.assay.service.RecogniseTitles;
import app.assay.service.Tables;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rights keep what their file said; what they are for is derived, again and again.
class RightsTest {

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

    private void importCase(String... names) {
        for (var name : names) {
            try (var in = RightsTest.class.getResourceAsStream("/app/assay/rights/" + name)) {
                Files.write(
                        folder.resolve(name),
                        Optional.ofNullable(in).orElseThrow().readAllBytes());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            assertThat(session.run(
                            "import", session.register(), folder.resolve(name).toString()))
                    .describedAs(session.told())
                    .isZero();
        }
    }

    private static List<PositionLine> lines(OpenRegister open) {
        return new ComputePosition(open).compute(Progress.NONE).position().lines();
    }

    private static List<Problem> problems(OpenRegister open) {
        return new ComputePosition(open).compute(Progress.NONE).position().problems();
    }

    private static Optional<PositionLine> line(OpenRegister open, String product) {
        return lines(open).stream()
                .filter(line -> line.product().equals(product))
                .findFirst();
    }

    @Test
    void everyRightIsKeptAsItsFileSaidIt() {
        importCase("entitlements-unknown-products.csv");

        session.look(open -> {
            var rights = new EditRecords(open).all(RecordKind.ENTITLEMENT);
            assertThat(rights).hasSize(5);
            assertThat(rights.get(3).text("product")).isEqualTo("Database");
            assertThat(rights.get(3).text("publisher")).isEqualTo("Oracle");
            assertThat(rights.get(3).text("version")).isEqualTo("10.2.0.5");
            assertThat(rights.get(3).text("metric")).isEqualTo("Processor");
            var visio = line(open, "microsoft/visio").orElseThrow();
            assertThat(visio.edition()).isEqualTo("professional");
            assertThat(visio.usable()).isEqualTo(Quantity.of(12));
            assertThat(lines(open)).noneMatch(line -> line.publisher().contains("Adobe"));
            var oracle = line(open, "oracle/database").orElseThrow();
            assertThat(oracle.metric().text()).isEqualTo("other(name=processor with core factor)");
            assertThat(oracle.problems()).anySatisfy(problem -> {
                assertThat(problem.code()).isEqualTo("right-version-unknown");
                assertThat(problem.message()).contains("10.2.0.5");
                assertThat(problem.examples()).containsExactly("E-4");
            });
        });
    }

    @Test
    void anExclusionWhoseTextNamesAVersionExcludesNothingAndSaysSo() {
        var file = folder.resolve("exclusions.csv");
        try {
            Files.writeString(
                    file,
                    "reference,product,environment,reason,explanation\nX-1,Microsoft Office 2016,Test,Other,by hand\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        assertThat(session.run("import", session.register(), file.toString(), "--as", "exclusions"))
                .describedAs(session.told())
                .isZero();

        session.look(open -> {
            assertThat(new EditRecords(open).all(RecordKind.EXCLUSION)).hasSize(1);
            assertThat(problems(open)).anySatisfy(problem -> {
                assertThat(problem.code()).isEqualTo("exclusions-idle");
                assertThat(problem.count()).isEqualTo(1);
            });
        });
    }

    @Test
    void rightsThatWaitAreToldWithTheirMoney() {
        importCase("entitlements-unknown-products.csv");

        session.look(open -> assertThat(problems(open)).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("rights-waiting");
            assertThat(problem.count()).isEqualTo(3);
            assertThat(problem.examples())
                    .containsExactly("Lathe Planner", "Acrobat Pro", "Lathe Viewer Small Business");
            assertThat(problem.message())
                    .isEqualTo("3 rights of a product that nobody knows give nothing until it is decided what they are:"
                            + " 6045 EUR, 1 without a known price.");
        }));
        assertThat(session.run("recognise", session.register(), "--json")).isZero();
        var waiting = session.json().get("waitingRights");
        assertThat(waiting).hasSize(3);
        assertThat(waiting.get(0).get("product").asString()).isEqualTo("Lathe Viewer Small Business");
        assertThat(waiting.get(0).get("quantity").asString()).isEqualTo("40");
        assertThat(waiting.get(1).get("value").asString()).isEqualTo("6000 EUR");
        session.run("recognise", session.register());
        assertThat(session.printed()).contains("Lathe Works Lathe Planner 4: 5, 6000 EUR");
    }

    @Test
    void aRightCountsTheMomentItIsDecidedAndWaitsAgainWhenThatIsTakenBack() {
        importCase("entitlements-unknown-products.csv");

        session.change(open -> {
            var edits = new EditRecords(open);
            var recognise = new RecogniseTitles(open, edits);
            var queue = new Tables(open, new ComputePosition(open)).titles();
            var rows = queue.page(
                            new TableQuery(List.of(new Filter.Contains("title", "Lathe Planner")), List.of()), 0, 10)
                    .rows();
            assertThat(rows).hasSize(1);
            int id = Integer.parseInt(rows.getFirst().id());
            assertThat(recognise.explain(id)).startsWith("\"Lathe Planner\" by Lathe Works is open because");
            long position = lines(open).size();

            recognise.decide(List.of(id), new ProductTarget("microsoft/project", "", ""), "analyst", "");

            assertThat(line(open, "microsoft/project").orElseThrow().owned()).isEqualTo(Quantity.of(5));
            assertThat(recognise.waitingRights()).hasSize(2);

            edits.undo();

            assertThat(line(open, "microsoft/project")).isEmpty();
            assertThat(lines(open)).hasSize((int) position);
            assertThat(recognise.waitingRights()).hasSize(3);

            edits.redo();
            recognise.ignore(List.of(id), "analyst", "");

            assertThat(line(open, "microsoft/project")).isEmpty();
            assertThat(problems(open)).anyMatch(problem -> problem.code().equals("rights-set-aside"));

            recognise.reopen(List.of(id));

            assertThat(recognise.waitingRights()).hasSize(3);
        });
    }

    @Test
    void wordsForCoresTakeTheTermsOfTheProduct() {
        importCase("plaincore-devices.csv", "plaincore-installs.csv", "plaincore-rights.csv");

        session.look(open -> {
            var windows = line(open, "microsoft/windows-server").orElseThrow();
            assertThat(windows.net()).isEqualTo(Quantity.of(16));
            assertThat(windows.shortfall()).isEqualTo(Quantity.of(10));
            var sql = line(open, "microsoft/sql-server").orElseThrow();
            assertThat(sql.net()).isNotEqualTo(Quantity.of(2)).isNotEqualTo(Quantity.ZERO);
            assertThat(sql.problems()).anyMatch(problem -> problem.code().equals("metric-terms-assumed"));
        });
    }

    @Test
    void aQuantityThatIsNoNumberIsToldAndKept() throws IOException {
        var file = session.file(
                "rights.csv",
                "reference,publisher,product,edition,version,metric,quantity",
                "Q-1,Microsoft,Visio,Professional,2021,device,12",
                "Q-2,Microsoft,Visio,Professional,2021,device,a dozen");

        assertThat(session.run("import", session.register(), file.toString(), "--json"))
                .isZero();

        session.look(open -> {
            var rights = new EditRecords(open).all(RecordKind.ENTITLEMENT);
            assertThat(rights).hasSize(2);
            assertThat(rights.get(1).text("quantity")).isEqualTo("unknown");
            assertThat(line(open, "microsoft/visio").orElseThrow().usable()).isEqualTo(Quantity.UNKNOWN);
            assertThat(line(open, "microsoft/visio").orElseThrow().problems())
                    .anyMatch(problem -> problem.code().equals("quantity-unknown"));
        });
    }
}
