package app.assay.ui.recovery;

import app.assay.service.BackUpRegister.Entry;
import app.assay.service.RecoverRegister.Choice;
import app.assay.service.RecoverRegister.Finding;
import app.assay.service.RecoverRegister.Report;
import app.assay.service.RecoverRegister.Restored;
import app.assay.work.Fault;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An invented damaged register, kept in memory.
final class SampleDesk implements RecoveryDesk {

    static final Path FOLDER = Path.of("/registers/harbour-estate");
    static final Path TARGET = Path.of("/registers/harbour-estate-restored-20261125-081400");

    Report report = damaged();
    Restored restored = new Restored(TARGET, 61, 14, 204, 204, List.of(), List.of());
    List<Sentence> remarks = List.of();
    Optional<Fault> failure = Optional.empty();
    final List<String> asked = new ArrayList<>();

    @Override
    public Report inspect(List<Path> further, Progress progress) {
        progress.stopIfCancelled();
        asked.add("inspect " + further);
        return report;
    }

    @Override
    public Path proposedTarget() {
        return TARGET;
    }

    @Override
    public Restored restore(Path backup, Path target, boolean withJournal, Progress progress) {
        progress.stopIfCancelled();
        asked.add("restore " + backup.getFileName() + " into " + target.getFileName()
                + (withJournal ? " with the journal" : " alone"));
        failure.ifPresent(fault -> {
            throw fault;
        });
        return restored;
    }

    @Override
    public List<Sentence> export(Path file, Progress progress) {
        asked.add("export " + file);
        return remarks;
    }

    /// The same, but of the best backup two kept files are damaged or lost, and in the register too.
    static Report lackingFiles() {
        var found = damaged();
        var choices = new ArrayList<>(found.choices());
        var best = choices.getFirst();
        choices.set(0, new Choice(best.backup(), best.replayable(), best.lastEntry(), true, best.differences(), 2));
        return new Report(
                found.folder(),
                found.name(),
                found.intact(),
                found.findings(),
                found.entries(),
                found.readable(),
                choices,
                found.differences());
    }

    static Report damaged() {
        return new Report(
                FOLDER,
                "Harbour estate",
                false,
                List.of(
                        new Finding("MARKER", "WHOLE", Sentence.of("register.register-format", "Harbour estate", 1, 2)),
                        new Finding("SEAL", "WHOLE", Sentence.of("register.when-was-last-saved-was", 75, 214)),
                        new Finding("JOURNAL", "WHOLE", Sentence.of("register.all-entries-journal-are-whole", 214)),
                        new Finding("BACKUPS", "WHOLE", Sentence.of("register.backups-whole-but", 9, 1)),
                        new Finding(
                                "DATABASE",
                                "DAMAGED",
                                Sentence.of(
                                        "register.database-can-read-things-in",
                                        3,
                                        Sentence.of(
                                                "register.row-load-was-changed-its",
                                                41,
                                                "own_record",
                                                "rights.csv",
                                                "content"))),
                        new Finding("FILES", "WHOLE", Sentence.of("register.all-kept-files-are-whole", 12))),
                214,
                true,
                List.of(
                        choice(
                                "20261124T160300000Z-r61-timed.zip",
                                "TIMED",
                                "2026-11-24T16:03:00Z",
                                61,
                                200,
                                14,
                                214,
                                true),
                        choice(
                                "20261124T153300000Z-r58-timed.zip",
                                "TIMED",
                                "2026-11-24T15:33:00Z",
                                58,
                                190,
                                24,
                                214,
                                true),
                        choice(
                                "20261124T101100000Z-r44-import.zip",
                                "IMPORT",
                                "2026-11-24T10:11:00Z",
                                44,
                                160,
                                54,
                                214,
                                true),
                        choice(
                                "20261123T170500000Z-r40-close.zip",
                                "CLOSE",
                                "2026-11-23T17:05:00Z",
                                40,
                                151,
                                63,
                                214,
                                true),
                        choice(
                                "20261122T164000000Z-r33-close.zip",
                                "CLOSE",
                                "2026-11-22T16:40:00Z",
                                33,
                                120,
                                20,
                                140,
                                false),
                        choice(
                                "20261116T163000000Z-r21-edit.zip",
                                "EDIT",
                                "2026-11-16T16:30:00Z",
                                21,
                                90,
                                0,
                                90,
                                false),
                        choice(
                                "20261109T163000000Z-r12-close.zip",
                                "CLOSE",
                                "2026-11-09T16:30:00Z",
                                12,
                                60,
                                0,
                                60,
                                false),
                        choice(
                                "20261102T163000000Z-r9-request.zip",
                                "REQUEST",
                                "2026-11-02T16:30:00Z",
                                9,
                                44,
                                0,
                                44,
                                false),
                        choice(
                                "20261001T163000000Z-r4-close.zip",
                                "CLOSE",
                                "2026-10-01T16:30:00Z",
                                4,
                                12,
                                0,
                                12,
                                false)),
                List.of(
                        Sentence.of("register.row-load-was-changed-its", 41, "own_record", "rights.csv", "content"),
                        Sentence.of("register.entry-trail-does-not-follow", 204, 203),
                        Sentence.of("register.load-holds-other-rows-in", "inventory-2026-10.csv", "source_record")));
    }

    static Report nothing() {
        return new Report(
                FOLDER,
                "harbour-estate",
                false,
                List.of(
                        new Finding(
                                "MARKER",
                                "MISSING",
                                Sentence.of(
                                        "register.folder-has-no-file", "/registers/harbour-estate", "register.assay")),
                        new Finding("SEAL", "MISSING", Sentence.of("register.seal-not-there")),
                        new Finding("JOURNAL", "MISSING", Sentence.of("register.there-no-journal")),
                        new Finding("BACKUPS", "MISSING", Sentence.of("register.there-no-backup")),
                        new Finding(
                                "DATABASE",
                                "DAMAGED",
                                Sentence.verbatim(
                                        "The database file /registers/harbour-estate/register.mv.db is no database of a register.")),
                        new Finding("FILES", "WHOLE", Sentence.verbatim("All 0 kept files are whole."))),
                0,
                false,
                List.of(),
                List.of());
    }

    private static Choice choice(
            String file,
            String kind,
            String at,
            long revision,
            long trail,
            long replayable,
            long last,
            boolean complete) {
        var differences = new TreeMap<String, Long>();
        if (revision < 44) {
            differences.put("entitlement", revision - 70);
            differences.put("purchase", -12L);
            differences.put("title_decision", -31L);
        } else {
            differences.put("entitlement", 2L);
        }
        return new Choice(
                new Entry(
                        Path.of("/registers/harbour-estate/backups").resolve(file),
                        kind,
                        Instant.parse(at),
                        revision,
                        trail,
                        "ab".repeat(32),
                        Map.of(
                                "entitlement",
                                412L,
                                "purchase",
                                96L,
                                "agreement",
                                18L,
                                "proof",
                                12L,
                                "title_decision",
                                230L),
                        1_240_000,
                        true),
                replayable,
                last,
                complete,
                differences,
                0);
    }
}
