package app.assay.importing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFileTest {

    private static final Catalogue STARTER = CatalogueFile.starter();

    @Test
    void theStarterCatalogueHoldsTheProductsThatAnalystsMeet() {
        var licensable = STARTER.products().values().stream()
                .filter(product -> product.licensing() == Licensing.LICENSABLE)
                .toList();

        assertThat(licensable).hasSizeGreaterThan(150);
        assertThat(licensable.stream().map(Product::publisher).distinct()).hasSizeGreaterThan(50);
        assertThat(STARTER.products()).hasSizeGreaterThan(300);
        assertThat(STARTER.products().values().stream().filter(Product::isSuite))
                .hasSizeGreaterThan(5);
    }

    @Test
    void everyLicensableProductOfTheStarterCatalogueHasAMetricThatCanBeRead() {
        for (var product : STARTER.products().values()) {
            if (product.licensing() == Licensing.LICENSABLE) {
                assertThat(product.metric()).as(product.key()).isNotEmpty();
                assertThat(Metric.parse(product.metric()).text()).isEqualTo(product.metric());
            }
        }
    }

    @Test
    void ranksOfEditionsAndReleasesAreDistinctAndRise() {
        for (var product : STARTER.products().values()) {
            assertThat(product.editions().stream()
                            .map(edition -> edition.rank())
                            .toList())
                    .as(product.key())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(product.releases().stream()
                            .map(release -> release.rank())
                            .toList())
                    .as(product.key())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void anEditionMayHaveItsOwnMetricAndLicensing() {
        var server = STARTER.product("microsoft/windows-server").orElseThrow();
        var database = STARTER.product("microsoft/sql-server").orElseThrow();

        assertThat(server.metricOf("standard"))
                .isEqualTo("core(counting=HOST,minimumPerProcessor=8,minimumPerServer=16,virtualMachinesPerSet=2)");
        assertThat(server.metricOf("datacenter"))
                .isEqualTo("core(counting=HOST,minimumPerProcessor=8,minimumPerServer=16)");
        assertThat(database.licensingOf("express")).isEqualTo(Licensing.FREE);
        assertThat(database.licensingOf("standard")).isEqualTo(Licensing.LICENSABLE);
        assertThat(database.licensingOf("")).isEqualTo(Licensing.LICENSABLE);
    }

    @Test
    void whatIsWrittenIsReadAgainAlike() {
        String text = CatalogueFile.write(STARTER);

        var again = read(text);

        assertThat(CatalogueFile.write(again)).isEqualTo(text);
        assertThat(again.products()).isEqualTo(STARTER.products());
        assertThat(again.publishers()).isEqualTo(STARTER.publishers());
        assertThat(again.rules()).isEqualTo(STARTER.rules());
    }

    @Test
    void aProductIsWrittenAndReadAgainAsTheAnalystsOwn() {
        var product = STARTER.product("microsoft/office").orElseThrow();

        var text = CatalogueFile.writeDefinition(product, Optional.empty(), false);

        var own = CatalogueFile.readDefinition(text, "own product").product();

        assertThat(own.userDefined()).isTrue();
        assertThat(own.editions()).isEqualTo(product.editions());
        assertThat(own.releases()).isEqualTo(product.releases());
        assertThat(own.components()).isEqualTo(product.components());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                                   | format is not assay-catalogue
                    []                                                                   | an object is needed
                    {"format":"assay-catalogue","format":"x"}                            | line 1
                    {"format":"assay-catalogue"                                          | line 1
                    {"format":"assay-catalogue","formatVersion":1} 7                     | line 1
                    {"format":"assay-catalogue","formatVersion":9}                       | format version 9
                    {"format":"assay-catalogue","formatVersion":"1"}                     | formatVersion is not a whole number
                    {"format":"assay-catalogue","formatVersion":1,"extra":1}             | the field extra is not known
                    {"format":"assay-catalogue","formatVersion":1,"publishers":{}}       | publishers is not a list
                    {"format":"assay-catalogue","formatVersion":1,"publishers":[{"key":"a","name":"A"},{"key":"a","name":"B"}]} | publisher a is in the catalogue twice
                    {"format":"assay-catalogue","formatVersion":1,"publishers":[{"key":"A b","name":"A"}]}                      | publishers[0]: key "A b" is not a key
                    {"format":"assay-catalogue","formatVersion":1,"products":[{"key":"a/b","publisher":"a","name":"B"}]}        | unknown publisher a
                    {"format":"assay-catalogue","formatVersion":1,"products":[{"key":"a/b","publisher":"a","name":"B","metric":"per nose"}]} | products[0]: metric "per nose" is not a metric
                    {"format":"assay-catalogue","formatVersion":1,"products":[{"key":"a/b","publisher":"a","name":"B","licensing":"MAYBE"}]} | licensing "MAYBE" is not one of
                    {"format":"assay-catalogue","formatVersion":1,"products":[{"key":"a/b","publisher":"a","name":"B","codes":["x:1"]}]}     | not a code
                    {"format":"assay-catalogue","formatVersion":1,"products":[{"key":"a/b","publisher":"a","name":"B","releases":[{"key":"1","name":"1","rank":1,"released":"soon"}]}]} | products[0].releases[0]: released "soon" is not a date
                    {"format":"assay-catalogue","formatVersion":1,"products":[{"key":"a/b","publisher":"a","name":"B","releases":[{"key":"1","name":"1","rank":1},{"key":"1","name":"1","rank":2}]}]} | releases has 1 twice
                    {"format":"assay-catalogue","formatVersion":1,"publishers":[{"key":"a","name":"A"}],"products":[{"key":"a/b","publisher":"a","name":"B","components":[{"product":"a/c"}]}]} | contains the unknown product a/c
                    {"format":"assay-catalogue","formatVersion":1,"publishers":[{"key":"a","name":"A"}],"products":[{"key":"a/b","publisher":"a","name":"B","components":[{"product":"a/b"}]}]} | suite a/b contains itself
                    {"format":"assay-catalogue","formatVersion":1,"rules":[{"match":"PATTERN","title":"(","product":"a/b"}]}    | rules[0]: title is not a regular expression
                    {"format":"assay-catalogue","formatVersion":1,"rules":[{"title":"x","product":"a/b"}]}                      | names the unknown target
                    {"format":"assay-catalogue","formatVersion":1,"rules":[{"title":"x"}]}                                      | one of them
                    {"format":"assay-catalogue","formatVersion":1,"rules":[{"title":"x","ignore":true,"unsure":"why"}]}          | one of them
                    """)
    void aContradictoryFileIsRefusedWithThePlace(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_MALFORMED))
                .hasMessageContaining("own.json")
                .hasMessageContaining(message);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(Fault.class);
    }

    @Test
    void aFileOverTheLimitIsRefusedWithoutReadingAllOfIt() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, (byte) ' ');
                return length;
            }
        };

        assertThatThrownBy(() -> CatalogueFile.read(endless, "own.json"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_OVER_LIMIT));
    }

    @Test
    void noTwoProductsOfTheStarterCatalogueHaveTheSameTitle() {
        var twice = STARTER.products().values().stream()
                .flatMap(product -> product.titles().stream().map(title -> title.toLowerCase(Locale.ROOT)))
                .collect(Collectors.groupingBy(title -> title, TreeMap::new, Collectors.counting()));
        twice.values().removeIf(count -> count == 1);

        assertThat(twice).isEmpty();
    }

    private static Catalogue read(String text) {
        return CatalogueFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "own.json");
    }
}
