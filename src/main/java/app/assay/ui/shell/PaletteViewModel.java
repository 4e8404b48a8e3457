package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The palette: one field that finds actions and records. Knows no control.
public final class PaletteViewModel {

    private static final int MOST_ACTIONS = 8;
    private static final int MOST_RECORDS = 12;

    /// A line of the palette.
    ///
    /// @param kind what it is, shown muted at the end
    /// @param keys keys of an action; empty for none
    public record Entry(String kind, String title, String detail, String keys, Runnable run) {}

    private final Jobs jobs;
    private final Texts texts;
    private final RegisterDesk desk;
    private final Navigator navigator;
    private final Supplier<List<Action>> actions;
    private final StringProperty words = new SimpleStringProperty("");
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final IntegerProperty chosen = new SimpleIntegerProperty(0);
    private boolean actionsOnly;
    private long latest;
    private RunningJob search = RunningJob.NONE;

    PaletteViewModel(Jobs jobs, Texts texts, RegisterDesk desk, Navigator navigator, Supplier<List<Action>> actions) {
        this.jobs = jobs;
        this.texts = texts;
        this.desk = desk;
        this.navigator = navigator;
        this.actions = actions;
        words.subscribe((_, _) -> find());
    }

    /// Begins anew.
    ///
    /// @param onlyActions whether records are left out
    public void open(boolean onlyActions) {
        actionsOnly = onlyActions;
        if (words.get().isEmpty()) {
            find();
        } else {
            words.set("");
        }
    }

    public StringProperty wordsProperty() {
        return words;
    }

    public ObservableList<Entry> entries() {
        return entries;
    }

    public IntegerProperty chosenProperty() {
        return chosen;
    }

    public void move(int by) {
        if (!entries.isEmpty()) {
            chosen.set(Math.floorMod(chosen.get() + by, entries.size()));
        }
    }

    /// The entry that Enter runs.
    public Optional<Entry> choice() {
        int at = chosen.get();
        return at >= 0 && at < entries.size() ? Optional.of(entries.get(at)) : Optional.empty();
    }

    private void find() {
        long request = ++latest;
        search.cancel();
        var sought = words.get().strip();
        entries.setAll(matchingActions(sought));
        chosen.set(0);
        if (sought.isEmpty() || actionsOnly) {
            return;
        }
        search = jobs.quiet(
                _ -> desk.find(sought, MOST_RECORDS),
                found -> {
                    if (request == latest) {
                        entries.addAll(found.stream().map(this::entry).toList());
                    }
                },
                _ -> {
                    // Actions still work; a search that fails leaves only the records out.
                });
    }

    private Entry entry(PaletteHit hit) {
        return new Entry(hit.kind(), hit.title(), hit.detail(), "", () -> navigator.open(hit.place()));
    }

    private List<Entry> matchingActions(String sought) {
        record Ranked(int rank, Action action) {}
        var ranked = new ArrayList<Ranked>();
        for (var action : actions.get()) {
            int rank = rank(action.text(), sought);
            if (rank >= 0 && action.enabled().get()) {
                ranked.add(new Ranked(rank, action));
            }
        }
        return ranked.stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .limit(sought.isEmpty() || actionsOnly ? Integer.MAX_VALUE : MOST_ACTIONS)
                .map(found -> new Entry(
                        texts.get("palette.action"),
                        found.action().text(),
                        "",
                        found.action().keys(),
                        found.action().run()))
                .toList();
    }

    /// 0 when the text begins with the words, 1 when each word begins a word of it, 2 when it has them; -1
    /// otherwise.
    static int rank(String text, String sought) {
        var where = text.toLowerCase(Locale.ROOT);
        var what = sought.toLowerCase(Locale.ROOT);
        if (where.startsWith(what)) {
            return 0;
        }
        int rank = 1;
        for (var word : what.split(" +", -1)) {
            int at = where.indexOf(word);
            if (at < 0) {
                return -1;
            }
            if (at > 0 && !where.contains(" " + word)) {
                rank = 2;
            }
        }
        return rank;
    }
}
