package app.assay.ui.backups;

import app.assay.ui.backups.BackupsDesk.Facts;
import app.assay.ui.shell.BackupState;
import app.assay.ui.shell.BackupState.Second;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the backups that are due and knows how well the register is backed up. Looks when it is told to, such as once
/// a
/// minute. For the drawing thread, but for [#state].
public final class BackupWatch {

    /// After a backup failed or was cancelled, so many looks pass before the next is tried.
    private static final int REST = 10;

    private final BackupsDesk desk;
    private final Jobs jobs;
    private final Texts texts;
    private final Runnable shown;
    private final Consumer<Exception> tell;
    private volatile Optional<Facts> facts = Optional.empty();
    private boolean working;
    private boolean over;
    /// Whether something was done while it was looking.
    private boolean again;
    private int resting;
    private String told = "";

    /// @param shown told when [#state] may be another
    /// @param tell told once of each failure
    public BackupWatch(BackupsDesk desk, Jobs jobs, Texts texts, Runnable shown, Consumer<Exception> tell) {
        this.desk = desk;
        this.jobs = jobs;
        this.texts = texts;
        this.shown = shown;
        this.tell = tell;
    }

    /// Looks how the register is backed up, and makes a backup if one is due.
    public void look() {
        look(true);
    }

    /// Only looks, after something was done.
    public void lookOnly() {
        look(false);
    }

    private void look(boolean making) {
        if (over || working) {
            again = again || !making;
            return;
        }
        working = true;
        again = false;
        jobs.quiet(
                _ -> desk.facts(),
                found -> {
                    working = false;
                    facts = Optional.of(found);
                    if (over) {
                        return;
                    }
                    shown.run();
                    if (making && found.due()) {
                        make();
                    } else if (again) {
                        lookOnly();
                    }
                },
                this::failed);
    }

    private void make() {
        if (resting > 0) {
            resting--;
            return;
        }
        working = true;
        jobs.start(
                texts.get("backups.due.job"),
                desk::whenDue,
                _ -> {
                    working = false;
                    told = "";
                    lookOnly();
                },
                failure -> {
                    resting = REST;
                    failed(failure);
                });
    }

    private void failed(Exception failure) {
        working = false;
        var sentence = failure instanceof Fault fault ? fault.happened() : failure.toString();
        if (over || failure instanceof Cancelled || sentence.equals(told)) {
            return;
        }
        told = sentence;
        tell.accept(failure);
    }

    /// The register is being closed: nothing more is made or told.
    public void end() {
        over = true;
    }

    /// What the status bar tells. Called from any thread.
    ///
    /// @param trailLength entries of the trail now
    /// @param trailHead hash of the last of them
    public BackupState state(long trailLength, String trailHead) {
        return facts.map(found -> state(found, trailLength, trailHead)).orElse(BackupState.UNKNOWN);
    }

    private BackupState state(Facts found, long trailLength, String trailHead) {
        var last = found.status().last();
        var zone = texts.values().zone();
        return new BackupState(
                last.map(backup -> backup.at()),
                last.filter(backup -> backup.at().atZone(zone).toLocalDate().equals(found.today()))
                        .isPresent(),
                !found.readOnly()
                        && last.map(backup -> !backup.trailHead().equals(trailHead))
                                .orElse(found.status().changed() || trailLength > found.trailLength()),
                second(found),
                secondTold(found, texts),
                trailLength,
                trailHead);
    }

    static Second second(Facts found) {
        var status = found.status();
        if (status.secondFolder().isEmpty()) {
            return Second.NONE;
        }
        if (!found.secondThere()) {
            return Second.MISSING;
        }
        if (status.secondFailure().isPresent()) {
            return Second.FAILED;
        }
        boolean current = status.secondSuccess()
                .filter(copied -> status.last()
                        .map(backup -> !copied.isBefore(backup.at()))
                        .orElse(true))
                .isPresent();
        return current ? Second.CURRENT : Second.BEHIND;
    }

    /// About the second folder, in a sentence or two; empty when none is chosen.
    static String secondTold(Facts found, Texts texts) {
        var status = found.status();
        var folder = status.secondFolder().map(String::valueOf).orElse("");
        var last = status.secondSuccess()
                .map(moment -> texts.get("backups.second.copied", texts.values().instant(moment)))
                .orElseGet(() -> texts.get("backups.second.never"));
        return switch (second(found)) {
            case NONE -> "";
            case MISSING -> texts.get("backups.second.missing", folder) + " " + last;
            case FAILED ->
                status.secondFailure()
                                .map(failure -> texts.get(
                                        failure.folder().isEmpty()
                                                ? "backups.second.why.earlier"
                                                : "backups.second.why." + failure.why(),
                                        failure.folder(),
                                        failure.count(),
                                        failure.detail()))
                                .orElse("")
                        + " " + last;
            case BEHIND -> texts.get("backups.second.behind") + " " + last;
            case CURRENT -> last;
        };
    }
}
