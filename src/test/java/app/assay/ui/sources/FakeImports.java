package app.assay.ui.sources;

import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.source.WarningGroup;
import app.assay.service.ImportOutcome;
import app.assay.service.ImportPlan;
import app.assay.service.ImportPreview;
import app.assay.service.Saved;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Imports that remember what they were asked and answer as a table of installations would.
final class FakeImports implements ImportDesk {

    final List<ImportPlan> imported = new ArrayList<>();
    final List<String> saved = new ArrayList<>();
    boolean broken;

    /// Whether more rows are rejected than an import may have without a question.
    boolean doubtful;

    @Override
    public ImportPreview preview(ImportPlan plan) {
        if (broken) {
            throw new Fault(
                    FaultCode.INPUT_HOSTILE,
                    Sentence.verbatim("bomb.zip unpacks to more than 2 GiB."),
                    Sentence.verbatim("Nothing was imported."),
                    Sentence.verbatim("Ask the sender for the files one by one."));
        }
        if (plan.file().toString().endsWith(".swidtag")) {
            return new ImportPreview("swid-2015", 1, "tags", Sentence.verbatim(""), Optional.empty(), day(plan));
        }
        var columns = List.of(
                column(plan, "Computer name", "device", 0.97),
                column(plan, "Software", "title", 0.94),
                column(plan, "Vendor", "publisher", 0.9),
                column(plan, "Installed", "firstSeen", 0.6));
        var findings = plan.dateOrder().isPresent()
                ? List.<ImportPreview.Finding>of()
                : List.of(new ImportPreview.Finding(
                        "date.ambiguous",
                        "Installed",
                        Sentence.verbatim("03/04/2026 may be in March or in April."),
                        true));
        return new ImportPreview(
                "csv",
                0.98,
                "office inventory",
                Sentence.of("import.sheets", 3),
                Optional.of(new ImportPreview.TableProposal(
                        plan.encoding().orElse("UTF-8"),
                        ";",
                        "",
                        List.of(),
                        1,
                        plan.meaning().or(() -> Optional.of(RowMeaning.INSTALLATIONS)),
                        columns,
                        List.of(
                                List.of("HAM-0001", "Microsoft SQL Server 2019 Standard", "Microsoft", "03/04/2026"),
                                List.of("HAM-0001", "Adobe Acrobat DC", "Adobe Inc.", "05/04/2026"),
                                List.of("HAM-0002", "7-Zip 23.01 (x64)", "Igor Pavlov", "04/04/2026")),
                        findings,
                        List.of(
                                new ImportPreview.TargetChoice("device", true),
                                new ImportPreview.TargetChoice("title", true),
                                new ImportPreview.TargetChoice("publisher", false),
                                new ImportPreview.TargetChoice("firstSeen", false),
                                new ImportPreview.TargetChoice("lastSeen", false)))),
                day(plan));
    }

    /// The position is of the last of June, as its analyst said.
    private static Optional<ImportPreview.DataDay> day(ImportPlan plan) {
        var today = LocalDate.of(2026, 7, 1);
        return plan.dataDate()
                .map(day -> new ImportPreview.DataDay(day, true, LocalDate.of(2026, 6, 30), true, today, true, false));
    }

    private static ImportPreview.ColumnProposal column(ImportPlan plan, String header, String field, double sure) {
        return plan.columns().containsKey(header)
                ? new ImportPreview.ColumnProposal(header, plan.columns().getOrDefault(header, ""), 1)
                : new ImportPreview.ColumnProposal(header, field, sure);
    }

    @Override
    public ImportOutcome dryRun(ImportPlan plan, Progress progress) {
        return outcome(plan, ImportOutcome.State.DRY_RUN, Optional.empty());
    }

    @Override
    public ImportOutcome run(ImportPlan plan, boolean acceptRejected, Progress progress) {
        if (doubtful && !acceptRejected) {
            return outcome(plan, ImportOutcome.State.HELD, Optional.empty());
        }
        imported.add(plan);
        return outcome(plan, ImportOutcome.State.PUBLISHED, Optional.of(new UUID(1, 1)));
    }

    private ImportOutcome outcome(ImportPlan plan, ImportOutcome.State state, Optional<UUID> load) {
        return new ImportOutcome(
                plan.file().toString(),
                "csv",
                0.98,
                "office inventory",
                state,
                load,
                doubtful ? new ImportBalance(1204, 1004, 0, 0, 200, 2) : new ImportBalance(1204, 1200, 0, 0, 4, 2),
                1,
                0.4,
                Optional.empty(),
                List.of(new WarningGroup("header.none", "The column Seats has no header.", 1, List.of())),
                List.of(),
                List.of());
    }

    @Override
    public List<String> profiles() {
        return List.copyOf(saved);
    }

    @Override
    public Saved saveProfile(String name, ImportPlan plan) {
        saved.add(name);
        return new Saved(true, 1, List.of());
    }
}
