package app.assay.ui.parts;

import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableSource;
import app.assay.ui.shell.Jobs;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.util.List;

/// Writes what a grid shows to a file that the analyst chooses, in the background.
public final class TableExport {

    /// Writes rows of a table; see `ExportEvidence.tableTo`.
    @FunctionalInterface
    public interface Writer {
        void write(
                Path file, TableSource table, TableQuery query, List<String> columns, String format, Progress progress)
                throws Exception;
    }

    private final Writer writer;
    private final Jobs jobs;
    private final Texts texts;
    private final Notice notice;

    public TableExport(Writer writer, Jobs jobs, Texts texts, Notice notice) {
        this.writer = writer;
        this.jobs = jobs;
        this.texts = texts;
        this.notice = notice;
    }

    /// @param name proposed name of the file without its ending
    /// @param columns ids of the columns to write, in order; empty for all
    public void export(Saving saving, String name, TableSource table, TableQuery query, List<String> columns) {
        var kinds = List.of(
                new Saving.Kind(texts.get("parts.export.xlsx"), "xlsx"),
                new Saving.Kind(texts.get("parts.export.csv"), "csv"));
        saving.ask(texts.get("parts.export.title"), name + ".xlsx", kinds).ifPresent(file -> {
            var format = Saving.ending(file, kinds);
            var fileName = String.valueOf(file.getFileName());
            jobs.start(
                    texts.get("parts.export.job", fileName),
                    progress -> {
                        writer.write(file, table, query, columns, format, progress);
                        return file;
                    },
                    _ -> notice.tell(texts.get("parts.export.done", fileName)),
                    notice::fail);
        });
    }
}
