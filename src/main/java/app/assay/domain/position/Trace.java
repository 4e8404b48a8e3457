package app.assay.domain.position;

import app.assay.domain.value.Quantity;
import java.util.List;

/// Why a line says what it says, unit by unit. Computed again from the facts when somebody asks.
///
/// @param line the line it explains
/// @param consumers everything that needs units, counted or not, sorted by name then id
/// @param sentences the bridge in plain English: "412 found − 30 not licensable … = 370 needed; 350 owned …"
public record Trace(PositionLine line, List<Consumer> consumers, List<String> sentences) {

    public Trace {
        consumers = List.copyOf(consumers);
        sentences = List.copyOf(sentences);
    }

    /// What consumes.
    public enum ConsumerKind {
        DEVICE,
        HOST,
        USER,
        ASSIGNMENT,
        SITE
    }

    /// One consumer of the line.
    ///
    /// @param id UUID of the device, user or assignment
    /// @param units units it needs; zero when it is not counted
    /// @param notCounted reason code of the reduction that took it out; empty when it is counted
    /// @param facts facts used, in the order of their use
    /// @param rules rules applied in order, in plain words
    /// @param covers rights that cover it
    /// @param uncovered units that nothing covers
    /// @param why one plain English sentence
    public record Consumer(
            ConsumerKind kind,
            String id,
            String name,
            String unitName,
            Quantity units,
            String notCounted,
            List<Fact> facts,
            List<String> rules,
            List<Cover> covers,
            Quantity uncovered,
            String why) {

        public Consumer {
            facts = List.copyOf(facts);
            rules = List.copyOf(rules);
            covers = List.copyOf(covers);
        }
    }

    /// A fact that was used.
    ///
    /// @param name such as `cores`, `title`, `host`, `minimum`
    /// @param title number of the raw title when the fact is an installation, else −1; the service adds the source
    /// row
    public record Fact(String name, String value, int title) {}

    /// Units of a right that cover a consumer.
    ///
    /// @param rule in plain words, such as `version 2019 and earlier covers 2016`
    public record Cover(String entitlement, String reference, Quantity units, String rule) {}
}
