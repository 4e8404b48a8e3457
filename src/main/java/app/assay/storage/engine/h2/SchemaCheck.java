package app.assay.storage.engine.h2;

import app.assay.storage.engine.KnownSchemas;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.engine.Constants;

/// Refuses a database file that is no register's before its engine opens it. Opening executes what the file holds, and
/// a
/// file of somebody else may hold code: a trigger, an alias, a default that calls a function. Whatever a fresh register
/// does not hold is refused by name, unexecuted, with the bytes of the file unchanged.
public final class SchemaCheck {

    private static final int MOST_NAMED = 3;
    private static final int LONGEST_NAME = 160;
    private static final Sentence UNHARMED = Sentence.of("register.nothing-executed");
    private static final String ENGINE = "H2 " + Constants.VERSION;

    /// Tables, keys and indexes without an expression, which hold data and do nothing.
    private static final Pattern PLAIN = plain();

    private SchemaCheck() {}

    /// Looks at a database file as a whole: its header, the engine it was written with, and what it holds.
    ///
    /// @param newerMinor whether the register says that a newer program of the same major format wrote it: then
    /// plain
    ///     tables and columns beyond those known are taken too
    /// @return the version of the schema, the highest known one for a newer register
    /// @throws Fault REGISTER_DAMAGED if it is no register's, REGISTER_NEWER_FORMAT if a newer engine wrote it
    public static int check(Path file, boolean newerMinor) {
        EngineFile.check(file);
        var schema = read(file);
        checkEngine(file, schema);
        return checkStatements(file, schema, newerMinor);
    }

    /// What damage does to the reading of a file cannot be foreseen, so whatever comes is told as damage.
    private static StoredSchema read(Path file) {
        return read(file, StoredSchema::read);
    }

    /// Reads what a database file holds.
    interface Reading {
        StoredSchema of(Path file) throws IOException;
    }

    static StoredSchema read(Path file, Reading reading) {
        try {
            return reading.of(file);
        } catch (ClosedByInterruptException e) {
            throw new IllegalStateException("nothing of this program interrupts", e);
        } catch (IOException e) {
            throw H2Failures.io(Sentence.of("register.database-file-cannot-read", file), e);
        } catch (OutOfMemoryError e) {
            // A bad page may tell any length. Where there is room, it is that what was asked for and not the memory.
            var machine = Runtime.getRuntime();
            long free = machine.maxMemory() - machine.totalMemory() + machine.freeMemory();
            if (free < machine.maxMemory() / 4) {
                throw e;
            }
            throw damaged(file, e);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw damaged(file, e);
        }
    }

    private static Fault damaged(Path file, Throwable cause) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of("register.database-file-damaged-what-holds", file),
                Sentence.of("register.nothing-in-was-changed"),
                Sentence.of("register.look-at-recovery-desk-restore"),
                cause);
    }

    private static void checkEngine(Path file, StoredSchema schema) {
        int build = schema.createBuild()
                .orElseThrow(() -> holds(file, List.of("no number of the engine's build that made it")));
        var engine = schema.engine().orElse(ENGINE);
        if (build == Constants.BUILD_ID && engine.equals(ENGINE)) {
            return;
        }
        var name = build == Constants.BUILD_ID ? engine : "H2, build " + build;
        if (build > Constants.BUILD_ID || compare(engine, ENGINE) > 0) {
            throw new Fault(
                    FaultCode.REGISTER_NEWER_FORMAT,
                    Sentence.of("register.database-file-was-written-by", file, shown(name), ENGINE),
                    UNHARMED,
                    Sentence.of("register.open-register-with-newer-program-wrote"));
        }
        throw new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of("register.database-file-was-written-by-older", file, shown(name), ENGINE),
                UNHARMED,
                Sentence.of("register.look-at-recovery-desk-restore-verified"));
    }

    /// Compares versions such as "H2 2.4.240" number by number; what is none counts as older.
    private static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String engine) {
        return Pattern.compile("\\d{1,9}")
                .matcher(engine.startsWith("H2 ") ? engine.substring(3) : "")
                .results()
                .mapToInt(number -> Integer.parseInt(number.group()))
                .toArray();
    }

    private static int checkStatements(Path file, StoredSchema schema, boolean newerMinor) {
        var known = KnownSchemas.all();
        if (!schema.oddities().isEmpty()) {
            throw holds(file, schema.oddities());
        }
        var found = schema.statements().stream().map(SchemaLines::line).toList();
        var overwritten = schema.overwritten().stream().map(SchemaLines::line).toList();
        var nearest = IntStream.range(0, known.size())
                .mapToObj(index -> new Difference(index + 1, known.get(index), found, overwritten))
                .min(Comparator.comparingInt(Difference::size)
                        .thenComparing(
                                Comparator.comparingInt(Difference::version).reversed()))
                .orElseThrow();
        // What does something is named first; what only holds data is taken from a newer program.
        var parts = nearest.unknown().stream()
                .collect(Collectors.partitioningBy(line -> PLAIN.matcher(line).matches()));
        var unknown = Stream.concat(
                        parts.getOrDefault(false, List.of()).stream(),
                        newerMinor ? Stream.of() : parts.getOrDefault(true, List.of()).stream())
                .toList();
        if (!unknown.isEmpty()) {
            throw holds(
                    file,
                    unknown.stream().map(line -> name(line, nearest.missing())).toList());
        }
        if (!nearest.missing().isEmpty() && !newerMinor) {
            throw new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    Sentence.of(
                            "register.database-file-lacks-what-every",
                            file,
                            some(nearest.missing().stream()
                                    .map(line -> name(line, List.of()))
                                    .toList())),
                    UNHARMED,
                    Sentence.of("register.look-at-recovery-desk-restore"));
        }
        return nearest.version();
    }

    /// How a file differs from the list of one version.
    private record Difference(int version, List<String> unknown, List<String> missing) {

        Difference(int version, List<String> known, List<String> found, List<String> overwritten) {
            var unknown = new ArrayList<String>();
            var missing = new ArrayList<>(known);
            for (var line : found) {
                if (!missing.remove(line)) {
                    unknown.add(line);
                }
            }
            overwritten.stream().filter(line -> !known.contains(line)).forEach(unknown::add);
            this(version, List.copyOf(unknown), List.copyOf(missing));
        }

        int size() {
            return unknown.size() + missing.size();
        }
    }

    private static Fault holds(Path file, List<String> what) {
        return new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.of("register.database-file-holds-what-no", file, some(what)),
                UNHARMED,
                Sentence.of("register.do-not-use-this-file"));
    }

    private static String some(List<String> names) {
        var first = names.stream().limit(MOST_NAMED).toList();
        var text = String.join("; ", first);
        return names.size() > first.size() ? "%s; and %s more".formatted(text, names.size() - first.size()) : text;
    }

    /// The object that a statement makes: up to where its content begins, or the column by which a known table
    /// differs.
    private static String name(String line, List<String> missing) {
        var text = line.substring(line.indexOf(' ') + 1);
        int content = text.indexOf("(\n");
        if (content >= 0) {
            var table = line.substring(0, line.length() - text.length() + content + 2);
            var known =
                    missing.stream().filter(other -> other.startsWith(table)).findFirst();
            if (known.isPresent()) {
                return column(text, known.get()).orElse(shown(text.substring(0, content)));
            }
        }
        return shown(content >= 0 ? text.substring(0, content) : text);
    }

    private static Optional<String> column(String text, String known) {
        var columns = known.lines().map(SchemaCheck::withoutComma).toList();
        return text.lines()
                .map(SchemaCheck::withoutComma)
                .filter(column -> !columns.contains(column) && column.startsWith("    "))
                .findFirst()
                .map(column -> shown(text.lines().findFirst().orElse("").replaceFirst("\\($", "")) + ", column "
                        + shown(column.strip()));
    }

    private static String withoutComma(String line) {
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }

    /// On one line, without letters that a screen would act on, and not too long.
    private static String shown(String text) {
        var line = text.strip().replaceAll("[\\s\\p{C}]+", " ");
        return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + " …" : line;
    }

    private static Pattern plain() {
        var name = "\"(?:[^\"\\n]|\"\")+\"";
        var length = "\\(\\d+(?:, \\d+)?\\)";
        var type =
                "(?:BOOLEAN|TINYINT|SMALLINT|INTEGER|BIGINT|UUID|DATE|DOUBLE PRECISION|(?:CHARACTER|CHARACTER VARYING"
                        + "|BINARY|BINARY VARYING|NUMERIC|DECFLOAT|TIMESTAMP|TIME)(?:%s)?)".formatted(length);
        var column = "    %s %s(?: NOT NULL)?".formatted(name, type);
        var columns = "\\(%1$s(?: NULLS (?:FIRST|LAST))?(?:, %1$s(?: NULLS (?:FIRST|LAST))?)*\\)".formatted(name);
        var table = "\"PUBLIC\"\\." + name;
        return Pattern.compile(String.format(
                Locale.ROOT,
                "0 CREATE CACHED TABLE %1$s\\(\\n%2$s(?:,\\n%2$s)*\\n\\)"
                        + "|1 CREATE (?:PRIMARY KEY|UNIQUE INDEX|INDEX) %1$s ON %1$s%3$s"
                        + "|5 ALTER TABLE %1$s ADD CONSTRAINT %1$s (?:PRIMARY KEY|UNIQUE)%3$s INDEX %1$s",
                table,
                column,
                columns));
    }
}
