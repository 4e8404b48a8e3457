package app.assay.ui.position;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.LineSentences;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.ui.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LineWordsTest {

    private static final Pattern CODE =
            Pattern.compile("(?:new Problem|named|problem|case)\\s*\\(?\\s*\"([a-z]+(?:-[a-z]+)+)\"");

    /// What names prices, periods and terms, for which German has no words yet.
    private static final Set<String> IN_ENGLISH =
            Set.of("price-kinds", "price-periods", "price-several", "metric-terms-assumed");

    private final Texts german = Texts.of(Locale.GERMANY, ZoneOffset.UTC);
    private final LineWords words = new LineWords(german);

    private static List<PositionLine> lines() {
        return SamplePosition.full().lines;
    }

    @Test
    void anEnglishWindowSaysWhatThePositionSays() {
        var english = new LineWords(Texts.of(Locale.ENGLISH, ZoneOffset.UTC));

        assertThat(lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(english.sentences(line)).isEqualTo(String.join(" ", LineSentences.of(line))));
    }

    @Test
    void aGermanWindowSaysItInGermanWithItsNumbers() {
        var office = lines().stream()
                .filter(line -> line.productName().equals("Office"))
                .findFirst()
                .orElseThrow();

        assertThat(words.sentences(office))
                .startsWith("412 gefunden − ")
                .contains(
                        "21 abgezogen (Nicht lizenzpflichtig): Freies, Quelloffenes, Bestandteile und Updates brauchen keine Lizenz.")
                .contains(" = 370 benötigt; 350 gehören uns, davon 340 nutzbar, 340 decken; 30 fehlen.")
                .contains("Die Unterdeckung ist 12.375,00 EUR wert")
                .doesNotContain("found", "needed", "covered", "To buy");
    }

    @Test
    void oneAndSeveralAreToldApart() {
        assertThat(words.problem(new Problem("unattached-maintenance", 1, List.of(), "").with("1")))
                .isEqualTo("1 Einheit Wartung hängt an keiner brauchbaren Basislizenz und gibt nichts.");
        assertThat(words.problem(new Problem("unattached-maintenance", 1200, List.of(), "").with("1200.5")))
                .isEqualTo("1.200,5 Einheiten Wartung hängen an keiner brauchbaren Basislizenz und geben nichts.");
        assertThat(words.problem(new Problem("suite-circle", 2, List.of("A", "B"), "")))
                .contains("über A, B;");
    }

    @Test
    void noFigureOfTheEnglishSentenceIsLost() {
        assertThat(words.problem(new Problem("cores-unknown", 3, List.of("a"), "").with("40", "30")))
                .isEqualTo(
                        "Von 3 Maschinen ist die Zahl der Kerne nicht bekannt; die anderen brauchen 40, davon sind 30 gedeckt.");
        assertThat(words.problem(new Problem("solver-limit", 1, List.of(), "").with("12500.5", "11000", "EUR")))
                .contains("12.500,5 EUR", "11.000 EUR");
        assertThat(words.problem(new Problem("solver-limit", 1, List.of(), "").with("12", "11")))
                .contains("12 Einheiten", "11");
        assertThat(words.problem(new Problem("rights-waiting", 2, List.of(), "").with("EUR 100.00", "1")))
                .endsWith("Ihr Wert: EUR 100.00; 1 ohne bekannten Preis.");
        // as many figures as no German sentence is for
        assertThat(words.problem(new Problem("unattached-maintenance", 1, List.of(), "Unknown units.")))
                .isEqualTo("Unknown units.");
    }

    @Test
    void whatGermanHasNoWordsForIsSaidInEnglish() {
        assertThat(words.problem(new Problem("of-tomorrow", 1, List.of(), "Something new.")))
                .isEqualTo("Something new.");
    }

    /// Codes are found where the engine makes problems, so that a new one is not forgotten.
    @Test
    void everyProblemOfTheEngineHasGermanWords() throws IOException, IllegalAccessException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/app/assay/engine/reconcile"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                if (source.contains("new Problem(") || source.contains("missing()")) {
                    CODE.matcher(source).results().forEach(found -> codes.add(found.group(1)));
                }
            }
        }
        for (var field : Problem.class.getFields()) {
            codes.add(String.valueOf(field.get(null)));
        }
        codes.removeAll(IN_ENGLISH);
        var keys = ResourceBundle.getBundle("app.assay.ui.position", Locale.GERMANY)
                .keySet();

        assertThat(codes)
                .hasSizeGreaterThan(35)
                .allSatisfy(code -> assertThat(keys)
                        .as(code)
                        .anyMatch(key -> key.equals("problem." + code) || key.startsWith("problem." + code + ".")));
    }
}
