package app.assay.importing.formats.workbook;

import app.assay.importing.format.Detection;
import app.assay.importing.format.Family;
import app.assay.importing.format.Look;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.ZipReader;
import app.assay.work.Progress;
import java.io.IOException;
import java.util.Optional;

/// OpenDocument sheets (.ods, ISO/IEC 26300), read as a stream.
public final class OdsFormat extends WorkbookFormat {

    static final String SHEETS = "application/vnd.oasis.opendocument.spreadsheet";

    @Override
    public String code() {
        return "ods";
    }

    @Override
    public Family family() {
        return Family.CONTAINER;
    }

    /// A template is a workbook too.
    @Override
    public Optional<Detection> detect(Look look) {
        String type = look.mediaType();
        if (!type.equals(SHEETS) && !type.equals(SHEETS + "-template")) {
            return Optional.empty();
        }
        checkSize(look.input(), look.limits());
        return Guard.call(look.name(), () -> {
            try (Sheets sheets = OdsSheets.open(look.zip(), look.name(), look.limits())) {
                return Optional.of(detection(sheets, look.input()));
            }
        });
    }

    @Override
    Sheets open(Input input, Limits limits, Progress progress) throws IOException {
        ZipReader zip = ZipReader.open(input, limits, progress);
        try {
            return new Closing(OdsSheets.open(zip, input.name(), limits), zip);
        } catch (IOException | RuntimeException | Error failed) {
            zip.close();
            throw failed;
        }
    }
}
