package app.assay.importing;

import app.assay.work.Progress;

/// A format whose rows mean what its analyst says.
interface TableFormat extends Format {

    /// How the table would be read.
    ///
    /// @param progress ends a look that takes too long
    TablePreview preview(Input input, Detection detection, ReadOptions options, int rows, Progress progress);
}
