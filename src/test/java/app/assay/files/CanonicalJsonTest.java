package app.assay.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "plain \"plain\"",
                "\"a \"\\\"a\"",
                "a\"b \"a\\\"b\"",
                "a\\ \"a\\\\\"",
                "Ł€😀 \"Ł€😀\"",
            },
            quoteCharacter = '\'')
    void aTextIsEscapedAsLittleAsCanBe(String text, String json) {
        assertThat(CanonicalJson.of(text)).isEqualTo(json);
    }

    @Test
    void whatJsonForbidsIsEscapedWhereverItStands() {
        assertThat(CanonicalJson.of("\b\t\n\f\r")).isEqualTo("\"\\b\\t\\n\\f\\r\"");
        assertThat(CanonicalJson.of("\u0000a\u001f")).isEqualTo("\"\\u0000a\\u001f\"");
        assertThat(CanonicalJson.of("\ud83dx\ude00")).isEqualTo("\"\\ud83dx\\ude00\"");
        assertThat(CanonicalJson.of("\u007f\u2028")).isEqualTo("\"\u007f\u2028\"");
    }

    @Test
    void namesAreInOrderAndNumbersAreRefused() {
        var map = new HashMap<String, Object>();
        map.put("b", List.of("1", true));
        map.put("a", Map.of());
        map.put("B", List.of());
        map.put("ab", null);

        assertThat(CanonicalJson.of(map)).isEqualTo("{\"B\":[],\"a\":{},\"ab\":null,\"b\":[\"1\",true]}");
        assertThatThrownBy(() -> CanonicalJson.of(List.of(1))).isInstanceOf(IllegalArgumentException.class);
    }

    /// Every byte counts, since hashes are made of it.
    @Test
    void anyTextIsWrittenAsCharacterByCharacterAndReadByOthers() {
        long seed = new Random().nextLong(1_000_000);
        var random = new Random(seed);
        var reader = JsonMapper.builder().build();
        for (int turn = 0; turn < 2_000; turn++) {
            var text = text(random);
            var json = CanonicalJson.of(text);
            assertThat(json).as("seed " + seed).isEqualTo(plainly(text));
            assertThat(reader.readTree(json).asString()).as("seed " + seed).isEqualTo(text);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append((char)
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(' ');
                        case 1 -> "\"\\/".charAt(random.nextInt(3));
                        case 2 -> 0xd800 + random.nextInt(0x800);
                        default -> random.nextInt(0x10000);
                    });
        }
        return text.toString();
    }

    private static String plainly(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            int name = "\"\\\b\t\n\f\r".indexOf(c);
            if (name >= 0) {
                out.append('\\').append("\"\\btnfr".charAt(name));
            } else if (c < ' ' || (c >= 0xd800 && c < 0xe000)) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append('"').toString();
    }
}
