package app.assay.ui.backups;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.ui.shell.BackupState;
import app.assay.ui.shell.BackupState.Second;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.text.Texts;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupWatchTest {

    private final Fault full = new Fault(
            FaultCode.DISK_FULL,
            Sentence.verbatim("The disk is full."),
            Sentence.verbatim("The register is unharmed."),
            Sentence.verbatim("Make room."));

    private final SampleBackups desk = SampleBackups.many();
    private final StepJobs jobs = new StepJobs();
    private final List<Exception> told = new ArrayList<>();
    private int shown;
    private final BackupWatch watch =
            new BackupWatch(desk, jobs, Texts.of(Locale.ENGLISH, ZoneOffset.UTC), () -> shown++, told::add);

    private void look() {
        watch.look();
        jobs.runAll();
    }

    private BackupState state() {
        return watch.state(225, SampleBackups.HEAD);
    }

    @Test
    void aBackupIsMadeWhenItIsDueAndNoOtherTime() {
        look();
        assertThat(desk.asked).isEmpty();

        desk.due = true;
        look();

        assertThat(desk.asked).containsExactly("due");
        assertThat(state().last()).contains(Instant.parse("2026-11-24T16:40:00Z"));
        assertThat(shown).isEqualTo(3);
    }

    @Test
    void aFailureIsToldOnceHoweverOftenItIsTried() {
        desk.due = true;
        desk.failure = Optional.of(full);
        for (int minute = 0; minute < 40; minute++) {
            look();
        }
        assertThat(told).containsExactly(full);
        assertThat(desk.asked).hasSizeBetween(3, 4);

        desk.failure = Optional.empty();
        for (int minute = 0; minute < 12; minute++) {
            look();
        }
        desk.due = true;
        desk.failure = Optional.of(full);
        look();
        assertThat(told).containsExactly(full, full);
    }

    @Test
    void whileABackupIsBeingMadeNoOtherIsBegun() {
        desk.due = true;
        watch.look();
        jobs.runFirst();
        assertThat(jobs.waiting()).isEqualTo(1);

        watch.look();
        watch.look();
        assertThat(jobs.waiting()).isEqualTo(1);
        jobs.runAll();

        assertThat(desk.asked).containsExactly("due");
    }

    @Test
    void whatIsDoneWhileItLooksIsLookedAtAgain() {
        watch.look();
        watch.lookOnly();
        desk.second = Optional.of(Path.of("/media/stick"));
        jobs.runAll();

        assertThat(shown).isEqualTo(2);
    }

    @Test
    void nothingIsMadeOrToldOnceTheRegisterIsClosed() {
        desk.due = true;
        watch.look();
        watch.end();
        jobs.runAll();
        watch.look();

        assertThat(jobs.waiting()).isZero();
        assertThat(desk.asked).isEmpty();
        assertThat(shown).isZero();
    }

    @Test
    void aChangeSinceTheLastBackupIsKnownAtOnce() {
        look();
        assertThat(state().changed()).isFalse();
        assertThat(state().today()).isTrue();

        assertThat(watch.state(226, "00".repeat(32)).changed()).isTrue();
    }

    @Test
    void theSecondFolderHasAStateOfItsOwn() {
        assertThat(second()).isEqualTo(Second.NONE);
        desk.second = Optional.of(Path.of("/media/stick"));
        assertThat(second()).isEqualTo(Second.BEHIND);
        desk.secondSuccess = Optional.of(Instant.parse("2026-11-24T16:04:00Z"));
        assertThat(second()).isEqualTo(Second.CURRENT);
        desk.secondFailure = Optional.of(new app.assay.service.BackUpRegister.SecondFailure(
                app.assay.service.BackUpRegister.SecondFailure.Why.FULL, "/second", 0, ""));
        assertThat(second()).isEqualTo(Second.FAILED);
        assertThat(state().secondTold())
                .isEqualTo("The second folder /second is full: make room there, or choose another folder."
                        + " Last copied 2026-11-24 16:04.");
        desk.secondThere = false;
        assertThat(second()).isEqualTo(Second.MISSING);
    }

    private Second second() {
        look();
        return state().second();
    }
}
