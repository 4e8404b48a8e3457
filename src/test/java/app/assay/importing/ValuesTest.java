package app.assay.importing;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.entitlement.MetricNames;
import app.assay.domain.source.FactSink;
import app.assay.importing.guard.Texts;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.profile.DecimalMark;
import app.assay.importing.value.CellValues;
import app.assay.importing.value.DateText;
import app.assay.importing.value.NumberText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locales")
class ValuesTest {

    private static String day(String text, DateOrder order) {
        int day = DateText.parse(text, order);
        return switch (day) {
            case FactSink.NO_DAY -> "none";
            case DateText.INVALID -> "invalid";
            case DateText.AMBIGUOUS -> "ambiguous";
            default -> LocalDate.ofEpochDay(day).toString();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-05-01 | 2026-05-01",
                "2026-5-1 | 2026-05-01",
                "2026/05/01 | 2026-05-01",
                "2026.05.01 | 2026-05-01",
                "20260501 | 2026-05-01",
                "20260501123000.000000+120 | 2026-05-01",
                "2026-05-01T10:58:56.0260078Z | 2026-05-01",
                "2026-05-01 10:58 | 2026-05-01",
                "2026-05-01Z | 2026-05-01",
                "2026年5月1日 | 2026-05-01",
                "01.05.2026 | 2026-05-01",
                "1.5.26 | 2026-05-01",
                "01. 05. 2026 | 2026-05-01",
                "31/12/2025 | 2025-12-31",
                "12/31/2025 | 2025-12-31",
                "12/31/2025 11:59:59 PM | 2025-12-31",
                "05/05/2026 | 2026-05-05",
                "14-Mar-14 | 2014-03-14",
                "05-MAY-2026 | 2026-05-05",
                "1. Mai 2026 | 2026-05-01",
                "3 März 2026 | 2026-03-03",
                "12 août 2025 | 2025-08-12",
                "May 5, 2026 | 2026-05-05",
                "Tue Nov 10 12:00:00 2026 | 2026-11-10",
                "Fri, 01 May 2026 08:00:00 GMT | 2026-05-01",
                "29/02/2024 | 2024-02-29",
                "29/02/2023 | invalid",
                "2026-02-30 | invalid",
                "2026-13-01 | invalid",
                "03/04/2026 | ambiguous",
                "3-4-26 | ambiguous",
                "32/01/2026 | invalid",
                "202293 | invalid",
                "45292 | invalid",
                "soon | invalid",
                "1.10 | invalid",
                "N/A | none",
                "never | none",
                "0000-00-00 00:00:00 | none",
                "01/01/1970 | none",
                "1970-01-01T00:00:00Z | none",
                "1601-01-01 | none",
                "9999-12-31 | none",
                "unbefristet | none"
            })
    void dates_are_read_in_the_orders_of_the_world(String text, String expected) {
        assertThat(day(text, null)).isEqualTo(expected);
    }

    @Test
    void every_day_is_read_back_in_every_order_that_is_known() {
        var random = new Random(1);
        String[] patterns = {
            "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "d.M.yyyy", "d/M/yyyy HH:mm", "yyyy-MM-dd", "yyyyMMdd"
        };
        String[] american = {"MM/dd/yyyy", "M/d/yyyy", "MM-dd-yyyy", "M/d/yyyy h:mm a", "yyyy/MM/dd", "MMM d, yyyy"};
        for (int count = 0; count < 5_000; count++) {
            LocalDate date = LocalDate.of(1971, 1, 1).plusDays(random.nextInt(60_000));
            String european = date.atTime(13, 5)
                    .format(DateTimeFormatter.ofPattern(patterns[count % patterns.length], Locale.ENGLISH));
            assertThat(day(european, DateOrder.DAY_MONTH_YEAR)).as(european).isEqualTo(date.toString());
            String other = date.atTime(13, 5)
                    .format(DateTimeFormatter.ofPattern(american[count % american.length], Locale.ENGLISH));
            assertThat(day(other, DateOrder.MONTH_DAY_YEAR)).as(other).isEqualTo(date.toString());
        }
    }

    @Test
    void no_text_makes_the_date_reader_fail() {
        var random = new Random(2);
        String letters = "0123456789-/.: TZMayJunädé,年月日\u0000٣x";
        for (int count = 0; count < 50_000; count++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String stripped = Texts.strip(text.toString());
            DateText.parse(stripped, null);
            DateText.evidence(stripped);
            NumberText.evidence(stripped);
            NumberText.decimal(stripped, null);
            NumberText.amount(stripped, null);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 | 12",
                "-3 | -3",
                "0.5 | 0.5",
                "12.50 | 12.50",
                "12,5 | 12.5",
                "1,234.56 | 1234.56",
                "1.234,56 | 1234.56",
                "1'234.50 | 1234.50",
                "1 234,50 | 1234.50",
                "1,234,567 | 1234567",
                "200.000.000 | 200000000",
                "0.625 | 0.625",
                "1,234 | none",
                "1.234 | none",
                "0.0.625 | none",
                "12,34,5 | none",
                "twelve | none",
                "1e5 | none",
                "--3 | none"
            })
    void numbers_say_by_themselves_what_they_mean_or_are_asked_about(String text, String expected) {
        assertThat(NumberText.decimal(text, null).map(BigDecimal::toPlainString).orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,234',POINT,1234",
        "'1,234',COMMA,1.234",
        "'1.234',COMMA,1234",
        "'1.234',POINT,1.234",
        "'1,5',POINT,none",
        "'0.500',COMMA,none",
        "'0,500',POINT,none",
        "'0.500',POINT,0.500"
    })
    void a_known_mark_decides(String text, DecimalMark mark, String expected) {
        assertThat(NumberText.decimal(text, mark).map(BigDecimal::toPlainString).orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "١٬٥٠٠ | 1500",
                "١٢٫٥٠٠ | 12.500",
                "١٬٢٣٤٫٥ | 1234.5",
                "1٬500,25 | 1500.25",
                "1.500٫25 | 1500.25",
                "١٢٬٥ | none",
                "١٫٢٫٣ | none"
            })
    void marks_of_Arabic_say_what_they_mean_whatever_the_mark_of_the_column(String text, String expected) {
        assertThat(NumberText.evidence(text)).isEqualTo(NumberText.Evidence.NONE);
        for (var mark : new DecimalMark[] {null, DecimalMark.POINT, DecimalMark.COMMA}) {
            assertThat(NumberText.decimal(text, mark)
                            .map(BigDecimal::toPlainString)
                            .orElse("none"))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1 234 | 1234",
                "1'200'000 | 1200000",
                "12 345,5 | 12345.5",
                "- 5 | -5",
                "4 8 | none",
                "1 2345 | none",
                "2'16 | none"
            })
    void two_numbers_in_one_cell_are_never_made_into_one(String text, String expected) {
        assertThat(NumberText.decimal(text, null).map(BigDecimal::toPlainString).orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.50 | 12.50 ?",
                "$12.50 | 12.50 ? $",
                "US$ 12.50 | 12.50 USD",
                "€ 1.234,56 | 1234.56 EUR",
                "1 234,56 EUR | 1234.56 EUR",
                "EUR12 | 12 EUR",
                "CHF 1'200.00 | 1200.00 CHF",
                "12,00 zł | 12.00 PLN",
                "(12.50) | -12.50 ?",
                "¥1,200,000 | 1200000 ? ¥",
                "12 apples | none"
            })
    void amounts_keep_their_currency_and_ask_for_an_open_one(String text, String expected) {
        String found = NumberText.amount(text, null)
                .map(amount -> amount.number().toPlainString() + " "
                        + (amount.currency().isEmpty() ? "?" : amount.currency())
                        + (amount.openSign().isEmpty() ? "" : " " + amount.openSign()))
                .orElse("none");
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "per device,device",
        "Per_Device,device",
        "Named User,named-user",
        "per user,named-user",
        "Benutzer,named-user",
        "CPU,processor",
        "per core,core",
        "seats,subscription-seat",
        "Site License,site",
        "PVU,none",
        "'a(b),c=d',none"
    })
    void metrics_have_many_names(String text, String expected) {
        assertThat(MetricNames.code(text).orElse("none")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00-1B-44-11-3A-B7", "001b44113ab7", "001B.4411.3AB7", "00:1b:44:11:3a:b7, 00-1B-44-11-3A-B7"})
    void network_addresses_are_written_in_one_manner(String text) {
        assertThat(CellValues.networkAddresses(text)).isEqualTo("00:1b:44:11:3a:b7");
    }
}
