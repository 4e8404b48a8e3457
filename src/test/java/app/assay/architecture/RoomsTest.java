package app.assay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.app.Main;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the larger layers to their rooms, and proves on one culprit per rule that the rule bites. A rule that finds
/// nothing to look at fails.
class RoomsTest {

    private static final String BASE = "app.assay";
    private static final String CULPRITS = "app.assay.architecture.culprit";

    /// jOOQ's classes are written by the build and follow jOOQ's own manner.
    private static final ImportOption NOT_GENERATED = location -> !location.contains("/app/assay/storage/generated/");

    private static JavaClasses program;
    private static JavaClasses culprits;

    @BeforeAll
    static void readClasses() throws URISyntaxException {
        var place = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        program = new ClassFileImporter().withImportOption(NOT_GENERATED).importPath(place);
        culprits = new ClassFileImporter().importPackages(CULPRITS);
    }

    static Stream<String> layers() {
        return RoomRules.layersWithRooms().stream();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void eachRoomUsesOnlyTheRoomsBelowIt(String layer) {
        new RoomRules(BASE).order(layer).check(program);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyClassIsInARoomAndNoRoomIsEmpty(String layer) {
        var rules = new RoomRules(BASE);
        rules.everyClassIsInARoom(layer).check(program);
        assertThat(rules.roomsWithClasses(layer, program)).containsAll(RoomRules.roomsOf(layer));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void otherLayersUseOnlyTheDoors(String layer) {
        new RoomRules(BASE).usedByItsDoors(layer).check(program);
    }

    @Test
    void theEngineIsKnownToItsRoomAlone() {
        new RoomRules(BASE).onlyItsRoomKnowsTheEngine().check(program);
        assertThat(program.stream()
                        .filter(type -> type.getPackageName().equals(BASE + ".storage.engine.h2"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .anyMatch(used -> used.getTargetClass().getPackageName().startsWith("org.h2")))
                .isTrue();
    }

    @Test
    void circlesOfClassesAreSmall() {
        new RoomRules(BASE).circlesAreSmall().check(program);
    }

    @Test
    void eachRuleFindsItsCulprit() {
        var rules = new RoomRules(CULPRITS);
        assertFinds(rules.order("storage"), "storage.folder.UsesRoomAbove");
        assertFinds(rules.everyClassIsInARoom("storage"), "storage.attic.InNoRoom");
        assertFinds(rules.usedByItsDoors("storage"), "service.UsesRoom");
        assertFinds(rules.onlyItsRoomKnowsTheEngine(), "storage.rows.NamesEngine");
        for (var name : List.of("One", "Two", "Three", "Four")) {
            assertFinds(rules.circlesAreSmall(), "engine.circle." + name);
        }
    }

    @Test
    void theRulesSpareTheWellBehaved() {
        var rules = new RoomRules(CULPRITS);
        for (var rule : List.of(rules.order("storage"), rules.onlyItsRoomKnowsTheEngine(), rules.circlesAreSmall())) {
            assertThat(found(rule)).doesNotContainPattern("(?m)^(?:\\w+ <[^>]*Well[.>]|\\S+Well is in )");
        }
    }

    private static void assertFinds(ArchRule rule, String culprit) {
        assertThat(found(rule)).contains(CULPRITS + "." + culprit);
    }

    private static String found(ArchRule rule) {
        return rule.evaluate(culprits).getFailureReport().toString();
    }
}
