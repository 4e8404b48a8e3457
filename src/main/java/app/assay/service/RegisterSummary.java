package app.assay.service;

import app.assay.domain.record.RecordKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/// What a register is and how much it holds.
///
/// @param records current records by kind
/// @param loads published imports
/// @param installations device × title pairs that count today
/// @param fileBytes size of the database file
/// @param trailHead hash of the last entry of the trail
public record RegisterSummary(
        UUID id,
        String name,
        Path folder,
        ZoneId zone,
        String format,
        Instant created,
        long revision,
        boolean readOnly,
        Map<RecordKind, Integer> records,
        int loads,
        int titles,
        long installations,
        long fileBytes,
        long trailLength,
        String trailHead) {
    public RegisterSummary {
        records = Map.copyOf(records);
    }
}
