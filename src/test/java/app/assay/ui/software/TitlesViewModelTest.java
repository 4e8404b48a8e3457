package app.assay.ui.software;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.software.Recognition;
import app.assay.domain.table.Filter;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.text.Texts;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TitlesViewModelTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);

    private final SampleSoftware sample = SampleSoftware.full();
    private final Notice notice = new Notice(TEXTS);

    private TitlesViewModel queue() {
        var model = new TitlesViewModel(sample.work(), new DirectJobs(), TEXTS, notice);
        model.choice().setCatalogue(SampleSoftware.catalogue());
        model.titles().setFilters(List.of(TitlesViewModel.OPEN));
        return model;
    }

    @Test
    void theQueueBeginsWithTheOpenTitleOnMostDevicesAndItsBestProposal() {
        var model = queue();

        assertThat(model.titleProperty().get().map(title -> title.raw().id())).contains(0);
        assertThat(model.choice().targetProperty().get()).contains(SampleSoftware.OFFICE);
        assertThat(model.titles().matchingProperty().get()).isEqualTo(7);
    }

    @Test
    void acceptingAProposalDecidesTheTitleAndGoesOnToTheNext() {
        var model = queue();

        model.accept(0);

        assertThat(sample.decisions).containsEntry(0, Optional.of(SampleSoftware.OFFICE));
        assertThat(model.titleProperty().get().map(title -> title.raw().id())).contains(1);
        assertThat(notice.messageProperty().get().map(Notice.Message::text))
                .contains("1 title is Microsoft Office 2019 Professional Plus now. Undo takes it back.");
    }

    @Test
    void aProposalThatIsNotThereIsNotAccepted() {
        var model = queue();

        model.accept(4);

        assertThat(sample.steps).isZero();
    }

    @Test
    void everyTitleOfTheFilterIsDecidedInOneStep() {
        var model = queue();
        model.titles().setFilters(List.of(TitlesViewModel.OPEN, new Filter.Contains("title", "office")));

        model.titles().selectAll();
        assertThat(model.selected()).isEqualTo(2);
        model.decideChoice();

        assertThat(sample.steps).isEqualTo(1);
        assertThat(sample.decisions).containsKeys(0, 1);
        assertThat(model.titles().matchingProperty().get()).isZero();
    }

    @Test
    void aTitleThatDoesNotMatterCanBeTakenBack() {
        var model = queue();
        model.ignore();
        assertThat(sample.recognition(0).state()).isEqualTo(Recognition.State.IGNORED);

        model.titles().setFilters(List.of(new Filter.OneOf("state", List.of("IGNORED"), false)));
        model.titles().reveal("0");
        model.reopen();

        assertThat(sample.recognition(0).state()).isEqualTo(Recognition.State.OPEN);
    }

    @Test
    void aDecisionThatFailsIsToldAndChangesNothing() {
        var model = queue();
        sample.failing = new Fault(
                FaultCode.REGISTER_READ_ONLY,
                Sentence.verbatim("The register is read-only."),
                Sentence.verbatim("Nothing changed."),
                Sentence.verbatim("Open it."));

        model.accept(0);

        assertThat(notice.messageProperty().get().map(Notice.Message::failed)).contains(true);
        assertThat(model.decidingProperty().get()).isFalse();
        assertThat(sample.recognition(0).state()).isEqualTo(Recognition.State.OPEN);
    }

    @Test
    void theAnswerAboutATitleThatWasLeftIsDropped() {
        var jobs = new StepJobs();
        var model = new TitlesViewModel(sample.work(), jobs, TEXTS, notice);
        model.choice().setCatalogue(SampleSoftware.catalogue());
        model.titles().refresh();
        jobs.runAll();
        model.titles().reveal("4");
        model.titles().reveal("5");

        jobs.runLast();
        jobs.runAll();

        assertThat(model.titleProperty().get().map(title -> title.raw().id())).contains(5);
    }

    @Test
    void typingOffersProductsThatHaveAllWordsAndTheNearestFirst() {
        var choice = new ProductChoiceViewModel();
        choice.setCatalogue(SampleSoftware.catalogue());

        choice.wordsProperty().set("vis");
        assertThat(choice.offeredProperty().get())
                .extracting(product -> product.name())
                .containsExactly("Visio", "Visual Studio");
        choice.wordsProperty().set("microsoft stud");
        assertThat(choice.offeredProperty().get())
                .extracting(product -> product.name())
                .containsExactly("Visual Studio");

        choice.choose(choice.offeredProperty().get().getFirst());
        choice.releaseProperty().set("2019");

        assertThat(choice.targetProperty().get().orElseThrow().text()).isEqualTo("microsoft/visual-studio||2019");
        assertThat(choice.releases()).containsExactly("", "2019", "2016");
        assertThat(choice.name(choice.targetProperty().get().orElseThrow())).isEqualTo("Microsoft Visual Studio 2019");
    }
}
