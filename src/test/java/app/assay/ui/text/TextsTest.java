package app.assay.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final List<String> BUNDLES =
            List.of("texts", "parts", "position", "software", "devices", "records", "recovery");

    private static final Pattern STAGE = Pattern.compile("\\.stage\\(\"([^\"]+)\"\\)");

    private final Texts english = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private final Texts german = Texts.of(Locale.GERMANY, ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @ValueSource(strings = {"texts", "parts", "position", "software", "devices", "records", "recovery"})
    void germanHasEveryTextAndEachTakesTheSameArguments(String name) throws IOException {
        var words = bundle(name + ".properties");
        var translated = bundle(name + "_de.properties");

        // German names some columns and codes that English takes from their own names.
        assertThat(translated.keySet()).containsAll(words.keySet());
        assertThat(words.stringPropertyNames())
                .allSatisfy(key -> assertThat(arguments(translated.getProperty(key)))
                        .as(key)
                        .isEqualTo(arguments(words.getProperty(key))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_de"})
    void eachTextIsSaidOnce(String language) throws IOException {
        var seen = new HashSet<String>();
        for (var name : BUNDLES) {
            assertThat(bundle(name + language + ".properties").stringPropertyNames())
                    .as(name)
                    .allMatch(seen::add);
        }
    }

    /// Whoever waits reads what is being done, and not the name that the program has for it.
    @Test
    void everyStageOfAJobHasAText() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                STAGE.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
            }
        }
        // Benchmarks are for the command line alone.
        codes.removeIf(code -> code.startsWith("bench."));

        assertThat(codes)
                .hasSizeGreaterThan(40)
                .allSatisfy(code ->
                        assertThat(german.find("stage." + code)).as(code).isPresent());
    }

    @Test
    void aLanguageWithoutTranslationIsShownInEnglishWhateverTheMachineSpeaks() {
        assertThat(Texts.of(Locale.KOREAN, ZoneOffset.UTC).get("grid.clearfilters"))
                .isEqualTo("Clear filters");
    }

    @Test
    void aMissingTextIsSeen() {
        assertThat(english.get("no.such.text")).isEqualTo("‹no.such.text›");
    }

    @Test
    void countsAreToldInWords() {
        assertThat(english.get("grid.rows", 0)).isEqualTo("No rows");
        assertThat(english.get("grid.rows", 1)).isEqualTo("1 row");
        assertThat(german.get("grid.rows.filtered", 12, 12345)).isEqualTo("12 von 12.345 Zeilen");
    }

    @Test
    void columnsAndCodesWithoutATextSpeakForThemselves() {
        assertThat(english.column("installations", "lastSeen")).isEqualTo("Last seen");
        assertThat(english.code("reason", "TEST_OR_DEVELOPMENT")).isEqualTo("Test or development");
    }

    @Test
    void valuesAreShownInTheReadersForm() {
        assertThat(german.values().number(1234567)).isEqualTo("1.234.567");
        assertThat(german.values().date(LocalDate.of(2026, 6, 30))).isEqualTo("30.06.2026");
        assertThat(english.values().date(LocalDate.of(2026, 6, 30))).isEqualTo("2026-06-30");
        assertThat(german.values().instant(Instant.parse("2026-06-30T22:30:00Z")))
                .isEqualTo("01.07.2026 00:30");
        assertThat(german.values().money(Money.parse("1234.565 EUR"))).isEqualTo("1.234,57 EUR");
        assertThat(english.values().money(Money.parse("1200 JPY"))).isEqualTo("1,200 JPY");
    }

    @Test
    void zeroUnlimitedAndUnknownAreThreeThings() {
        var column = Column.of("quantity", ColumnType.QUANTITY);

        assertThat(english.values().cell(column, Quantity.ZERO)).isEqualTo("0");
        assertThat(english.values().cell(column, Quantity.UNLIMITED)).isEqualTo("∞ Unlimited");
        assertThat(english.values().cell(column, Quantity.UNKNOWN)).isEqualTo("–");
        assertThat(english.values().cell(column, null)).isEqualTo("–");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DECIMAL  | 1.234,5     | 1234.5
            DECIMAL  | 1.5         | 1.5
            DECIMAL  | 1.234       | 1234
            DECIMAL  | zwölf       | zwölf
            INTEGER  | 12.000      | 12000
            QUANTITY | unbegrenzt  | unlimited
            QUANTITY | ∞           | unlimited
            QUANTITY | 0           | 0
            MONEY    | 1.200,50 eur| 1200.50 EUR
            MONEY    | 1200        | 1200
            DATE     | 30.06.2026  | 2026-06-30
            DATE     | 2026-06-30  | 2026-06-30
            DATE     | 31.02.2026x | 31.02.2026x
            FLAG     | ja          | true
            TEXT     | '  a b '    | a b
            """)
    void whatAGermanTypesIsReadAsGermanOrHandedOn(ColumnType type, String typed, String canonical) {
        assertThat(german.values().canonicalOf(type, typed)).isEqualTo(canonical);
    }

    @Test
    void anEditorStartsWithWhatItWouldReadAgain() {
        for (var texts : new Texts[] {english, german}) {
            var values = texts.values();
            assertThat(values.canonicalOf(ColumnType.DECIMAL, values.editable(new BigDecimal("1234567.25"))))
                    .isEqualTo("1234567.25");
            assertThat(values.canonicalOf(ColumnType.DATE, values.editable(LocalDate.of(2026, 2, 3))))
                    .isEqualTo("2026-02-03");
            assertThat(values.canonicalOf(ColumnType.QUANTITY, values.editable(Quantity.UNLIMITED)))
                    .isEqualTo("unlimited");
            assertThat(values.canonicalOf(ColumnType.MONEY, values.editable(Money.parse("1234.5 EUR"))))
                    .isEqualTo("1234.5 EUR");
        }
    }

    private static int arguments(String text) {
        return new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static Properties bundle(String name) throws IOException {
        var bundle = new Properties();
        try (var text = new InputStreamReader(
                TextsTest.class.getResourceAsStream("/app/assay/ui/" + name), StandardCharsets.UTF_8)) {
            bundle.load(text);
        }
        return bundle;
    }
}
