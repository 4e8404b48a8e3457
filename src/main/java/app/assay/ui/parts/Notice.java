package app.assay.ui.parts;

import app.assay.ui.shell.Problem;
import app.assay.ui.text.Texts;
import app.assay.work.Cancelled;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The newest thing that a workspace has to say: that something is done, or why it is not. For the drawing thread.
public final class Notice {

    /// @param failed whether it tells of something that did not work
    public record Message(String text, boolean failed) {}

    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<Message>> message = new ReadOnlyObjectWrapper<>(Optional.empty());

    public Notice(Texts texts) {
        this.texts = texts;
    }

    public ReadOnlyObjectProperty<Optional<Message>> messageProperty() {
        return message.getReadOnlyProperty();
    }

    public void tell(String text) {
        message.set(Optional.of(new Message(text, false)));
    }

    public void refuse(String text) {
        message.set(Optional.of(new Message(text, true)));
    }

    /// Tells of a failure in three sentences; of a cancelled job nothing is told.
    public void fail(Exception failure) {
        if (!(failure instanceof Cancelled)) {
            refuse(Problem.of(failure, texts).sentences());
        }
    }

    public void clear() {
        message.set(Optional.empty());
    }
}
