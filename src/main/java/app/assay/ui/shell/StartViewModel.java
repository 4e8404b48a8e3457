package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the program offers before a register is open. Knows no control.
public final class StartViewModel {

    /// A register that was open before.
    ///
    /// @param there whether its folder is still where it was
    public record Recent(String name, Path folder, Instant opened, boolean there) {}

    /// What the start screen asks of the program. Called on the drawing thread.
    public interface Door {

        void openSample();

        void newRegister();

        void openRegister();

        void openRecent(Path folder);
    }

    private final Texts texts;
    private final Door door;
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());

    private final ReadOnlyObjectWrapper<Optional<Action>> wayOut = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param recent the newest first
    public StartViewModel(Texts texts, List<Recent> recent, Door door) {
        this.texts = texts;
        this.door = door;
        this.recent.setAll(recent);
    }

    public Texts texts() {
        return texts;
    }

    public ObservableList<Recent> recent() {
        return recent;
    }

    /// Why a register could not be opened.
    public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What can be done about the problem besides what its sentences say.
    public ReadOnlyObjectProperty<Optional<Action>> wayOutProperty() {
        return wayOut.getReadOnlyProperty();
    }

    public void openSample() {
        tryTo(Door::openSample);
    }

    public void newRegister() {
        tryTo(Door::newRegister);
    }

    public void openRegister() {
        tryTo(Door::openRegister);
    }

    public void open(Recent register) {
        tryTo(way -> way.openRecent(register.folder()));
    }

    /// Shows why opening failed, also when it failed in the background.
    public void fail(Throwable failure) {
        fail(failure, Optional.empty());
    }

    /// Shows why opening failed and offers another way.
    public void fail(Throwable failure, Action way) {
        fail(failure, Optional.of(way));
    }

    private void fail(Throwable failure, Optional<Action> way) {
        if (!(failure instanceof app.assay.work.Cancelled)) {
            wayOut.set(way);
            problem.set(Optional.of(Problem.of(failure, texts)));
        }
    }

    /// Such as "2026-06-30 14:05 · /home/ann/registers/harbour".
    String detail(Recent register) {
        return register.there()
                ? texts.values().instant(register.opened()) + " · " + register.folder()
                : texts.get("start.gone", register.folder());
    }

    private void tryTo(Consumer<Door> way) {
        wayOut.set(Optional.empty());
        problem.set(Optional.empty());
        try {
            way.accept(door);
        } catch (app.assay.work.Fault fault) {
            fail(fault);
        }
    }
}
