package app.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.Registers;
import app.assay.work.FailureText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What is printed as an error, logged or left in files besides the register's own content carries no value of a row.
class NoRowValuesTest {

    private static final String MARKER = "Zq7Hidden9Marker";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    /// Where a register keeps rows and the files that they came from.
    private static final Set<String> HOLDS_ROWS = Set.of("register.mv.db", "blobs", "journal", "backups", "drafts");

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream systemErr = new ByteArrayOutputStream();
    private final StringBuilder logged = new StringBuilder();
    private final Map<String, Object> further = new HashMap<>();
    private final PrintStream before = System.err;
    private Set<Path> temporaryBefore;

    /// Writes as the log of the program does, at every level.
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord record) {
            synchronized (logged) {
                logged.append(format(record)).append('\n');
            }
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    private static String format(LogRecord record) {
        try (var in = Files.newInputStream(Path.of("installer", "logging.properties"))) {
            var properties = new Properties();
            properties.load(in);
            var thrown = new java.io.StringWriter();
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new java.io.PrintWriter(thrown, true));
            }
            return properties
                    .getProperty("java.util.logging.SimpleFormatter.format")
                    .formatted(
                            record.getInstant().atZone(ZoneOffset.UTC),
                            "",
                            record.getLoggerName(),
                            record.getLevel(),
                            new java.util.logging.SimpleFormatter().formatMessage(record),
                            thrown);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        System.setErr(new PrintStream(systemErr, true, StandardCharsets.UTF_8));
        Logger.getLogger("").addHandler(log);
        temporaryBefore = temporary();
    }

    @AfterEach
    void end() {
        Logger.getLogger("").removeHandler(log);
        System.setErr(before);
        writer.shutdown();
        readers.shutdown();
    }

    private Set<Path> temporary() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> !folder.startsWith(file)).collect(Collectors.toSet());
        }
    }

    private int run(String... arguments) {
        var registers = new Registers(NOON, "analyst", "test", writer, readers);
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var context =
                new CliContext(registers, out, new PrintStream(err, true, StandardCharsets.UTF_8), () -> false, false);
        return new Program(context, further).run(arguments);
    }

    private void nothingTells() throws IOException {
        assertThat(err.toString(StandardCharsets.UTF_8))
                .as("told on standard error")
                .doesNotContain(MARKER);
        assertThat(systemErr.toString(StandardCharsets.UTF_8)).as("printed").doesNotContain(MARKER);
        synchronized (logged) {
            assertThat(logged.toString()).as("logged").doesNotContain(MARKER);
        }
        var left = new ArrayList<>(temporary());
        left.removeAll(temporaryBefore);
        var files = new ArrayList<Path>();
        for (var path : left) {
            files.addAll(filesIn(path));
        }
        for (var path : filesIn(folder.resolve("register"))) {
            var first = folder.resolve("register").relativize(path).getName(0).toString();
            if (!HOLDS_ROWS.contains(first)) {
                files.add(path);
            }
        }
        for (var file : files) {
            if (file.getFileName().toString().startsWith("assay")
                    || file.startsWith(folder)
                    || file.getParent().getFileName().toString().startsWith("assay")) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(MARKER);
            }
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @CommandLine.Command(name = "fail")
    static final class Fail implements Callable<Integer> {

        private final Exception failure;

        Fail(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    /// Failures as the database makes them, each with the value of a row in its message.
    private static List<Exception> failures() throws Exception {
        var failures = new ArrayList<Exception>();
        try (var connection = DriverManager.getConnection("jdbc:h2:mem:", "sa", "");
                var statement = connection.createStatement()) {
            var dsl = DSL.using(connection, SQLDialect.H2);
            statement.execute("CREATE TABLE t(a VARCHAR(16) PRIMARY KEY, b INTEGER, c VARCHAR(3))");
            dsl.execute("INSERT INTO t VALUES (?, 1, 'x')", MARKER);
            for (var sql : List.of(
                    "INSERT INTO t VALUES (?, 1, 'x')",
                    "INSERT INTO t(a, c) VALUES ('y', ?)",
                    "INSERT INTO t(a, b) VALUES ('z', ?)",
                    "INSERT INTO " + MARKER + " VALUES (?)")) {
                try {
                    dsl.execute(sql, MARKER);
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }
        }
        failures.add(new IllegalStateException("no device " + MARKER, new IOException(MARKER)));
        failures.getLast().addSuppressed(new IllegalArgumentException(MARKER));
        assertThat(failures).hasSize(5).allMatch(failure -> stack(failure).contains(MARKER));
        return failures;
    }

    private static String stack(Exception failure) {
        var text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void aFaultOfTheProgramIsToldWithoutTheValuesThatItHas() throws Exception {
        assertThat(run("register", "create", folder.resolve("register").toString(), "--zone", "UTC"))
                .isZero();
        for (var failure : failures()) {
            further.put("fail", new Fail(failure));
            assertThat(run("fail")).isEqualTo(1);
            assertThat(FailureText.trace(failure))
                    .contains(failure.getClass().getName())
                    .contains("Caused by: ".repeat(failure.getCause() == null ? 0 : 1))
                    .contains(getClass().getName())
                    .doesNotContain(MARKER);
            Logger.getLogger("org.example").log(java.util.logging.Level.SEVERE, "a library failed", failure);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("A fault of the program: ")
                .contains("NoRowValues");
        assertThat(logged.toString()).contains("a library failed");
        nothingTells();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace("MARKER", MARKER));
    }

    @Test
    void importsThatWorkAndImportsThatFailLeaveNoValueBehind() throws Exception {
        var register = folder.resolve("register").toString();
        assertThat(run("register", "create", register, "--zone", "UTC")).isZero();
        var whole = write("installations.csv", """
                Device,Title,Publisher,Version,User
                MARKER-PC,MARKER Draw,MARKER Ltd,1.MARKER,MARKER-ann
                PC2,Draw,Maker,1.0,ann
                """);
        assertThat(run("import", register, whole.toString(), "--data-date", "2026-11-15"))
                .isZero();
        // Names of columns are told, since the analyst must choose by them; they are no rows.
        var broken = List.of(
                write("quote.csv", "Device,Title,Publisher,Version\nPC1,\"MARKER,x,1\n" + "MARKER,".repeat(500)),
                write("bad.json", "{\"devices\": [{\"name\": \"MARKER\", MARKER"),
                write("bad.xml", "<SoftwareIdentity name=\"MARKER\"><Entity>MARKER</Wrong>"),
                write("bad.swidtag", "<!DOCTYPE x [<!ENTITY e \"MARKER\">]><SoftwareIdentity name=\"&e;\"/>"),
                write("bad.xlsx", "PK\u0003\u0004MARKER"),
                write("bad.zip", "PK\u0003\u0004MARKER"),
                write("noise.dat", "first\u0000\n\u0001MARKER"),
                write("words.csv", "first;second\nMARKER;MARKER\n"));
        int refused = 0;
        for (var file : broken) {
            refused += run("import", register, file.toString(), "--data-date", "2026-11-15") == 0 ? 0 : 1;
        }
        assertThat(refused).isGreaterThanOrEqualTo(6);
        assertThat(err.size()).isPositive();
        nothingTells();
    }

    @Test
    void theFolderOfARegisterIsItsOwnersAlone() throws Exception {
        var register = folder.resolve("register");
        assertThat(run("register", "create", register.toString(), "--zone", "UTC"))
                .isZero();
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(register)))
                    .isEqualTo("rwx------");
        }
    }
}
