package app.assay.domain.source;

import app.assay.domain.record.RecordKind;
import java.util.Map;

/// Where a reader puts what a file says. Called from one thread, in file order; a row gets exactly one of `record`,
/// `installation`, `title` or `rejected` with its row number, so that every row is accounted for.
///
/// Values are canonical texts (see [app.assay.domain.record.FieldType]) that the reader has checked; the empty text
/// means
/// unknown. References to other records (`host`, `user`, `unit`, `base` …) hold the *name* that the file uses; the
/// register resolves them.
public interface FactSink {

    /// No day is known.
    int NO_DAY = Integer.MIN_VALUE;

    /// A row that describes a device, a user, an entitlement or another record.
    ///
    /// @param row row in the current file
    /// @param values canonical texts by field name of the kind
    void record(long row, RecordKind kind, Map<String, String> values);

    /// A row that says that a title is installed on a device. Bulk formats call it millions of times.
    ///
    /// @param device name of the device as the file has it, not empty
    /// @param title raw title as the file has it, not empty
    /// @param code `swid:…`, `msi:…`, `package:…`, or empty
    /// @param firstSeen days since 1970-01-01, or [#NO_DAY]
    /// @param lastSeen days since 1970-01-01, or [#NO_DAY]
    /// @param lastUsed days since 1970-01-01, or [#NO_DAY]
    void installation(
            long row,
            String device,
            String title,
            String publisher,
            String version,
            String code,
            int firstSeen,
            int lastSeen,
            int lastUsed);

    /// A row that tells of a title without telling on which device (a tag without device).
    void title(long row, String title, String publisher, String version, String code);

    /// A row that was left out.
    void rejected(RejectedRow row);

    /// Something odd that leaves nothing out.
    ///
    /// @param code stable code of the warning, such as `swid.namespace-draft`
    void warning(Place place, String code, String message);

    /// What follows about a device is not everything that is there: what the load before of the same source said of
    /// it,
    /// and this one does not say, still holds. Called before the device is described; a sink that keeps nothing
    /// from
    /// load to load passes over it.
    ///
    /// @param device name of the device as the file has it, not empty
    default void partial(String device) {}

    /// The reader goes on with another file of the same input (an entry of an archive, a file of a folder). Row
    /// numbers
    /// start anew; what is said so far stays. Called before the first row of each file.
    void file(String name);
}
