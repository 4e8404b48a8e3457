package app.assay.ui.position;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.PositionLine;
import app.assay.domain.table.Filter;
import app.assay.ui.parts.Notice;
import app.assay.ui.position.PositionViewModel.Tab;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.text.Texts;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionViewModelTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);

    private final Notice notice = new Notice(TEXTS);

    private PositionViewModel model(SamplePosition sample, Jobs jobs) {
        return new PositionViewModel(sample.work(), jobs, TEXTS, notice);
    }

    @Test
    void theFirstRefreshComputesAndSelectsTheFirstLine() {
        var sample = SamplePosition.full();
        var model = model(sample, new DirectJobs());

        model.refresh();

        assertThat(model.asAtProperty().get()).isEqualTo(SamplePosition.DAY);
        assertThat(model.lines().matchingProperty().get()).isEqualTo(10);
        var selected = model.selectedProperty().get().orElseThrow();
        assertThat(selected.line().productName()).isEqualTo("Acrobat");
        assertThat(selected.trace()).isPresent();
    }

    @Test
    void nothingIsComputedAgainWhileTheRegisterIsTheSame() {
        var sample = SamplePosition.full();
        var model = model(sample, new DirectJobs());
        model.refresh();

        model.refresh();
        assertThat(sample.computed).hasValue(1);

        sample.revision.incrementAndGet();
        model.refresh();
        assertThat(sample.computed).hasValue(2);
    }

    @Test
    void anotherDateComputesAgainAndALateAnswerOfTheFormerDateIsDropped() {
        var sample = SamplePosition.full();
        var jobs = new StepJobs();
        var model = model(sample, jobs);
        model.refresh();
        model.asAtProperty().set(LocalDate.of(2025, 12, 31));

        jobs.runLast();
        jobs.runAll();

        assertThat(model.positionProperty().get().orElseThrow().settings().asAt())
                .isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(model.computingProperty().get()).isFalse();
    }

    @Test
    void totalsAddMoneyPerCurrencyAndCountWhatHasNoPrice() {
        var model = model(SamplePosition.full(), new DirectJobs());
        model.refresh();

        var totals = model.totalsProperty().get();

        // 17 × 1,890 + 30 × 412.50 + 16 × 6,874
        assertThat(totals.exposure()).hasToString("[154489 EUR]");
        assertThat(totals.unpricedShort()).isEqualTo(1);
        assertThat(totals.shortLines()
                        + totals.surplusLines()
                        + totals.compliantLines()
                        + totals.unlimitedLines()
                        + totals.notComputableLines())
                .isEqualTo(totals.lines())
                .isEqualTo(10);
    }

    @Test
    void aBarKeepsTheLinesOfItsPublisherAndTheSameBarShowsAllAgain() {
        var model = model(SamplePosition.full(), new DirectJobs());
        model.refresh();
        model.lines().setFilters(List.of(new Filter.OneOf("status", List.of("SHORT"), false)));

        model.togglePublisher("Microsoft");
        assertThat(model.lines().matchingProperty().get()).isEqualTo(2);
        assertThat(model.chosenPublisher()).contains("Microsoft");

        model.togglePublisher("Microsoft");
        assertThat(model.lines().matchingProperty().get()).isEqualTo(4);
        assertThat(model.chosenPublisher()).isEmpty();
    }

    @Test
    void aStepOfTheBridgeOpensItsRows() {
        var model = model(SamplePosition.full(), new DirectJobs());
        model.refresh();

        model.openStep("stale");
        assertThat(model.tabProperty().get()).isEqualTo(Tab.NOT_COUNTED);
        assertThat(model.notCountedFiltersProperty().get())
                .containsExactly(new Filter.OneOf("notCounted", List.of("stale"), false));

        model.openStep("short");
        assertThat(model.tabProperty().get()).isEqualTo(Tab.CONSUMERS);
        var rows = model.consumers()
                .orElseThrow()
                .page(
                        new app.assay.domain.table.TableQuery(
                                model.consumerFiltersProperty().get(), List.of()),
                        0,
                        100);
        assertThat(rows.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.cells().get(5)).hasToString("1"));

        model.openStep("surplus");
        assertThat(model.tabProperty().get()).isEqualTo(Tab.RIGHTS);
    }

    @Test
    void aPositionThatCannotBeComputedSaysWhyAndRecomputingMendsIt() {
        var sample = SamplePosition.broken(new Fault(
                FaultCode.REGISTER_DAMAGED,
                Sentence.verbatim("The register could not be read."),
                Sentence.verbatim("Backups are unharmed."),
                Sentence.verbatim("Verify it.")));
        var model = model(sample, new DirectJobs());

        model.refresh();
        assertThat(model.problemProperty().get().map(Problem::happened)).contains("The register could not be read.");

        sample.failing = null;
        model.recompute();
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.positionProperty().get()).isPresent();
    }

    @Test
    void theSelectedLineStaysSelectedWhenThePositionIsComputedAgain() {
        var sample = SamplePosition.full();
        var model = model(sample, new DirectJobs());
        model.refresh();
        model.lines().reveal("microsoft/sql-server|Enterprise");
        assertThat(model.selectedProperty()
                        .get()
                        .map(selected -> selected.line().productName()))
                .contains("SQL Server");

        sample.revision.incrementAndGet();
        model.refresh();

        assertThat(model.selectedProperty()
                        .get()
                        .map(selected -> selected.line().productName()))
                .contains("SQL Server");
    }

    @Test
    void keepingTheDateMakesItTheRegistersOwn() {
        var sample = SamplePosition.full();
        var model = model(sample, new DirectJobs());
        model.refresh();

        model.keepDate();

        assertThat(sample.kept).containsExactly(SamplePosition.DAY);
        assertThat(notice.messageProperty().get().map(Notice.Message::text))
                .contains("The register now counts as at 2026-03-31.");
    }

    @Test
    void theDateSaysWhereItComesFromAndFollowsTheDataAgain() {
        var sample = SamplePosition.full();
        var model = model(sample, new DirectJobs());
        model.refresh();
        assertThat(model.dateOfProperty().get()).isEqualTo(PositionViewModel.DateOf.DATA);

        model.asAtProperty().set(SamplePosition.DAY.minusDays(30));
        assertThat(model.dateOfProperty().get()).isEqualTo(PositionViewModel.DateOf.VIEW);
        model.keepDate();
        assertThat(model.dateOfProperty().get()).isEqualTo(PositionViewModel.DateOf.SET);

        model.followData();

        assertThat(sample.kept).isEmpty();
        assertThat(model.dateOfProperty().get()).isEqualTo(PositionViewModel.DateOf.DATA);
        assertThat(model.asAtProperty().get()).isEqualTo(SamplePosition.DAY);
    }

    @Test
    void theRightsOfALineSayWhyTheyAreNotUsable() {
        var model = model(SamplePosition.full(), new DirectJobs());
        model.refresh();
        model.lines().reveal("microsoft/office|Professional Plus");

        var rows = model.rights()
                .page(app.assay.domain.table.TableQuery.ALL, 0, 10)
                .rows();

        assertThat(rows).hasSize(2);
        assertThat(rows.getLast().cells()).endsWith("ended");
        assertThat(model.problems()
                        .page(app.assay.domain.table.TableQuery.ALL, 0, 10)
                        .rows())
                .hasSize(1);
    }

    @Test
    void anEmptyPositionHasNoLineAndNoTotals() {
        var model = model(SamplePosition.empty(), new DirectJobs());
        model.refresh();

        assertThat(model.totalsProperty().get()).isEqualTo(PositionTotals.NOTHING);
        assertThat(model.selectedProperty().get().map(PositionViewModel.Selected::line))
                .isEqualTo(Optional.<PositionLine>empty());
    }
}
