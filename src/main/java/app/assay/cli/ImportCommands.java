package app.assay.cli;

import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.table.TableQuery;
import app.assay.service.ComputePosition;
import app.assay.service.ExportEvidence;
import app.assay.service.ImportFiles;
import app.assay.service.ImportOutcome;
import app.assay.service.ImportPlan;
import app.assay.service.OpenRegister;
import app.assay.service.Tables;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `detect` and `import`.
final class ImportCommands {

    private static final String LIMIT =
            "Allow more or less than usual of something, such as table-bytes=4GiB. Messages name the limits;"
                    + " a wrong name lists them all.";

    private ImportCommands() {}

    @CommandLine.Command(
            name = "detect",
            description = "Say what files are, by their content.",
            mixinStandardHelpOptions = true)
    static final class Detect extends Command {

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders.")
        List<Path> files = List.of();

        @Option(names = "--limit", paramLabel = "NAME=VALUE", description = LIMIT)
        Map<String, String> limits = Map.of();

        Detect(CliContext context) {
            super(context);
        }

        @Override
        int run() {
            var found = new ArrayList<Map<String, Object>>();
            var table = new TextTable(List.of("file", "format", "sure", "note"), List.of(false, false, true, false));
            int exitCode = 0;
            for (var file : files) {
                var document = Json.object();
                document.put("path", file.toString());
                try {
                    var detected = ImportFiles.detect(file, limits, progress());
                    document.put("format", detected.format());
                    document.put("confidence", detected.confidence());
                    document.put("note", detected.note());
                    table.row(List.of(
                            file.toString(), detected.format(), percent(detected.confidence()), detected.note()));
                } catch (Fault refused) {
                    fault(document, refused);
                    table.row(List.of(file.toString(), "refused", "", refused.happened()));
                    tell(refused.sentences());
                    exitCode = Math.max(exitCode, refused.code().exitCode());
                }
                found.add(document);
            }
            print(Map.of("files", found), table.text());
            return exitCode;
        }
    }

    @CommandLine.Command(
            name = "import",
            description = "Import files, each whole or not at all.",
            mixinStandardHelpOptions = true)
    static final class Import extends WritingCommand {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files or folders.")
        List<Path> files = List.of();

        @Option(
                names = "--as",
                paramLabel = "KIND",
                description = "What a row of a table means: installations, devices, users or entitlements.")
        Optional<String> meaning = Optional.empty();

        @Option(
                names = "--profile",
                paramLabel = "P",
                description = "Name of a saved mapping profile, or a profile file.")
        Optional<String> profile = Optional.empty();

        @Option(
                names = "--source",
                description = "Name of the source; its latest import counts. The file's name when absent.")
        Optional<String> source = Optional.empty();

        @Option(names = "--device", description = "Device that tags without a device belong to.")
        Optional<String> device = Optional.empty();

        @Option(
                names = "--data-date",
                paramLabel = "DATE",
                description = "Day that the data describe, such as 2026-06-30.")
        Optional<LocalDate> dataDate = Optional.empty();

        @Option(names = "--supplied-by", description = "Who handed the files over.")
        Optional<String> suppliedBy = Optional.empty();

        @Option(names = "--currency", description = "Currency of amounts that do not tell theirs, such as EUR.")
        Optional<String> currency = Optional.empty();

        @Option(names = "--limit", paramLabel = "NAME=VALUE", description = LIMIT)
        Map<String, String> limits = Map.of();

        @Option(names = "--dry-run", description = "Count what would change; write nothing.")
        boolean dryRun;

        @Option(
                names = "--rejected",
                paramLabel = "F",
                description = "Write the rows of one file that were left out, with their reasons, to a CSV file.")
        Optional<Path> rejected = Optional.empty();

        Import(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            var what = meaning.map(Import::meaningOf);
            if (rejected.isPresent() && (files.size() > 1 || dryRun)) {
                throw new Fault(
                        FaultCode.USAGE,
                        "Rejected rows are written for the import of one file.",
                        "Nothing was imported.",
                        "Name one file with --rejected, without --dry-run.");
            }
            return writing(folder, register -> {
                var imports = new ImportFiles(register);
                var done = new ArrayList<Map<String, Object>>();
                var table = new TextTable(
                        List.of(
                                "file",
                                "format",
                                "read",
                                "new",
                                "changed",
                                "same",
                                "rejected",
                                "warnings",
                                "seconds",
                                ""),
                        List.of(false, false, true, true, true, true, true, true, true, false));
                int exitCode = 0;
                for (var file : files) {
                    long began = System.nanoTime();
                    try {
                        var plan = ImportPlan.of(file)
                                .as(what)
                                .withProfile(profile)
                                .withSource(source)
                                .withDevice(device)
                                .withDataDate(dataDate)
                                .withSuppliedBy(suppliedBy.orElse(""))
                                .withLimits(limits)
                                .withLayout(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        currency);
                        var outcome = dryRun ? imports.dryRun(plan, progress()) : imports.run(plan, progress());
                        if (rejected.isPresent() && outcome.load().isPresent()) {
                            writeRejected(register, outcome.load().get(), rejected.get());
                        }
                        if (outcome.balance().isManyRejected()) {
                            tell(manyRejected(outcome));
                        }
                        done.add(document(outcome));
                        table.row(cells(outcome));
                    } catch (Fault refused) {
                        var document = Json.object();
                        document.put("path", file.toString());
                        fault(document, refused);
                        document.put("seconds", seconds(began));
                        done.add(document);
                        table.row(List.of(file.toString(), "refused", "", "", "", "", "", "", "", ""));
                        tell(refused.sentences());
                        exitCode = Math.max(exitCode, refused.code().exitCode());
                    } catch (Cancelled ended) {
                        var document = Json.object();
                        document.put("path", file.toString());
                        document.put("error", "CANCELLED");
                        done.add(document);
                        table.row(List.of(file.toString(), "cancelled", "", "", "", "", "", "", "", ""));
                        tell(
                                "Cancelled. Files that are told of as imported are imported whole; nothing of the others is.");
                        exitCode = Program.CANCELLED;
                        break;
                    }
                }
                var document = Json.object();
                document.put("revision", register.revision());
                document.put("files", done);
                print(document, table.text());
                return exitCode;
            });
        }

        private void writeRejected(OpenRegister register, UUID load, Path file) {
            var tables = new Tables(register, new ComputePosition(register));
            new ExportEvidence(register, new ComputePosition(register), tables)
                    .tableTo(file, tables.rejected(Optional.of(load)), TableQuery.ALL, List.of(), "csv", progress());
            tell("Wrote %s.".formatted(file));
        }

        private static RowMeaning meaningOf(String kind) {
            try {
                return RowMeaning.valueOf(kind.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new Fault(
                        FaultCode.USAGE,
                        "A row cannot mean \"%s\".".formatted(kind),
                        "Nothing was imported.",
                        "Use installations, devices, users or entitlements.");
            }
        }

        /// The warning before anybody relies on an import that left out much.
        private static String manyRejected(ImportOutcome outcome) {
            var balance = outcome.balance();
            boolean counts = outcome.state() != ImportOutcome.State.DRY_RUN;
            return Plain.text(
                    "WARNING: %s: %,d of %,d rows (%s %%) %s left out, more than %s %%. %s",
                    outcome.path(),
                    balance.rejected(),
                    balance.read(),
                    balance.rejectedPercent(),
                    counts ? "were" : "would be",
                    ImportBalance.MOST_REJECTED_PERCENT,
                    counts
                            ? "The other rows count; take the import back if the mapping is wrong."
                            : "Nothing was written; look at the mapping first.");
        }

        private static double seconds(long began) {
            return Math.round((System.nanoTime() - began) / 1e6) / 1000.0;
        }

        private static Map<String, Object> document(ImportOutcome outcome) {
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
            return document;
        }

        private static List<String> cells(ImportOutcome outcome) {
            var balance = outcome.balance();
            return List.of(
                    outcome.path(),
                    outcome.format(),
                    number(balance.read()),
                    number(balance.added()),
                    number(balance.changed()),
                    number(balance.same()),
                    number(balance.rejected()),
                    number(outcome.warnings()),
                    String.format(Locale.ROOT, "%.2f", outcome.seconds()),
                    switch (outcome.state()) {
                        case PUBLISHED -> "";
                        case DRY_RUN -> "dry run, nothing written";
                        case HELD -> "held, nothing written";
                        case ALREADY_IMPORTED -> "already imported, nothing changed";
                    });
        }
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    static void fault(Map<String, Object> document, Fault fault) {
        document.put("error", fault.code().name());
        document.put("happened", fault.happened());
        document.put("unharmed", fault.unharmed());
        document.put("remedy", fault.remedy());
    }
}
