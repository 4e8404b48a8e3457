package app.assay.ui.shell;

import java.util.List;
import java.util.Optional;

/// What the inspector tells of the selected record: a value, made in the background or on the drawing thread.
///
/// @param kind what it is, such as "Device"
/// @param title its name; empty together with everything else when nothing is selected
/// @param state a code with a sign and a word, such as `SHORT`; empty for none
/// @param why one or more sentences that explain the state; empty for none
/// @param actions what can be done with it
public record InspectorContent(
        String kind,
        String title,
        String state,
        String why,
        List<Section> sections,
        List<Event> history,
        List<Document> documents,
        List<Action> actions) {

    public static final InspectorContent NOTHING =
            new InspectorContent("", "", "", "", List.of(), List.of(), List.of(), List.of());

    public InspectorContent {
        sections = List.copyOf(sections);
        history = List.copyOf(history);
        documents = List.copyOf(documents);
        actions = List.copyOf(actions);
    }

    public static InspectorContent of(String kind, String title, List<Section> sections) {
        return new InspectorContent(kind, title, "", "", sections, List.of(), List.of(), List.of());
    }

    public InspectorContent state(String code, String sentences) {
        return new InspectorContent(kind, title, code, sentences, sections, history, documents, actions);
    }

    public InspectorContent history(List<Event> events) {
        return new InspectorContent(kind, title, state, why, sections, events, documents, actions);
    }

    public InspectorContent documents(List<Document> papers) {
        return new InspectorContent(kind, title, state, why, sections, history, papers, actions);
    }

    public InspectorContent actions(Action... choices) {
        return new InspectorContent(kind, title, state, why, sections, history, documents, List.of(choices));
    }

    public boolean isNothing() {
        return title.isEmpty();
    }

    /// Fields under one heading.
    ///
    /// @param title empty for the first, which needs none
    public record Section(String title, List<FieldLine> fields) {
        public Section {
            fields = List.copyOf(fields);
        }
    }

    /// @param name the field's name on screen
    /// @param value as it is shown; `–` when unknown
    /// @param source where the value comes from, such as "inventory.csv, row 14"; empty for nothing to tell
    /// @param others what other sources say, each as "source: value"; empty when all agree
    /// @param open where the value leads
    public record FieldLine(String name, String value, String source, List<String> others, Optional<Drill> open) {
        public FieldLine {
            others = List.copyOf(others);
        }

        public static FieldLine of(String name, String value) {
            return new FieldLine(name, value, "", List.of(), Optional.empty());
        }

        public static FieldLine of(String name, String value, String source) {
            return new FieldLine(name, value, source, List.of(), Optional.empty());
        }

        public FieldLine opening(Drill place) {
            return new FieldLine(name, value, source, others, Optional.of(place));
        }

        public FieldLine others(List<String> told) {
            return new FieldLine(name, value, source, told, open);
        }
    }

    /// @param moment as it is shown
    /// @param what in plain words, such as "Quantity changed from 100 to 120"
    public record Event(String moment, String who, String what) {}

    /// A document that is kept in the register.
    ///
    /// @param detail such as "PDF, 120 kB, SHA-256 3f2a…"
    /// @param kept whether its file is still there
    public record Document(String name, String detail, boolean kept) {

        /// One whose file is there.
        public Document(String name, String detail) {
            this(name, detail, true);
        }
    }
}
