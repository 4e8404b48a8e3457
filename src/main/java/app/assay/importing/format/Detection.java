package app.assay.importing.format;

import app.assay.importing.profile.TableLayout;
import app.assay.work.Sentence;
import java.util.Optional;

/// What a look at a file's content says.
///
/// @param format code of the format
/// @param confidence from 0 to 1; the highest wins
/// @param layout how to read it, when it is a table
/// @param note what else was seen; may be the empty words
public record Detection(String format, double confidence, Optional<TableLayout> layout, Sentence note) {

    /// Nothing else was seen.
    public static final Sentence NOTHING = Sentence.verbatim("");

    public Detection(String format, double confidence, Optional<TableLayout> layout) {
        this(format, confidence, layout, NOTHING);
    }

    public Detection {
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("confidence of %s is %s".formatted(format, confidence));
        }
    }
}
