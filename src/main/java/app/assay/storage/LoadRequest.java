package app.assay.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What is imported, from where, and how it is read.
///
/// @param source name of the source; its latest published load counts
/// @param fileName name of the file as it was handed over
/// @param modified when the file was last changed, as its file system says
/// @param blob the bytes of the file, kept by [Blobs] before
/// @param format code of the format, such as `csv`
/// @param meaning what a row means, empty for formats that say so themselves
/// @param profile name of the mapping profile, empty when none
/// @param options canonical text of the reading options, with the digest of the profile
/// @param dataDate the day that the data describe; empty when nobody told
/// @param suppliedBy who handed it over; empty when nobody told
/// @param dryRun counts only; nothing is written and nothing can be published
public record LoadRequest(
        String source,
        String fileName,
        Optional<Instant> modified,
        StoredBlob blob,
        String format,
        String meaning,
        String profile,
        String options,
        Optional<LocalDate> dataDate,
        String suppliedBy,
        boolean dryRun) {

    public LoadRequest {
        if (source.isBlank()) {
            throw new IllegalArgumentException("A load needs the name of its source");
        }
    }
}
