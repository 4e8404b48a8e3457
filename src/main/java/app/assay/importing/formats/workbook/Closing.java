package app.assay.importing.formats.workbook;

import app.assay.importing.value.RowSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A workbook that takes the archive in which it lies with it when it is closed.
record Closing(Sheets sheets, Closeable archive) implements Sheets {

    @Override
    public List<String> sheetNames() {
        return sheets.sheetNames();
    }

    @Override
    public List<String> hiddenSheets() {
        return sheets.hiddenSheets();
    }

    @Override
    public long size(String sheet) {
        return sheets.size(sheet);
    }

    @Override
    public RowSource rows(String sheet) {
        return sheets.rows(sheet);
    }

    @Override
    public void close() throws IOException {
        try (archive) {
            sheets.close();
        }
    }
}
