package app.assay.importing.formats.workbook;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.format.Detection;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.profile.TableLayout;
import app.assay.importing.table.HeaderWords;
import app.assay.importing.table.Previews;
import app.assay.importing.table.TableFormat;
import app.assay.importing.table.TablePlan;
import app.assay.importing.table.TablePlanner;
import app.assay.importing.table.TablePreview;
import app.assay.importing.table.TableReader;
import app.assay.importing.value.Row;
import app.assay.importing.value.RowSource;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What all kinds of workbooks have in common: the sheet whose headers are best understood is read as a table.
abstract class WorkbookFormat implements TableFormat {

    private static final int MOST_SHEETS_LOOKED_AT = 40;

    /// Opens a workbook.
    ///
    /// @throws app.assay.work.Fault if it is broken, encrypted or hostile
    abstract Sheets open(Input input, Limits limits, Progress progress) throws IOException;

    /// What an open workbook is as a table.
    Detection detection(Sheets workbook, Input input) {
        List<String> sheets = workbook.sheetNames();
        if (sheets.isEmpty()) {
            throw Faults.malformed(
                    input.name(),
                    Sentence.of("import.workbook-has-no-visible-sheet-2"),
                    Sentence.of("import.make-sheet-visible"));
        }
        var layout = new TableLayout("", ' ', '"', 1, best(workbook, sheets), sheets, workbook.hiddenSheets());
        Sentence note = sheets.size() > 1 ? Sentence.of("import.sheets", sheets.size()) : Detection.NOTHING;
        return new Detection(code(), 1, Optional.of(layout), note);
    }

    /// The first sheet whose headers are best understood.
    private static String best(Sheets workbook, List<String> sheets) {
        String best = sheets.getFirst();
        if (sheets.size() == 1) {
            return best;
        }
        int most = -1;
        for (String sheet : sheets.subList(0, Math.min(sheets.size(), MOST_SHEETS_LOOKED_AT))) {
            int known = -1;
            try (RowSource rows = workbook.rows(sheet)) {
                Row row = rows.next();
                for (int count = 0; row != null && count < 25; count++) {
                    known = Math.max(known, row.isBlank() ? -1 : HeaderWords.known(TablePlanner.cells(row)));
                    row = rows.next();
                }
            }
            if (known > most) {
                most = known;
                best = sheet;
            }
        }
        return best;
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        checkSize(input, options.limits());
        Guard.run(input.name(), () -> {
            try (Sheets workbook = open(input, options.limits(), progress)) {
                var planner = new TablePlanner(input.name(), options);
                TablePlan plan = plan(workbook, detection, options, planner);
                RowMeaning meaning = planner.decided(plan);
                String sheet = plan.layout().sheet();
                try (RowSource rows = workbook.rows(sheet)) {
                    new TableReader(input.name(), plan, meaning, options, sink, planner)
                            .read(rows, workbook.size(sheet), progress);
                }
            }
        });
    }

    @Override
    public TablePreview preview(Input input, Detection detection, ReadOptions options, int rows, Progress progress) {
        checkSize(input, options.limits());
        return Guard.call(input.name(), () -> {
            try (Sheets workbook = open(input, options.limits(), progress)) {
                TablePlan plan = plan(workbook, detection, options, new TablePlanner(input.name(), options));
                try (RowSource source = workbook.rows(plan.layout().sheet())) {
                    return Previews.of(code(), plan, options, source, rows);
                }
            }
        });
    }

    private static TablePlan plan(Sheets workbook, Detection detection, ReadOptions options, TablePlanner planner) {
        TableLayout layout = planner.adjust(detection.layout().orElseThrow());
        boolean told = options.profile().isPresent()
                && options.profile().get().headerRow().isPresent();
        if (!told) {
            try (RowSource rows = workbook.rows(layout.sheet())) {
                layout = layout.withHeaderRow(TablePlanner.headerRow(rows));
            }
        }
        String sheet = layout.sheet();
        return planner.plan(layout, () -> workbook.rows(sheet));
    }

    /// A name for a sheet; a second one of the same name gets a number behind it.
    static String unique(String name, Set<String> others) {
        String free = name;
        for (int number = 2; others.contains(free); number++) {
            free = "%s (%s)".formatted(name, number);
        }
        return free;
    }

    static Fault noSheet(String file, String sheet) {
        return Faults.fault(
                FaultCode.INPUT_NEEDS_MAPPING,
                file,
                Sentence.of("import.workbook-has-no-visible-sheet", sheet),
                Sentence.of("import.choose-one-its-sheets-in"));
    }

    /// Refuses a workbook beyond its limit of bytes.
    static void checkSize(Input input, Limits limits) {
        if (input.size() > limits.of(Limit.WORKBOOK_BYTES)) {
            throw Faults.overLimit(
                    input.name(),
                    limits,
                    Limit.WORKBOOK_BYTES,
                    Sentence.of("import.workbook-may-have-bytes-this", limits.of(Limit.WORKBOOK_BYTES), input.size()));
        }
    }
}
