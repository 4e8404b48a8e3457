package app.assay.importing.formats.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedTextsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 200_000, 100_000_000})
    void every_text_comes_back_whether_it_is_kept_in_memory_or_in_a_file(int mostInMemory) throws Exception {
        var random = new Random(6);
        var expected = new ArrayList<String>();
        try (var texts = new SharedTexts(mostInMemory)) {
            for (int count = 0; count < 20_000; count++) {
                String text = switch (random.nextInt(5)) {
                    case 0 -> "";
                    case 1 -> "Zürich – 東京 \uD83D\uDE00 " + count;
                    case 2 -> "x".repeat(random.nextInt(400));
                    default -> "title " + random.nextInt(100);
                };
                expected.add(text);
                texts.add(text);
            }
            texts.add("y".repeat(90_000));
            expected.add("y".repeat(90_000));
            assertThat(texts.size()).isEqualTo(expected.size());
            for (int turn = 0; turn < 30_000; turn++) {
                int place = random.nextInt(expected.size());
                assertThat(texts.get(place)).isEqualTo(expected.get(place));
            }
            assertThat(texts.get(expected.size() - 1)).isEqualTo(expected.getLast());
        }
    }
}
