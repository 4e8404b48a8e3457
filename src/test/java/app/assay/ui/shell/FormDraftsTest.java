package app.assay.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FormDraftsTest {

    private static final UUID RECORD = new UUID(1, 1);

    private final MemoryKeeper keeper = new MemoryKeeper();
    private final StepPauses pauses = new StepPauses();
    private final StepJobs jobs = new StepJobs();
    private final List<Exception> failures = new ArrayList<>();
    private long revision = 12;
    private String note = "";
    private final FormDrafts drafts =
            new FormDrafts(keeper, jobs, pauses, () -> revision, () -> Instant.parse("2026-11-15T14:02:00Z"));
    private final FormDrafts.Slot slot = drafts.form("record", RecordKind.ENTITLEMENT, this::typed);

    FormDraftsTest() {
        drafts.setOnFailed(failures::add);
    }

    private Optional<FormDrafts.Typed> typed() {
        return note.isEmpty()
                ? Optional.empty()
                : Optional.of(FormDrafts.Typed.of(
                        Optional.of(RECORD), "ENT-7", Map.of("note", note), Map.of("note", "before")));
    }

    private void type(String text) {
        note = text;
        slot.changed();
    }

    @Test
    void aDraftIsWrittenOnceWhenNothingMoreIsTypedForAWhile() {
        type("h");
        type("ha");
        revision = 13;
        type("half");
        assertThat(pauses.waiting()).isEqualTo(1);
        assertThat(keeper.writes).isZero();

        pauses.pass();
        jobs.runAll();

        assertThat(keeper.writes).isEqualTo(1);
        assertThat(keeper.only().values()).isEqualTo(Map.of("note", "half"));
        assertThat(keeper.only().base()).isEqualTo(Map.of("note", "before"));
        assertThat(keeper.only().subject()).isEqualTo("ENT-7");
    }

    @Test
    void theSameTextIsNotWrittenTwiceAndMoreTextGoesIntoTheSameDraft() {
        type("half");
        pauses.pass();
        slot.flush();
        drafts.flush();
        type("half a word");
        pauses.pass();
        jobs.runAll();

        assertThat(keeper.writes).isEqualTo(2);
        assertThat(keeper.only().values()).isEqualTo(Map.of("note", "half a word"));
    }

    @Test
    void aSavedFormLeavesNoDraftWhateverOrderTheThreadsComeIn() {
        type("half");
        pauses.pass();
        note = "";
        slot.flush();
        assertThat(jobs.waiting()).isEqualTo(2);

        jobs.runLast();
        jobs.runLast();

        assertThat(keeper.kept).isEmpty();
        assertThat(drafts.waiting()).isEmpty();
    }

    @Test
    void aFormThatTurnsToSomethingElseOffersWhatStoodInIt() {
        type("half");
        slot.leave();
        jobs.runAll();

        assertThat(drafts.waiting()).containsExactly(keeper.only());
        assertThat(drafts.waitingFor("record", RECORD)).contains(keeper.only());

        note = "";
        type("another");
        pauses.pass();
        jobs.runAll();
        assertThat(keeper.kept).hasSize(2);
    }

    @Test
    void continuingHandsTheDraftToItsFormAndDiscardingRemovesIt() {
        type("half");
        slot.leave();
        jobs.runAll();
        note = "";
        var draft = keeper.only();
        assertThat(drafts.canContinue(draft)).isFalse();
        var opened = new ArrayList<Draft>();
        drafts.onContinue("record", RecordKind.ENTITLEMENT, opened::add);

        drafts.continueWith(draft);
        assertThat(opened).containsExactly(draft);
        slot.adopt(draft);
        assertThat(drafts.waiting()).isEmpty();
        type("half and more");
        pauses.pass();
        jobs.runAll();
        assertThat(keeper.only().id()).isEqualTo(draft.id());
        assertThat(keeper.only().revision()).isEqualTo(draft.revision());

        slot.leave();
        drafts.discard(drafts.waiting().getFirst());
        jobs.runAll();
        assertThat(keeper.kept).isEmpty();
        assertThat(drafts.waiting()).isEmpty();
    }

    @Test
    void whatAnEarlierRunLeftIsOfferedOnceAndUnreadableFilesAreTold() {
        var old = draft(new UUID(5, 5), Map.of("note", "from yesterday"));
        keeper.kept.put(old.id(), old);
        keeper.setAside.add("x.json.unreadable");
        var told = new ArrayList<String>();
        drafts.setOnSetAside(told::addAll);
        type("mine");
        pauses.pass();

        drafts.load();
        drafts.load();
        jobs.runAll();

        assertThat(drafts.waiting()).containsExactly(old);
        assertThat(told).contains("x.json.unreadable");
    }

    @Test
    void whatOfALeftFormWasSavedAfterAllIsNotOffered() {
        var left = draft(new UUID(5, 5), Map.of("note", "a", "quantity", "many"));

        drafts.settle(left, Set.of("note"));
        jobs.runAll();
        assertThat(drafts.waiting().getFirst().values()).isEqualTo(Map.of("quantity", "many"));
        assertThat(keeper.only().values()).isEqualTo(Map.of("quantity", "many"));

        drafts.discard(drafts.waiting().getFirst());
        drafts.settle(left, Set.of("note", "quantity"));
        jobs.runAll();
        assertThat(drafts.waiting()).isEmpty();
        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void closingWritesWhatStandsInFormsEvenInTheMiddleOfAWord() {
        type("hal");
        pauses.pass();
        type("half a wo");
        var last = drafts.last();
        assertThat(pauses.waiting()).isZero();

        last.run();
        jobs.runAll();

        assertThat(keeper.only().values()).isEqualTo(Map.of("note", "half a wo"));
    }

    @Test
    void aFailureIsToldOnceUntilItWorksAgain() {
        keeper.failing = true;
        keeper.failure = new IllegalStateException("the disk is full");
        type("one");
        pauses.pass();
        jobs.runAll();
        type("two");
        pauses.pass();
        jobs.runAll();
        assertThat(failures).hasSize(1);

        keeper.failing = false;
        type("three");
        pauses.pass();
        jobs.runAll();
        keeper.failing = true;
        type("four");
        pauses.pass();
        jobs.runAll();

        assertThat(failures).hasSize(2);
        assertThat(keeper.only().values()).isEqualTo(Map.of("note", "three"));
    }

    private static Draft draft(UUID id, Map<String, String> values) {
        return new Draft(
                id,
                "record",
                RecordKind.ENTITLEMENT,
                Optional.of(new UUID(2, 2)),
                "ENT-8",
                new TreeMap<>(values),
                new TreeMap<>(),
                3,
                Instant.parse("2026-11-14T09:00:00Z"));
    }
}
