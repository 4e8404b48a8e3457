package app.assay.storage;

import static app.assay.domain.record.RecordKind.ENTITLEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.trail.TrailEvent;
import app.assay.storage.witness.TrailEnd;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order of the trail is that of its numbers, whatever the clock says; a clock that goes back is told.
class ClockTest {

    private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Duration TEN_YEARS = Duration.ofDays(3_653);

    @TempDir
    Path folder;

    private final Threads threads = new Threads();
    private final SetClock clock = new SetClock(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private Register register;
    private int edits;

    /// Says what a test sets.
    private static final class SetClock extends Clock {

        private volatile Instant now;
        private volatile ZoneId zone;

        SetClock(Instant now, ZoneId zone) {
            this.now = now;
            this.zone = zone;
        }

        void set(ZonedDateTime moment) {
            now = moment.toInstant();
            zone = moment.getZone();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new SetClock(now, other);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void create() {
        register = Register.create(folder.resolve("r"), "Demo", Threads.ZONE, threads.context(clock));
        edit();
    }

    @AfterEach
    void close() {
        register.close();
        threads.close();
    }

    private void edit() {
        edits++;
        register.apply(
                new Command(
                        "entitlement.edit",
                        "E-1",
                        "",
                        List.of(Edit.set(
                                ENTITLEMENT, ONE, Map.of("reference", "E-1", "quantity", Integer.toString(edits))))),
                Progress.NONE);
    }

    private void move(Duration by) {
        clock.now = clock.now.plus(by);
    }

    private List<TrailEvent> events() {
        var events = new ArrayList<TrailEvent>();
        register.forEachEvent(events::add);
        return events;
    }

    private List<String> actions() {
        return events().stream().map(TrailEvent::action).toList();
    }

    private void isWhole() {
        assertThat(events()).extracting(TrailEvent::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(register.verify(Progress.NONE).differences()).isEmpty();
    }

    @Test
    void aClockTenYearsBackIsToldOnceWithinTheCommandThatMetIt() {
        var before = clock.now;
        move(TEN_YEARS.negated());
        edit();
        move(Duration.ofSeconds(1));
        edit();

        assertThat(actions())
                .containsExactly(
                        "register.create", "entitlement.edit", "clock.back", "entitlement.edit", "entitlement.edit");
        var told = events().get(2);
        var met = events().get(3);
        assertThat(told.detail())
                .isEqualTo("{\"from\":\"%s\",\"to\":\"%s\"}".formatted(before, before.minus(TEN_YEARS)));
        // Undo takes the command back, not the clock.
        assertThat(told.command()).isNotEqualTo(met.command());
        assertThat(told.revision()).isEqualTo(met.revision());
        assertThat(told.at()).isEqualTo(met.at());
        isWhole();
    }

    @Test
    void aClockTenYearsAheadIsToldWhenItComesBack() {
        move(TEN_YEARS);
        edit();
        assertThat(actions()).doesNotContain("clock.back");
        move(TEN_YEARS.negated());
        edit();

        assertThat(actions())
                .containsExactly(
                        "register.create", "entitlement.edit", "entitlement.edit", "clock.back", "entitlement.edit");
        isWhole();
    }

    @Test
    void undoTakesBackTheCommandAndNotWhatTheClockDid() {
        move(Duration.ofHours(-1));
        edit();
        register.undo();

        assertThat(register.snapshot().record(ENTITLEMENT, ONE).orElseThrow().text("quantity"))
                .isEqualTo("1");
        assertThat(actions()).endsWith("clock.back", "entitlement.edit", "undo");
        register.redo();
        assertThat(register.snapshot().record(ENTITLEMENT, ONE).orElseThrow().text("quantity"))
                .isEqualTo("2");
        isWhole();
    }

    @Test
    void theHourThatComesTwiceInAutumnIsNoStepBack() {
        var berlin = ZoneId.of("Europe/Berlin");
        var twice = ZonedDateTime.ofLocal(LocalDateTime.of(2026, 10, 25, 2, 30), berlin, ZoneOffset.ofHours(2));
        clock.set(twice);
        edit();
        clock.set(twice.withLaterOffsetAtOverlap()); // half past two again, an hour later
        edit();
        clock.set(twice.withLaterOffsetAtOverlap().minusMinutes(45));
        edit();

        // A quarter to two of the second round is a step back of 45 minutes, and only that.
        assertThat(actions())
                .containsExactly(
                        "register.create",
                        "entitlement.edit",
                        "entitlement.edit",
                        "entitlement.edit",
                        "clock.back",
                        "entitlement.edit");
        isWhole();
    }

    @Test
    void anotherZoneInTheMidstOfWorkIsNoStepBack() {
        clock.zone = ZoneId.of("Pacific/Auckland");
        move(Duration.ofMinutes(1));
        edit();
        clock.zone = ZoneId.of("Pacific/Honolulu");
        move(Duration.ofMinutes(1));
        edit();

        assertThat(actions()).doesNotContain("clock.back");
    }

    @Test
    void aClockThatWentBackWhileTheRegisterWasClosedIsTold() {
        register.close();
        move(Duration.ofDays(-1));
        register = Register.open(folder.resolve("r"), OpenMode.WRITE, threads.context(clock));
        register.note("test.note", "Demo", "because", Map.of("a", "1"));

        assertThat(actions()).endsWith("clock.back", "test.note");
        isWhole();
    }

    @Test
    void aNoteIsARevisionThatChangesNothingAndIsNotUndone() {
        var before = register.snapshot();
        var noted = register.note("test.note", "Demo", "because", Map.of("b", "2", "a", "1"));

        assertThat(noted.revision()).isEqualTo(before.revision() + 1);
        assertThat(noted.changes()).isEmpty();
        assertThat(register.snapshot().record(ENTITLEMENT, ONE)).isEqualTo(before.record(ENTITLEMENT, ONE));
        assertThat(register.undoState().undo().orElseThrow().action()).isEqualTo("entitlement.edit");
        var event = events().getLast();
        assertThat(event.detail()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(event.reason()).isEqualTo("because");
        assertThat(register.trailEnd()).isEqualTo(new TrailEnd(event.sequence(), event.hash()));
        register.close();
        register = Register.open(folder.resolve("r"), OpenMode.WRITE, threads.context(clock));
        assertThat(register.info().revision()).isEqualTo(noted.revision());
        isWhole();
    }

    @Test
    void entriesAreFoundByNumberAndByHash() {
        for (var event : events()) {
            assertThat(register.hashAt(event.sequence())).contains(event.hash());
            assertThat(register.entryOf(event.hash())).contains(event.sequence());
            assertThat(register.entryOf(event.hash().substring(0, 16))).contains(event.sequence());
        }
        assertThat(register.hashAt(0)).isEmpty();
        assertThat(register.hashAt(3)).isEmpty();
        assertThat(register.entryOf("0".repeat(64))).isEmpty();
    }
}
