package app.assay.storage;

import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.RawTitle;
import app.assay.domain.source.Load;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Everything a register says at one revision. Never changes; safe to read from any thread, without waiting unless a
/// method says so.
public interface RegisterSnapshot {

    long revision();

    /// The current records of a kind, by natural key (numbers as numbers), then UUID. References are UUIDs of
    /// records that
    /// exist or existed; a name that no record has is left out.
    List<RecordState> records(RecordKind kind);

    Optional<RecordState> record(RecordKind kind, UUID id);

    /// Who says what about each field of a record, by field in the order of the kind, the counting value first. May
    /// wait
    /// for the disk.
    List<FieldSource> sources(RecordKind kind, UUID id);

    /// Published and withdrawn loads, in the order of their first publication.
    List<Load> loads();

    /// The loads that count now: of each source the latest published one.
    List<Load> currentLoads();

    /// The loads whose installations count at the end of a day: of each source its latest published one by that
    /// day.
    List<Load> loadsAt(LocalDate day);

    /// The day that a load tells of: its data date, or else the day it was received in the register's zone.
    LocalDate dayOf(Load load);

    /// Whether a load tells of installations. They count by day; records count by the latest load, whatever the
    /// day.
    boolean hasInstallations(Load load);

    /// Raw titles are numbered from 0 to this, exclusive.
    int titleCount();

    RawTitle title(int id);

    /// What was installed at the end of a day: of each source its latest published load by that day counts. A
    /// load's day is
    /// its data date, or else the day it was received. May wait for the disk when the answer is not the current
    /// one.
    InstallationIndex installationsAt(LocalDate day);

    /// What is installed by the latest load of each source.
    InstallationIndex installations();
}
