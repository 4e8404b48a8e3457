package app.assay.service.sample;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.Recognition.State;
import app.assay.engine.recognise.Recogniser;
import app.assay.fixtures.Catalogues;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Measures recognition on titles whose truth is known. The seed was never looked at while the normal form was made.
class RecognitionQualityTest {

    private static final long SEED = Long.getLong("assay.seed", 20_261_115L);

    private static final Recogniser RECOGNISER = new Recogniser(Catalogues.starter(), List.of(), List.of());

    private record Labelled(RawTitle raw, Optional<ProductTarget> truth) {}

    @Test
    void sureMatchesAreRightAndMostTitlesAreMatched() {
        var titles = labelled();
        int wrong = 0;
        int right = 0;
        int known = 0;
        int proposed = 0;
        int open = 0;
        var examples = new ArrayList<String>();
        var missed = new ArrayList<String>();
        for (var title : titles) {
            var recognition = RECOGNISER.recognise(title.raw());
            known += title.truth().isPresent() ? 1 : 0;
            if (recognition.state() == State.RECOGNISED) {
                if (recognition.target().equals(title.truth())) {
                    right++;
                } else {
                    wrong++;
                    examples.add("%s is not %s".formatted(RECOGNISER.explain(title.raw()), title.truth()));
                }
            } else if (title.truth().isPresent()) {
                open++;
                missed.add(RECOGNISER.explain(title.raw()) + " truth "
                        + title.truth().get().text());
                var candidates = RECOGNISER.candidates(title.raw(), 3);
                proposed += candidates.stream()
                                .anyMatch(candidate -> candidate
                                        .target()
                                        .product()
                                        .equals(title.truth().get().product()))
                        ? 1
                        : 0;
            }
        }
        double precision = (double) right / (right + wrong);
        double recall = (double) right / known;
        System.out.printf(
                Locale.ROOT,
                "recognition: %s distinct titles, %s known; precision %.5f, recall %.4f; right product among 3 candidates for %.3f of the open ones%n",
                titles.size(),
                known,
                precision,
                recall,
                (double) proposed / open);
        if (Boolean.getBoolean("assay.show")) {
            examples.stream().limit(60).forEach(System.out::println);
            for (int i = 0; i < missed.size(); i += Math.max(1, missed.size() / 120)) {
                System.out.println("MISSED " + missed.get(i));
            }
        }

        assertThat(titles).hasSizeGreaterThan(20_000);
        assertThat(precision).as("%s", examples).isGreaterThanOrEqualTo(0.9995);
        assertThat(recall).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void aHundredThousandTitlesTakeSeconds() {
        var titles = labelled();
        int count = 100_000;
        RECOGNISER.recogniseAll(titles.size(), i -> titles.get(i).raw(), Progress.NONE); // let the machine warm up
        long start = System.nanoTime();

        var recognised = RECOGNISER.recogniseAll(
                count, i -> titles.get(i % titles.size()).raw(), Progress.NONE);

        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "recognition: %.0f titles per second on one thread%n", count / seconds);
        assertThat(recognised).hasSize(count);
        // far below the aim of 100,000 per second, so that a busy machine does not fail it
        assertThat(count / seconds).isGreaterThan(10_000);
    }

    /// Every distinct title, with the one truth that its texts tell.
    private static List<Labelled> labelled() {
        var titles = new SampleTitles(Catalogues.starter(), SEED);
        var distinct = new LinkedHashMap<List<String>, Labelled>();
        var contradictory = new ArrayList<String>();
        for (int i = 0; i < titles.count(); i++) {
            var title = titles.title(i);
            var texts = List.of(title.title(), title.publisher(), title.version());
            var labelled = new Labelled(
                    new RawTitle(distinct.size(), title.title(), title.publisher(), title.version(), ""),
                    title.truth());
            var other = distinct.putIfAbsent(texts, labelled);
            if (other != null && !other.truth().equals(title.truth())) {
                contradictory.add(texts + " " + other.truth() + " " + title.truth());
            }
        }
        assertThat(contradictory).isEmpty();
        return List.copyOf(distinct.values());
    }
}
