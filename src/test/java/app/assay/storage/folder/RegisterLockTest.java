package app.assay.storage.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.files.CanonicalJson;
import app.assay.storage.Impatient;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.Threads;
import app.assay.storage.backup.Backup;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may open a register for work: never two at once, and never nobody because of what a dead process left.
class RegisterLockTest {

    private static final String HERE = "harbour-1";

    @TempDir
    Path folder;

    private Path home;
    private Path lock;
    private final Threads threads = new Threads();

    @BeforeEach
    void create() {
        home = folder.resolve("r");
        lock = home.resolve("register.lock");
        Register.create(home, "Demo", Threads.ZONE, threads.contextOn(HERE)).close();
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    private Register open(OpenMode mode, String host) {
        return Register.open(home, mode, threads.contextOn(host));
    }

    private void left(String host, long process) throws IOException {
        Files.writeString(
                lock,
                CanonicalJson.of(Map.of(
                        "host",
                        host,
                        "user",
                        "ben",
                        "process",
                        Long.toString(process),
                        "start",
                        "2026-02-28T08:00:00Z")));
    }

    private void opens(OpenMode mode, String host) throws IOException {
        try (var register = open(mode, host)) {
            assertThat(register.info().readOnly()).isFalse();
            assertThat(Files.readString(lock)).contains("\"host\":\"%s\"".formatted(host));
        }
        assertThat(lock).isEmptyFile();
    }

    @Test
    void aSecondStartIsRefusedWhateverItAsksFor() {
        try (var first = open(OpenMode.WRITE, HERE)) {
            assertThat(first.info().readOnly()).isFalse();
            for (var mode : OpenMode.values()) {
                assertThatThrownBy(() -> open(mode, HERE))
                        .as(mode.name())
                        .isInstanceOfSatisfying(
                                Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_LOCKED));
            }
            assertThat(Register.heldElsewhere(home, threads.contextOn(HERE))).isEmpty();
        }
    }

    @Test
    void aHolderOnAnotherMachineIsAskedAboutAndNothingIsChanged() throws Exception {
        left("quay-7", 4711);
        var before = Files.readString(lock);

        assertThatThrownBy(() -> open(OpenMode.WRITE, HERE)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_LOCKED);
            assertThat(fault.happened()).contains("ben").contains("quay-7").contains("4711");
            assertThat(fault.remedy()).contains("--take-over");
        });
        assertThat(Register.heldElsewhere(home, threads.contextOn(HERE))).contains("quay-7");
        assertThat(Files.readString(lock)).isEqualTo(before);
        try (var register = open(OpenMode.READ_ONLY, HERE)) {
            assertThat(register.info().readOnly()).isTrue();
        }
        assertThat(Files.readString(lock)).isEqualTo(before);
    }

    @Test
    void aRegisterOfAnotherMachineIsTakenOver() throws Exception {
        left("quay-7", 4711);

        opens(OpenMode.TAKE_OVER, HERE);
    }

    @Test
    void theOneWhoWasTakenOverLeavesTheNameOfTheOther() throws Exception {
        try (var register = open(OpenMode.WRITE, HERE)) {
            assertThat(register.info().readOnly()).isFalse();
            left("quay-7", 12); // no lock reaches from here to that machine
        }
        assertThat(Files.readString(lock)).contains("quay-7");
    }

    @Test
    void theOneWhoWasTakenOverChangesNothingMore() throws Exception {
        var seal = home.resolve("register.seal.json");
        String before;
        try (var register = open(OpenMode.WRITE, HERE)) {
            register.apply(edit("1"), Progress.NONE);
            left("quay-7", 12);
            before = Files.readString(seal);

            for (int tries = 0; tries < 2; tries++) {
                assertThatThrownBy(() -> register.apply(edit("2"), Progress.NONE))
                        .isInstanceOfSatisfying(Fault.class, fault -> {
                            assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_LOCKED);
                            assertThat(fault.happened()).contains("taken over by ben on quay-7");
                        });
            }
            assertThat(register.info().revision()).isEqualTo(1);
        }
        assertThat(Files.readString(seal)).isEqualTo(before);
    }

    @Test
    void whoeverWasTakenOverImportsAndBacksUpNothingMore() throws Exception {
        try (var register = open(OpenMode.WRITE, HERE)) {
            register.apply(edit("1"), Progress.NONE);
            var blob = register.blobs().store(Files.writeString(folder.resolve("scan.csv"), "scan"));
            var staged = register.stage(Threads.request("scan", "INSTALLATIONS", blob));
            staged.installation(2, "PC", "Title", "Acme", "1", "", 1, 1, FactSink.NO_DAY);
            left("quay-7", 12);

            assertTakenOver(() -> {
                staged.finish(Progress.NONE);
                staged.publish();
            });
            assertTakenOver(() -> register.backups().make(Backup.Kind.REQUEST, Progress.NONE));
            assertTakenOver(() -> {
                staged.discard();
                register.stage(Threads.request("other", "INSTALLATIONS", blob));
            });
            assertThat(home.resolve("backups")).doesNotExist();
        }
    }

    private static void assertTakenOver(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.REGISTER_LOCKED);
            assertThat(fault.happened()).contains("taken over by ben on quay-7");
        });
    }

    @Test
    void aTakeOverThatDoesNotComeAboutLeavesTheOtherItsName() throws Exception {
        Files.delete(home.resolve("register.seal.json")); // so that it is recomputed
        left("quay-7", 12);
        var before = Files.readString(lock);

        assertThatThrownBy(() -> Register.open(home, OpenMode.TAKE_OVER, threads.contextOn(HERE), new Impatient()))
                .isInstanceOf(Cancelled.class);
        assertThat(Files.readString(lock)).isEqualTo(before);

        Files.write(home.resolve("register.mv.db"), new byte[100]);
        assertThatThrownBy(() -> open(OpenMode.TAKE_OVER, HERE)).isInstanceOf(Fault.class);
        assertThat(Files.readString(lock)).isEqualTo(before);
    }

    @Test
    void halfBackupsAreTakenAwayButNotThoseOfWhoIsTakenOver() throws Exception {
        var halves = List.of(
                home.resolve("backups/1.part"),
                home.resolve("backups/parts/2.part"),
                home.resolve("backups/blobs/3.part"),
                home.resolve("backups/blobs/ab/4.part"));
        for (var half : halves) {
            Files.createDirectories(half.getParent());
            Files.writeString(half, "half");
        }
        left("quay-7", 12);

        opens(OpenMode.TAKE_OVER, HERE);
        assertThat(halves).allMatch(Files::exists);
        opens(OpenMode.WRITE, HERE);
        assertThat(halves).noneMatch(Files::exists);
    }

    private static Command edit(String quantity) {
        return new Command(
                "entitlement.edit",
                "E",
                "",
                List.of(Command.Edit.set(
                        RecordKind.ENTITLEMENT,
                        new UUID(0x4000, Long.MIN_VALUE),
                        Map.of("reference", "E", "quantity", quantity))));
    }

    @Test
    void aCrashedOwnerOnThisMachineBlocksNobody() throws Exception {
        left(HERE, Integer.MAX_VALUE);

        assertThat(Register.heldElsewhere(home, threads.contextOn(HERE))).isEmpty();
        opens(OpenMode.WRITE, HERE);
    }

    @Test
    void theNumberOfADeadOwnerThatAnotherProcessHasNowBlocksNobody() throws Exception {
        left(HERE.toUpperCase(java.util.Locale.ROOT), ProcessHandle.current().pid());

        opens(OpenMode.WRITE, HERE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "junk \u0000 {",
                "{}",
                "[]",
                "null",
                "{\"host\":{\"a\":1}}",
                "{\"host\":null,\"user\":7}",
                "{\"host\":\"\",\"user\":\"ben\"}"
            })
    void anEmptyLockFileOrOneOfJunkBlocksNobody(String text) throws Exception {
        Files.writeString(lock, text);

        opens(OpenMode.WRITE, HERE);
    }

    @Test
    void aLockFileThatWasMadeUnwritableBlocksNobody() throws Exception {
        left(HERE, 4711);
        assertThat(lock.toFile().setWritable(false)).isTrue();

        opens(OpenMode.WRITE, HERE);
    }

    @Test
    void machinesWithoutANameAreNotToldApart() throws Exception {
        left("quay-7", 4711);

        opens(OpenMode.WRITE, "");
    }

    @Test
    void whatALockFileSaysIsShownPlainAndShort() throws Exception {
        left("q\u001b[2J\n" + "y".repeat(3_000), 1);

        assertThatThrownBy(() -> open(OpenMode.WRITE, HERE))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.happened())
                                .doesNotContain("\u001b", "\n")
                                .hasSizeLessThan(600));
    }

    @Test
    void aMachineIsCalledWhatItsSystemCallsIt() throws Exception {
        assertThat(MachineName.of(Map.of("COMPUTERNAME", "DESK-9", "HOSTNAME", "x"), folder))
                .isEqualTo("DESK-9");
        assertThat(MachineName.of(Map.of("HOSTNAME", "shell"), folder)).isEqualTo("shell");
        var settings = Files.createDirectories(folder.resolve("Library/Preferences/SystemConfiguration"));
        Files.writeString(
                settings.resolve("preferences.plist"), "<key>LocalHostName</key>\n\t<string>Annas-Mac</string>");
        assertThat(MachineName.of(Map.of(), folder)).isEqualTo("Annas-Mac");
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/hostname"), "quay-7\n");
        assertThat(MachineName.of(Map.of("HOSTNAME", "shell"), folder)).isEqualTo("quay-7");
    }
}
