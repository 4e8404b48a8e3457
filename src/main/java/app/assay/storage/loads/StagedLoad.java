package app.assay.storage.loads;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.LoadWarning;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.WarningGroup;
import app.assay.storage.records.CommitResult;
import app.assay.work.Progress;
import java.util.List;
import java.util.UUID;

/// An import between its first row and its publication: nobody sees it, and closing it leaves nothing behind.
///
/// Used by one thread. Rows first, then [#finish], then [#publish] or [#discard]; [#close] discards what is not
/// published.
/// Memory does not grow with the number of installation rows.
public interface StagedLoad extends FactSink, AutoCloseable {

    UUID id();

    /// Ends the rows, counts them against the latest published load of the source before this one, and checks that
    /// read =
    /// new + changed + same + rejected. A dry run is discarded here.
    ///
    /// @throws app.assay.work.Cancelled if the job was cancelled; the load is then to be closed
    ImportBalance finish(Progress progress);

    /// Makes the load count, as one command that undo takes back. Durable when it returns.
    ///
    /// @throws IllegalStateException before [#finish], after [#discard] or for a dry run
    CommitResult publish();

    /// Takes away what was written. Nothing happens if it was published or discarded before.
    void discard();

    /// Warnings told so far.
    long warnings();

    /// The first rejected rows, at most 10,000 and fewer where they are long.
    List<RejectedRow> firstRejected();

    /// The first warnings, at most 10,000 and fewer where they are long.
    List<LoadWarning> firstWarnings();

    /// All warnings told so far, those that say the same together.
    List<WarningGroup> warningGroups();

    @Override
    void close();
}
