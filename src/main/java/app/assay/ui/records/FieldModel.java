package app.assay.ui.records;

import app.assay.domain.record.Field;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// One field of a form: what stands in it, what is to be said about it, what may be chosen.
public final class FieldModel {

    /// @param blocking whether the value is not kept
    public record Message(String text, boolean blocking) {}

    /// @param code canonical text; empty for "not known" or "any"
    public record Choice(String code, String name) {}

    private final Field field;
    private final String title;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Message>> message = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper relevant = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<Optional<String>> aside = new ReadOnlyObjectWrapper<>(Optional.empty());
    private String shown = "";
    private Predicate<Choice> told = _ -> false;

    FieldModel(Field field, String title) {
        this.field = field;
        this.title = title;
    }

    public Field field() {
        return field;
    }

    public String name() {
        return field.name();
    }

    public String title() {
        return title;
    }

    /// What stands in the field, as the analyst types it; the code where a list chooses it.
    public StringProperty textProperty() {
        return text;
    }

    public ReadOnlyObjectProperty<Optional<Message>> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// What the register says beside what is typed, where that is worth telling: it changed since, or the form came
    /// back from a draft.
    public ReadOnlyObjectProperty<Optional<String>> asideProperty() {
        return aside.getReadOnlyProperty();
    }

    /// What a list offers; empty for fields that are typed.
    public ObservableList<Choice> choices() {
        return choices;
    }

    /// The choice that a text names, by its code or its name; one of its own where it names none.
    Choice choice(String typed) {
        var text = typed.strip();
        return choices.stream()
                .filter(known -> known.code().equals(text))
                .findFirst()
                .or(() -> choices.stream()
                        .filter(known -> !known.code().isEmpty()
                                && (known.code().equalsIgnoreCase(text)
                                        || known.name().equalsIgnoreCase(text)))
                        .findFirst())
                .orElseGet(() -> new Choice(text, text));
    }

    /// A choice as one would type it: its name, or the text that was told or typed before.
    String typed(Choice choice) {
        return choice.code().isEmpty() || told.test(choice) ? choice.code() : choice.name();
    }

    /// Whether a text was chosen among what the product has; not one that a file told or somebody typed.
    boolean isChosen(String code) {
        return choices.stream().anyMatch(choice -> choice.code().equals(code) && !told.test(choice));
    }

    /// @param isTold tells choices apart that are no more than a text
    void tellApart(Predicate<Choice> isTold) {
        told = isTold;
    }

    /// Whether the field makes sense for what stands in the others.
    public ReadOnlyBooleanProperty relevantProperty() {
        return relevant.getReadOnlyProperty();
    }

    /// Whether it holds something that the register does not.
    boolean isTouched() {
        return !text.get().strip().equals(shown);
    }

    void show(String next) {
        shown = next;
        text.set(next);
        aside.set(Optional.empty());
    }

    /// What the register said when the field was last filled or saved.
    String shown() {
        return shown;
    }

    /// The register says something else now; what is typed stays.
    void keepTypedBeside(String now, Optional<String> told) {
        shown = now;
        aside.set(told);
    }

    void keep() {
        shown = text.get().strip();
        aside.set(Optional.empty());
    }

    void say(Optional<Message> next) {
        message.set(next);
    }

    void setRelevant(boolean isRelevant) {
        relevant.set(isRelevant);
    }
}
