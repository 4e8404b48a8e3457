package app.assay.storage.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.table.TableQuery;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.loads.LoadRequest;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files under the name of a register's database that are something else, of another engine, or damaged.
///
/// `engines/` holds one small database per release of the engine, each made by that release on Java 25 with
/// `create table t(a int primary key, b varchar(10))` and one row, then packed by gzip; kept for ever.
class ForeignFileTest {

    private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @TempDir
    Path folder;

    private Path home;
    private Path database;

    @BeforeEach
    void makeRegister() throws Exception {
        home = folder.resolve("r");
        database = home.resolve("register.mv.db");
        try (var register = Register.create(home, "Demo", ZoneOffset.UTC, Worker.context())) {
            for (int edit = 0; edit < 5; edit++) {
                register.apply(
                        new Command(
                                "entitlement.edit",
                                "E-1",
                                "",
                                List.of(Edit.set(
                                        RecordKind.ENTITLEMENT,
                                        ONE,
                                        Map.of("reference", "E-1", "quantity", Integer.toString(edit))))),
                        Progress.NONE);
            }
            var blob = register.blobs().store(new ByteArrayInputStream(new byte[] {1}));
            var request = new LoadRequest(
                    "scan", "scan.csv", Optional.empty(), blob, "csv", "", "", "", Optional.empty(), "Ben", false);
            try (var staged = register.stage(request)) {
                for (int row = 0; row < 2_000; row++) {
                    staged.installation(row, "PC" + row % 40, "Title " + row, "Maker", "1", "", 1, 2, FactSink.NO_DAY);
                }
                staged.finish(Progress.NONE);
                staged.publish();
            }
        }
    }

    private Fault refused(OpenMode mode) throws Exception {
        var before = Files.readAllBytes(database);
        var fault = catchThrowableOfType(
                Fault.class, () -> Register.open(home, mode, Worker.context()).close());
        assertThat(fault).isNotNull();
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        assertThat(fault.unharmed()).isNotBlank();
        assertThat(fault.remedy()).isNotBlank();
        return fault;
    }

    @ParameterizedTest
    @CsvSource({
        "h2-1.4.200-page-store.h2.db, REGISTER_DAMAGED, a database of H2 1.x",
        "h2-1.4.200.mv.db, REGISTER_DAMAGED, format 1 of an older engine",
        "h2-2.1.214.mv.db, REGISTER_DAMAGED, format 2 of an older engine",
        "h2-2.2.224.mv.db, REGISTER_DAMAGED, 'older engine (H2, build 224)'",
        "h2-2.3.232.mv.db, REGISTER_DAMAGED, 'older engine (H2, build 232)'",
        "h2-2.5.252.mv.db, REGISTER_NEWER_FORMAT, 'another engine (H2, build 252)'"
    })
    void aDatabaseOfAnotherEngineIsRefused(String file, FaultCode code, String told) throws Exception {
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(getClass().getResourceAsStream("/app/assay/storage/engines/" + file + ".gz")))) {
            Files.write(database, in.readAllBytes());
        }
        for (var mode : OpenMode.values()) {
            var fault = refused(mode);
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.happened()).contains(told);
        }
    }

    /// The register says which engine wrote it last; the file itself keeps only the build that made it.
    @ParameterizedTest
    @CsvSource({"H2 2.5.252, REGISTER_NEWER_FORMAT", "H2 2.3.232, REGISTER_DAMAGED", "other, REGISTER_DAMAGED"})
    void aRegisterThatAnotherEngineWroteIsRefused(String engine, FaultCode code) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("register"), "sa", "");
                var statement =
                        connection.prepareStatement("UPDATE register_meta SET content = ? WHERE name = 'engine'")) {
            statement.setString(1, engine);
            statement.executeUpdate();
        }
        for (var mode : OpenMode.values()) {
            var fault = refused(mode);
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.happened()).contains("(" + engine + ")");
        }
    }

    @Test
    void anEncryptedDatabaseIsRefused() throws Exception {
        var name = folder.resolve("secret");
        DriverManager.getConnection("jdbc:h2:file:" + name + ";CIPHER=AES", "sa", "file user")
                .close();
        Files.copy(folder.resolve("secret.mv.db"), database, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(refused(OpenMode.WRITE).happened()).contains("encrypted by its engine");
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "'x', is no database",
        "'SQLite format 3\0', a database of SQLite",
        "'PK\u0003\u0004', a ZIP archive",
        "'H:2,block:2,blockSize:1000,format:3,version:1,fletcher:0', damaged"
    })
    void whatIsNoDatabaseIsCalledByItsName(String begin, String told) throws Exception {
        for (int rest : begin.isEmpty() ? new int[] {0} : new int[] {0, 100, 20_000}) {
            var bytes = Arrays.copyOf(begin.getBytes(StandardCharsets.ISO_8859_1), begin.length() + rest);
            Files.write(database, bytes);
            for (var mode : OpenMode.values()) {
                var fault = refused(mode);
                assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_DAMAGED);
                assertThat(fault.happened()).contains(told);
            }
        }
    }

    @Test
    void aNewerFormatOfTheEngineIsRefused() throws Exception {
        var bytes = Files.readAllBytes(database);
        for (int block = 0; block < 2; block++) {
            var text =
                    new String(bytes, block * 4096, 4096, StandardCharsets.ISO_8859_1).replace("format:3", "format:9");
            int end = text.indexOf(",fletcher:");
            int sum = org.h2.mvstore.DataUtils.getFletcher32(text.getBytes(StandardCharsets.ISO_8859_1), 0, end);
            var header = (text.substring(0, end) + ",fletcher:" + Integer.toHexString(sum) + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            Arrays.fill(bytes, block * 4096, (block + 1) * 4096, (byte) 0);
            System.arraycopy(header, 0, bytes, block * 4096, header.length);
        }
        Files.write(database, bytes);
        for (var mode : OpenMode.values()) {
            assertThat(refused(mode).code()).isEqualTo(FaultCode.REGISTER_NEWER_FORMAT);
        }
    }

    @Test
    void theDatabaseOfAnotherProgramUnderTheNameIsRefused() throws Exception {
        Files.delete(database);
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("register"), "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customer(id INT PRIMARY KEY)");
        }
        for (var mode : OpenMode.values()) {
            assertThat(refused(mode).happened()).contains("\"PUBLIC\".\"CUSTOMER\"");
        }
    }

    /// Everything that can be read of a register, as text.
    private String content() {
        try (var register = Register.open(home, OpenMode.READ_ONLY, Worker.context())) {
            var text = new StringBuilder();
            var snapshot = register.snapshot();
            text.append(snapshot.revision()).append(snapshot.loads());
            for (var kind : RecordKind.values()) {
                text.append(snapshot.records(kind));
            }
            for (int title = 0; title < snapshot.titleCount(); title++) {
                text.append(snapshot.title(title));
            }
            text.append(snapshot.installations().count());
            text.append(register.trail().page(TableQuery.ALL, 0, 100).rows());
            // That the file is not the sealed one is told, and changes nothing of what it says.
            text.append(register.verify(Progress.NONE).differences().stream()
                    .filter(difference -> !difference.table().equals("file"))
                    .toList());
            return text.toString();
        }
    }

    @Test
    void damageIsToldOrDoesNoHarm() throws Exception {
        var whole = Files.readAllBytes(database);
        var right = content();
        var random = new Random(42);
        var damaged = new ArrayList<byte[]>();
        int blocks = whole.length / 4096;
        for (int block = 0; block < blocks; block++) {
            var zeroed = whole.clone();
            Arrays.fill(zeroed, block * 4096, (block + 1) * 4096, (byte) 0);
            damaged.add(zeroed);
            damaged.add(Arrays.copyOf(whole, block * 4096 + random.nextInt(4096)));
            int other = random.nextInt(blocks);
            if (!Arrays.equals(whole, block * 4096, block * 4096 + 4096, whole, other * 4096, other * 4096 + 4096)) {
                var swapped = whole.clone();
                System.arraycopy(whole, block * 4096, swapped, other * 4096, 4096);
                System.arraycopy(whole, other * 4096, swapped, block * 4096, 4096);
                damaged.add(swapped);
            }
        }
        var wrong = new ArrayList<String>();
        int told = 0;
        for (var bytes : damaged) {
            Files.write(database, bytes);
            try {
                var found = content();
                if (!found.equals(right)) {
                    wrong.add("silently wrong at " + Arrays.mismatch(whole, bytes));
                }
            } catch (Fault fault) {
                told++;
            } catch (RuntimeException | Error e) {
                wrong.add("no fault but %s at %s".formatted(e, Arrays.mismatch(whole, bytes)));
            }
            assertThat(Files.readAllBytes(database)).isEqualTo(bytes);
        }
        System.out.printf(
                "damage gate: %s files, told %s, harmless %s, wrong %s%n",
                damaged.size(), told, damaged.size() - told - wrong.size(), wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(told).isGreaterThan(damaged.size() / 4);
    }
}
