package app.assay.ui.records;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.DatedValues;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.service.EditRecords;
import app.assay.service.OpenRegister;
import app.assay.service.Saved;
import app.assay.work.Progress;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What screens that edit records ask of the register. Every method but [#newId()] may wait for a disk and is called on
/// a background thread.
public interface RecordDesk {

    Optional<RecordState> find(RecordKind kind, UUID id);

    /// All records of a kind, by natural key.
    List<RecordState> all(RecordKind kind);

    UUID newId();

    /// What was said by hand of a record from which day on, by day.
    List<DatedValues.Step> steps(RecordKind kind, UUID id);

    /// The day from which on what changes in the course of time is usually edited.
    LocalDate usualDay();

    LocalDate today();

    /// What the checks say about a command, without doing it.
    List<Finding> check(Command command);

    /// Does a command, durably, or nothing of it when a finding blocks it.
    Saved apply(Command command, Progress progress);

    /// The identity of a record or the key of a product that was typed by name; the text itself where nothing fits.
    String canonical(RecordKind kind, String field, String typed);

    Catalogue catalogue();

    static RecordDesk of(OpenRegister open, EditRecords edits) {
        return new RecordDesk() {
            @Override
            public Optional<RecordState> find(RecordKind kind, UUID id) {
                return edits.find(kind, id);
            }

            @Override
            public List<RecordState> all(RecordKind kind) {
                return edits.all(kind);
            }

            @Override
            public UUID newId() {
                return edits.newId();
            }

            @Override
            public List<DatedValues.Step> steps(RecordKind kind, UUID id) {
                return edits.steps(kind, id);
            }

            @Override
            public LocalDate usualDay() {
                return edits.usualDay();
            }

            @Override
            public LocalDate today() {
                return edits.today();
            }

            @Override
            public List<Finding> check(Command command) {
                return edits.check(command);
            }

            @Override
            public Saved apply(Command command, Progress progress) {
                return edits.apply(command, progress);
            }

            @Override
            public String canonical(RecordKind kind, String field, String typed) {
                return edits.canonical(kind, field, typed);
            }

            @Override
            public Catalogue catalogue() {
                return open.catalogue();
            }
        };
    }
}
