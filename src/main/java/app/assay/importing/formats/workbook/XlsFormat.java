package app.assay.importing.formats.workbook;

import app.assay.importing.format.Detection;
import app.assay.importing.format.Family;
import app.assay.importing.format.Look;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limits;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Excel workbooks of 1997 to 2003 (BIFF8, .xls).
public final class XlsFormat extends WorkbookFormat {

    @Override
    public String code() {
        return "xls";
    }

    @Override
    public Family family() {
        return Family.BYTES;
    }

    @Override
    public Optional<Detection> detect(Look look) {
        Set<String> streams = look.oleStreams();
        if (streams.contains("EncryptedPackage") || streams.contains("EncryptionInfo")) {
            throw Faults.fault(
                    FaultCode.INPUT_UNREADABLE,
                    look.name(),
                    Sentence.of("import.workbook-encrypted-with-password"),
                    Sentence.of("import.open-save-without-password-import"));
        }
        if (streams.stream().noneMatch(XlsSheets.STREAM::equalsIgnoreCase)) {
            return Optional.empty();
        }
        return Guard.call(look.name(), () -> {
            try (Sheets sheets = open(look.input(), look.limits(), look.progress())) {
                return Optional.of(detection(sheets, look.input()));
            }
        });
    }

    @Override
    Sheets open(Input input, Limits limits, Progress progress) throws IOException {
        return XlsSheets.open(input, limits);
    }
}
