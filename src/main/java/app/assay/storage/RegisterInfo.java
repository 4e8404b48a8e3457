package app.assay.storage;

import app.assay.domain.record.RecordKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/// What a register is and holds, at one revision.
///
/// @param id random, made once; also in the first entry of the trail
/// @param zone the zone in which a date of this register ends
/// @param counts current records by kind, every kind present
/// @param loads published loads
/// @param installations installations that count now, each device and title once
/// @param titles distinct raw titles ever read
/// @param fileBytes size of the database file
/// @param trailLength entries of the trail
/// @param trailHead hash of the last entry, lower-case hexadecimal
public record RegisterInfo(
        UUID id,
        String name,
        Path folder,
        ZoneId zone,
        int formatMajor,
        int formatMinor,
        Instant created,
        long revision,
        boolean readOnly,
        Map<RecordKind, Integer> counts,
        int loads,
        long installations,
        int titles,
        long fileBytes,
        long trailLength,
        String trailHead) {

    public RegisterInfo {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }
}
