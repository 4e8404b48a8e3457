package app.assay.importing.formats.workbook;

import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.OleFile;
import app.assay.importing.value.RowSource;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The cells of old and open workbooks (.xls, .ods) one by one, for whoever looks into all of them.
public final class WorkbookCells {

    private static final Set<String> OPEN_KINDS = Set.of(OdsFormat.SHEETS, OdsFormat.SHEETS + "-template");

    private WorkbookCells() {}

    /// Is told of each cell that is not empty, sheet by sheet and row by row.
    @FunctionalInterface
    public interface Each {

        /// @param sheet the first being 0
        /// @param column the first being 0
        /// @param text as the cell shows it
        void cell(int sheet, int column, String text);
    }

    /// Whether an OLE file is an old workbook that can be read; other documents are packed in the same way.
    public static boolean isOldWorkbook(Path file) throws IOException {
        try (var ole = OleFile.open(Input.of(file), Limits.DEFAULT).orElse(null)) {
            return ole != null && ole.find(XlsSheets.STREAM).isPresent();
        }
    }

    /// Whether a ZIP with this media type is an open workbook.
    public static boolean isOpenWorkbook(String mediaType) {
        return OPEN_KINDS.contains(mediaType);
    }

    /// Reads an old workbook.
    ///
    /// @return whether every sheet was read; hidden ones are not
    /// @throws app.assay.work.Fault if it is broken, encrypted or hostile
    public static boolean readOld(Path file, Each each, Progress progress) {
        return read(new XlsFormat(), file, each, progress);
    }

    /// Reads an open workbook.
    ///
    /// @return whether every sheet was read; hidden ones are not
    /// @throws app.assay.work.Fault if it is broken, encrypted or hostile
    public static boolean readOpen(Path file, Each each, Progress progress) {
        return read(new OdsFormat(), file, each, progress);
    }

    private static boolean read(WorkbookFormat format, Path file, Each each, Progress progress) {
        var input = Input.of(file);
        return Guard.call(input.name(), () -> {
            try (Sheets workbook = format.open(input, Limits.DEFAULT, progress)) {
                int sheet = 0;
                for (String name : workbook.sheetNames()) {
                    try (RowSource rows = workbook.rows(name)) {
                        for (var row = Optional.ofNullable(rows.next());
                                row.isPresent();
                                row = Optional.ofNullable(rows.next())) {
                            progress.stopIfCancelled();
                            for (int column = 0; column < row.get().size(); column++) {
                                String text = row.get().text(column);
                                if (!text.isEmpty()) {
                                    each.cell(sheet, column, text);
                                }
                            }
                        }
                    }
                    sheet++;
                }
                return workbook.hiddenSheets().isEmpty();
            }
        });
    }
}
