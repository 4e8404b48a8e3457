package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small estates of which the position was worked out by hand from the rules, from their files to the position.
///
/// Each folder tells in `expected.txt` the rule in words, the day, and what has to hold of the position.
class EstatesTest {

    private static final Path ESTATES = Path.of("src/test/resources/app/assay/estates");
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(.*?)(?= \\w+=|$)");
    private static final Pattern ALTERNATIVES =
            Pattern.compile(" \\|\\| (?=line |line-status |problem |total-|absent |some-line |not-covered )");

    @TempDir
    Path folder;

    static Stream<String> estates() throws IOException {
        try (var folders = Files.list(ESTATES)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("estates")
    void thePositionIsTheOneWorkedOutByHand(String name) throws IOException {
        var estate = ESTATES.resolve(name);
        var expected = Files.readAllLines(estate.resolve("expected.txt"));
        var position = folder.resolve("position.csv");
        String text;
        try (var session = new CommandLineSession(folder)) {
            importFiles(session, estate, word(expected, "data-date"));
            if (Files.isDirectory(estate.resolve("second"))) {
                importFiles(session, estate.resolve("second"), word(expected, "second-date"));
            }
            session.run(
                    "position", session.register(), "--as-at", word(expected, "as-at"), "--csv", position.toString());
            text = session.printed() + session.told();
        }
        var lines = lines(position);
        var wrong = expected.stream()
                .filter(line -> !line.isEmpty()
                        && !line.startsWith("#")
                        && !line.startsWith("as-at")
                        && !line.startsWith("data-date")
                        && !line.startsWith("second-date"))
                .flatMap(line -> wrong(lines, text, line).stream())
                .toList();
        assertThat(wrong).describedAs(expected.getFirst() + "\n" + text).isEmpty();
    }

    private static void importFiles(CommandLineSession session, Path estate, String day) throws IOException {
        var words = new ArrayList<>(List.of("import", session.register(), "--data-date", day));
        try (var files = Files.list(estate)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".csv"))
                    .sorted()
                    .forEach(words::add);
        }
        session.run(words.toArray(String[]::new));
    }

    private static String word(List<String> expected, String name) {
        return expected.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static List<NamedCsvRecord> lines(Path position) throws IOException {
        var text = Files.readString(position);
        try (var reader = CsvReader.builder().ofNamedCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            return reader.stream().toList();
        }
    }

    private static Optional<String> wrong(List<NamedCsvRecord> lines, String text, String expectation) {
        if (expectation.startsWith("either ")) {
            var answers = Arrays.stream(ALTERNATIVES.split(expectation.substring("either ".length())))
                    .map(one -> wrong(lines, text, one.strip()))
                    .toList();
            return answers.stream().anyMatch(Optional::isEmpty)
                    ? Optional.empty()
                    : Optional.of(answers.stream().flatMap(Optional::stream).collect(Collectors.joining(" or ")));
        }
        int space = expectation.indexOf(' ');
        var rest = expectation.substring(space + 1);
        boolean holds = switch (expectation.substring(0, space)) {
            case "line" -> {
                int end = rest.indexOf(' ');
                yield ofLine(lines, rest.substring(0, end), rest.substring(end + 1));
            }
            case "total-shortfall" ->
                lines.stream().noneMatch(line -> line.getField("shortfall").equals("unknown"))
                        && sum(lines, "shortfall").compareTo(new BigDecimal(rest)) == 0;
            case "total-exposure" -> sum(lines, "exposure").compareTo(new BigDecimal(rest)) == 0;
            case "absent" ->
                lines.stream().noneMatch(line -> line.getField("line").startsWith(rest));
            case "some-line" ->
                of(lines, rest).stream()
                        .anyMatch(line ->
                                isUnknown(line) || number(line, "shortfall").signum() > 0);
            case "not-covered" -> isNotCovered(lines, rest);
            case "line-status" -> {
                var words = rest.split(" ", 2);
                var own = of(lines, words[0]);
                yield !own.isEmpty()
                        && own.stream().allMatch(line -> line.getField("status").equals(words[1]));
            }
            case "problem" -> saysAProblem(lines, text, rest);
            default -> throw new IllegalArgumentException("not understood: " + expectation);
        };
        return holds ? Optional.empty() : Optional.of("expected: " + expectation);
    }

    private static boolean ofLine(List<NamedCsvRecord> lines, String id, String fields) {
        var found =
                lines.stream().filter(line -> line.getField("line").equals(id)).findFirst();
        return found.isPresent()
                && FIELD.matcher(fields)
                        .results()
                        .allMatch(field -> isSame(field.group(1), field.group(2), found.get()));
    }

    private static boolean isSame(String field, String wanted, NamedCsvRecord line) {
        var seen = line.getField(field);
        if (field.equals("exposure")) {
            return wanted.isEmpty() ? seen.isEmpty() : (seen + " ").startsWith(wanted + " ");
        }
        boolean areNumbers = wanted.matches("-?[0-9.]+") && seen.matches("-?[0-9.]+");
        return areNumbers ? new BigDecimal(wanted).compareTo(new BigDecimal(seen)) == 0 : wanted.equals(seen);
    }

    private static boolean isNotCovered(List<NamedCsvRecord> lines, String rest) {
        var words = rest.split(" ", 2);
        var own = of(lines, words[0]);
        return own.stream().anyMatch(EstatesTest::isUnknown)
                || (!own.isEmpty() && sum(own, "shortfall").compareTo(new BigDecimal(words[1])) >= 0);
    }

    /// What is said below the title of the position: names of files and of the register are no problems.
    private static boolean saysAProblem(List<NamedCsvRecord> lines, String text, String words) {
        int title = text.indexOf("Position of \"");
        int end = text.indexOf('\n', title);
        return (title >= 0 && text.substring(end).contains(words))
                || lines.stream().anyMatch(line -> line.getField("problems").contains(words));
    }

    private static List<NamedCsvRecord> of(List<NamedCsvRecord> lines, String product) {
        return lines.stream()
                .filter(line -> line.getField("line").startsWith(product + "|"))
                .toList();
    }

    private static boolean isUnknown(NamedCsvRecord line) {
        return line.getField("status").equals("NOT_COMPUTABLE");
    }

    private static BigDecimal number(NamedCsvRecord line, String field) {
        var word = line.getField(field).split(" ", 2)[0];
        return word.matches("-?[0-9.]+") ? new BigDecimal(word) : BigDecimal.ZERO;
    }

    private static BigDecimal sum(List<NamedCsvRecord> lines, String field) {
        return lines.stream().map(line -> number(line, field)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
