package app.assay.storage.fault;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.storage.OpenMode;
import app.assay.storage.Recovery;
import app.assay.storage.Register;
import app.assay.storage.engine.RegisterContext;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages of the database go bad while the register is open, or before it is opened: whoever meets them is sent to the
/// recovery desk, never told to open the register again, and what was met is not sealed as whole.
/// `-Dassay.fault.seed` repeats a run.
class DamagedPagesTest {

    private static final int BLOCK = 4096;
    private static final int HEADERS = 2 * BLOCK;
    private static final int POINTS = 12;

    @TempDir
    Path folder;

    private final RegisterContext context = Worker.context();
    private final long seed = Long.getLong("assay.fault.seed", new Random().nextLong(1_000_000));
    private final Random random = new Random(seed);
    private Path whole;
    private Path home;

    @BeforeEach
    void make() throws IOException {
        whole = folder.resolve("whole");
        home = folder.resolve("r");
        try (var register = Register.create(whole, "Pages", ZoneOffset.UTC, context)) {
            for (int step = 0; step < 30; step++) {
                var edits = new ArrayList<Edit>();
                for (int number = 0; number < 100; number++) {
                    edits.add(Edit.set(
                            RecordKind.ENTITLEMENT,
                            new UUID(step, number),
                            Map.of("reference", step + "-" + number, "note", text())));
                }
                register.apply(new Command("entitlement.paste", "many", "", edits), Progress.NONE);
            }
            register.backups().make(app.assay.storage.backup.Backup.Kind.REQUEST, Progress.NONE);
        }
    }

    /// A text that no compression makes short, so that the pages are many.
    private String text() {
        var letters = new char[400];
        for (int place = 0; place < letters.length; place++) {
            letters[place] = (char) ('!' + random.nextInt(90));
        }
        return new String(letters);
    }

    private void refresh() throws IOException {
        if (Files.exists(home)) {
            Folders.remove(home);
        }
        Folders.copy(whole, home);
    }

    /// Overwrites blocks of the database file behind its headers.
    private void damage(int of, boolean zeros) throws IOException {
        try (var file = new RandomAccessFile(home.resolve("register.mv.db").toFile(), "rw")) {
            for (long place = HEADERS; place < file.length(); place += BLOCK) {
                if (random.nextInt(of) == 0) {
                    var bytes = new byte[(int) Math.min(BLOCK, file.length() - place)];
                    if (!zeros) {
                        random.nextBytes(bytes);
                    }
                    file.seek(place);
                    file.write(bytes);
                }
            }
        }
    }

    private static void assertLeadsToRecovery(Fault fault, String where) {
        assertThat(fault.code()).as(where + fault.sentences()).isEqualTo(FaultCode.REGISTER_DAMAGED);
        assertThat(fault.remedy())
                .as(where + fault.sentences())
                .contains("recovery desk")
                .doesNotContain("open the register again");
    }

    @Test
    void aPageThatIsBadWhileTheRegisterIsOpenLeadsToTheRecoveryDesk() throws IOException {
        int told = 0;
        for (int point = 0; point < POINTS; point++) {
            refresh();
            var where = "seed %s point %s: ".formatted(seed, point);
            var met = new ArrayList<Fault>();
            var register = Register.open(home, point % 3 == 2 ? OpenMode.READ_ONLY : OpenMode.WRITE, context);
            try {
                assertThat(register.isDamaged()).isFalse();
                damage(1 + point / 4, point % 2 == 0);
                register.forEachEvent(_ -> {});
            } catch (Fault fault) {
                met.add(fault);
                assertLeadsToRecovery(fault, where);
                assertThat(register.isDamaged()).as(where).isTrue();
                // Whoever asks to be told after the damage was met hears of it at once, and once.
                var heard = new java.util.concurrent.atomic.AtomicInteger();
                register.onDamage(heard::incrementAndGet);
                assertThat(heard).as(where).hasValue(1);
                try {
                    register.forEachEvent(_ -> {});
                } catch (Fault again) {
                    assertLeadsToRecovery(again, where + "again: ");
                }
                assertThat(heard).as(where).hasValue(1);
            } finally {
                closed(register, where);
            }
            if (!met.isEmpty()) {
                told++;
                // Nothing sealed it as whole: the next opening finds the damage as well.
                for (var mode : List.of(OpenMode.READ_ONLY, OpenMode.WRITE)) {
                    assertLeadsToRecovery(refused(mode, where), where + mode + ": ");
                }
                assertThat(Recovery.inspect(home, List.of(), context, Progress.NONE)
                                .choices())
                        .as(where)
                        .isNotEmpty();
            }
        }
        System.out.printf("fault pages: points %s, met while open %s, seed %s%n", POINTS, told, seed);
        assertThat(told).as("seed " + seed).isGreaterThan(POINTS / 2);
    }

    private static void closed(Register register, String where) {
        try {
            register.close();
        } catch (Fault fault) {
            assertLeadsToRecovery(fault, where + "closing: ");
        }
    }

    private Fault refused(OpenMode mode, String where) {
        try (var _ = Register.open(home, mode, context)) {
            throw new AssertionError(where + "was opened " + mode);
        } catch (Fault fault) {
            return fault;
        }
    }

    @Test
    void aBadPageIsToldAsDamageWhenTheRegisterIsOpened() throws IOException {
        for (int point = 0; point < POINTS; point++) {
            refresh();
            damage(1 + point, point % 2 == 0);
            if (Arrays.equals(
                    Files.readAllBytes(home.resolve("register.mv.db")),
                    Files.readAllBytes(whole.resolve("register.mv.db")))) {
                continue;
            }
            var where = "seed %s point %s: ".formatted(seed, point);
            var told = Optional.<Fault>empty();
            try (var register = Register.open(home, OpenMode.WRITE, context)) {
                // A block that no row is in; the full check that the opening made says so.
                assertThat(register.wasUnclean()).as(where).isTrue();
            } catch (Fault fault) {
                told = Optional.of(fault);
            }
            told.ifPresent(fault -> assertLeadsToRecovery(fault, where));
        }
    }
}
