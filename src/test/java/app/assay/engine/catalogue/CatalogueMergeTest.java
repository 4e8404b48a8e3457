package app.assay.engine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.CatalogueFinding;
import app.assay.domain.software.CatalogueFinding.Code;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.OwnProduct;
import app.assay.domain.software.Product;
import app.assay.domain.software.ProductDifference;
import app.assay.domain.software.ProductKeys;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Publisher;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.RecognitionRule;
import app.assay.domain.software.SuiteComponent;
import app.assay.engine.catalogue.CatalogueMerge.Merged;
import app.assay.engine.recognise.Recogniser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueMergeTest {

    private static final Publisher ACME = new Publisher("acme", "Acme", List.of());
    private static final Publisher LATHE = new Publisher("lathe-works", "Lathe Works", List.of("Lathe"));
    private static final Product DRAW = product(
            "acme/draw",
            "Draw",
            List.of(),
            List.of("msi:{1}"),
            List.of(new Edition("lite", "Lite", 10, List.of()), new Edition("studio", "Studio", 20, List.of())),
            false);
    private static final Product PACK = product("acme/pack", "Pack", List.of("acme/draw"), List.of(), List.of(), false);
    private static final Catalogue SHIPPED = new Catalogue(
            "shipped",
            "1",
            List.of(ACME),
            List.of(DRAW, PACK),
            List.of(new RecognitionRule(
                    new UUID(1, 1),
                    1,
                    RuleMatch.PREFIX,
                    "AcmeDraw",
                    "",
                    "",
                    Optional.of(new ProductTarget("acme/draw", "studio", "")),
                    "shipped")));

    private static Product product(
            String key, String name, List<String> components, List<String> codes, List<Edition> editions, boolean own) {
        return new Product(
                key,
                key.substring(0, key.indexOf('/')),
                name,
                name,
                "",
                Licensing.LICENSABLE,
                "device",
                List.of(name),
                codes,
                editions,
                List.of(),
                components.stream()
                        .map(component -> new SuiteComponent(component, List.of()))
                        .toList(),
                own);
    }

    private static OwnProduct own(int id, String key, String name, Optional<Publisher> publisher, String... parts) {
        return OwnProduct.of(
                new UUID(0, id), product(key, name, List.of(parts), List.of(), List.of(), true), publisher, false);
    }

    private static OwnProduct planner(int id) {
        return own(id, "lathe-works/planner", "Lathe Planner", Optional.of(LATHE));
    }

    private static List<Code> codes(Merged merged) {
        return merged.findings().stream().map(CatalogueFinding::code).toList();
    }

    @Test
    void anOwnProductBringsItsPublisherAndIsRecognised() {
        var merged = CatalogueMerge.merge(SHIPPED, List.of(planner(1)));

        assertThat(merged.findings()).isEmpty();
        assertThat(merged.catalogue().publisherNameOf("lathe-works/planner")).isEqualTo("Lathe Works");
        var recognition = new Recogniser(merged.catalogue(), List.of(), List.of())
                .recognise(new RawTitle(0, "Lathe Planner 4.2 (64-bit)", "Lathe Works GmbH", "4.2.1", ""));
        assertThat(recognition.target()).contains(new ProductTarget("lathe-works/planner", "", ""));
    }

    @Test
    void anOwnDefinitionWinsOverTheShippedOneAndShippedRulesThatItLeavesWithoutTargetAreGone() {
        var merged = CatalogueMerge.merge(SHIPPED, List.of(own(1, "acme/draw", "Draw", Optional.empty())));

        assertThat(merged.catalogue().product("acme/draw").orElseThrow().userDefined())
                .isTrue();
        assertThat(merged.catalogue().product("acme/draw").orElseThrow().editions())
                .isEmpty();
        assertThat(merged.catalogue().rules()).isEmpty();
        assertThat(merged.findings()).isEmpty();
    }

    @Test
    void withoutOwnProductsAllOfTheShippedCatalogueIsThere() {
        var merged = CatalogueMerge.merge(SHIPPED, List.of());

        assertThat(merged.catalogue().products()).isEqualTo(SHIPPED.products());
        assertThat(merged.catalogue().rules()).isEqualTo(SHIPPED.rules());
    }

    @Test
    void aBrokenDefinitionIsToldAndTheShippedProductCountsOn() {
        var broken = OwnProduct.broken(new UUID(0, 1), "acme/draw", "no name.");

        var merged = CatalogueMerge.merge(SHIPPED, List.of(broken));

        assertThat(codes(merged)).containsExactly(Code.BROKEN);
        assertThat(merged.catalogue().product("acme/draw")).contains(DRAW);
    }

    @Test
    void ofTwoRecordsWithOneKeyTheFirstCounts() {
        var merged = CatalogueMerge.merge(SHIPPED, List.of(planner(2), planner(1)));

        assertThat(codes(merged)).containsExactly(Code.KEY_TWICE);
        assertThat(merged.inForce().get("lathe-works/planner").id()).isEqualTo(new UUID(0, 1));
        assertThat(merged.findings().getFirst().id()).isEqualTo(new UUID(0, 2));
    }

    @Test
    void ofTwoOwnProductsWithOneNameTheFirstByKeyCounts() {
        var other = own(2, "lathe-works/planner-2", "Lathe planner", Optional.of(LATHE));

        var merged = CatalogueMerge.merge(SHIPPED, List.of(other, planner(1)));

        assertThat(codes(merged)).containsExactly(Code.NAME_EXISTS);
        assertThat(merged.inForce()).containsOnlyKeys("lathe-works/planner");
    }

    @Test
    void aCatalogueUpdateThatBringsTheNameTakesNothingAway() {
        var mine = own(1, "acme/plan", "Plan", Optional.empty());
        var later = new Catalogue(
                "shipped",
                "2",
                List.of(ACME),
                List.of(DRAW, PACK, product("acme/planning", "Plan", List.of(), List.of(), List.of(), false)));

        var merged = CatalogueMerge.merge(later, List.of(mine));

        assertThat(codes(merged)).containsExactly(Code.NAME_SHIPPED);
        assertThat(merged.inForce()).containsOnlyKeys("acme/plan");
        var recognition = new Recogniser(merged.catalogue(), List.of(), List.of())
                .recognise(new RawTitle(0, "Acme Plan", "Acme", "", ""));
        assertThat(recognition.target()).contains(new ProductTarget("acme/plan", "", ""));
    }

    @Test
    void aRecordThatWaitsForItsNameIsInForceWhenTheNameIsFree() {
        var waiting = OwnProduct.of(
                new UUID(0, 1),
                product("acme/draw-2", "Draw", List.of(), List.of(), List.of(), true),
                Optional.empty(),
                true);

        var taken = CatalogueMerge.merge(SHIPPED, List.of(waiting));
        var free = CatalogueMerge.merge(new Catalogue("other", "1", List.of(ACME), List.of()), List.of(waiting));

        assertThat(codes(taken)).containsExactly(Code.NAME_EXISTS);
        assertThat(taken.inForce()).isEmpty();
        assertThat(free.findings()).isEmpty();
        assertThat(free.inForce()).containsOnlyKeys("acme/draw-2");
    }

    @Test
    void anUnknownComponentPutsTheSuiteAndTheSuitesOfItOutOfForce() {
        var merged = CatalogueMerge.merge(
                SHIPPED,
                List.of(
                        own(1, "acme/inner", "Inner", Optional.empty(), "acme/nowhere"),
                        own(2, "acme/outer", "Outer", Optional.empty(), "acme/inner"),
                        own(3, "acme/whole", "Whole", Optional.empty(), "acme/draw")));

        assertThat(codes(merged)).containsExactly(Code.COMPONENT_UNKNOWN, Code.COMPONENT_UNKNOWN);
        assertThat(merged.inForce()).containsOnlyKeys("acme/whole");
    }

    @Test
    void aSuiteThatContainsItselfThroughTheShippedCatalogueIsNotInForce() {
        var merged = CatalogueMerge.merge(SHIPPED, List.of(own(1, "acme/draw", "Draw", Optional.empty(), "acme/pack")));

        assertThat(codes(merged)).containsExactly(Code.CYCLE);
        assertThat(merged.findings().getFirst().message()).contains("acme/draw → acme/pack → acme/draw");
        assertThat(merged.catalogue().product("acme/draw")).contains(DRAW);
    }

    @Test
    void allOwnSuitesOfACircleAreNotInForceAndOthersAre() {
        var merged = CatalogueMerge.merge(
                SHIPPED,
                List.of(
                        own(1, "acme/a", "A one", Optional.empty(), "acme/b"),
                        own(2, "acme/b", "B two", Optional.empty(), "acme/c"),
                        own(3, "acme/c", "C three", Optional.empty(), "acme/a"),
                        own(4, "acme/d", "D four", Optional.empty(), "acme/draw")));

        assertThat(codes(merged)).containsExactly(Code.CYCLE, Code.CYCLE, Code.CYCLE);
        assertThat(merged.inForce()).containsOnlyKeys("acme/d");
    }

    @Test
    void aProductWhosePublisherNobodyKnowsIsNotInForce() {
        var merged = CatalogueMerge.merge(SHIPPED, List.of(own(1, "nobody/thing", "Thing", Optional.empty())));

        assertThat(codes(merged)).containsExactly(Code.PUBLISHER_UNKNOWN);
    }

    @Test
    void aPublisherThatTwoRecordsCallDifferentlyIsToldAndKeepsBothSpellings() {
        var other = own(
                2, "lathe-works/viewer", "Viewer", Optional.of(new Publisher("lathe-works", "LatheWorks", List.of())));

        var merged = CatalogueMerge.merge(SHIPPED, List.of(planner(1), other));

        assertThat(codes(merged)).containsExactly(Code.PUBLISHER_DIFFERS);
        var publisher = merged.catalogue().publishers().get("lathe-works");
        assertThat(publisher.name()).isEqualTo("Lathe Works");
        assertThat(publisher.aliases()).containsExactly("Lathe", "LatheWorks");
        assertThat(merged.inForce()).hasSize(2);
    }

    @Test
    void aCodeThatTheShippedCatalogueHasGoesToTheAnalystsProductAndAmongTheseToTheFirst() {
        var first = OwnProduct.of(
                new UUID(0, 1),
                product("acme/first", "First", List.of(), List.of("msi:{1}"), List.of(), true),
                Optional.empty(),
                false);
        var second = OwnProduct.of(
                new UUID(0, 2),
                product("acme/second", "Second", List.of(), List.of("MSI:{1}".replace("MSI", "msi")), List.of(), true),
                Optional.empty(),
                false);

        var merged = CatalogueMerge.merge(SHIPPED, List.of(first, second));

        assertThat(codes(merged)).containsExactly(Code.CODE_TAKEN, Code.CODE_TAKEN);
        var recognition = new Recogniser(merged.catalogue(), List.of(), List.of())
                .recognise(new RawTitle(0, "whatever", "", "", "msi:{1}"));
        assertThat(recognition.target()).contains(new ProductTarget("acme/first", "", ""));
    }

    @Test
    void theOrderOfTheRecordsDoesNotMatter() {
        var own = new ArrayList<>(List.of(
                planner(1),
                own(2, "acme/a", "A one", Optional.empty(), "acme/b"),
                own(3, "acme/b", "B two", Optional.empty(), "acme/a"),
                own(4, "acme/c", "C three", Optional.empty(), "acme/nowhere"),
                OwnProduct.broken(new UUID(0, 5), "acme/z", "bad")));
        var first = CatalogueMerge.merge(SHIPPED, own);

        Collections.reverse(own);
        var second = CatalogueMerge.merge(SHIPPED, own);

        assertThat(second.findings()).isEqualTo(first.findings());
        assertThat(second.catalogue().products()).isEqualTo(first.catalogue().products());
    }

    @Test
    void differencesAreToldFieldByField() {
        var mine = new Product(
                "acme/draw",
                "acme",
                "Draw",
                "Draw",
                "Design",
                Licensing.FREE,
                "device",
                List.of("Draw"),
                List.of("msi:{1}"),
                List.of(new Edition("studio", "Studio", 20, List.of("St")), new Edition("max", "Max", 30, List.of())),
                List.of(),
                List.of(),
                true);

        assertThat(ProductDifferences.of(DRAW, mine))
                .containsExactly(
                        new ProductDifference("category", "", "Design"),
                        new ProductDifference("licensing", "LICENSABLE", "FREE"),
                        new ProductDifference("edition lite", "Lite, rank 10", ""),
                        new ProductDifference("edition max", "", "Max, rank 30"),
                        new ProductDifference("edition studio", "Studio, rank 20", "Studio, rank 20, also St"));
        assertThat(ProductDifferences.of(DRAW, DRAW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Lathe Planner,lathe-planner",
        "Größe & Maß,grosse-and-mass",
        "C++ Builder,c-plus-plus-builder",
        "Version 10.2,version-10.2",
        "--x--,x",
        "'Æsir, Inc.',aesir-inc"
    })
    void aKeyIsMadeOfAName(String name, String key) {
        assertThat(ProductKeys.of(name)).isEqualTo(key);
    }

    @Test
    void namesInAnotherScriptGetKeysOfTheirOwn() {
        assertThat(ProductKeys.of("金山办公")).matches("x[0-9a-f]{12}").isNotEqualTo(ProductKeys.of("金山文档"));
        assertThat(ProductKeys.of("КОМПАС-3D")).isEqualTo(ProductKeys.of("компас-3d"));
    }
}
