package app.assay.storage.loads;

import app.assay.storage.folder.StoredBlob;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /// Begins a line of the options that tells what the reading depended on beside the wishes of the analyst: the
    /// program, the mapping in full. Such lines do not make two readings of a file different ones.
    public static final String BESIDE = "beside.";

    public LoadRequest {
        if (source.isBlank()) {
            throw new IllegalArgumentException("A load needs the name of its source");
        }
    }

    /// The same for another day.
    public LoadRequest withDataDate(Optional<LocalDate> day) {
        return new LoadRequest(
                source, fileName, modified, blob, format, meaning, profile, options, day, suppliedBy, dryRun);
    }

    /// The wishes of the analyst among options.
    public static String wishes(String options) {
        return options.lines().filter(line -> !line.startsWith(BESIDE)).collect(Collectors.joining("\n"));
    }

    /// What stands in a line of options.
    public static Optional<String> line(String options, String name) {
        return options.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst();
    }
}
