package app.assay.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static final Pattern SAID = Pattern.compile("Sentence\\.of\\(\\s*\"([^\"]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"([a-z]+\\.[a-z0-9._-]+)\"");

    private final Properties english = words("sentences");
    private final Properties german = words("sentences_de");

    @Test
    void germanHasEverySentenceAndEachTakesTheSameArguments() {
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(arguments(german.getProperty(key)))
                        .as(key)
                        .isEqualTo(arguments(english.getProperty(key))));
    }

    @Test
    void everySentenceThatTheProgramSaysHasWordsAndNoneIsLeftOver() throws IOException {
        var said = new TreeMap<String, Path>();
        var texts = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                SAID.matcher(source).results().forEach(found -> said.put(found.group(1), file));
                TEXT.matcher(source).results().forEach(found -> texts.add(found.group(1)));
            }
        }
        // A prefix to which a code is added, such as "import.limit.".
        said.keySet().removeIf(code -> code.endsWith("."));

        assertThat(said).hasSizeGreaterThan(500);
        assertThat(said)
                .allSatisfy((code, file) ->
                        assertThat(english.stringPropertyNames()).as("%s", file).contains(code));
        assertThat(english.stringPropertyNames())
                .allMatch(code -> texts.contains(code) || texts.contains(code.substring(0, code.lastIndexOf('.') + 1)));
    }

    @Test
    void aFaultIsToldInTheLanguageOfItsReaderAndItsMessageIsEnglish() {
        var fault = new Fault(
                FaultCode.REGISTER_READ_ONLY,
                Sentence.of(
                        "register.register-cannot-written", "hafen", Reason.told(new NoSuchFileException("x.lock"))),
                Sentence.of("register.nothing-was-changed"),
                Sentence.of("register.close-there-first"));

        assertThat(fault).hasMessage("The register hafen cannot be written (x.lock is not there).");
        assertThat(fault.said().happened().in(Locale.GERMANY))
                .isEqualTo("In das Register hafen lässt sich nicht schreiben (x.lock ist nicht da).");
        assertThat(fault.said().unharmed().in(Locale.GERMANY)).isEqualTo("Nichts wurde geändert.");
        assertThat(fault.said().happened().in(Locale.KOREAN)).isEqualTo(fault.getMessage());
    }

    @Test
    void numbersAreGroupedByTheLanguageOnlyWhereTheWordsSaySo() {
        var rows = Sentence.of("import.import-may-have-rows-this", 20_000_000L);

        assertThat(rows.english()).isEqualTo("an import may have 20,000,000 rows and this one has more");
        assertThat(rows.in(Locale.GERMANY)).contains("20.000.000");
        // Without words in that language they are English, digits and all.
        assertThat(rows.in(Locale.of("ar", "EG"))).isEqualTo(rows.english());
        assertThat(Sentence.of("register.trail-lacks-entry", 1234).in(Locale.GERMANY))
                .isEqualTo("Der Spur fehlt Eintrag 1234.");
    }

    @Test
    void oneSentenceWithinAnotherLosesItsFullStopAndSeveralFollowEachOther() {
        var empty = Sentence.of("register.there-no-backup");

        assertThat(Sentence.of("import.at", "a.zip", empty.clause()).english()).isEqualTo("a.zip: There is no backup.");
        assertThat(Sentence.all(List.of(empty, Sentence.of("register.there-no-journal")))
                        .in(Locale.GERMAN))
                .isEqualTo("Es gibt keine Sicherung. Es gibt kein Journal.");
        assertThat(Sentence.of("register.seal-cannot-read", Reason.told(new IllegalStateException("''{0}")))
                        .english())
                .isEqualTo("The seal cannot be read: ''{0}.");
    }

    private static int arguments(String text) {
        return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static Properties words(String name) {
        var words = new Properties();
        try (var text = new InputStreamReader(
                SentencesTest.class.getResourceAsStream("/app/assay/work/" + name + ".properties"),
                StandardCharsets.UTF_8)) {
            words.load(text);
            return words;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
