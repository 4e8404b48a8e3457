package app.assay.architecture.culprit.service;

import org.apache.poi.ss.usermodel.Workbook;

/// A service that opens a workbook with its own hands.
public final class ReadsWorkbook {

    public int sheets(Workbook workbook) {
        return workbook.getNumberOfSheets();
    }
}
