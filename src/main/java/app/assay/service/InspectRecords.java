package app.assay.service;

import app.assay.domain.record.RecordKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What stands behind a record: who says what about each field, and which row of which file it came from.
public final class InspectRecords {

    private final OpenRegister open;

    public InspectRecords(OpenRegister open) {
        this.open = open;
    }

    /// One thing that was said about one field.
    ///
    /// @param source name of the source; empty for the analyst
    /// @param file file within the load; empty for the analyst
    /// @param row row in the file; 0 for the analyst
    /// @param counts whether the record shows this value
    /// @param pending whether it names a record that nobody knows yet
    public record Said(
            String field, String value, String source, String file, long row, boolean counts, boolean pending) {}

    /// By field in the order of the kind, the counting value first.
    public List<Said> sources(RecordKind kind, UUID id) {
        var snapshot = open.snapshot();
        return snapshot.sources(kind, id).stream()
                .map(said -> new Said(
                        said.field(),
                        said.value(),
                        said.load().map(load -> sourceName(load)).orElse(""),
                        said.file(),
                        said.row(),
                        said.counts(),
                        said.pending()))
                .toList();
    }

    /// One load's word on one installation.
    public record Installation(
            String title,
            String source,
            String file,
            long row,
            Optional<java.time.LocalDate> firstSeen,
            Optional<java.time.LocalDate> lastSeen,
            Optional<java.time.LocalDate> lastUsed) {}

    /// What each load says about a title on a device, the load that counts most first.
    public List<Installation> installation(UUID device, int title) {
        var snapshot = open.snapshot();
        return snapshot.installations().details(device, title).stream()
                .map(found -> new Installation(
                        snapshot.title(found.title()).name(),
                        sourceName(found.load()),
                        found.file(),
                        found.row(),
                        found.firstSeen(),
                        found.lastSeen(),
                        found.lastUsed()))
                .toList();
    }

    private String sourceName(UUID load) {
        return open.snapshot().loads().stream()
                .filter(known -> known.id().equals(load))
                .map(known -> known.source())
                .findFirst()
                .orElse("");
    }
}
