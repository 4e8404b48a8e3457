package app.assay.service.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.assay.domain.record.RecordKind;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition.State;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectedRow;
import app.assay.engine.recognise.Recogniser;
import app.assay.fixtures.Catalogues;
import app.assay.importing.Formats;
import app.assay.importing.format.ReadOptions;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Recognition of the titles that real agents reported. The titles themselves are not ours, so what each of them is
/// stands in a table under the beginning of its SHA-256; what is not in the table is no product of the catalogue and
/// has to stay open.
class RealTitlesTest {

    private static final Path SHARED = Path.of("../shared");

    /// Lists in which real agents tell installed software, and one with names of service packs.
    private static final List<String> PLACES =
            List.of("corpus/discovery", "real/inventory", "cases/files/service-packs-installs.csv");

    private static final Recogniser RECOGNISER = new Recogniser(Catalogues.starter(), List.of(), List.of());

    /// @param before whether the catalogue already knew the product when titles were first counted, and the list
    /// was
    /// read then
    private record Label(String target, boolean before) {}

    @Test
    void titlesOfKnownProductsAreRecognisedAndNoneFalsely() throws IOException {
        assumeTrue(Files.isDirectory(SHARED.resolve("corpus/discovery")), "the corpus ../shared/corpus is not here");
        var labels = labels();
        var titles = titles();
        var falsely = new ArrayList<String>();
        var open = new ArrayList<String>();
        int right = 0;
        int before = 0;
        int met = 0;
        for (var title : titles) {
            var label = labels.get(mark(title));
            var recognition = RECOGNISER.recognise(title);
            String found = recognition.target().map(ProductTarget::text).orElse("");
            if (label != null) {
                met++;
                before += label.before() ? 1 : 0;
            }
            if (recognition.state() == State.RECOGNISED) {
                if (label != null && label.target().equals(found)) {
                    right++;
                } else {
                    falsely.add("%s is %s %s".formatted(RECOGNISER.explain(title), label, mark(title)));
                }
            } else if (label != null && label.before()) {
                open.add(RECOGNISER.explain(title));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "real titles: %s, of products of the catalogue %s, of these known before %s; right %s, false %s; of those known before %s are open%n",
                titles.size(),
                met,
                before,
                right,
                falsely.size(),
                open.size());

        assertThat(met).isEqualTo(labels.size());
        assertThat(falsely).isEmpty();
        assertThat(open).hasSizeLessThanOrEqualTo(5);
    }

    private static Map<String, Label> labels() throws IOException {
        var labels = new HashMap<String, Label>();
        try (InputStream stream = RealTitlesTest.class.getResourceAsStream("real-titles.tsv")) {
            assertThat(stream).isNotNull();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> labels.put(cells[0], new Label(cells[1], cells[2].equals("before"))));
        }
        return labels;
    }

    private static Set<RawTitle> titles() throws IOException {
        var collected = new Collected();
        var formats = Formats.shipped();
        for (String place : PLACES) {
            List<Path> files;
            try (Stream<Path> found = Files.walk(SHARED.resolve(place))) {
                files = found.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                try {
                    formats.read(file, formats.detect(file), ReadOptions.NONE, collected, Progress.NONE);
                } catch (Fault refused) {
                    // lists that are not read yet tell no titles; which these are is held elsewhere
                    assertThat(refused.happened()).isNotBlank();
                }
            }
        }
        return collected.titles;
    }

    private static String mark(RawTitle title) {
        try {
            byte[] bytes = String.join("\t", title.name(), title.publisher(), title.version(), title.code())
                    .getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// Collects the distinct titles that a reader tells.
    private static final class Collected implements FactSink {

        private final Set<RawTitle> titles = new LinkedHashSet<>();

        @Override
        public void record(long row, RecordKind kind, Map<String, String> values) {}

        @Override
        public void installation(
                long row,
                String device,
                String title,
                String publisher,
                String version,
                String code,
                int firstSeen,
                int lastSeen,
                int lastUsed) {
            titles.add(new RawTitle(0, title, publisher, version, code));
        }

        @Override
        public void title(long row, String title, String publisher, String version, String code) {
            titles.add(new RawTitle(0, title, publisher, version, code));
        }

        @Override
        public void rejected(RejectedRow row) {}

        @Override
        public void warning(Place place, String code, String message) {}

        @Override
        public void file(String name) {}
    }
}
