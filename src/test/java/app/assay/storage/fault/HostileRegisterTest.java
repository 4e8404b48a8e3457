package app.assay.storage.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Registers into whose database somebody has put what runs, loads or connects. Each is refused by name, unexecuted,
/// with its bytes unchanged.
class HostileRegisterTest {

    @TempDir
    static Path folder;

    /// @param object what the fault must name
    /// @param sql statements that put it in; `MARKER` is the file that the code makes, `TRUE_IF_MARKED` a call of
    /// it
    record Case(String name, String object, List<String> sql) {

        static Case of(String name, String object, String... sql) {
            return new Case(name, object, List.of(sql));
        }

        Path home() {
            return folder.resolve(name);
        }

        Path marker() {
            return folder.resolve(name + ".marker");
        }

        Path script() throws Exception {
            var lines = new ArrayList<String>();
            lines.add(home().resolve("register").toString());
            for (var statement : sql) {
                lines.add(statement
                        .replace("MARKER", marker().toString().replace('\\', '/'))
                        .replace("INTRUDER", Intruder.class.getName()));
            }
            return Files.write(folder.resolve(name + ".sql"), lines, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String ALIAS = "CREATE ALIAS MARK FOR 'INTRUDER.mark'";

    /// These two are executed by nothing more than opening the file with the engine alone.
    private static final Case SOURCE_TRIGGER = Case.of(
            "trigger-with-source",
            "TRIGGER \"PUBLIC\".\"EVIL\"",
            "CREATE TRIGGER EVIL BEFORE INSERT ON own_record AS 'org.h2.api.Trigger make() throws Exception {"
                    + " java.nio.file.Files.writeString(java.nio.file.Path.of(\"MARKER\"), \"executed\");"
                    + " return new INTRUDER.Watcher(); }'");

    private static final Case LINKED_TABLE = Case.of(
            "linked-table",
            "LINKED TABLE \"PUBLIC\".\"EVIL\"",
            "CREATE LINKED TABLE EVIL('', 'jdbc:h2:mem:evil;INIT=CREATE TABLE IF NOT EXISTS T(A INT)\\;CALL"
                    + " FILE_WRITE(''executed'', ''MARKER'')', 'sa', '', 'T')");

    static Stream<Case> cases() {
        return Stream.of(
                SOURCE_TRIGGER,
                LINKED_TABLE,
                Case.of(
                        "trigger-by-class",
                        "TRIGGER \"PUBLIC\".\"EVIL\"",
                        "CREATE TRIGGER EVIL AFTER UPDATE ON own_record FOR EACH ROW CALL 'INTRUDER$Watcher'"),
                Case.of("alias-by-class", "ALIAS \"PUBLIC\".\"MARK\"", ALIAS),
                Case.of(
                        "alias-with-source",
                        "ALIAS \"PUBLIC\".\"EVIL\"",
                        "CREATE ALIAS EVIL AS 'String evil() throws Exception { return"
                                + " java.nio.file.Files.writeString(java.nio.file.Path.of(\"MARKER\"),"
                                + " \"executed\").toString(); }'"),
                Case.of("aggregate", "AGGREGATE \"PUBLIC\".\"EVIL\"", "CREATE AGGREGATE EVIL FOR 'INTRUDER$Total'"),
                Case.of(
                        "view",
                        "VIEW \"PUBLIC\".\"EVIL\"",
                        "CREATE VIEW EVIL AS SELECT FILE_WRITE('executed', 'MARKER') X"),
                Case.of(
                        "view-under-the-name-of-a-table",
                        "VIEW \"PUBLIC\".\"LOAD_WARNING\"",
                        "ALTER TABLE load_warning RENAME TO kept",
                        "CREATE VIEW load_warning AS SELECT * FROM kept WHERE FILE_WRITE('executed', 'MARKER') > 0"),
                Case.of(
                        "domain",
                        "DOMAIN \"PUBLIC\".\"EVIL\"",
                        ALIAS,
                        "CREATE DOMAIN EVIL AS INTEGER CHECK (MARK('MARKER'))"),
                Case.of("constant", "CONSTANT \"PUBLIC\".\"EVIL\"", "CREATE CONSTANT EVIL VALUE 1"),
                Case.of("sequence", "SEQUENCE \"PUBLIC\".\"EVIL\"", "CREATE SEQUENCE EVIL"),
                Case.of("role", "ROLE \"EVIL\"", "CREATE ROLE EVIL"),
                Case.of("right", "GRANT SELECT ON \"PUBLIC\".\"OWN_RECORD\"", "GRANT SELECT ON own_record TO PUBLIC"),
                Case.of("administrator", "\"EVIL\"", "CREATE USER EVIL PASSWORD 'x' ADMIN"),
                Case.of("user", "\"EVIL\"", "CREATE USER EVIL PASSWORD 'x'"),
                Case.of("schema", "SCHEMA IF NOT EXISTS \"EVIL\"", "CREATE SCHEMA EVIL"),
                Case.of("synonym", "SYNONYM \"PUBLIC\".\"EVIL\"", "CREATE SYNONYM EVIL FOR own_record"),
                Case.of("setting", "SET DEFAULT_LOCK_TIMEOUT", "SET DEFAULT_LOCK_TIMEOUT 7"),
                Case.of("collation", "SET IGNORECASE", "SET IGNORECASE TRUE"),
                Case.of("unknown-table", "TABLE \"PUBLIC\".\"EVIL\"", "CREATE TABLE EVIL(A INT)"),
                Case.of(
                        "unknown-column",
                        "TABLE \"PUBLIC\".\"OWN_RECORD\", column \"EVIL\" INTEGER",
                        "ALTER TABLE own_record ADD COLUMN EVIL INTEGER"),
                Case.of(
                        "generated-column",
                        "TABLE \"PUBLIC\".\"OWN_RECORD\", column \"EVIL\" INTEGER GENERATED",
                        "ALTER TABLE own_record ADD COLUMN EVIL INTEGER GENERATED ALWAYS AS (LENGTH(\"CONTENT\"))"),
                Case.of(
                        "default-that-calls",
                        "TABLE \"PUBLIC\".\"OWN_RECORD\", column \"CONTENT\"",
                        "ALTER TABLE own_record ALTER COLUMN \"CONTENT\" SET DEFAULT FILE_WRITE('executed', 'MARKER')"),
                Case.of(
                        "on-update-that-calls",
                        "TABLE \"PUBLIC\".\"OWN_RECORD\", column \"CONTENT\"",
                        "ALTER TABLE own_record ALTER COLUMN \"CONTENT\" SET ON UPDATE FILE_WRITE('executed', 'MARKER')"),
                Case.of(
                        "check-that-calls",
                        "TABLE \"PUBLIC\".\"OWN_RECORD\" ADD CONSTRAINT \"PUBLIC\".\"EVIL\"",
                        ALIAS,
                        "ALTER TABLE own_record ADD CONSTRAINT EVIL CHECK (MARK('MARKER')) NOCHECK"),
                Case.of(
                        "foreign-key",
                        "CONSTRAINT \"PUBLIC\".\"EVIL\"",
                        "ALTER TABLE undo_step ADD CONSTRAINT EVIL FOREIGN KEY (position) REFERENCES raw_title(id)"),
                Case.of("unknown-index", "INDEX \"PUBLIC\".\"EVIL\"", "CREATE INDEX EVIL ON own_record(\"MADE_HERE\")"),
                Case.of("comment", "TABLE \"PUBLIC\".\"OWN_RECORD\" COMMENT", "COMMENT ON TABLE own_record IS 'evil'"),
                Case.of("lost-table", "\"PUBLIC\".\"OWN_RECORD\"", "DROP TABLE own_record"),
                Case.of(
                        "lost-key",
                        "ALTER TABLE \"PUBLIC\".\"OWN_RECORD\" ADD CONSTRAINT",
                        "ALTER TABLE own_record DROP PRIMARY KEY"));
    }

    @BeforeAll
    static void makeThem() throws Exception {
        var fresh = folder.resolve("fresh");
        Register.create(fresh, "Fresh", ZoneOffset.UTC, Worker.context()).close();
        var scripts = new ArrayList<Path>();
        for (var hostile : cases().toList()) {
            copy(fresh, hostile.home());
            scripts.add(hostile.script());
        }
        Intruder.run(scripts.toArray(Path[]::new));
        for (var hostile : cases().toList()) {
            Files.deleteIfExists(hostile.marker()); // of the making
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static Fault refused(Path home, OpenMode mode) throws Exception {
        var database = home.resolve("register.mv.db");
        var before = Files.readAllBytes(database);
        var fault = catchThrowableOfType(
                Fault.class, () -> Register.open(home, mode, Worker.context()).close());
        assertThat(fault).as("%s opened %s", home.getFileName(), mode).isNotNull();
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        return fault;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedByNameAndNotExecuted(Case hostile) throws Exception {
        for (var mode : OpenMode.values()) {
            var fault = refused(hostile.home(), mode);
            assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_DAMAGED);
            assertThat(fault.happened()).contains(hostile.object());
            assertThat(fault.unharmed()).contains("Nothing of it was executed");
            assertThat(fault.remedy()).isNotBlank();
        }
        assertThat(hostile.marker()).doesNotExist();
    }

    @Test
    void theEngineAloneWouldHaveExecutedThem() throws Exception {
        for (var hostile : List.of(SOURCE_TRIGGER, LINKED_TABLE)) {
            var home = folder.resolve("executed-" + hostile.name());
            copy(hostile.home(), home);
            var script = folder.resolve(hostile.name() + ".open");
            Files.writeString(script, home.resolve("register").toString());
            Intruder.run(script);
            assertThat(hostile.marker()).as(hostile.name()).exists();
            Files.delete(hostile.marker());
        }
    }

    /// A newer program may have added tables and columns; what executes is refused all the same.
    @ParameterizedTest
    @MethodSource("cases")
    void aNewerMinorFormatIsNoWayAround(Case hostile) throws Exception {
        var home = folder.resolve("newer-" + hostile.name());
        copy(hostile.home(), home);
        var marker = home.resolve(Register.MARKER);
        Files.writeString(
                marker, Files.readString(marker).replaceFirst("\"formatMinor\":\"\\d+\"", "\"formatMinor\":\"99\""));
        if (List.of("unknown-table", "unknown-column", "unknown-index").contains(hostile.name())) {
            try (var register = Register.open(home, OpenMode.READ_ONLY, Worker.context())) {
                assertThat(register.info().readOnly()).isTrue();
            }
        } else if (!hostile.name().startsWith("lost-")) {
            assertThat(refused(home, OpenMode.READ_ONLY).happened()).contains(hostile.object());
        }
        assertThat(hostile.marker()).doesNotExist();
    }

    /// The engine makes an object of any class that its file names as a type of stored rows.
    @Test
    void aClassNamedAsATypeOfRowsIsNotLoaded() throws Exception {
        var home = folder.resolve("class-as-type");
        copy(folder.resolve("fresh"), home);
        try (var store = new MVStore.Builder()
                .fileName(home.resolve("register.mv.db").toString())
                .open()) {
            MVMap<String, String> types = store.openMap(
                    "_",
                    new MVMap.Builder<String, String>()
                            .keyType(StringDataType.INSTANCE)
                            .valueType(new NameAlone()));
            types.clear();
            types.put("0", "com.example.Evil");
        }
        for (var mode : OpenMode.values()) {
            var fault = refused(home, mode);
            assertThat(fault.happened()).as("%s", fault.getCause()).contains("class com.example.Evil");
        }
    }

    /// The engine reads prepared transactions as serialised objects.
    @Test
    void preparedTransactionsAreNotRead() throws Exception {
        var home = folder.resolve("prepared");
        copy(folder.resolve("fresh"), home);
        try (var store = new MVStore.Builder()
                .fileName(home.resolve("register.mv.db").toString())
                .open()) {
            store.openMap("openTransactions").put(1, new ArrayList<>(List.of("serialised")));
        }
        for (var mode : OpenMode.values()) {
            assertThat(refused(home, mode).happened()).contains("prepared transactions");
        }
    }

    /// The name of a class, written as the engine writes it.
    private static final class NameAlone extends BasicDataType<String> {

        @Override
        public int getMemory(String name) {
            return 2 * name.length();
        }

        @Override
        public void write(WriteBuffer buffer, String name) {
            buffer.putVarInt(name.length()).putStringData(name, name.length());
        }

        @Override
        public String read(ByteBuffer buffer) {
            return DataUtils.readString(buffer, DataUtils.readVarInt(buffer));
        }

        @Override
        public String[] createStorage(int size) {
            return new String[size];
        }
    }
}
