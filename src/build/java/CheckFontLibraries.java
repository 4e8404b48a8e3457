import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;

/// Says before the tests run, on Linux, which package is missing for drawing text without a display.
public final class CheckFontLibraries {

    private CheckFontLibraries() {}

    public static void main(String[] arguments) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return;
        }
        for (var library : List.of("libfreetype.so.6", "libpangoft2-1.0.so.0")) {
            try (var arena = Arena.ofConfined()) {
                SymbolLookup.libraryLookup(library, arena);
            } catch (IllegalArgumentException _) {
                System.err.println("The window tests draw text and need " + library
                        + ": install the packages libfreetype6 and libpangoft2-1.0-0 (with fonts).");
                System.exit(1);
            }
        }
    }
}
