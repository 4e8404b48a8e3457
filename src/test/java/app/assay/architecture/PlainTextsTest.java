package app.assay.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// [String#formatted] writes numbers with the digits of the machine's locale, which no class file shows: the sources
/// are
/// read. Numbers go through [app.assay.work.Plain], as do patterns that are no literal and so cannot be looked at.
class PlainTextsTest {

    private static final Pattern NUMBER = Pattern.compile("%[-#+ 0,(]*\\d*(\\.\\d+)?[dfeg]");

    /// A literal, a block of text, or the end of some other expression, before `.formatted(`.
    private static final Pattern CALL = Pattern.compile(
            "(?s)(\"\"\"(?:(?!\"\"\").)*\"\"\"|(?:\"(?:[^\"\\\\\\n]|\\\\.)*\"\\s*\\+\\s*)*\"(?:[^\"\\\\\\n]|\\\\.)*\"\\s*\\)?|[\\w)\\]])\\s*\\.formatted\\(");

    /// What styles a cell has nothing to do with texts.
    private static final String NO_TEXT = "PLAIN.formatted(";

    private static List<String> offences(String source) {
        var found = new ArrayList<String>();
        var calls = CALL.matcher(source.replaceAll("(?m)^\\s*//.*$", "").replace(NO_TEXT, ""));
        while (calls.find()) {
            var receiver = calls.group(1);
            if (!receiver.startsWith("\"")
                    || NUMBER.matcher(receiver.replace("%%", "")).find()) {
                found.add(calls.group().strip());
            }
        }
        return found;
    }

    @Test
    void noTextOfTheProgramIsWrittenWithTheDigitsOfTheMachine() throws IOException {
        var offences = new ArrayList<String>();
        int files = 0;
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source : sources.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                files++;
                offences(Files.readString(source)).forEach(call -> offences.add(source.getFileName() + ": " + call));
            }
        }
        assertThat(files).isGreaterThan(500);
        assertThat(offences).isEmpty();
    }

    @Test
    void numbersAndPatternsThatAreNoLiteralsAreFound() {
        assertThat(offences("a = \"%d of\".formatted(1);")).hasSize(1);
        assertThat(offences("a = \"%,d %s\"\n    .formatted(1, b);")).hasSize(1);
        assertThat(offences("a = (\"%s\" + \"%04d\").formatted(1, b);")).hasSize(1);
        assertThat(offences("a = (\"%04d\" + \"%s\").formatted(1, b);")).hasSize(1);
        assertThat(offences("a = \"\"\"\n  <a b=\"%.1f\">\n  \"\"\".formatted(b);"))
                .hasSize(1);
        assertThat(offences("a = message.formatted(b);")).hasSize(1);
        assertThat(offences("a = message(c).formatted(b);")).hasSize(1);
        assertThat(offences("a = \"%s \\\" 100 %%\".formatted(b);")).isEmpty();
    }
}
