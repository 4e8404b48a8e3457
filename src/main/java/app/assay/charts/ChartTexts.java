package app.assay.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/// The words and number formats of charts in one language.
public final class ChartTexts {

    private final Locale locale;
    private final ResourceBundle words;

    private ChartTexts(Locale locale, ResourceBundle words) {
        this.locale = locale;
        this.words = words;
    }

    /// Words and formats of a language; English words where the language has none, whatever the machine's own
    /// language.
    public static ChartTexts of(Locale locale) {
        return new ChartTexts(
                locale,
                ResourceBundle.getBundle(
                        "app.assay.charts.texts", locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
    }

    /// English words and the same formats on every machine; what exports use.
    public static ChartTexts forExport() {
        return of(Locale.ROOT);
    }

    /// The text of a key with its places filled in.
    String say(String key, Object... arguments) {
        return String.format(locale, words.getString(key), arguments);
    }

    /// The words for a code, or the code itself with blanks for hyphens when the language has none.
    String code(String prefix, String code) {
        try {
            return words.getString(prefix + code);
        } catch (MissingResourceException e) {
            return code.replace('-', ' ').replace('_', ' ');
        }
    }

    /// A day as the language writes it.
    String date(LocalDate day) {
        return DateTimeFormatter.ofPattern(words.getString("date"), locale).format(day);
    }

    /// A number with grouped digits, rounded half up to so many decimals.
    String number(BigDecimal value, int decimals) {
        NumberFormat format = format(0, decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    DecimalFormat format(int leastDecimals, int mostDecimals) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale));
        format.setMinimumFractionDigits(leastDecimals);
        format.setMaximumFractionDigits(mostDecimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
