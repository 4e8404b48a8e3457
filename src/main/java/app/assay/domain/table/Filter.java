package app.assay.domain.table;

import java.util.List;
import java.util.Optional;

/// One condition on the rows of a table. Values are canonical texts; the empty text stands for unknown.
public sealed interface Filter {

    /// The column holds (or, inverted, does not hold) one of the values.
    record OneOf(String column, List<String> values, boolean inverted) implements Filter {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /// The column's text contains the words, letter case aside.
    record Contains(String column, String words) implements Filter {}

    /// The column lies between two canonical values, both included; an absent one is no bound.
    record Between(String column, Optional<String> from, Optional<String> to) implements Filter {}

    /// Any text column contains the words, letter case aside.
    record Search(String words) implements Filter {}
}
