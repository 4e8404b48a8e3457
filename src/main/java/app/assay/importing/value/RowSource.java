package app.assay.importing.value;

import org.jspecify.annotations.Nullable;

/// The rows of a table from first to last, the header among them.
public interface RowSource extends AutoCloseable {

    /// The next row, or null at the end. The row is valid until the next call.
    ///
    /// @throws app.assay.work.Fault if the table cannot be read on
    @Nullable
    Row next();

    /// Bytes read so far, for progress.
    long bytes();

    @Override
    void close();
}
