package app.assay.storage.rows;

import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.Load;
import app.assay.domain.source.LoadState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;

/// A load as the register keeps it.
///
/// @param no its short number, rising from load to load
/// @param comparedWith number of the load that its balance was counted against; 0 when there was none
/// @param folded rows that told of the same installation as another row of the file and are kept as one with it
/// @param first the numbers that its first rows have
/// @param end the numbers after its last rows; equal to `first` while it is staged
public record StoredLoad(int no, Load load, int comparedWith, long folded, Numbers first, Numbers end) {

    /// Numbers of rows, one per bulk table.
    public record Numbers(
            int title, long record, long content, long key, long packed, long installed, long rejected, long warning) {}

    /// The day that the load tells of: its data date, or else the day it was received.
    public LocalDate day(ZoneId zone) {
        return load.dataDate().orElseGet(() -> LocalDate.ofInstant(load.receivedAt(), zone));
    }

    /// Whether it tells of installations.
    public boolean hasInstallations() {
        return end.packed() > first.packed() || end.installed() > first.installed();
    }

    /// Whether it tells of records only and nobody told of which day.
    boolean isDayless() {
        return load.dataDate().isEmpty() && !hasInstallations();
    }

    /// The later load counts: by the day it tells of, then by when it came.
    static Comparator<StoredLoad> byStrength(ZoneId zone) {
        return Comparator.<StoredLoad, LocalDate>comparing(load -> load.day(zone))
                .thenComparingInt(StoredLoad::no);
    }

    public StoredLoad with(LoadState state, long revision) {
        return new StoredLoad(
                no, with(state, revision, load.balance(), load.warnings()), comparedWith, folded, first, end);
    }

    public StoredLoad finished(ImportBalance balance, long warnings, int against, long foldedRows, Numbers ends) {
        return new StoredLoad(
                no, with(load.state(), load.revision(), balance, warnings), against, foldedRows, first, ends);
    }

    private Load with(LoadState state, long revision, ImportBalance balance, long warnings) {
        return new Load(
                load.id(),
                load.source(),
                load.file(),
                load.bytes(),
                load.modified(),
                load.sha256(),
                load.format(),
                load.meaning(),
                load.profile(),
                load.options(),
                state,
                load.receivedAt(),
                load.dataDate(),
                load.suppliedBy(),
                balance,
                warnings,
                revision);
    }
}
