package app.assay.cli;

import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.table.TableQuery;
import app.assay.service.ComputePosition;
import app.assay.service.ExportEvidence;
import app.assay.service.ImportFiles;
import app.assay.service.ImportOutcome;
import app.assay.service.ImportPlan;
import app.assay.service.ImportPreview;
import app.assay.service.OpenRegister;
import app.assay.service.Tables;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Plain;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
                    document.put("note", detected.note().english());
                    table.row(List.of(
                            file.toString(),
                            detected.format(),
                            percent(detected.confidence()),
                            detected.note().english()));
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

    /// The words for what a row means, in their order.
    static final class Meanings extends ArrayList<String> {

        @java.io.Serial
        private static final long serialVersionUID = 1L;

        Meanings() {
            super(Arrays.stream(RowMeaning.values())
                    .map(meaning -> meaning.name().toLowerCase(Locale.ROOT))
                    .toList());
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
                completionCandidates = Meanings.class,
                description = "What a row of a table means: ${COMPLETION-CANDIDATES}.")
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

        @Option(names = "--device", description = "Device that tags and lists of packages without a device belong to.")
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
            if (rejected.isPresent() && files.size() > 1) {
                throw new Fault(
                        FaultCode.USAGE,
                        Sentence.of("program.rejected-rows-are-written-for"),
                        Sentence.of("program.nothing-was-imported"),
                        Sentence.of("program.name-one-file-with-rejected"));
            }
            return writing(folder, register -> {
                var imports = new ImportFiles(register);
                var report = new ImportReport();
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
                        if (rejected.isPresent()) {
                            writeRejected(register, outcome, rejected.get());
                        }
                        // What was imported before was warned of then; undoing the last step would not take it back.
                        boolean isNew = outcome.state() == ImportOutcome.State.PUBLISHED
                                || outcome.state() == ImportOutcome.State.DRY_RUN;
                        if (isNew && outcome.balance().isManyRejected()) {
                            tell(manyRejected(outcome, folder));
                        }
                        var day = imports.day(plan, outcome);
                        if (day.isAfterAsAt()) {
                            tell(afterAsAt(outcome, day, folder));
                        }
                        if (day.isAfterToday()) {
                            tell(
                                    "WARNING: %s tells of %s, a day that has not come: it does not count before. If the day is wrong, take the import back and tell the right one with --data-date."
                                            .formatted(outcome.path(), day.day()));
                        }
                        report.add(register, outcome, json);
                    } catch (Fault refused) {
                        var document = Json.object();
                        document.put("path", file.toString());
                        fault(document, refused);
                        document.put("seconds", seconds(began));
                        report.add(file.toString(), document, "refused");
                        tell(refused);
                        exitCode = Math.max(exitCode, refused.code().exitCode());
                    } catch (Cancelled ended) {
                        var document = Json.object();
                        document.put("path", file.toString());
                        document.put("error", "CANCELLED");
                        report.add(file.toString(), document, "cancelled");
                        tell(
                                "Cancelled. Files that are told of as imported are imported whole; nothing of the others is.");
                        exitCode = Program.CANCELLED;
                        break;
                    }
                }
                print(report.document(register.revision()), report.text());
                return exitCode;
            });
        }

        private void writeRejected(OpenRegister register, ImportOutcome outcome, Path file) {
            var position = new ComputePosition(register);
            var tables = new Tables(register, position);
            var table = outcome.load().isPresent() ? tables.rejected(outcome.load()) : tables.rejectedBy(outcome);
            new ExportEvidence(register, position, tables)
                    .tableTo(file, table, TableQuery.ALL, List.of(), "csv", progress());
            tell("Wrote %s.".formatted(file));
            if (outcome.load().isEmpty()
                    && outcome.rejectedRows().size() < outcome.balance().rejected()) {
                tell(Plain.text(
                        "It holds the first %,d of %,d rows; an import that is not a dry run keeps all.",
                        outcome.rejectedRows().size(), outcome.balance().rejected()));
            }
        }

        private static RowMeaning meaningOf(String kind) {
            try {
                return RowMeaning.valueOf(
                        kind.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
            } catch (IllegalArgumentException unknown) {
                throw new Fault(
                        FaultCode.USAGE,
                        Sentence.of("program.row-cannot-mean", kind),
                        Sentence.of("program.nothing-was-imported"),
                        Sentence.of(
                                "program.use-installations-devices-users-entitlements",
                                String.join(", ", new Meanings())));
            }
        }

        /// The warning that an import does not count for the position as it is.
        private static String afterAsAt(ImportOutcome outcome, ImportPreview.DataDay day, Path register) {
            return "WARNING: %s tells of %s, after the as-at day %s that is set: it does not count until that day moves on. For one look: \"%s\"."
                    .formatted(
                            outcome.path(),
                            day.day(),
                            day.asAt(),
                            NextCommand.of("position", register, "--as-at", day.day()));
        }

        /// The warning before anybody relies on an import that left out much.
        private static String manyRejected(ImportOutcome outcome, Path register) {
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
                            ? "The other rows count; if the mapping is wrong, take the import back with \"%s\"."
                                    .formatted(NextCommand.of("register", "undo", register))
                            : "Nothing was written; look at the mapping first.");
        }

        private static double seconds(long began) {
            return Math.round((System.nanoTime() - began) / 1e6) / 1000.0;
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
