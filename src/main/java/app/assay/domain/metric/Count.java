package app.assay.domain.metric;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What is needed, by whom, and what could not be told.
///
/// @param groups who needs licences, each in one of its ways
/// @param missing why it cannot be computed; empty when it can
/// @param remarks what an analyst should know of the figures
public record Count(List<Group> groups, List<Note> missing, List<Note> remarks) {

    public Count {
        groups = List.copyOf(groups);
        missing = List.copyOf(missing);
        remarks = List.copyOf(remarks);
    }

    /// Nothing can be computed.
    public static Count missing(Note... notes) {
        return new Count(List.of(), List.of(notes), List.of());
    }

    /// Consumers that are licensed together.
    ///
    /// @param ways of which exactly one is taken, in an order of their own
    /// @param isAll whether these are all ways that could be best
    public record Group(List<Way> ways, boolean isAll) {
        public Group {
            ways = List.copyOf(ways);
        }

        /// Consumers that can be licensed in one way alone.
        public static Group of(Share... shares) {
            return new Group(List.of(new Way("", List.of(shares))), true);
        }
    }

    /// A way to license a group.
    ///
    /// @param label in plain words, without names, so that like groups are alike; empty where there is one way
    public record Way(String label, List<Share> shares) {
        public Way {
            shares = List.copyOf(shares);
        }
    }

    /// Units for one consumer.
    ///
    /// @param metric code of the metric that they are of
    /// @param holder who or what needs them; empty when nobody in particular does
    /// @param name of the consumer as people read it
    /// @param servers machines whose editions and versions the licence must be for
    /// @param serverProduct product on these; empty for the product itself
    /// @param facts what was counted, in plain words
    public record Share(
            String metric,
            Optional<Party> holder,
            String name,
            long units,
            Set<UUID> servers,
            String serverProduct,
            List<String> facts) {
        public Share {
            servers = Set.copyOf(servers);
            facts = List.copyOf(facts);
        }
    }

    /// Something to tell.
    ///
    /// @param code stable code
    /// @param count how many things it concerns
    /// @param examples names of the first few of them
    /// @param message one plain English sentence
    public record Note(String code, long count, List<String> examples, String message) {

        private static final int MOST_EXAMPLES = 5;

        public Note {
            examples = examples.stream().limit(MOST_EXAMPLES).toList();
        }
    }
}
