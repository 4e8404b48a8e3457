package app.assay.storage.engine.h2;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.source.FactSink;
import app.assay.files.DurableFile;
import app.assay.storage.Register;
import app.assay.storage.Threads;
import app.assay.storage.engine.KnownSchemas;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lists of statements that a register may hold are those that its migrations make.
class StoredSchemaTest {

    @TempDir
    Path folder;

    private final Threads threads = new Threads();

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private Path fresh() {
        var home = folder.resolve("fresh");
        Register.create(home, "Demo", Threads.ZONE, threads.context()).close();
        return home.resolve("register.mv.db");
    }

    private static int migrations(Path database) throws Exception {
        var name = database.toString().replace(".mv.db", "");
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + name, "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT MAX(CAST(\"version\" AS INTEGER)) FROM \"flyway_schema_history\"")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void theNewestListIsThatOfAFreshRegister() throws Exception {
        var database = fresh();
        int version = migrations(database);
        var made = Path.of("target", "schema", version + ".txt").toAbsolutePath();
        Files.createDirectories(made.getParent());
        Files.writeString(made, SchemaLines.list(StoredSchema.read(database)));

        var kept = Path.of("src", "main", "resources", "db", "schema", version + ".txt");
        assertThat(KnownSchemas.all())
                .as("a new migration needs its list: cp %s %s", made, kept)
                .hasSize(version);
        assertThat(Files.readString(kept).replace("\r\n", "\n"))
                .as("the list of the newest migration is not what it makes: cp %s %s", made, kept)
                .isEqualTo(Files.readString(made));
        assertThat(SchemaCheck.check(database, false)).isEqualTo(version);
    }

    @Test
    void whatTheEngineCountsAboutColumnsIsNoDifference() throws Exception {
        var database = fresh();
        var name = database.toString().replace(".mv.db", "");
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + name, "sa", "");
                var statement = connection.createStatement()) {
            for (int id = 0; id < 300; id++) {
                statement.execute("INSERT INTO raw_title VALUES (%s, 'n%s', 'p', '1', '', NULL)".formatted(id, id));
            }
            statement.execute("ANALYZE");
        }
        assertThat(StoredSchema.read(database).statements())
                .anyMatch(statement -> statement.text().contains("SELECTIVITY"));
        assertThat(SchemaCheck.check(database, false))
                .isEqualTo(KnownSchemas.all().size());
    }

    @Test
    void aRegisterThatWasWorkedWithIsStillKnown() throws Exception {
        var home = folder.resolve("worked");
        try (var register = Register.create(home, "Demo", Threads.ZONE, threads.context())) {
            for (int load = 0; load < 3; load++) {
                var blob = register.blobs().store(new ByteArrayInputStream(new byte[] {(byte) load}));
                try (var staged = register.stage(Threads.request("scan", "", blob))) {
                    for (int row = 0; row < 3_000; row++) {
                        staged.installation(
                                row, "PC" + row % 50, "T" + row + load, "p", "1", "", 1, 2, FactSink.NO_DAY);
                    }
                    staged.finish(Progress.NONE);
                    staged.publish();
                }
            }
            register.undo();
        }
        assertThat(SchemaCheck.check(home.resolve("register.mv.db"), false))
                .isEqualTo(KnownSchemas.all().size());
    }

    /// A copy taken while the register is open is what a crash leaves.
    @Test
    void aFileThatWasNotClosedIsStillKnown() throws Exception {
        var home = folder.resolve("open");
        var copy = folder.resolve("copy.mv.db");
        try (var register = Register.create(home, "Demo", Threads.ZONE, threads.context())) {
            var blob = register.blobs().store(new ByteArrayInputStream(new byte[] {1}));
            try (var staged = register.stage(Threads.request("scan", "", blob))) {
                for (int row = 0; row < 20_000; row++) {
                    staged.installation(row, "PC" + row, "T" + row, "p", "1", "", 1, 2, FactSink.NO_DAY);
                }
                staged.finish(Progress.NONE);
                Files.copy(home.resolve("register.mv.db"), copy);
            }
        }
        assertThat(SchemaCheck.check(copy, false)).isEqualTo(KnownSchemas.all().size());
    }

    @Test
    void lookingAtAFileTakesNoLockAndWritesNothing() throws Exception {
        var database = fresh();
        var before = Files.readAllBytes(database);
        var name = database.toString().replace(".mv.db", "");
        try (var _ = DriverManager.getConnection("jdbc:h2:file:" + name + ";ACCESS_MODE_DATA=r", "sa", "")) {
            assertThat(SchemaCheck.check(database, false)).isPositive();
            assertThat(SchemaCheck.check(database, false)).isPositive();
        }
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        try (var names = Files.list(DurableFile.folderOf(database))) {
            assertThat(names.map(Path::getFileName).map(Path::toString))
                    .isSubsetOf(List.of(
                            "blobs",
                            "journal",
                            "register.assay",
                            "register.lock",
                            "register.mv.db",
                            "register.seal.json"));
        }
    }
}
