package app.assay.ui.shell;

import app.assay.domain.draft.Draft;
import app.assay.domain.record.RecordKind;
import app.assay.service.EditDrafts;
import app.assay.work.Cancelled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Keeps what stands in forms and is not saved, and offers what forms left behind: when the program ended, or when the
/// analyst went on to something else. Knows no control. For the drawing thread; nothing here waits for the disk.
public final class FormDrafts {

    /// How long after the last key press a draft is written.
    public static final Duration PAUSE = Duration.ofSeconds(2);

    /// Where drafts are kept. Called on a background thread. Of two calls for one draft the one with the higher
    /// turn
    /// counts, whichever comes first.
    public interface Keeper {

        /// Drafts of an earlier run, the latest first, and the names of files that were put aside.
        EditDrafts.Found all();

        void keep(Draft draft, long turn);

        void remove(UUID id, long turn);

        static Keeper of(EditDrafts drafts) {
            return new Keeper() {
                @Override
                public EditDrafts.Found all() {
                    return drafts.all();
                }

                @Override
                public void keep(Draft draft, long turn) {
                    drafts.keep(draft, turn);
                }

                @Override
                public void remove(UUID id, long turn) {
                    drafts.remove(id, turn);
                }
            };
        }

        /// Keeps nothing: for a register that is only looked at, where nothing can be saved either.
        static Keeper nothing() {
            return new Keeper() {
                @Override
                public EditDrafts.Found all() {
                    return new EditDrafts.Found(List.of(), List.of());
                }

                @Override
                public void keep(Draft draft, long turn) {}

                @Override
                public void remove(UUID id, long turn) {}
            };
        }
    }

    /// What stands in a form and is not saved.
    ///
    /// @param record the record that it changes; empty for a new one
    /// @param subject the record's name; may be empty
    /// @param values texts as typed
    /// @param base what the register said in these fields
    public record Typed(
            Optional<UUID> record, String subject, SortedMap<String, String> values, SortedMap<String, String> base) {

        public static Typed of(
                Optional<UUID> record, String subject, Map<String, String> values, Map<String, String> base) {
            return new Typed(record, subject, new TreeMap<>(values), new TreeMap<>(base));
        }
    }

    private record Place(String form, RecordKind kind) {}

    private final Keeper keeper;
    private final Jobs jobs;
    private final Pauses pauses;
    private final LongSupplier revision;
    private final Supplier<Instant> now;
    private final ObservableList<Draft> waiting = FXCollections.observableArrayList();
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Place, Consumer<Draft>> openers = new HashMap<>();
    private Consumer<Exception> onFailed = _ -> {};
    private Consumer<List<String>> onSetAside = _ -> {};
    private String lastFailure = "";
    private long turn;

    /// @param revision the register's revision now; never waits
    public FormDrafts(Keeper keeper, Jobs jobs, Pauses pauses, LongSupplier revision, Supplier<Instant> now) {
        this.keeper = keeper;
        this.jobs = jobs;
        this.pauses = pauses;
        this.revision = revision;
        this.now = now;
    }

    /// For windows whose forms keep nothing.
    public static FormDrafts none(Jobs jobs) {
        return new FormDrafts(Keeper.nothing(), jobs, Pauses.NEVER, () -> 0, () -> Instant.EPOCH);
    }

    /// @param failed told that something could not be kept, once until it can be again
    public void setOnFailed(Consumer<Exception> failed) {
        onFailed = failed;
    }

    /// @param told of the new names of files that could not be read as drafts
    public void setOnSetAside(Consumer<List<String>> told) {
        onSetAside = told;
    }

    /// Unfinished forms that are not on screen, the latest first.
    public ObservableList<Draft> waiting() {
        return waiting;
    }

    /// Looks for what an earlier run left.
    public void load() {
        jobs.quiet(
                _ -> keeper.all(),
                found -> {
                    var known = waiting.stream().map(Draft::id).toList();
                    found.drafts().stream()
                            .filter(draft -> !known.contains(draft.id())
                                    && slots.stream().noneMatch(slot -> slot.holds(draft.id())))
                            .forEach(waiting::add);
                    if (!found.setAside().isEmpty()) {
                        onSetAside.accept(found.setAside());
                    }
                },
                this::fail);
    }

    /// How a draft of some form comes back on screen.
    public void onContinue(String form, RecordKind kind, Consumer<Draft> open) {
        openers.put(new Place(form, kind), open);
    }

    /// Whether some form can show a draft again; one of a newer program may be of a form that this one lacks.
    public boolean canContinue(Draft draft) {
        return openers.containsKey(new Place(draft.form(), draft.kind()));
    }

    public void continueWith(Draft draft) {
        var open = openers.get(new Place(draft.form(), draft.kind()));
        if (open != null && waiting.contains(draft)) {
            open.accept(draft);
        }
    }

    /// The analyst does not want it any more.
    public void discard(Draft draft) {
        waiting.remove(draft);
        remove(draft.id());
    }

    /// The draft that waits for a record, if there is one.
    public Optional<Draft> waitingFor(String form, UUID record) {
        return waiting.stream()
                .filter(draft -> draft.form().equals(form)
                        && draft.record().filter(record::equals).isPresent())
                .findFirst();
    }

    /// Offers a draft that a form left.
    public void offer(Draft draft) {
        waiting.removeIf(old -> old.id().equals(draft.id()));
        waiting.addFirst(draft);
    }

    /// Some fields of a draft that a form left were saved after all; what is left of it is offered.
    public void settle(Draft draft, Set<String> saved) {
        var values = new TreeMap<>(draft.values());
        values.keySet().removeAll(saved);
        if (values.isEmpty()) {
            remove(draft.id());
            return;
        }
        var rest = new Draft(
                draft.id(),
                draft.form(),
                draft.kind(),
                draft.record(),
                draft.subject(),
                values,
                draft.base(),
                draft.revision(),
                draft.at());
        keep(rest);
        offer(rest);
    }

    /// Writes what stands in forms now: before the window loses the keys, or the place is left.
    public void flush() {
        List.copyOf(slots).forEach(Slot::flush);
    }

    /// What is to be done on a background thread before the register is closed, so that nothing typed is lost.
    public Runnable last() {
        var writes = new ArrayList<Runnable>();
        for (var slot : slots) {
            slot.pause.cancel();
            slot.draft().ifPresent(draft -> {
                long mine = ++turn;
                writes.add(() -> keeper.keep(draft, mine));
            });
        }
        return () -> writes.forEach(Runnable::run);
    }

    /// The place of one form.
    ///
    /// @param typed what stands in it and is not saved; empty when there is nothing
    public Slot form(String form, RecordKind kind, Supplier<Optional<Typed>> typed) {
        var slot = new Slot(form, kind, typed);
        slots.add(slot);
        return slot;
    }

    private void keep(Draft draft) {
        long mine = ++turn;
        jobs.quiet(
                _ -> {
                    keeper.keep(draft, mine);
                    return draft;
                },
                _ -> lastFailure = "",
                this::fail);
    }

    private void remove(UUID id) {
        long mine = ++turn;
        jobs.quiet(
                _ -> {
                    keeper.remove(id, mine);
                    return id;
                },
                _ -> {},
                this::fail);
    }

    private void fail(Exception failure) {
        var told = String.valueOf(failure.getMessage());
        if (!(failure instanceof Cancelled) && !told.equals(lastFailure)) {
            lastFailure = told;
            onFailed.accept(failure);
        }
    }

    /// One form on screen and the draft of what stands in it.
    public final class Slot {

        private final String form;
        private final RecordKind kind;
        private final Supplier<Optional<Typed>> typed;
        private Optional<UUID> id = Optional.empty();
        private Optional<Typed> written = Optional.empty();
        private long began;
        private RunningJob pause = RunningJob.NONE;

        private Slot(String form, RecordKind kind, Supplier<Optional<Typed>> typed) {
            this.form = form;
            this.kind = kind;
            this.typed = typed;
        }

        private boolean holds(UUID draft) {
            return id.equals(Optional.of(draft));
        }

        /// Something was typed: the draft is written once nothing more comes for a while.
        public void changed() {
            if (id.isEmpty()) {
                began = revision.getAsLong();
            }
            pause.cancel();
            pause = pauses.after(PAUSE, this::flush);
        }

        /// Writes the draft now, or removes it when nothing unsaved stands in the form any more.
        public void flush() {
            pause.cancel();
            pause = RunningJob.NONE;
            var now = typed.get();
            if (now.isEmpty()) {
                drop();
            } else if (!now.equals(written)) {
                draft().ifPresent(FormDrafts.this::keep);
                written = now;
            }
        }

        private Optional<Draft> draft() {
            return typed.get().map(content -> {
                if (id.isEmpty()) {
                    id = Optional.of(UUID.randomUUID());
                }
                return new Draft(
                        id.get(),
                        form,
                        kind,
                        content.record(),
                        content.subject(),
                        content.values(),
                        content.base(),
                        began,
                        now.get());
            });
        }

        /// The form turns to something else; what stood in it stays kept, for whoever asks for it to offer or
        /// settle.
        ///
        /// @return what stood in it; empty when there was nothing
        public Optional<Draft> detach() {
            flush();
            var left = id.isEmpty() ? Optional.<Draft>empty() : draft();
            id = Optional.empty();
            written = Optional.empty();
            return left;
        }

        /// The form turns to something else; what stood in it is offered.
        public void leave() {
            detach().ifPresent(FormDrafts.this::offer);
        }

        /// Saved, or discarded by the analyst: nothing is to be kept of it.
        public void drop() {
            pause.cancel();
            pause = RunningJob.NONE;
            id.ifPresent(FormDrafts.this::remove);
            id = Optional.empty();
            written = Optional.empty();
        }

        /// The form shows a draft that waited: what is typed from now on goes into the same one.
        public void adopt(Draft draft) {
            waiting.remove(draft);
            id = Optional.of(draft.id());
            began = draft.revision();
            written = Optional.empty();
        }
    }
}
