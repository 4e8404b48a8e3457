package app.assay.importing;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.RowMeaning;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Workbooks of the Office Open XML kind, read sheet by sheet as a stream.
final class XlsxFormat implements TableFormat {

    private static final int MOST_SHEETS_LOOKED_AT = 40;

    @Override
    public String code() {
        return "xlsx";
    }

    @Override
    public Family family() {
        return Family.CONTAINER;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        boolean workbook = look.zip().find("[Content_Types].xml").isPresent()
                && look.zip().find("xl/workbook.bin").isEmpty()
                && look.zip().entries().stream()
                        .anyMatch(entry -> entry.name().startsWith("xl/"));
        if (!workbook) {
            return Optional.empty();
        }
        checkSize(look.input(), look.limits());
        return Guard.call(look.name(), () -> {
            try (Workbook open = Workbook.open(look.zip(), look.name(), look.limits())) {
                return Optional.of(detect(open, look.input()));
            }
        });
    }

    private Detection detect(Workbook workbook, Input input) {
        List<String> sheets = workbook.sheetNames();
        if (sheets.isEmpty()) {
            throw Faults.malformed(input.name(), "the workbook has no visible sheet", "Make a sheet visible");
        }
        var layout = new TableLayout("", ' ', '"', 1, best(workbook, sheets), sheets, workbook.hiddenSheets());
        String note = sheets.size() > 1 ? "%s sheets".formatted(sheets.size()) : "";
        return new Detection(code(), 1, Optional.of(layout), note);
    }

    /// The first sheet whose headers are best understood.
    private static String best(Workbook workbook, List<String> sheets) {
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
            try (ZipReader zip = ZipReader.open(input, options.limits(), progress);
                    Workbook workbook = Workbook.open(zip, input.name(), options.limits())) {
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
            try (ZipReader zip = ZipReader.open(input, options.limits(), progress);
                    Workbook workbook = Workbook.open(zip, input.name(), options.limits())) {
                TablePlan plan = plan(workbook, detection, options, new TablePlanner(input.name(), options));
                try (RowSource source = workbook.rows(plan.layout().sheet())) {
                    return Previews.of(code(), plan, options, source, rows);
                }
            }
        });
    }

    private static TablePlan plan(Workbook workbook, Detection detection, ReadOptions options, TablePlanner planner) {
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

    private static void checkSize(Input input, Limits limits) {
        if (input.size() > limits.of(Limit.WORKBOOK_BYTES)) {
            throw Faults.overLimit(
                    input.name(),
                    limits,
                    Limit.WORKBOOK_BYTES,
                    Plain.text(
                            "a workbook may have %,d bytes and this one has %,d",
                            limits.of(Limit.WORKBOOK_BYTES), input.size()));
        }
    }
}
