package app.assay.engine.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.software.Licensing;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.fixtures.Catalogues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Titles of our own invention in the manner of each kind that agents report, with what each is. `open` means that
/// nobody can be sure, and that the title has to stay open.
@Tag("locales")
class LabelledTitlesTest {

    private static final Recogniser RECOGNISER = new Recogniser(Catalogues.starter(), List.of(), List.of());
    private static final String OPEN = "open";

    private record Labelled(String kind, RawTitle title, String truth) {

        static Labelled of(String line) {
            String[] cells = line.split("\t", -1);
            assertThat(cells).as(line).hasSize(8);
            return new Labelled(
                    cells[0],
                    new RawTitle(0, cells[1], cells[2], cells[3], cells[4]),
                    cells[5].equals(OPEN) ? OPEN : new ProductTarget(cells[5], cells[6], cells[7]).text());
        }
    }

    private static List<Labelled> table() throws IOException {
        try (InputStream stream = LabelledTitlesTest.class.getResourceAsStream("labelled-titles.tsv")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Labelled::of)
                    .toList();
        }
    }

    @TestFactory
    List<DynamicTest> everyTitleIsWhatTheTableSays() throws IOException {
        return table().stream()
                .map(labelled -> DynamicTest.dynamicTest(
                        "%s: %s %s"
                                .formatted(
                                        labelled.kind(),
                                        labelled.title().name(),
                                        labelled.title().code()),
                        () -> assertThat(found(labelled.title()))
                                .as(RECOGNISER.explain(labelled.title()))
                                .isEqualTo(labelled.truth())))
                .toList();
    }

    @Test
    void everyKindHasTitlesThatAreSureAndTitlesThatStayOpen() throws IOException {
        var sure = new TreeMap<String, Integer>();
        var open = new TreeMap<String, Integer>();
        for (var labelled : table()) {
            (labelled.truth().equals(OPEN) ? open : sure).merge(labelled.kind(), 1, Integer::sum);
        }
        System.out.printf(Locale.ROOT, "labelled titles: sure %s, open %s%n", sure, open);

        assertThat(sure.keySet()).isEqualTo(open.keySet());
    }

    @Test
    void noFreeEditionIsCountedAsPaid() throws IOException {
        var catalogue = Catalogues.starter();
        for (var labelled : table()) {
            if (labelled.kind().equals("free edition")) {
                var licensing = RECOGNISER
                        .recognise(labelled.title())
                        .target()
                        .flatMap(target ->
                                catalogue.product(target.product()).map(known -> known.licensingOf(target.edition())));

                assertThat(licensing).as(labelled.title().name()).isNotEqualTo(Optional.of(Licensing.LICENSABLE));
            }
        }
    }

    private static String found(RawTitle title) {
        return RECOGNISER.recognise(title).target().map(ProductTarget::text).orElse(OPEN);
    }
}
