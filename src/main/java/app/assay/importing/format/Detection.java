package app.assay.importing.format;

import app.assay.importing.profile.TableLayout;
import java.util.Optional;

/// What a look at a file's content says.
///
/// @param format code of the format
/// @param confidence from 0 to 1; the highest wins
/// @param layout how to read it, when it is a table
/// @param note what else was seen, in plain words; may be empty
public record Detection(String format, double confidence, Optional<TableLayout> layout, String note) {

    public Detection {
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("confidence of %s is %s".formatted(format, confidence));
        }
    }
}
