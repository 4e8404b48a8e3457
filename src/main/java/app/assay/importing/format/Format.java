package app.assay.importing.format;

import app.assay.domain.source.FactSink;
import app.assay.importing.guard.Input;
import app.assay.work.Progress;
import java.util.Optional;

/// One kind of file. A new format is one class that implements this and one line in [Formats]; nothing else changes.
public interface Format {

    /// The stable code of the format, such as `csv` or `swid-2015`.
    String code();

    /// How the format shows itself, which decides when it is asked.
    Family family();

    /// Whether the content is of this format; the name of the file says nothing.
    ///
    /// @param look what all formats see of the content, and the content itself for a closer look
    /// @return empty when it is another format
    /// @throws app.assay.work.Fault if the content is of this format and hostile, encrypted or broken
    Optional<Detection> detect(Look look);

    /// Reads all rows. Every row of data is told to the sink exactly once, good or rejected.
    ///
    /// @throws app.assay.work.Fault if the file as a whole cannot be read
    /// @throws app.assay.work.Cancelled if the user ended the job
    void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress);
}
