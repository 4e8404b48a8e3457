package app.assay.cli;

import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.service.History;
import app.assay.service.History.Walk;
import app.assay.service.OpenRegister;
import app.assay.work.Fault;
import app.assay.work.Plain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `register history`, `register undo`, `register redo`.
final class HistoryCommands {

    private static final int MOST_ROWS = 10_000;

    private HistoryCommands() {}

    @CommandLine.Command(
            name = "history",
            description = "List the steps that undo and redo walk along, the latest first.",
            mixinStandardHelpOptions = true)
    static final class Show extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(names = "--skip", description = "Steps to leave out at the beginning of the list.")
        long skip;

        @Option(names = "--count", description = "Most steps to list; 50 when absent.")
        int count = 50;

        Show(CliContext context) {
            super(context);
        }

        @Override
        int run() throws Exception {
            if (skip < 0 || count < 1 || count > MOST_ROWS) {
                tell(Plain.text("Tell --skip from 0 and --count from 1 to %,d.", MOST_ROWS));
                return Program.usage();
            }
            return reading(folder, register -> {
                var table = new History(register).table();
                var page = table.page(TableQuery.ALL, skip, count);
                var steps = page.rows().stream()
                        .map(row -> step(table.columns(), row))
                        .toList();
                var document = Json.object();
                document.put("revision", register.revision());
                document.put("steps", page.total());
                document.put("skipped", skip);
                document.put("history", steps);
                print(document, text(steps, page.total()));
                return 0;
            });
        }

        private static Map<String, Object> step(List<app.assay.domain.table.Column> columns, TableRow row) {
            Map<String, Object> cells = Json.object();
            for (int place = 0; place < columns.size(); place++) {
                var value = row.cells().get(place);
                cells.put(
                        columns.get(place).id(), value == null ? "" : value instanceof Long ? value : value.toString());
            }
            return cells;
        }

        private static String text(List<Map<String, Object>> steps, long total) {
            if (total == 0) {
                return "Nothing was done yet that could be undone.";
            }
            var table = new TextTable(
                    List.of("Step", "Stands", "What", "Subject", "Records", "Who", "When", "Revision"),
                    List.of(true, false, false, false, true, false, false, true));
            for (var step : steps) {
                var cells = new ArrayList<String>();
                cells.add(String.valueOf(step.get("position")));
                cells.add(stands(String.valueOf(step.get("state"))));
                for (var name : List.of("action", "subject", "records", "actor", "at", "revision")) {
                    cells.add(String.valueOf(step.get(name)));
                }
                table.row(cells);
            }
            return table.text() + (steps.size() < total ? Plain.text("%,d of %,d steps.%n", steps.size(), total) : "");
        }

        private static String stands(String state) {
            return switch (state) {
                case "NOW" -> "now";
                case "UNDONE" -> "undone";
                case "FIXED" -> "stays: frozen";
                case "FIXED_NOW" -> "now; stays: frozen";
                case "BEHIND" -> "before a frozen position";
                default -> "done";
            };
        }
    }

    @CommandLine.Command(name = "undo", description = "Take back the last commands.", mixinStandardHelpOptions = true)
    static final class Undo extends Walking {

        Undo(CliContext context) {
            super(context);
        }

        @Override
        Walk walk(History history, int steps) {
            return history.undo(steps, progress());
        }
    }

    @CommandLine.Command(
            name = "redo",
            description = "Do again what undo took back last.",
            mixinStandardHelpOptions = true)
    static final class Redo extends Walking {

        Redo(CliContext context) {
            super(context);
        }

        @Override
        Walk walk(History history, int steps) {
            return history.redo(steps, progress());
        }
    }

    /// Walks some steps one way.
    abstract static class Walking extends Command {

        @Parameters(index = "0", paramLabel = "REGISTER", description = "Folder of the register.")
        Path folder = Path.of("");

        @Option(names = "--steps", description = "How many commands; 1 when absent.")
        int steps = 1;

        Walking(CliContext context) {
            super(context);
        }

        abstract Walk walk(History history, int steps);

        @Override
        int run() throws Exception {
            if (steps < 1) {
                tell("Tell --steps from 1.");
                return Program.usage();
            }
            return writing(folder, this::walked);
        }

        private int walked(OpenRegister register) {
            var walk = walk(new History(register), steps);
            var document = Json.object();
            document.put("done", walk.done());
            document.put("asked", walk.of());
            document.put("revision", walk.revision());
            document.put("end", walk.end().name());
            walk.refusal().ifPresent(refusal -> document.put("refusal", refusal.sentences()));
            var did = String.format(
                    Locale.ROOT,
                    "%s %,d of %,d steps; the register is at revision %,d.",
                    walk.back() ? "Undid" : "Redid",
                    walk.done(),
                    walk.of(),
                    walk.revision());
            print(document, did);
            walk.refusal().map(Fault::sentences).ifPresent(this::tell);
            return switch (walk.end()) {
                case ARRIVED -> 0;
                case CANCELLED -> Program.CANCELLED;
                case REFUSED ->
                    walk.refusal().map(fault -> fault.code().exitCode()).orElse(0);
            };
        }
    }
}
