package app.assay.engine.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.software.RawTitle;
import app.assay.domain.software.RecognitionRule;
import app.assay.fixtures.Catalogues;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedleTest {

    private static final long SEED = Long.getLong("assay.seed", 20_261_130L);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            (?i)^Microsoft Visio - [a-z]{2}$  ; microsoft visio -
            ^nvidia .{0,40}(driver|update)\\b ; nvidia
            abc|defgh                         ; ``
            (abc)?                            ; ``
            abcd?e                            ; abc
            abcd+                             ; abc
            abcdef{2,3}ghi                    ; abcde
            x(?i)abcdef                       ; ``
            [a[bc]]defgh                      ; ``
            \\Qa.b\\E                         ; ``
            c\\+\\+ redist                    ; c++ redist
            (?<=abcdef)ghi                    ; ``
            a(b[)]c)defgh                     ; defgh
            \\p{Lu}abcdef                     ; ``
            ab                                ; ``
            """)
    void aNeedleIsWhatEveryFittingTitleContains(String pattern, String needle) {
        assertThat(Needle.of(pattern).strip()).isEqualTo(needle.strip());
    }

    /// Titles that patterns fit are made from the patterns' own texts, cut and mixed at random.
    @Test
    void noRuleOfTheCatalogueLosesATitleThroughItsNeedle() {
        var random = new Random(SEED);
        var rules = Catalogues.starter().rules().stream()
                .filter(rule -> rule.match() == RuleMatch.PATTERN)
                .toList();
        int fitting = 0;
        for (int i = 0; i < 20_000; i++) {
            String title = title(random, rules.get(random.nextInt(rules.size())).title());
            for (var rule : rules) {
                if (Rules.pattern(rule.title()).matcher(title).find()) {
                    fitting++;
                    assertThat(title.toLowerCase(Locale.ROOT))
                            .as("seed %s, %s", SEED, rule.title())
                            .contains(Needle.of(rule.title()));
                }
            }
        }
        assertThat(fitting).isGreaterThan(500);
    }

    @Test
    void lettersThatPatternsTakeForLatinOnesAreStillFound() {
        var rule = new RecognitionRule(
                new UUID(1, 1), 1, RuleMatch.PATTERN, "desk client", "", "", Optional.empty(), "Ines");
        var rules = new Rules(List.of(rule));

        assertThat(rules.first(new RawTitle(0, "DES\u212A CLIENT 4", "", "", "")))
                .contains(rule);
        assertThat(rules.first(new RawTitle(0, "Desk Client 4", "", "", ""))).contains(rule);
        assertThat(rules.first(new RawTitle(0, "Dask Client 4", "", "", ""))).isEmpty();
    }

    /// Words of a pattern, one of each group at random, with other words between them now and then.
    private static String title(Random random, String pattern) {
        var title = new StringBuilder();
        int depth = 0;
        boolean taken = true;
        for (int i = pattern.startsWith("(?i)") ? 4 : 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '(' -> {
                    depth++;
                    taken = taken && random.nextBoolean();
                }
                case ')' -> {
                    depth--;
                    taken = depth > 0 ? random.nextBoolean() : true;
                }
                case '|' -> taken = random.nextInt(3) == 0;
                case '[' -> {
                    int end = pattern.indexOf(']', i);
                    title.append(random.nextBoolean() ? 'd' : '4');
                    i = end < 0 ? i : end;
                }
                case '{' -> i = Math.max(i, pattern.indexOf('}', i));
                case '.' -> title.append(random.nextBoolean() ? " Tool " : "");
                case '\\', '^', '$', '?', '*', '+', '=' -> {}
                default -> {
                    if (taken) {
                        title.append(random.nextInt(8) == 0 ? Character.toUpperCase(c) : c);
                    }
                }
            }
        }
        return title.toString();
    }
}
