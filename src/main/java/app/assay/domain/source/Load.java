package app.assay.domain.source;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// One import of one file.
///
/// @param source name of the source, such as `GLPI head office`; the latest published load of a source counts
/// @param file name of the file as it was handed over
/// @param sha256 lower-case hexadecimal hash of the file's bytes
/// @param format code of the format, such as `csv`, `swid-2015`
/// @param meaning what a row means, empty for formats that say so themselves
/// @param options canonical text of the reading options (encoding, separator, mapping), for reading again alike
/// @param dataDate the day that the data describe; empty when nobody told
/// @param suppliedBy who handed it over; empty when nobody told
/// @param revision revision at which it was published; 0 before
public record Load(
        UUID id,
        String source,
        String file,
        long bytes,
        Optional<Instant> modified,
        String sha256,
        String format,
        String meaning,
        String profile,
        String options,
        LoadState state,
        Instant receivedAt,
        Optional<LocalDate> dataDate,
        String suppliedBy,
        ImportBalance balance,
        long warnings,
        long revision) {}
