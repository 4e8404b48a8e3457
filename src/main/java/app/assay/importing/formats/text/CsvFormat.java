package app.assay.importing.formats.text;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.RowMeaning;
import app.assay.importing.format.Detection;
import app.assay.importing.format.Family;
import app.assay.importing.format.Look;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Input;
import app.assay.importing.profile.TableLayout;
import app.assay.importing.table.Previews;
import app.assay.importing.table.TableFormat;
import app.assay.importing.table.TablePlan;
import app.assay.importing.table.TablePlanner;
import app.assay.importing.table.TablePreview;
import app.assay.importing.table.TableReader;
import app.assay.importing.table.UnguardedRows;
import app.assay.importing.value.RowSource;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.charset.Charset;
import java.util.Optional;

/// Text tables: comma, semicolon, tabulator or bar between the fields, in any usual encoding.
public final class CsvFormat implements TableFormat {

    @Override
    public String code() {
        return "csv";
    }

    @Override
    public Family family() {
        return Family.TABLE;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        Optional<Charset> charset = look.charset();
        if (charset.isEmpty()) {
            return Optional.empty();
        }
        CsvSniffer.Guess guess = CsvSniffer.guess(look.text(), look.head().isWhole());
        var layout = TableLayout.ofText(charset.get().name(), guess.separator(), '"', 1);
        double confidence = guess.columns() > 1 ? 0.4 + 0.5 * guess.score() : 0.2;
        Sentence note = guess.columns() > 1 ? Detection.NOTHING : Sentence.of("import.one-column");
        return Optional.of(new Detection(code(), confidence, Optional.of(layout), note));
    }

    @Override
    public void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Guard.run(input.name(), () -> {
            var planner = new TablePlanner(input.name(), options);
            TablePlan plan = plan(input, detection, options, planner, progress);
            RowMeaning meaning = planner.decided(plan);
            try (RowSource rows = rows(input, plan.layout(), options, progress)) {
                new TableReader(input.name(), plan, meaning, options, sink, planner).read(rows, input.size(), progress);
            }
        });
    }

    @Override
    public TablePreview preview(Input input, Detection detection, ReadOptions options, int rows, Progress progress) {
        return Guard.call(input.name(), () -> {
            TablePlan plan = plan(input, detection, options, new TablePlanner(input.name(), options), progress);
            try (RowSource source = rows(input, plan.layout(), options, progress)) {
                return Previews.of(code(), plan, options, source, rows);
            }
        });
    }

    private static TablePlan plan(
            Input input, Detection detection, ReadOptions options, TablePlanner planner, Progress progress) {
        TableLayout layout = planner.adjust(detection.layout().orElseThrow());
        boolean told = options.profile().isPresent()
                && options.profile().get().headerRow().isPresent();
        if (!told) {
            try (RowSource rows = rows(input, layout, options, progress)) {
                layout = layout.withHeaderRow(TablePlanner.headerRow(rows));
            }
        }
        TableLayout settled = layout;
        return planner.plan(settled, () -> rows(input, settled, options, progress));
    }

    private static RowSource rows(Input input, TableLayout layout, ReadOptions options, Progress progress) {
        return UnguardedRows.of(() -> CsvRows.open(input, layout, options.limits(), progress));
    }
}
