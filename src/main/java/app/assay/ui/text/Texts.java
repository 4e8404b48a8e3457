package app.assay.ui.text;

import java.text.MessageFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// The texts of the screen in one language. Safe to use from any thread.
///
/// Several bundles are read: `texts` for the window and the grid, and those of the workspaces; a key is in one only.
/// Texts are message
/// formats, so an apostrophe is written twice.
public final class Texts {

    private static final List<String> BUNDLES = List.of(
            "app.assay.ui.texts",
            "app.assay.ui.parts",
            "app.assay.ui.position",
            "app.assay.ui.software",
            "app.assay.ui.devices",
            "app.assay.ui.records",
            "app.assay.ui.recovery");

    private final List<ResourceBundle> bundles;
    private final Locale locale;
    private final ValueFormat values;

    private Texts(List<ResourceBundle> bundles, Locale locale, ZoneId zone) {
        this.bundles = List.copyOf(bundles);
        this.locale = locale;
        this.values = new ValueFormat(locale, zone, this);
    }

    /// The texts of the language nearest to `locale`; English where a text has no translation.
    ///
    /// @param zone zone in which instants are shown
    public static Texts of(Locale locale, ZoneId zone) {
        // Without this control a missing language would fall back to the machine's, not to English.
        var noFallback = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var found = new ArrayList<ResourceBundle>();
        for (var name : BUNDLES) {
            found.add(ResourceBundle.getBundle(name, locale, Texts.class.getClassLoader(), noFallback));
        }
        return new Texts(found, locale, zone);
    }

    public Texts withZone(ZoneId zone) {
        return new Texts(bundles, locale, zone);
    }

    public Locale locale() {
        return locale;
    }

    /// Numbers, dates and table cells in this language.
    public ValueFormat values() {
        return values;
    }

    /// The text of `key` with the arguments put in; the key in angle brackets when there is no such text, so that
    /// it is
    /// seen and searched for.
    public String get(String key, Object... arguments) {
        return find(key, arguments).orElse("‹" + key + "›");
    }

    public Optional<String> find(String key, Object... arguments) {
        for (var bundle : bundles) {
            if (bundle.containsKey(key)) {
                return Optional.of(new MessageFormat(bundle.getString(key), locale).format(arguments));
            }
        }
        return Optional.empty();
    }

    /// The title of a table's column: `table.<table>.<column>`, else `table.<column>`, else the column's own words.
    public String column(String table, String column) {
        return find("table." + table + "." + column)
                .or(() -> find("table." + column))
                .orElseGet(() -> words(column));
    }

    /// The word for a code: `code.<column>.<CODE>`, else `code.<CODE>`, else `<column>.<CODE>` (as of metrics),
    /// else the
    /// code's own words.
    public String code(String column, String code) {
        return find("code." + column + "." + code)
                .or(() -> find("code." + code))
                .or(() -> find(column + "." + code))
                .orElseGet(() -> words(code));
    }

    /// `TEST_OR_DEVELOPMENT` becomes "Test or development", `lastSeen` becomes "Last seen".
    static String words(String name) {
        if (name.isEmpty()) {
            return name;
        }
        var spaced = name.equals(name.toUpperCase(Locale.ROOT))
                ? name.replace('_', ' ').toLowerCase(Locale.ROOT)
                : name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
