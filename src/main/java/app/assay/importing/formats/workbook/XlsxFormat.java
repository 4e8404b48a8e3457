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

/// Workbooks of the Office Open XML kind, read sheet by sheet as a stream.
public final class XlsxFormat extends WorkbookFormat {

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
                && look.zip().entries().stream().anyMatch(entry -> entry.name().startsWith("xl/"));
        if (!workbook) {
            return Optional.empty();
        }
        checkSize(look.input(), look.limits());
        return Guard.call(look.name(), () -> {
            try (Sheets sheets = Workbook.open(look.zip(), look.name(), look.limits())) {
                return Optional.of(detection(sheets, look.input()));
            }
        });
    }

    @Override
    Sheets open(Input input, Limits limits, Progress progress) throws IOException {
        ZipReader zip = ZipReader.open(input, limits, progress);
        try {
            return new Closing(Workbook.open(zip, input.name(), limits), zip);
        } catch (IOException | RuntimeException | Error failed) {
            zip.close();
            throw failed;
        }
    }
}
