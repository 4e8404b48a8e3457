package app.assay.importing;

/// A format whose rows mean what its analyst says.
interface TableFormat extends Format {

    /// How the table would be read.
    TablePreview preview(Input input, Detection detection, ReadOptions options, int rows);
}
