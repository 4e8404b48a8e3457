package app.assay.ui.software;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.code.RuleMatch;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Recognition;
import app.assay.service.RecogniseTitles.RuleEffect;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.MemoryKeeper;
import app.assay.ui.shell.StepPauses;
import app.assay.ui.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RulesViewModelTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private static final UUID NEW = new UUID(0, 9);

    private final SampleSoftware sample = SampleSoftware.full();
    private final Notice notice = new Notice(TEXTS);

    private RulesViewModel rules() {
        var model = new RulesViewModel(sample.work(), "mb", () -> NEW, new DirectJobs(), TEXTS, notice);
        model.choice().setCatalogue(SampleSoftware.catalogue());
        model.rules().refresh();
        return model;
    }

    @Test
    void theFirstRuleIsOpenInTheEditor() {
        var model = rules();

        assertThat(model.titleProperty().get()).isEqualTo("AutoCAD LT");
        assertThat(model.existingProperty().get()).isTrue();
        assertThat(model.choice().targetProperty().get().map(ProductTarget::product))
                .contains("autodesk/autocad");
    }

    @Test
    void whatARuleWouldChangeIsShownBeforeItIsSaved() {
        var model = rules();
        model.begin();
        assertThat(model.saveableProperty().get()).isFalse();
        assertThat(model.remarkProperty().get()).isNotEmpty();

        model.titleProperty().set("office");
        model.choice().choose(SampleSoftware.OFFICE);

        assertThat(model.effectProperty().get().map(RuleEffect::titles)).contains(2);
        assertThat(model.effectProperty().get().map(RuleEffect::installations)).contains(412L + 206L);
        assertThat(sample.steps).isZero();

        model.save();

        assertThat(sample.recognition(1).state()).isEqualTo(Recognition.State.RECOGNISED);
        assertThat(sample.rules.get(NEW)).isNotNull();
        assertThat(sample.commands.getLast().action()).isEqualTo("rule.create");
        assertThat(model.orderProperty().get()).isEqualTo("20");
        assertThat(model.effectProperty().get().map(RuleEffect::titles)).contains(0);
    }

    @Test
    void aPatternThatCannotBeReadIsSaidAndNotSaved() {
        var model = rules();
        model.begin();
        model.choice().choose(SampleSoftware.OFFICE);
        model.matchProperty().set(RuleMatch.PATTERN);
        model.titleProperty().set("office (");

        assertThat(model.remarkProperty().get()).contains("cannot be read");
        assertThat(model.saveableProperty().get()).isFalse();
        model.save();
        assertThat(sample.steps).isZero();
    }

    @Test
    void aRuleCanSayThatTitlesDoNotMatter() {
        var model = rules();
        model.begin(sample.raw.get(4), Optional.empty());
        assertThat(model.titleProperty().get()).isEqualTo("Contoso Payroll Client");
        assertThat(model.saveableProperty().get()).isFalse();

        model.ignoringProperty().set(true);
        model.save();

        assertThat(sample.rules.get(NEW).flag("ignore")).isTrue();
        assertThat(sample.rules.get(NEW).find("product")).isEmpty();
    }

    @Test
    void aDeletedRuleNoLongerDecides() {
        var model = rules();
        assertThat(sample.recognition(3).state()).isEqualTo(Recognition.State.RECOGNISED);

        model.delete();

        assertThat(sample.recognition(3).state()).isEqualTo(Recognition.State.OPEN);
        assertThat(model.editedProperty().get()).isEmpty();
    }

    private final MemoryKeeper keeper = new MemoryKeeper();
    private final StepPauses pauses = new StepPauses();

    private RulesViewModel keeping(FormDrafts drafts) {
        var model = rules();
        model.keepDrafts(drafts, () -> {});
        return model;
    }

    private FormDrafts drafts() {
        keeper.restart();
        var made =
                new FormDrafts(keeper, new DirectJobs(), pauses, () -> 4, () -> Instant.parse("2026-11-15T14:02:00Z"));
        made.load();
        return made;
    }

    @Test
    void aHalfWrittenRuleComesBackAfterACrashAndGoesWhenItIsSaved() {
        var model = keeping(drafts());
        model.begin();
        pauses.pass();
        assertThat(keeper.kept).isEmpty();
        model.titleProperty().set("off");
        model.noteProperty().set("the suite, not the vie");
        pauses.pass();
        assertThat(keeper.only().record()).isEmpty();

        var again = drafts();
        var other = keeping(again);
        again.continueWith(again.waiting().getFirst());
        assertThat(other.titleProperty().get()).isEqualTo("off");
        assertThat(other.noteProperty().get()).isEqualTo("the suite, not the vie");
        assertThat(other.existingProperty().get()).isFalse();
        assertThat(again.waiting()).isEmpty();

        other.choice().choose(SampleSoftware.OFFICE);
        other.save();
        pauses.pass();
        assertThat(sample.rules.get(NEW).text("title")).isEqualTo("off");
        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void openingAnotherRuleOffersWhatWasChangedInTheOneBefore() {
        var drafts = drafts();
        var model = keeping(drafts);
        var first = model.editedProperty().get().orElseThrow();
        model.titleProperty().set("AutoCAD LT 20");

        model.begin();

        assertThat(drafts.waiting()).singleElement().satisfies(draft -> {
            assertThat(draft.record()).contains(first);
            assertThat(draft.subject()).isEqualTo("AutoCAD LT");
        });
        model.open(first);
        assertThat(model.titleProperty().get()).isEqualTo("AutoCAD LT 20");
        assertThat(drafts.waiting()).isEmpty();
    }

    @Test
    void anUndoUnderAChangedRuleLeavesItAndTellsIt() {
        var model = keeping(drafts());
        var first = model.editedProperty().get().orElseThrow();
        var values = new HashMap<>(sample.rules.get(first).values());
        values.put("publisher", "Autodesk");
        sample.rules.put(first, RecordState.of(RecordKind.RECOGNITION_RULE, first, values));
        model.refresh();
        assertThat(model.publisherProperty().get()).as("nothing was typed").isEqualTo("Autodesk");

        model.titleProperty().set("AutoCAD LT 20");
        values.put("publisher", "Autodesk Inc.");
        sample.rules.put(first, RecordState.of(RecordKind.RECOGNITION_RULE, first, values));
        model.refresh();

        assertThat(model.titleProperty().get()).isEqualTo("AutoCAD LT 20");
        assertThat(notice.messageProperty().get().orElseThrow().text())
                .contains("changed in the register while you typed");

        sample.rules.remove(first);
        model.refresh();
        assertThat(model.titleProperty().get()).isEqualTo("AutoCAD LT 20");
        assertThat(model.existingProperty().get()).isFalse();
        assertThat(notice.messageProperty().get().orElseThrow().text()).contains("no longer in the register");
    }
}
