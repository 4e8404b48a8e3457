package app.assay.domain.identity;

/// A text by which a record can be known again.
///
/// @param text folded; equal for equal keys
public record Key(KeySort sort, String text) {

    private static final char SEPARATOR = '\u001f';

    static Key within(KeySort sort, String name, String domain) {
        return new Key(sort, name + SEPARATOR + domain);
    }

    /// The text before the domain.
    String name() {
        int place = text.indexOf(SEPARATOR);
        return place < 0 ? text : text.substring(0, place);
    }

    /// The domain; empty when the key has none.
    String domain() {
        int place = text.indexOf(SEPARATOR);
        return place < 0 ? "" : text.substring(place + 1);
    }

    /// The key for people to read.
    public String shown() {
        return domain().isEmpty() ? name() : name() + " in " + domain();
    }
}
