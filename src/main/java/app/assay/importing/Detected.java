package app.assay.importing;

import app.assay.importing.format.Detection;
import app.assay.importing.profile.TableLayout;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.util.Optional;

/// What detection says about one file or folder that was handed over.
///
/// @param format code of the format; `folder` for a folder, `zip` for an archive of files
/// @param confidence from 0 to 1
/// @param layout how to read it, when it is a table
/// @param note what else was seen, such as `gzip` around it; may be empty
public record Detected(Path file, String format, double confidence, Optional<TableLayout> layout, Sentence note) {

    /// Whether a row can mean different things and a [app.assay.domain.source.RowMeaning] and a mapping are needed.
    public boolean isTable() {
        return layout.isPresent();
    }

    Detection detection() {
        return new Detection(format, confidence, layout, note);
    }
}
