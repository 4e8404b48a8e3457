package app.assay.cli;

import app.assay.service.ImportOutcome;
import app.assay.service.LoadRemarks;
import app.assay.service.OpenRegister;
import app.assay.work.Fault;
import app.assay.work.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What became of several imports, as a table with what is odd about each below it, and as a document.
final class ImportReport {

    private static final int ALL = 1_000_000;

    private final List<Map<String, Object>> documents = new ArrayList<>();
    private final TextTable table = new TextTable(
            List.of("file", "format", "read", "new", "changed", "same", "rejected", "warnings", "seconds", ""),
            List.of(false, false, true, true, true, true, true, true, true, false));
    private final StringBuilder remarks = new StringBuilder();

    /// @param whole whether the document is wanted, with every row and warning of a load
    void add(OpenRegister register, ImportOutcome outcome, boolean whole) {
        documents.add(document(register, outcome, whole));
        table.row(cells(outcome));
        remarks.append(RemarkTexts.text(
                outcome.path(),
                outcome.balance().rejected(),
                outcome.rejectedRows(),
                outcome.warnings(),
                outcome.warningGroups()));
        if (outcome.balance().rejected() > 0) {
            var folder = register.summary().folder();
            switch (outcome.state()) {
                case PUBLISHED ->
                    remarks.append("  They are kept; \"%s\" lists them, \"%s\" reads them again.\n"
                            .formatted(NextCommand.of("rejected", folder), NextCommand.of("retry", folder)));
                case ALREADY_IMPORTED ->
                    remarks.append("  They are still left out; correct the mapping or the file, or see \"%s\".\n"
                            .formatted(NextCommand.of("rejected", folder)));
                case DRY_RUN, HELD, SUPERSEDED -> {}
            }
        }
        if (outcome.state() == ImportOutcome.State.SUPERSEDED) {
            remarks.append("""

                    %s was imported before, and a later import of the source "%s" counts instead. Take that back to let it count again,
                      or import it as a source of its own with --source, or for its own day with --data-date.
                    """.formatted(outcome.path(), outcome.source()));
        }
    }

    void refused(String path, Fault refused) {
        var document = Json.object();
        document.put("path", path);
        ImportCommands.fault(document, refused);
        add(path, document, "refused");
    }

    /// A file of which nothing was imported.
    void add(String path, Map<String, Object> document, String why) {
        documents.add(document);
        table.row(List.of(path, why, "", "", "", "", "", "", "", ""));
    }

    boolean isEmpty() {
        return documents.isEmpty();
    }

    String text() {
        return table.text() + remarks;
    }

    Map<String, Object> document(long revision) {
        var document = Json.object();
        document.put("revision", revision);
        document.put("files", documents);
        return document;
    }

    private static Map<String, Object> document(OpenRegister register, ImportOutcome outcome, boolean whole) {
        var document = Json.object();
        document.put("path", outcome.path());
        document.put("format", outcome.format());
        document.put("confidence", outcome.confidence());
        document.put("read", outcome.balance().read());
        document.put("new", outcome.balance().added());
        document.put("changed", outcome.balance().changed());
        document.put("same", outcome.balance().same());
        document.put("rejected", outcome.balance().rejected());
        document.put("warnings", outcome.warnings());
        document.put("manyRejected", outcome.balance().isManyRejected());
        document.put("seconds", Math.round(outcome.seconds() * 1000) / 1000.0);
        document.put("vanished", outcome.balance().vanished());
        document.put("source", outcome.source());
        document.put("state", outcome.state().name());
        outcome.load().ifPresent(load -> document.put("load", load.toString()));
        outcome.readAgain().ifPresent(load -> document.put("readAgain", load.toString()));
        if (whole) {
            var kept = new LoadRemarks(register);
            boolean published = outcome.state() == ImportOutcome.State.PUBLISHED;
            document.put("warningGroups", RemarkTexts.groupDocuments(outcome.warningGroups()));
            document.put(
                    "warningList",
                    RemarkTexts.warningDocuments(
                            published && outcome.firstWarnings().size() < outcome.warnings()
                                    ? kept.warnings(outcome.load().orElseThrow(), ALL)
                                    : outcome.firstWarnings()));
            document.put(
                    "rejectedRows",
                    RemarkTexts.rejectedDocuments(
                            published
                                            && outcome.rejectedRows().size()
                                                    < outcome.balance().rejected()
                                    ? kept.rejected(outcome.load().orElseThrow(), ALL)
                                    : outcome.rejectedRows()));
        }
        return document;
    }

    private static List<String> cells(ImportOutcome outcome) {
        var balance = outcome.balance();
        return List.of(
                outcome.path(),
                outcome.format(),
                ImportCommands.number(balance.read()),
                ImportCommands.number(balance.added()),
                ImportCommands.number(balance.changed()),
                ImportCommands.number(balance.same()),
                ImportCommands.number(balance.rejected()),
                ImportCommands.number(outcome.warnings()),
                String.format(Locale.ROOT, "%.2f", outcome.seconds()),
                word(outcome));
    }

    private static String word(ImportOutcome outcome) {
        boolean again = outcome.readAgain().isPresent();
        return switch (outcome.state()) {
            case PUBLISHED -> again ? "read again" : "";
            case DRY_RUN -> again ? "read again, dry run, nothing written" : "dry run, nothing written";
            case HELD -> "held, nothing written";
            case SUPERSEDED -> "already imported, a later import counts";
            case ALREADY_IMPORTED ->
                outcome.balance().rejected() == 0
                        ? "already imported, nothing changed"
                        : Plain.text(
                                "already imported%s, %,d %s still left out",
                                again ? " and read again" : "",
                                outcome.balance().rejected(),
                                Plain.of(outcome.balance().rejected(), "row", "rows"));
        };
    }
}
