package app.assay.importing.table;

import app.assay.importing.format.Detection;
import app.assay.importing.format.Format;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Input;
import app.assay.work.Progress;

/// A format whose rows mean what its analyst says.
public interface TableFormat extends Format {

    /// How the table would be read.
    ///
    /// @param progress ends a look that takes too long
    TablePreview preview(Input input, Detection detection, ReadOptions options, int rows, Progress progress);
}
