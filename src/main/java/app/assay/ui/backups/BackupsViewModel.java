package app.assay.ui.backups;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableRow;
import app.assay.service.BackUpRegister.Entry;
import app.assay.service.RecoverRegister.Restored;
import app.assay.service.table.ListTable;
import app.assay.ui.backups.BackupsDesk.Facts;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.BackupState.Second;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.InspectorContent.FieldLine;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import app.assay.work.Cancelled;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The backups of the open register, its second folder, and a backup restored beside it. Knows no control; for the
/// drawing thread.
public final class BackupsViewModel {

    private static final long KILO = 1000;

    private final BackupsDesk desk;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;
    private final Runnable changed;
    private final ListTable<Entry> table;
    private final ReadOnlyObjectWrapper<Optional<Facts>> facts = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<InspectorContent> content =
            new ReadOnlyObjectWrapper<>(InspectorContent.NOTHING);
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Optional<Entry>> restoring = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Restored>> restored = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty target = new SimpleStringProperty("");
    private final BooleanBinding possible;
    private volatile ListTable.Content<Entry> rows = new ListTable.Content<>(0, List.of());

    /// @param changed told when something about the backups is another
    BackupsViewModel(BackupsDesk desk, Runnable changed, Jobs jobs, Texts texts) {
        this.desk = desk;
        this.changed = changed;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = new Notice(texts);
        this.possible = working.not()
                .and(Bindings.createBooleanBinding(
                        () -> facts.get().filter(found -> !found.readOnly()).isPresent(), facts));
        this.table = new ListTable<>(
                "backups",
                () -> rows,
                entry -> entry.file().getFileName().toString(),
                List.of(
                        new ListTable.Cell<>(Column.of("backupMade", ColumnType.INSTANT), Entry::at),
                        new ListTable.Cell<>(
                                Column.of("backupKind", ColumnType.CODE).faceted(), Entry::kind),
                        new ListTable.Cell<>(Column.of("backupRevision", ColumnType.INTEGER), Entry::revision),
                        new ListTable.Cell<>(
                                Column.of("backupRecords", ColumnType.INTEGER),
                                entry -> entry.ownRecords().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()),
                        new ListTable.Cell<>(
                                Column.of("backupKilobytes", ColumnType.INTEGER),
                                entry -> Math.ceilDiv(entry.bytes(), KILO)),
                        new ListTable.Cell<>(
                                Column.of("backupState", ColumnType.CODE).faceted(),
                                entry -> entry.verified() ? "VERIFIED" : "UNVERIFIED")));
    }

    Texts texts() {
        return texts;
    }

    Notice notice() {
        return notice;
    }

    ListTable<Entry> table() {
        return table;
    }

    ReadOnlyObjectProperty<Optional<Facts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<InspectorContent> contentProperty() {
        return content.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /// Whether a backup can be made now.
    BooleanBinding possible() {
        return possible;
    }

    /// The backup for which a folder is being chosen.
    ReadOnlyObjectProperty<Optional<Entry>> restoringProperty() {
        return restoring.getReadOnlyProperty();
    }

    /// The register that was restored last, until it is put away.
    ReadOnlyObjectProperty<Optional<Restored>> restoredProperty() {
        return restored.getReadOnlyProperty();
    }

    StringProperty targetProperty() {
        return target;
    }

    // ---------------------------------------------------------------- looking

    void refresh() {
        jobs.quiet(
                _ -> desk.facts(),
                found -> {
                    if (facts.get()
                            .map(Facts::backups)
                            .filter(found.backups()::equals)
                            .isEmpty()) {
                        rows = new ListTable.Content<>(rows.revision() + 1, found.backups());
                    }
                    facts.set(Optional.of(found));
                },
                notice::fail);
    }

    void inspect(Optional<TableRow> row) {
        content.set(row.flatMap(chosen -> rows.rows().stream()
                        .filter(entry -> entry.file().getFileName().toString().equals(chosen.id()))
                        .findFirst())
                .map(this::told)
                .orElse(InspectorContent.NOTHING));
    }

    private InspectorContent told(Entry entry) {
        var values = texts.values();
        var first = List.of(
                FieldLine.of(texts.get("backups.field.kind"), texts.code("backupKind", entry.kind())),
                FieldLine.of(texts.get("backups.field.revision"), values.number(entry.revision())),
                FieldLine.of(
                        texts.get("backups.field.trail"),
                        texts.get("backups.field.trail.value", entry.trailLength(), shortHead(entry.trailHead()))),
                FieldLine.of(texts.get("backups.field.size"), size(entry.bytes())),
                FieldLine.of(texts.get("backups.field.file"), entry.file().toString()));
        var records = new ArrayList<FieldLine>();
        entry.ownRecords().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(kind -> records.add(FieldLine.of(
                        texts.code("recordKind", kind.getKey().toUpperCase(Locale.ROOT)),
                        values.number(kind.getValue()))));
        var content = InspectorContent.of(
                        texts.get("backups.kind"),
                        values.instant(entry.at()),
                        List.of(new Section("", first), new Section(texts.get("backups.records"), records)))
                .state(
                        entry.verified() ? "VERIFIED" : "UNVERIFIED",
                        texts.get(entry.verified() ? "backups.verified.why" : "backups.unverified.why"));
        return entry.verified()
                ? content.actions(Action.of("restore-backup", texts.get("backups.restore"), () -> begin(entry)))
                : content;
    }

    private static String shortHead(String head) {
        return head.substring(0, Math.min(16, head.length()));
    }

    // ---------------------------------------------------------------- words

    State sign() {
        var status = facts.get().map(Facts::status);
        if (status.isEmpty()) {
            return State.UNKNOWN;
        }
        return status.get().last().isPresent() && status.get().lacking().isEmpty() ? State.COMPLIANT : State.ATTENTION;
    }

    /// How well the register is backed up, in a sentence or two.
    String told() {
        return facts.get()
                .map(found -> found.status()
                                .last()
                                .map(last -> texts.get(
                                                "backups.last", texts.values().instant(last.at())) + " "
                                        + texts.get(found.status().changed() ? "backups.changed" : "backups.current"))
                                .orElseGet(() -> texts.get("backups.none"))
                        + found.status()
                                .lacking()
                                .map(lacks -> " " + texts.get("backups.lacking", lacks.count(), lacks.names()))
                                .orElse(""))
                .orElse("");
    }

    /// Such as "12 backups · 48 MB".
    String count() {
        return facts.get()
                .filter(found -> !found.backups().isEmpty())
                .map(found -> texts.get(
                        "backups.count",
                        found.backups().size(),
                        size(found.status().bytes())))
                .orElse("");
    }

    /// Where the trail ends, for a note beside the files.
    String head() {
        return facts.get()
                .map(found -> texts.get("backups.head", shortHead(found.trailHead()), found.trailLength()))
                .orElse("");
    }

    Second second() {
        return facts.get().map(BackupWatch::second).orElse(Second.NONE);
    }

    State secondSign() {
        return switch (second()) {
            case NONE -> State.UNKNOWN;
            case CURRENT -> State.COMPLIANT;
            case BEHIND, MISSING -> State.ATTENTION;
            case FAILED -> State.FAILED;
        };
    }

    String secondTold() {
        return second() == Second.NONE
                ? texts.get("backups.second.none")
                : facts.get().map(found -> BackupWatch.secondTold(found, texts)).orElse("");
    }

    private String size(long bytes) {
        return bytes < KILO
                ? texts.get("size.bytes", bytes)
                : bytes < KILO * KILO
                        ? texts.get("size.kilobytes", Math.ceilDiv(bytes, KILO))
                        : texts.get("size.megabytes", Math.ceilDiv(bytes, KILO * KILO));
    }

    // ---------------------------------------------------------------- doing

    void backUp() {
        if (!possible.get()) {
            return;
        }
        working.set(true);
        notice.clear();
        jobs.start(
                texts.get("backups.job"),
                desk::now,
                made -> {
                    over();
                    notice.tell(texts.get("backups.done", texts.values().instant(made.at()), made.revision()));
                },
                failure -> {
                    over();
                    if (failure instanceof Cancelled) {
                        notice.tell(texts.get("backups.cancelled"));
                    } else {
                        notice.fail(failure);
                    }
                });
    }

    private void over() {
        working.set(false);
        refresh();
        changed.run();
    }

    /// @param folder the second folder from now on; empty for none
    void chooseSecond(Optional<Path> folder) {
        jobs.quiet(
                _ -> {
                    desk.chooseSecond(folder);
                    return folder;
                },
                _ -> {
                    refresh();
                    changed.run();
                    notice.tell(folder.map(chosen -> texts.get("backups.second.chosen", chosen))
                            .orElseGet(() -> texts.get("backups.second.left")));
                },
                notice::fail);
    }

    private void begin(Entry entry) {
        notice.clear();
        jobs.quiet(
                _ -> desk.proposedTarget(),
                proposed -> {
                    target.set(proposed.toString());
                    restoring.set(Optional.of(entry));
                },
                notice::fail);
    }

    void leaveRestoring() {
        restoring.set(Optional.empty());
    }

    /// Makes a register of the chosen backup in the folder that is shown.
    void restore() {
        restoring
                .get()
                .ifPresent(entry -> place().ifPresent(place -> {
                    restoring.set(Optional.empty());
                    working.set(true);
                    notice.clear();
                    restored.set(Optional.empty());
                    jobs.start(
                            texts.get("backups.restore.job"),
                            progress -> desk.restore(entry.file(), place, progress),
                            done -> {
                                working.set(false);
                                restored.set(Optional.of(done));
                            },
                            failure -> {
                                working.set(false);
                                if (failure instanceof Cancelled) {
                                    notice.tell(texts.get("backups.restore.cancelled"));
                                } else {
                                    notice.fail(failure);
                                }
                            });
                }));
    }

    private Optional<Path> place() {
        try {
            var place = Path.of(target.get().strip()).toAbsolutePath().normalize();
            boolean inside = facts.get()
                    .filter(found ->
                            place.startsWith(found.folder().toAbsolutePath().normalize()))
                    .isPresent();
            if (target.get().isBlank() || inside) {
                notice.refuse(texts.get("recovery.target.inside"));
                return Optional.empty();
            }
            return Optional.of(place);
        } catch (InvalidPathException _) {
            notice.refuse(texts.get("recovery.target.invalid"));
            return Optional.empty();
        }
    }

    /// What came back, in sentences.
    String restoredTold(Restored done) {
        var told = new ArrayList<String>();
        told.add(texts.get("backups.restored", done.revision(), done.folder()));
        done.remarks().forEach(remark -> told.add(remark.in(texts.locale())));
        if (!done.missingFiles().isEmpty()) {
            told.add(texts.get("recovery.done.files", done.missingFiles().size()) + ": "
                    + done.missingFiles().stream()
                            .map(file -> file.name().isEmpty() ? file.sha256() : file.name())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return String.join(" ", told);
    }

    void putAwayRestored() {
        restored.set(Optional.empty());
    }
}
