package app.assay.storage.tables;

import app.assay.storage.installations.InstallationIndex;
import app.assay.storage.records.RegisterSnapshot;
import java.util.List;

/// What an [InstallationTable] shows: one snapshot, the installations of one day in it, and what the program knows
/// about
/// each title.
///
/// @param titleColumns texts by title number, one array per extra column in the order of the table's extra columns; an
///     array may be shorter than the number of titles, and the empty text stands for unknown. Not changed after it is
///     handed over.
public record InstallationView(
        RegisterSnapshot snapshot, InstallationIndex installations, List<String[]> titleColumns) {
    public InstallationView {
        titleColumns = List.copyOf(titleColumns);
    }
}
