package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole folder that is put back to an older state is in order by itself; only this machine's memory knows better.
class HeadAlarmTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private Path home;
    private Path older;

    @BeforeEach
    void makeARegisterAndKeepAnOlderCopyOfIt() throws IOException {
        home = folder.resolve("register");
        older = folder.resolve("older");
        try (var register = registers().create(home, "Harbour", ZoneOffset.UTC)) {
            edit(register, "1");
        }
        copy(home, older);
        try (var register = registers().open(home)) {
            assertThat(register.headAlarm()).isEmpty();
            edit(register, "2");
        }
    }

    @AfterEach
    void endThreads() {
        writer.close();
        readers.close();
    }

    /// A new start of the program on the same machine.
    private Registers registers() {
        return new Registers(
                NOON,
                "anna",
                "test",
                writer,
                readers,
                Machine.remembering(MachineNotes.in(folder.resolve("notes")), Map.of()));
    }

    private static void edit(OpenRegister register, String quantity) {
        register.register()
                .apply(
                        new Command(
                                "entitlement.edit",
                                "E-1",
                                "",
                                List.of(Command.Edit.set(
                                        RecordKind.ENTITLEMENT,
                                        new UUID(0x4000, 0x8000_0000_0000_0001L),
                                        Map.of("reference", "E-1", "quantity", quantity)))),
                        Progress.NONE);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void aRegisterThatOnlyGrewGivesNoAlarm() {
        for (int start = 0; start < 3; start++) {
            try (var register = registers().open(home)) {
                assertThat(register.headAlarm()).isEmpty();
                edit(register, "1" + start);
                assertThat(Registers.verify(register, Progress.NONE).intact()).isTrue();
            }
        }
    }

    @Test
    void anOlderCopyIsToldAndStaysToldUntilItIsAccepted() {
        for (int start = 0; start < 2; start++) {
            try (var register = registers().open(older)) {
                var alarm = register.headAlarm().orElseThrow();
                assertThat(alarm.isShorter()).isTrue();
                assertThat(alarm.seenLength()).isEqualTo(3);
                assertThat(alarm.foundLength()).isEqualTo(2);
                assertThat(alarm.seenAt()).isEqualTo(NOON.instant());
                assertThat(alarm.foundHash()).isEqualTo(register.summary().trailHead());
                assertThat(Registers.verify(register, Progress.NONE).differences())
                        .containsExactly(alarm.happened());
            }
        }
        try (var register = registers().openReadOnly(older)) {
            assertThat(register.headAlarm()).isPresent();
            assertThatThrownBy(() -> register.acceptHead("")).isInstanceOf(Fault.class);
            assertThat(register.headAlarm()).isPresent();
        }
    }

    @Test
    void workOnAnOlderCopyDoesNotHideTheAlarm() {
        try (var register = registers().open(older)) {
            edit(register, "3");
            edit(register, "4");
        }
        try (var register = registers().open(older)) {
            var alarm = register.headAlarm().orElseThrow();
            assertThat(alarm.isShorter()).isFalse();
            assertThat(alarm.seenLength()).isEqualTo(3);
            assertThat(alarm.foundLength()).isEqualTo(4);
            assertThat(alarm.foundThere()).isPresent().isNotEqualTo(java.util.Optional.of(alarm.seenHash()));
            assertThat(alarm.happened()).contains("Entry 3");
        }
    }

    @Test
    void acceptingIsInTheTrailAndEndsTheAlarmButRaisesItForTheOtherCopy() {
        try (var register = registers().open(older)) {
            var alarm = register.headAlarm().orElseThrow();
            register.acceptHead("the disk was put back");
            assertThat(register.headAlarm()).isEmpty();
            assertThatThrownBy(() -> register.acceptHead("")).isInstanceOf(Fault.class);
            var events = new java.util.ArrayList<app.assay.domain.trail.TrailEvent>();
            register.register().forEachEvent(events::add);
            var event = events.getLast();
            assertThat(event.action()).isEqualTo("trail.accept-head");
            assertThat(event.subject()).isEqualTo("Harbour");
            assertThat(event.reason()).isEqualTo("the disk was put back");
            assertThat(event.detail()).contains(alarm.seenHash()).contains(alarm.foundHash());
            assertThat(Registers.verify(register, Progress.NONE).intact()).isTrue();
        }
        try (var register = registers().open(older)) {
            assertThat(register.headAlarm()).isEmpty();
        }
        try (var register = registers().open(home)) {
            // As long as what was accepted, but with another last entry.
            assertThat(register.headAlarm().orElseThrow().isShorter()).isFalse();
        }
    }

    @Test
    void whatWasSavedIsNotedAtOnceAndNotOnlyAtTheEnd() {
        var seen = MachineNotes.in(folder.resolve("notes"));
        try (var register = registers().open(home)) {
            edit(register, "9");
            assertThat(seen.seenHead(register.summary().id()).orElseThrow().hash())
                    .isEqualTo(register.summary().trailHead());
        }
    }

    @Test
    void anotherMachineHasNoMemoryOfIt() {
        try (var register = new Registers(NOON, "ben", "test", writer, readers, Machine.forgetful()).open(older)) {
            assertThat(register.headAlarm()).isEmpty();
        }
    }
}
