package app.assay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.app.Main;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the program to its architecture, and proves on one culprit per rule that the rule bites.
class LayersTest {

    private static final String BASE = "app.assay";
    private static final String CULPRITS = "app.assay.architecture.culprit";

    /// jOOQ's classes are written by the build and follow jOOQ's own manner.
    private static final ImportOption NOT_GENERATED = location -> !location.contains("/app/assay/storage/generated/");

    private static JavaClasses program;
    private static JavaClasses culprits;

    /// One rule and the classes of the tests that break it.
    record Case(String name, Function<LayerRules, ArchRule> rule, List<String> culprits) {

        static Case of(String name, Function<LayerRules, ArchRule> rule, String... culprits) {
            return new Case(name, rule, List.of(culprits));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void readClasses() {
        program = classesBeside(Main.class.getProtectionDomain().getCodeSource().getLocation());
        culprits = new ClassFileImporter().importPackages(CULPRITS);
    }

    private static JavaClasses classesBeside(URL location) {
        try {
            return new ClassFileImporter().withImportOption(NOT_GENERATED).importPath(Path.of(location.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of the program's classes is unreadable: " + location, e);
        }
    }

    static Stream<Case> rules() {
        return Stream.of(
                Case.of("domain uses no layer but files", rules -> rules.layer("domain"), "domain.NeedsStorage"),
                Case.of("files knows no other layer", rules -> rules.layer("files"), "files.NeedsDomain"),
                Case.of("every class is in a layer", LayerRules::everyClassIsInALayer, "misc.InNoLayer"),
                Case.of(
                        "domain and work need only the JDK",
                        LayerRules::domainAndWorkNeedOnlyTheJdk,
                        "domain.NeedsLibrary"),
                Case.of("the database is known to storage alone", LayerRules::databaseOnlyInStorage, "engine.Queries"),
                Case.of(
                        "workbooks are known to importing and reporting alone",
                        LayerRules::workbooksOnlyInImportingAndReporting,
                        "service.ReadsWorkbook"),
                Case.of("the window is known to ui alone", LayerRules::windowOnlyInUi, "charts.DrawsOnNode"),
                Case.of("a view model knows no scene", LayerRules::viewModelsKnowNoScene, "ui.grid.NodeViewModel"),
                Case.of(
                        "only app makes threads",
                        LayerRules::onlyAppMakesThreads,
                        "service.StartsThread",
                        "service.UsesExecutors"),
                Case.of(
                        "temporary files are made in one place",
                        LayerRules::temporaryFilesAreMadeInOnePlace,
                        "service.LitersTemporaryFolder"),
                Case.of("only the shell calls runLater", LayerRules::onlyShellCallsRunLater, "ui.grid.CallsRunLater"),
                Case.of(
                        "the time comes from a clock",
                        LayerRules::timeComesFromAClock,
                        "engine.AsksForNow",
                        "engine.AsksSystem"),
                Case.of(
                        "nothing is interrupted",
                        LayerRules::nothingIsInterrupted,
                        "app.Interrupts",
                        "app.CancelsFuture"),
                Case.of(
                        "nothing is asked of a network",
                        LayerRules::nothingIsAskedOfANetwork,
                        "service.AsksServer",
                        "service.OpensAddress",
                        "service.OpensSocket"),
                Case.of(
                        "no foreign code runs",
                        LayerRules::noForeignCodeRuns,
                        "engine.LoadsClass",
                        "storage.ReadsObject",
                        "app.StartsProgram"),
                Case.of(
                        "no static state can change",
                        LayerRules::noStaticMutableState,
                        "work.Remembers",
                        "work.RemembersInMap"),
                Case.of(
                        "every package is null marked",
                        LayerRules::everyPackageIsNullMarked,
                        "ui.unmarked.InUnmarkedPackage"),
                Case.of(
                        "packages are free of cycles",
                        LayerRules::packagesAreFreeOfCycles,
                        "ui.left.NeedsRight",
                        "ui.right.NeedsLeft"));
    }

    static Stream<String> layers() {
        return LayerRules.layersWithArrows().stream().sorted();
    }

    // A rule that finds nothing to look at fails.
    @ParameterizedTest
    @MethodSource("rules")
    void theProgramKeepsTheRule(Case rule) {
        rule.rule().apply(new LayerRules(BASE)).allowEmptyShould(false).check(program);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void eachLayerUsesOnlyTheLayersBelowIt(String layer) {
        new LayerRules(BASE).layer(layer).allowEmptyShould(false).check(program);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFindsItsCulprit(Case rule) {
        var found = rule.rule()
                .apply(new LayerRules(CULPRITS))
                .evaluate(culprits)
                .getFailureReport()
                .toString();
        for (var culprit : rule.culprits()) {
            assertThat(found).contains(CULPRITS + "." + culprit);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleSparesTheWellBehaved(Case rule) {
        var found = rule.rule()
                .apply(new LayerRules(CULPRITS))
                .evaluate(culprits)
                .getFailureReport()
                .toString();
        assertThat(found).doesNotContainPattern("(?m)^\\w+ <[^>]*Well[.>]");
    }

    @Test
    void theProgramsOwnClassesAreRead() {
        assertThat(program.contain(Main.class)).isTrue();
    }
}
