package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.assay.domain.source.RowMeaning;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Limits;
import app.assay.importing.profile.MappingProfile;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Real files end as our own table says: format or fault, rows told, rows rejected.
class CorpusTest {

    private static final Path CORPUS = Path.of("../shared/corpus");
    private static final Duration MOST = Duration.ofSeconds(10);

    /// @param meaning empty when the headers or the format decide it
    /// @param title column that a profile maps to the title, for tables that mean nothing by themselves
    private record Expected(
            String path, Optional<RowMeaning> meaning, String title, String verdict, int rows, int rejected) {

        static Expected of(String line) {
            String[] cells = line.split("\t", -1);
            return new Expected(
                    cells[0],
                    cells[1].isEmpty() ? Optional.empty() : Optional.of(RowMeaning.valueOf(cells[1])),
                    cells[2],
                    cells[3],
                    Integer.parseInt(cells[4]),
                    Integer.parseInt(cells[5]));
        }

        ReadOptions options() {
            ReadOptions options = new ReadOptions(meaning, Optional.empty(), Optional.empty(), Limits.DEFAULT);
            return title.isEmpty()
                    ? options
                    : options.withProfile(MappingProfile.of("corpus", RowMeaning.INSTALLATIONS)
                            .withColumns(Map.of(title, "title")));
        }
    }

    private static List<Expected> table() {
        try (InputStream stream = CorpusTest.class.getResourceAsStream("corpus.tsv")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Expected::of)
                    .toList();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @TestFactory
    Stream<DynamicTest> every_file_of_the_corpus_ends_as_the_table_says() {
        assumeTrue(Files.isDirectory(CORPUS), "the corpus ../shared/corpus is not here");
        return table().stream()
                .map(expected -> DynamicTest.dynamicTest(
                        expected.path() + (expected.title().isEmpty() ? "" : " mapped"), () -> check(expected)));
    }

    private static void check(Expected expected) {
        long start = System.nanoTime();
        var sink = new RecordingSink();
        String verdict;
        try {
            Path file = CORPUS.resolve(expected.path());
            Formats formats = Formats.shipped();
            Detected detected = formats.detect(file);
            formats.read(file, detected, expected.options(), sink, Progress.NONE);
            verdict = detected.format();
        } catch (Fault fault) {
            verdict = fault.code().name();
            String name = expected.path().substring(expected.path().lastIndexOf('/') + 1);
            assertThat(fault.happened()).startsWith(name);
            assertThat(fault.sentences()).doesNotContain("Exception", "\tat ");
        }
        assertThat("%s, %s rows, %s rejected".formatted(verdict, sink.rows, sink.rejects.size()))
                .isEqualTo(
                        "%s, %s rows, %s rejected".formatted(expected.verdict(), expected.rows(), expected.rejected()));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
    }

    @Test
    void the_table_speaks_of_every_file_of_these_kinds() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "the corpus ../shared/corpus is not here");
        var told = new TreeSet<String>();
        table().forEach(expected -> told.add(expected.path()));
        var there = new TreeSet<String>();
        for (String kind : List.of(
                "nasty", "swid-2015", "swid-2009", "entitlement", "discovery", "sbom", "coswid", "usage-slmtag")) {
            try (Stream<Path> files = Files.list(CORPUS.resolve(kind))) {
                files.forEach(file -> there.add(kind + "/" + file.getFileName()));
            }
        }
        assertThat(told).isEqualTo(there);
    }
}
