package app.assay.importing;

import app.assay.domain.source.FactSink;
import app.assay.work.Progress;
import java.util.Optional;

/// One kind of file. A new format is one class that implements this; nothing else changes.
public interface Format {

    /// The stable code of the format, such as `csv` or `swid-2015`.
    String code();

    /// Whether the content is of this format; the name of the file says nothing.
    ///
    /// @param head the first bytes
    /// @param input for a closer look; opened anew for each look
    /// @param progress ends a look that takes too long
    /// @return empty when it is another format
    /// @throws app.assay.work.Fault if the content is of this format and hostile, encrypted or broken
    Optional<Detection> detect(Head head, Input input, Limits limits, Progress progress);

    /// Reads all rows. Every row of data is told to the sink exactly once, good or rejected.
    ///
    /// @throws app.assay.work.Fault if the file as a whole cannot be read
    /// @throws app.assay.work.Cancelled if the user ended the job
    void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress);
}
