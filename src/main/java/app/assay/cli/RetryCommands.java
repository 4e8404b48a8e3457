package app.assay.cli;

import app.assay.domain.source.Load;
import app.assay.domain.table.TableQuery;
import app.assay.service.ComputePosition;
import app.assay.service.ExportEvidence;
import app.assay.service.ImportFiles;
import app.assay.service.ImportOutcome;
import app.assay.service.LoadRemarks;
import app.assay.service.LoadRemarks.Remarked;
import app.assay.service.OpenRegister;
import app.assay.service.Tables;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rejected`, `warnings` and `retry`: what earlier imports left out, what was odd about them, and reading them again.
final class RetryCommands {

    private static final int SHORT_ID = 8;
    private static final int ALL = 1_000_000;

    private RetryCommands() {}

    private static String shortId(Load load) {
        return load.id().toString().substring(0, SHORT_ID);
    }

    /// The imports that an analyst names by the beginning of their ids; all when none is named.
    private static List<Remarked> chosen(List<Remarked> loads, List<String> names) {
        if (names.isEmpty()) {
            return loads;
        }
        var chosen = new ArrayList<Remarked>();
        for (var name : names) {
            var found = loads.stream()
                    .filter(one -> one.load().id().toString().startsWith(name)
                            || one.load().source().equals(name))
                    .toList();
            if (found.isEmpty()) {
                throw new Fault(
                        FaultCode.USAGE,
                        Sentence.of("program.no-import-left-out-rows", name),
                        Sentence.of("program.nothing-was-changed"),
                        Sentence.of("program.name-one-by-its-source"));
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    abstract static class Listing extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Parameters(
                index = "1..*",
                paramLabel = "IMPORT",
                description = "Sources, or beginnings of ids of imports; all that tell something when absent.")
        List<String> loads = List.of();

        Listing(CliContext context) {
            super(context);
        }

        List<Remarked> listed(LoadRemarks remarks) {
            return chosen(remarks.loads(), loads).stream()
                    .filter(one -> count(one.load()) > 0)
                    .toList();
        }

        abstract long count(Load load);

        Map<String, Object> document(Remarked one) {
            var load = one.load();
            var document = Json.object();
            document.put("load", load.id().toString());
            document.put("source", load.source());
            document.put("file", load.file());
            document.put("received", load.receivedAt().toString());
            document.put("counts", one.counts());
            document.put("read", load.balance().read());
            document.put("rejected", load.balance().rejected());
            document.put("warnings", load.warnings());
            return document;
        }

        String head(Remarked one) {
            var load = one.load();
            return "%s  %s  %s%s"
                    .formatted(
                            shortId(load),
                            load.source(),
                            load.file(),
                            one.counts() ? "" : "  (a later import of the source counts)");
        }
    }

    @CommandLine.Command(
            name = "rejected",
            description = "List the rows that imports left out, each as the file has it, with the reason.",
            mixinStandardHelpOptions = true)
    static final class Rejected extends Listing {

        @Option(names = "--to", paramLabel = "F", description = "Write them to a CSV file as well.")
        Optional<Path> to = Optional.empty();

        Rejected(CliContext context) {
            super(context);
        }

        @Override
        long count(Load load) {
            return load.balance().rejected();
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var remarks = new LoadRemarks(register);
                var listed = listed(remarks);
                if (to.isPresent() && listed.size() > 1) {
                    throw new Fault(
                            FaultCode.USAGE,
                            Sentence.of("program.rows-one-import-are-written", listed.size()),
                            Sentence.of("program.nothing-was-written"),
                            Sentence.of("program.name-one-them"));
                }
                var documents = new ArrayList<Map<String, Object>>();
                var text = new StringBuilder();
                for (var one : listed) {
                    var rows = remarks.rejected(one.load().id(), json ? ALL : LoadRemarks.MOST);
                    var document = document(one);
                    document.put("rows", RemarkTexts.rejectedDocuments(rows));
                    document.put("rowsLeft", count(one.load()) - rows.size());
                    documents.add(document);
                    text.append(head(one));
                    text.append(RemarkTexts.text(one.load().file(), count(one.load()), rows, 0, List.of()));
                    for (var row : rows.subList(0, Math.min(rows.size(), 20))) {
                        text.append("    ")
                                .append(row.place().text())
                                .append(": ")
                                .append(row.raw().replaceAll("\\R", " "))
                                .append('\n');
                    }
                    if (to.isPresent()) {
                        write(register, one.load(), to.get());
                    }
                }
                if (listed.isEmpty()) {
                    text.append("No import left a row out.\n");
                } else {
                    text.append("\nTry them again with \"%s\".\n".formatted(NextCommand.of("retry", folder)));
                }
                var document = Json.object();
                document.put("revision", register.revision());
                document.put("imports", documents);
                print(document, text.toString());
                return 0;
            });
        }

        private void write(OpenRegister register, Load load, Path file) {
            var position = new ComputePosition(register);
            var tables = new Tables(register, position);
            new ExportEvidence(register, position, tables)
                    .tableTo(
                            file,
                            tables.rejected(Optional.of(load.id())),
                            TableQuery.ALL,
                            List.of(),
                            "csv",
                            progress());
            tell("Wrote %s.".formatted(file));
        }
    }

    @CommandLine.Command(
            name = "warnings",
            description = "List what was odd about imports, such as devices that may be one.",
            mixinStandardHelpOptions = true)
    static final class Warnings extends Listing {

        Warnings(CliContext context) {
            super(context);
        }

        @Override
        long count(Load load) {
            return load.warnings();
        }

        @Override
        int run() throws Exception {
            return reading(folder, register -> {
                var remarks = new LoadRemarks(register);
                var documents = new ArrayList<Map<String, Object>>();
                var text = new StringBuilder();
                for (var one : listed(remarks)) {
                    var id = one.load().id();
                    var groups = remarks.groups(id);
                    var document = document(one);
                    document.put("warningGroups", RemarkTexts.groupDocuments(groups));
                    if (json) {
                        var warnings = remarks.warnings(id, ALL);
                        document.put("warningList", RemarkTexts.warningDocuments(warnings));
                        document.put("warningsLeft", count(one.load()) - warnings.size());
                    }
                    documents.add(document);
                    text.append(head(one));
                    text.append(RemarkTexts.text(one.load().file(), 0, List.of(), count(one.load()), groups));
                }
                if (documents.isEmpty()) {
                    text.append("No import told a warning.\n");
                }
                var document = Json.object();
                document.put("revision", register.revision());
                document.put("imports", documents);
                print(document, text.toString());
                return 0;
            });
        }
    }

    @CommandLine.Command(
            name = "retry",
            description = "Read kept files again whose rows were left out, with the program and the mapping of today;"
                    + " rows that pass now come in.",
            mixinStandardHelpOptions = true)
    static final class Retry extends WritingCommand {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Parameters(
                index = "1..*",
                paramLabel = "IMPORT",
                description = "Sources, or beginnings of ids of imports; all with rows left out when absent.")
        List<String> loads = List.of();

        @Option(names = "--dry-run", description = "Count what would change; write nothing.")
        boolean dryRun;

        Retry(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            return writing(folder, register -> {
                var imports = new ImportFiles(register);
                var report = new ImportReport();
                int exitCode = 0;
                for (var one : chosen(new LoadRemarks(register).loads(), loads)) {
                    boolean wanted = !loads.isEmpty() || one.load().balance().rejected() > 0;
                    if (!wanted || !one.counts()) {
                        continue;
                    }
                    try {
                        var outcome = imports.retry(one.load().id(), dryRun, progress());
                        if (outcome.state() == ImportOutcome.State.HELD) {
                            tell(Plain.text(
                                    "WARNING: %s: %,d of %,d rows would be left out, more than before. Nothing was written; correct the profile, or import the file again.",
                                    outcome.path(),
                                    outcome.balance().rejected(),
                                    outcome.balance().read()));
                        }
                        report.add(register, outcome, json);
                    } catch (Fault refused) {
                        report.refused(one.load().file(), refused);
                        tell(refused.sentences());
                        exitCode = Math.max(exitCode, refused.code().exitCode());
                    }
                }
                print(
                        report.document(register.revision()),
                        report.isEmpty() ? "No import that counts left a row out.\n" : report.text());
                return exitCode;
            });
        }
    }
}
