package app.assay.ui.position;

import app.assay.charts.GapData;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Trace;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.ui.grid.GridViewModel;
import app.assay.ui.parts.Notice;
import app.assay.ui.parts.SwitchingTable;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Problem;
import app.assay.ui.shell.RunningJob;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// State and actions of the position's screen. Knows no control. For the drawing thread.
public final class PositionViewModel {

    /// The detail of a line.
    public enum Tab {
        BRIDGE,
        CONSUMERS,
        RIGHTS,
        NOT_COUNTED,
        PROBLEMS
    }

    /// A line that is selected, with its trace once it is made.
    ///
    /// @param problem why it could not be explained
    public record Selected(PositionLine line, Optional<Trace> trace, Optional<Problem> problem) {}

    private record Result(PositionSettings settings, long revision, Position position, DateOf date) {}

    private final PositionWork work;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final SwitchingTable table;
    private final GridViewModel lines;

    private final ObjectProperty<@Nullable LocalDate> asAt = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Optional<Position>> position = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<PositionTotals> totals = new ReadOnlyObjectWrapper<>(PositionTotals.NOTHING);
    private final ReadOnlyObjectWrapper<Optional<GapData>> gap = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<String> measure = new SimpleObjectProperty<>("");
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Selected>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.BRIDGE);
    private final ObjectProperty<List<Filter>> consumerFilters = new SimpleObjectProperty<>(List.of(COUNTED));
    private final ObjectProperty<List<Filter>> notCountedFilters = new SimpleObjectProperty<>(List.of(NOT_COUNTED));
    private final BooleanProperty chartShown = new SimpleBooleanProperty(true);

    static final Filter COUNTED = new Filter.OneOf("notCounted", List.of(""), false);
    static final Filter NOT_COUNTED = new Filter.OneOf("notCounted", List.of(""), true);
    static final Filter UNCOVERED = new Filter.OneOf("uncovered", List.of("0"), true);

    /// Where the date of the position comes from.
    enum DateOf {
        /// The latest day that an import tells of.
        DATA,
        /// The analyst set it for the register.
        SET,
        /// It was chosen here and counts for nothing else.
        VIEW
    }

    private final ReadOnlyObjectWrapper<DateOf> dateOf = new ReadOnlyObjectWrapper<>(DateOf.DATA);
    private @Nullable Result shown;
    private Optional<LocalDate> wanted = Optional.empty();
    private boolean showingDate;
    private long latestCompute;
    private long latestExplain;
    private RunningJob compute = RunningJob.NONE;
    private RunningJob explain = RunningJob.NONE;
    private boolean measureChosen;

    PositionViewModel(PositionWork work, Jobs jobs, Texts texts, Notice notice) {
        this.work = work;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
        // Only the columns of this one are looked at: there are no rows before a position is computed.
        table = SwitchingTable.empty(work.table().apply(PositionSettings.asAt(LocalDate.EPOCH)));
        lines = new GridViewModel(table, jobs, texts);
        lines.facetsShownProperty().set(false);
        lines.focusedRowProperty().subscribe(row -> select(row.map(TableRow::id)));
        asAt.subscribe((_, day) -> {
            if (!showingDate && day != null) {
                wanted = Optional.of(day);
                recompute();
            }
        });
        measure.subscribe((_, _) -> measureChosen = true);
    }

    // ---------------------------------------------------------------- what is shown

    public GridViewModel lines() {
        return lines;
    }

    TableSource table() {
        return table;
    }

    /// The date that the position is of; setting another one computes again.
    public ObjectProperty<@Nullable LocalDate> asAtProperty() {
        return asAt;
    }

    /// Where the date comes from.
    ReadOnlyObjectProperty<DateOf> dateOfProperty() {
        return dateOf.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Position>> positionProperty() {
        return position.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PositionTotals> totalsProperty() {
        return totals.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<GapData>> gapProperty() {
        return gap.getReadOnlyProperty();
    }

    /// What the gap chart measures: a currency code, or empty for licence units.
    public ObjectProperty<String> measureProperty() {
        return measure;
    }

    /// What can be measured: currency codes, then the empty text.
    public List<String> measures() {
        return gap.get()
                .map(data ->
                        data.measures().stream().map(PositionViewModel::code).toList())
                .orElse(List.of());
    }

    Optional<GapData.Measure> chosenMeasure() {
        return gap.get()
                .flatMap(data -> data.measures().stream()
                        .filter(candidate -> code(candidate).equals(measure.get()))
                        .findFirst());
    }

    private static String code(GapData.Measure measured) {
        return measured.currency().map(currency -> currency.getCurrencyCode()).orElse("");
    }

    public ReadOnlyBooleanProperty computingProperty() {
        return computing.getReadOnlyProperty();
    }

    /// Why there is no position.
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Selected>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public ObjectProperty<Tab> tabProperty() {
        return tab;
    }

    ObjectProperty<List<Filter>> consumerFiltersProperty() {
        return consumerFilters;
    }

    ObjectProperty<List<Filter>> notCountedFiltersProperty() {
        return notCountedFilters;
    }

    public BooleanProperty chartShownProperty() {
        return chartShown;
    }

    /// The table of the consumers of the selected line.
    Optional<TableSource> consumers() {
        var now = shown;
        return now == null
                ? Optional.empty()
                : selected.get()
                        .flatMap(Selected::trace)
                        .map(trace -> work.consumers().of(trace, now.revision()));
    }

    /// The table of the rights of the selected line.
    TableSource rights() {
        return PositionTables.rights(
                selected.get().map(found -> found.line().rights()).orElse(List.of()), shownRevision());
    }

    /// The table of what is wrong with the selected line and with the position as a whole.
    TableSource problems() {
        return PositionTables.problems(
                selected.get().map(Selected::line).stream().toList(),
                position.get().stream().toList(),
                shownRevision(),
                new LineWords(texts)::problem);
    }

    private long shownRevision() {
        var now = shown;
        return now == null ? -1 : now.revision();
    }

    /// The one publisher that the lines are filtered by.
    Optional<String> chosenPublisher() {
        return lines.filters().stream()
                .filter(Filter.OneOf.class::isInstance)
                .map(Filter.OneOf.class::cast)
                .filter(filter -> filter.column().equals("publisher")
                        && !filter.inverted()
                        && filter.values().size() == 1)
                .map(filter -> filter.values().getFirst())
                .findFirst();
    }

    // ---------------------------------------------------------------- what can be done

    /// Computes if the register has changed since, or nothing was computed yet.
    public void refresh() {
        var now = shown;
        if (now == null
                || now.revision() != work.revision().getAsLong()
                || problem.get().isPresent()) {
            recompute();
        }
    }

    /// Computes the position at the chosen date, as a job that can be cancelled.
    public void recompute() {
        long request = ++latestCompute;
        var day = wanted;
        compute.cancel();
        computing.set(true);
        compute = jobs.start(
                texts.get("position.job"),
                progress -> {
                    var settings = work.settings().apply(day);
                    var computed = work.compute().compute(settings, progress);
                    var date =
                            day.isPresent() ? DateOf.VIEW : work.isDateSet().getAsBoolean() ? DateOf.SET : DateOf.DATA;
                    return new Result(settings, computed.revision(), computed.position(), date);
                },
                result -> {
                    if (request == latestCompute) {
                        show(result);
                    }
                },
                failure -> {
                    if (request == latestCompute) {
                        fail(failure);
                    }
                });
    }

    private void show(Result result) {
        shown = result;
        computing.set(false);
        problem.set(Optional.empty());
        dateOf.set(result.date());
        showingDate = true;
        asAt.set(result.settings().asAt());
        showingDate = false;
        var data = GapData.of(result.position());
        gap.set(Optional.of(data));
        if (!measureChosen || !measures().contains(measure.get())) {
            measure.set(code(data.chosen()));
            measureChosen = false;
        }
        totals.set(PositionTotals.of(result.position()));
        position.set(Optional.of(result.position()));
        table.show(work.table().apply(result.settings()));
        lines.refresh();
        var before = selected.get();
        selected.set(Optional.empty());
        select(before.map(line -> line.line().id())
                .filter(id -> result.position().line(id).isPresent())
                .or(() -> lines.focusedRowProperty().get().map(TableRow::id)));
    }

    private void fail(Exception failure) {
        computing.set(false);
        if (!(failure instanceof Cancelled)) {
            problem.set(Optional.of(Problem.of(failure, texts)));
        } else if (shown == null) {
            problem.set(Optional.of(new Problem(
                    texts.get("position.cancelled.happened"),
                    texts.get("position.cancelled.unharmed"),
                    texts.get("position.cancelled.remedy"))));
        }
    }

    /// Shows why a line says what it says.
    void select(Optional<String> id) {
        var now = shown;
        var line = now == null ? Optional.<PositionLine>empty() : id.flatMap(now.position()::line);
        if (line.equals(selected.get().map(Selected::line))) {
            return;
        }
        long request = ++latestExplain;
        explain.cancel();
        explain = RunningJob.NONE;
        consumerFilters.set(List.of(COUNTED));
        notCountedFilters.set(List.of(NOT_COUNTED));
        selected.set(line.map(found -> new Selected(found, Optional.empty(), Optional.empty())));
        if (now == null || line.isEmpty()) {
            return;
        }
        var found = line.get();
        explain = jobs.quiet(
                progress -> work.explain().explain(now.settings(), found.id(), progress),
                trace -> {
                    if (request == latestExplain) {
                        selected.set(Optional.of(new Selected(found, Optional.of(trace), Optional.empty())));
                    }
                },
                failure -> {
                    if (request == latestExplain && !(failure instanceof Cancelled)) {
                        selected.set(Optional.of(
                                new Selected(found, Optional.empty(), Optional.of(Problem.of(failure, texts)))));
                    }
                });
    }

    /// Keeps only the lines of a publisher, or shows all again when these are the ones shown.
    public void togglePublisher(String publisher) {
        var others = new ArrayList<>(lines.filters());
        boolean chosen = chosenPublisher().equals(Optional.of(publisher));
        others.removeIf(
                filter -> filter instanceof Filter.OneOf one && one.column().equals("publisher"));
        if (!chosen) {
            others.add(new Filter.OneOf("publisher", List.of(publisher), false));
        }
        lines.setFilters(others);
    }

    /// Keeps only the lines of a status.
    void showStatus(List<String> statuses) {
        lines.setFilters(List.of(new Filter.OneOf("status", statuses, false)));
    }

    /// Opens what lies behind a step of the bridge: the rows that make its figure.
    public void openStep(String key) {
        switch (key) {
            case "found" -> openConsumers(List.of());
            case "needed" -> openConsumers(List.of(COUNTED));
            case "covered" -> openConsumers(List.of(COUNTED, new Filter.OneOf("covered", List.of("0"), true)));
            case "short" -> openConsumers(List.of(COUNTED, UNCOVERED));
            case "surplus", "even" -> tab.set(Tab.RIGHTS);
            default -> {
                notCountedFilters.set(List.of(new Filter.OneOf("notCounted", List.of(key), false)));
                tab.set(Tab.NOT_COUNTED);
            }
        }
    }

    void openConsumers(List<Filter> filters) {
        consumerFilters.set(filters);
        tab.set(Tab.CONSUMERS);
    }

    /// Makes the date shown the register's own, for the evidence package and everyone who opens the register.
    void keepDate() {
        var day = asAt.get();
        if (day != null) {
            var told = texts.values().date(day);
            keep(Optional.of(day), texts.get("position.keepdate.job", told), texts.get("position.keepdate.done", told));
        }
    }

    /// Lets the date follow the data again.
    void followData() {
        wanted = Optional.empty();
        if (dateOf.get() == DateOf.DATA) {
            return;
        }
        keep(Optional.empty(), texts.get("position.followdata.job"), texts.get("position.followdata.done"));
    }

    private void keep(Optional<LocalDate> day, String job, String done) {
        jobs.start(
                job,
                _ -> work.keepDate().apply(day),
                saved -> {
                    if (saved.done()) {
                        wanted = Optional.empty();
                        notice.tell(done);
                        recompute();
                    } else {
                        notice.refuse(saved.findings().getFirst().message());
                    }
                },
                notice::fail);
    }
}
