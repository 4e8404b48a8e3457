package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.PositionLine;
import app.assay.domain.table.TableQuery;
import app.assay.service.ComputePosition;
import app.assay.service.Tables;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Inputs that once went wrong, from the file to the position, with their right values.
class CasesTest {

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

    private void importCase(String name, String... options) throws IOException {
        var file = folder.resolve(name);
        try (var in = CasesTest.class.getResourceAsStream("/app/assay/cases/" + name)) {
            Files.write(file, Optional.ofNullable(in).orElseThrow().readAllBytes());
        }
        var words = new ArrayList<>(List.of("import", session.register(), file.toString()));
        words.addAll(List.of(options));
        assertThat(session.run(words.toArray(String[]::new)))
                .describedAs(session.told())
                .isZero();
    }

    /// The lines of the position: product, edition and what is needed.
    private List<String> needed() {
        var lines = new ArrayList<String>();
        session.look(open -> new ComputePosition(open)
                .compute(Progress.NONE)
                .position()
                .lines()
                .forEach(line -> lines.add(told(line))));
        return lines;
    }

    private static String told(PositionLine line) {
        return line.product() + " " + line.edition() + ": " + line.net();
    }

    private List<String> installedTitles() {
        var titles = new ArrayList<String>();
        session.look(open -> new Tables(open, new ComputePosition(open))
                .installations()
                .page(TableQuery.ALL, 0, 100)
                .rows()
                .forEach(row -> titles.add(row.toString())));
        return titles;
    }

    @Test
    void virtualMachinesOfAnExportOfTheirHostsNeedTheirVirtualCores() throws IOException {
        importCase("rvtools-vhost.csv");
        importCase("rvtools-vinfo.csv");
        importCase("rvtools-sql-installs.csv");

        assertThat(needed()).containsExactly("microsoft/sql-server standard: 12");
    }

    @Test
    void hostsThatAreStackedWithMachinesNeedTheirCoresAsOftenAsTheRuleSays() throws IOException {
        importCase("pass-stack-three-hosts-devices.csv");
        importCase("pass-stack-three-hosts-installs.csv");

        assertThat(needed()).containsExactly("microsoft/windows-server standard: 240");
    }

    @Test
    void servicePacksNeedNoLicence() throws IOException {
        importCase("service-packs-devices.csv");
        importCase("service-packs-installs.csv");

        assertThat(needed())
                .containsExactly(
                        "microsoft/sql-server standard: 8",
                        "microsoft/sql-server unknown-edition: 8",
                        "microsoft/visio professional: 1");
    }

    @Test
    void aPartialInventoryRemovesNothing() throws IOException {
        importCase("partial-inventory-1-full.json", "--source", "agents");
        importCase("partial-inventory-2-partial.json", "--source", "agents");

        assertThat(installedTitles()).hasSize(3);
        assertThat(needed())
                .containsExactly(
                        "corel/winzip : 1",
                        "microsoft/sql-server standard: unknown",
                        "microsoft/visio professional: 1");
    }
}
