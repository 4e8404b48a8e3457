package app.assay.ui.trail;

import app.assay.domain.table.Column;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.trail.UndoPath;
import app.assay.service.History.Walk;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.InspectorContent.FieldLine;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.shell.Jobs;
import app.assay.ui.shell.Navigator;
import app.assay.ui.text.Texts;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The steps that undo and redo walk along, and going to one of them. Knows no control; for the drawing thread.
public final class HistoryViewModel {

    private final HistoryWork work;
    private final Navigator navigator;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final ReadOnlyObjectWrapper<InspectorContent> content =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);
    private final ReadOnlyStringWrapper verb = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper loss = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper(false);
    private Optional<TableRow> chosen = Optional.empty();
    private Optional<BiFunction<Long, Progress, Walk>> going = Optional.empty();
    private Runnable changed = () -> {};
    private boolean walking;
    private long latest;

    HistoryViewModel(HistoryWork work, Navigator navigator, Jobs jobs, Texts texts, Notice notice) {
        this.work = work;
        this.navigator = navigator;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
        verb.set(texts.get("history.back", 0));
        hint.set(texts.get("history.choose"));
    }

    /// What is told of the chosen step.
    public ReadOnlyObjectProperty<InspectorContent> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /// What the button does, such as "Undo 3 steps back to here".
    public ReadOnlyStringProperty verbProperty() {
        return verb.getReadOnlyProperty();
    }

    /// What that means, or why it cannot be done.
    public ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }

    /// What the next change would take away from redo; empty when nothing is taken back.
    public ReadOnlyStringProperty lossProperty() {
        return loss.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty possibleProperty() {
        return possible.getReadOnlyProperty();
    }

    /// What is to be done after a walk.
    void setOnChanged(Runnable then) {
        changed = then;
    }

    /// How the line of a step looks.
    List<String> styles(TableRow row) {
        return switch (text(row, "state")) {
            case "UNDONE" -> List.of("history-undone");
            case "NOW", "FIXED_NOW" -> List.of("history-now");
            default -> List.of();
        };
    }

    void choose(Optional<TableRow> row) {
        chosen = row;
        content.set(row.map(this::told).orElse(InspectorContent.NOTHING));
        look();
    }

    /// Looks anew at the way to the chosen step, and at what is taken back.
    void refresh() {
        look();
        jobs.quiet(
                _ -> work.table()
                        .page(
                                new TableQuery(List.of(new Filter.OneOf("state", List.of("UNDONE"), false)), List.of()),
                                0,
                                1)
                        .matching(),
                undone -> loss.set(undone == 0 ? "" : texts.get("history.loss", undone)),
                notice::fail);
    }

    private void look() {
        long request = ++latest;
        if (chosen.isEmpty() || walking) {
            going = Optional.empty();
            possible.set(false);
            hint.set(texts.get(walking ? "history.walking" : "history.choose"));
            return;
        }
        var row = chosen.get();
        long position = position(row);
        jobs.quiet(
                _ -> work.pathTo().apply(position),
                path -> {
                    if (request == latest) {
                        offer(row, path);
                    }
                },
                failure -> {
                    if (request == latest) {
                        going = Optional.empty();
                        possible.set(false);
                        hint.set(
                                failure instanceof Fault fault
                                        ? fault.words().in(texts.locale())
                                        : String.valueOf(failure));
                    }
                });
    }

    private void offer(TableRow row, UndoPath path) {
        boolean fixed = text(row, "state").startsWith("FIXED");
        if (path.steps() == 0) {
            verb.set(texts.get("history.back.self"));
            hint.set(texts.get(fixed ? "history.fixed" : "history.self.hint", text(row, "subject")));
            going = fixed ? Optional.empty() : Optional.of(work.undo());
        } else {
            verb.set(
                    path.obstacle().isPresent()
                            ? texts.get("history.back.wall", path.free())
                            : texts.get(path.back() ? "history.back" : "history.forth", path.steps()));
            hint.set(path.obstacle()
                    .map(wall -> texts.get(path.free() == 0 ? "history.wall.now" : "history.wall", wall))
                    .orElseGet(() -> texts.get(
                            path.back() ? "history.back.hint" : "history.forth.hint", path.steps(), path.records())));
            going = path.free() == 0 ? Optional.empty() : Optional.of(work.walkTo());
        }
        possible.set(going.isPresent());
    }

    /// Goes to the chosen step, as a job that can be ended between two steps.
    public void go() {
        if (chosen.isEmpty() || going.isEmpty() || walking) {
            return;
        }
        long position = position(chosen.get());
        var walk = going.get();
        walking = true;
        look();
        jobs.start(
                verb.get(),
                progress -> {
                    progress.stage("history.walk");
                    return walk.apply(position, progress);
                },
                done -> {
                    walking = false;
                    tell(done);
                    changed.run();
                    refresh();
                },
                failure -> {
                    walking = false;
                    notice.fail(failure);
                    changed.run();
                    refresh();
                });
    }

    private void tell(Walk walk) {
        var did = texts.get(walk.back() ? "history.did.back" : "history.did.forth", walk.done(), walk.of());
        switch (walk.end()) {
            case ARRIVED -> notice.tell(did);
            case CANCELLED -> notice.tell(did + " " + texts.get("history.did.cancelled", walk.revision()));
            case REFUSED ->
                notice.refuse(did + " "
                        + walk.refusal()
                                .map(why -> why.words().in(texts.locale()) + " "
                                        + why.said().remedy().in(texts.locale()))
                                .orElse(""));
        }
    }

    // ---------------------------------------------------------------- one step

    private InspectorContent told(TableRow row) {
        var lines = new ArrayList<FieldLine>();
        for (var column : work.table().columns()) {
            var value = value(row, column);
            if (column.id().equals("position") || value.isEmpty()) {
                continue;
            }
            lines.add(FieldLine.of(texts.column("history", column.id()), value));
        }
        var state = text(row, "state");
        return InspectorContent.of(texts.get("history.kind"), text(row, "subject"), List.of(new Section("", lines)))
                .state("", texts.get("history.why." + state, text(row, "subject")))
                .actions(Action.of(
                        "history-entries",
                        texts.get("history.entries"),
                        () -> navigator.open(Drill.to(
                                        TrailWorkspace.ID,
                                        new Filter.Between(
                                                "revision",
                                                Optional.of(text(row, "revision")),
                                                Optional.of(text(row, "revision"))))
                                .titled(text(row, "subject")))));
    }

    private String value(TableRow row, Column column) {
        var cell = row.cells().get(work.table().columns().indexOf(column));
        return cell == null || cell.toString().isEmpty() ? "" : texts.values().cell(column, cell);
    }

    private String text(TableRow row, String column) {
        var columns = work.table().columns();
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).id().equals(column)) {
                var cell = row.cells().get(place);
                return cell == null ? "" : cell.toString();
            }
        }
        return "";
    }

    private static long position(TableRow row) {
        return Long.parseLong(row.id());
    }
}
