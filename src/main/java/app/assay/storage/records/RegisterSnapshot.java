package app.assay.storage.records;

import app.assay.domain.record.DatedValues;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.RawTitle;
import app.assay.domain.source.Load;
import app.assay.storage.installations.InstallationIndex;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Everything a register says at one revision. Never changes; safe to read from any thread, without waiting unless a
/// method says so.
public interface RegisterSnapshot {

    long revision();

    /// The records of a kind, by natural key (numbers as numbers), then UUID. References are UUIDs of
    /// records that
    /// exist or existed; a name that no record has is left out.
    List<RecordState> records(RecordKind kind);

    Optional<RecordState> record(RecordKind kind, UUID id);

    /// Who says what about each field of a record, by field in the order of the kind, the counting value first. May
    /// wait
    /// for the disk.
    List<FieldSource> sources(RecordKind kind, UUID id);

    /// What an analyst says of a record from which day on, by day; empty where every word holds on every day.
    List<DatedValues.Step> steps(RecordKind kind, UUID id);

    /// Published and withdrawn loads, in the order of their first publication.
    List<Load> loads();

    /// The loads that count now: of each source the latest published one.
    List<Load> currentLoads();

    /// The loads that count at the end of a day: of each source its latest published one by that day.
    ///
    /// A load whose day nobody told and that tells of no installations says what is so without saying when. Of a
    /// source
    /// that has no load of the day or before, the first such load counts on earlier days too (of those that came in
    /// on
    /// one day the last): it is all that is known, and no later load changes it.
    List<Load> loadsAt(LocalDate day);

    /// The day that a load tells of: its data date, or else the day it was received in the register's zone.
    LocalDate dayOf(Load load);

    /// The records that an analyst edited so that something of them holds from a day after this one only, as they
    /// are
    /// now or, for those that are not there now, by their identity alone; by kind, then as [#records].
    List<RecordState> editedAfter(LocalDate day);

    /// The next day after one from which on the analyst says something else of a field of a record.
    Optional<LocalDate> saidOtherwiseAfter(RecordKind kind, UUID id, String field, LocalDate day);

    /// Whether a load tells of installations.
    boolean hasInstallations(Load load);

    /// Raw titles are numbered from 0 to this, exclusive.
    int titleCount();

    RawTitle title(int id);

    /// The register as it was at the end of a day, with what is known at this revision. May wait for the disk
    /// unless
    /// nothing here is of a later day, when it is this snapshot itself.
    ///
    /// Devices, users, units, rights, exclusions and all else that files tell are as the loads of [#loadsAt] tell
    /// them,
    /// names among them standing for records that were there. Devices and installations that were seen first after
    /// the
    /// day are not there. What the analyst says counts as it was said of the day, and no load of any day overrides
    /// it;
    /// the record's own days (start, end, from, until, valid until, first seen) say when it holds. Recognition,
    /// products, settings and frozen positions are knowledge and no facts of a day: they are as now.
    /// [#currentLoads]
    /// and the trail are as now as well.
    RegisterSnapshot at(LocalDate day);

    /// What was installed at the end of a day: the installations of [#at].
    InstallationIndex installationsAt(LocalDate day);

    /// What is installed by the loads that count here.
    InstallationIndex installations();
}
