package app.assay.ui.software;

import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.RawTitle;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableRow;
import app.assay.service.Saved;
import app.assay.ui.grid.GridViewModel;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The queue of raw titles and decisions about them. Knows no control. For the drawing thread.
public final class TitlesViewModel {

    /// Titles that are still open: what the queue shows first.
    static final Filter OPEN = new Filter.OneOf("state", List.of("OPEN"), false);

    /// Titles that one step may decide.
    static final long MOST_DECIDED = 50_000;

    private final SoftwareWork work;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final GridViewModel titles;
    private final ProductChoiceViewModel choice = new ProductChoiceViewModel();
    private final ReadOnlyObjectWrapper<Optional<SoftwareWork.Title>> title =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper deciding = new ReadOnlyBooleanWrapper(false);
    private Optional<String> wanted = Optional.empty();
    private long latest;
    private RunningJob reading = RunningJob.NONE;
    private Runnable changed = () -> {};

    TitlesViewModel(SoftwareWork work, Jobs jobs, Texts texts, Notice notice) {
        this.work = work;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
        titles = new GridViewModel(work.titles(), jobs, texts);
        titles.focusedRowProperty().subscribe(this::read);
    }

    public GridViewModel titles() {
        return titles;
    }

    public ProductChoiceViewModel choice() {
        return choice;
    }

    /// The title that the keys are on, once it is read.
    ReadOnlyObjectProperty<Optional<SoftwareWork.Title>> titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// Why the title could not be read.
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty decidingProperty() {
        return deciding.getReadOnlyProperty();
    }

    /// How many titles a decision is about.
    public long selected() {
        return titles.selectedRows().count();
    }

    /// What is to be done when titles were decided.
    void setOnChanged(Runnable then) {
        changed = then;
    }

    /// Reads the title anew, such as after a decision about it.
    void refresh() {
        wanted = Optional.empty();
        titles.refresh();
        read(titles.focusedRowProperty().get());
    }

    private void read(Optional<TableRow> row) {
        var id = row.map(TableRow::id);
        if (id.equals(wanted) && id.isPresent()) {
            return;
        }
        wanted = id;
        long request = ++latest;
        reading.cancel();
        problem.set(Optional.empty());
        if (id.isEmpty()) {
            title.set(Optional.empty());
            return;
        }
        int number = Integer.parseInt(id.get());
        reading = jobs.quiet(
                progress -> {
                    progress.stopIfCancelled();
                    return work.title().apply(number);
                },
                found -> {
                    if (request == latest) {
                        show(found);
                    }
                },
                failure -> {
                    if (request == latest && !(failure instanceof Cancelled)) {
                        title.set(Optional.empty());
                        problem.set(Optional.of(Problem.of(failure, texts)));
                    }
                });
    }

    private void show(SoftwareWork.Title found) {
        title.set(Optional.of(found));
        found.recognition()
                .target()
                .or(() -> found.proposals().stream().findFirst().map(proposal -> proposal.target()))
                .ifPresentOrElse(choice::choose, choice::clear);
    }

    /// Accepts a proposal for the selected titles.
    ///
    /// @param place 0 for the best
    public void accept(int place) {
        title.get()
                .filter(found -> place < found.proposals().size())
                .ifPresent(found -> decide(found.proposals().get(place).target()));
    }

    /// Says that the selected titles are what is chosen.
    public void decideChoice() {
        choice.targetProperty().get().ifPresent(this::decide);
    }

    void decide(ProductTarget target) {
        var name = choice.name(target);
        run(
                "software.decide.job",
                "software.decided",
                name,
                ids -> work.decide().decide(ids, target));
    }

    /// Says of the selected titles that they do not matter.
    public void ignore() {
        run("software.ignore.job", "software.ignored", "", ids -> work.ignore().apply(ids));
    }

    /// Takes the decisions about the selected titles back.
    public void reopen() {
        run("software.reopen.job", "software.reopened", "", ids -> work.reopen().apply(ids));
    }

    private void run(String jobKey, String doneKey, String name, Function<List<Integer>, Saved> step) {
        var rows = titles.selectedRows();
        long count = rows.count();
        if (count == 0 || deciding.get()) {
            return;
        }
        if (count > MOST_DECIDED) {
            notice.refuse(texts.get("software.toomany", MOST_DECIDED));
            return;
        }
        deciding.set(true);
        jobs.start(
                texts.get(jobKey, count),
                progress -> {
                    var ids = new ArrayList<Integer>();
                    rows.forEach(row -> ids.add(Integer.valueOf(row.id())), progress);
                    return step.apply(List.copyOf(ids));
                },
                saved -> {
                    deciding.set(false);
                    if (saved.done()) {
                        notice.tell(texts.get(doneKey, count, name));
                    } else {
                        notice.refuse(saved.findings().getFirst().message());
                    }
                    refresh();
                    changed.run();
                },
                failure -> {
                    deciding.set(false);
                    notice.fail(failure);
                    refresh();
                });
    }

    /// The rows behind a title: the devices it is installed on.
    static List<Filter> installationsOf(RawTitle raw) {
        var filters = new ArrayList<Filter>();
        filters.add(new Filter.OneOf("title", List.of(raw.name()), false));
        filters.add(new Filter.OneOf("publisher", List.of(raw.publisher()), false));
        filters.add(new Filter.OneOf("version", List.of(raw.version()), false));
        return filters;
    }
}
