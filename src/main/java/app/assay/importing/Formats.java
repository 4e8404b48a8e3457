package app.assay.importing;

import app.assay.domain.source.FactSink;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// All formats of this version: says what a file is and reads it.
public final class Formats {

    private final List<Format> formats;

    Formats(List<Format> formats) {
        this.formats = List.copyOf(formats);
    }

    /// The formats that come with the program.
    public static Formats shipped() {
        return new Formats(List.of(new CsvFormat()));
    }

    /// The codes of the formats, in order, such as `csv`, `xlsx`, `swid-2015`.
    public List<String> codes() {
        return formats.stream().map(Format::code).toList();
    }

    /// What a file or folder is, by its content.
    ///
    /// @throws Fault `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, `INPUT_HOSTILE`, or `INPUT_UNKNOWN_FORMAT` which
    ///     names what was recognised
    public Detected detect(Path file) {
        return detect(file, Limits.DEFAULT);
    }

    /// As [#detect(Path)], with other limits.
    public Detected detect(Path file, Limits limits) {
        if (!Files.exists(file)) {
            throw Faults.notFound(file.toString());
        }
        Detection best = detect(Input.of(file), limits);
        return new Detected(file, best.format(), best.confidence(), best.layout(), best.note());
    }

    Detection detect(Input input, Limits limits) {
        Head head = head(input);
        Optional<Detection> best = Optional.empty();
        for (Format format : formats) {
            Optional<Detection> found = format.detect(head, input, limits);
            if (found.isPresent()
                    && found.get().confidence()
                            > best.map(Detection::confidence).orElse(0.0)) {
                best = found;
            }
        }
        return best.orElseThrow(() -> Faults.unknown(
                input.name(),
                "the content is of no format that this version knows",
                "Ask for an export as CSV, XLSX, SWID tags or a GLPI inventory"));
    }

    private static Head head(Input input) {
        try (InputStream stream = input.open()) {
            return new Head(input.name(), stream.readNBytes(Head.BYTES), input.size());
        } catch (IOException failed) {
            throw Faults.unreadable(input.name(), failed);
        }
    }

    /// Reads a file or folder into a sink.
    ///
    /// @throws Fault if the input as a whole cannot be read; what the sink was told before must then be discarded
    /// @throws app.assay.work.Cancelled if the user ended the job; likewise
    public void read(Path file, Detected detected, ReadOptions options, FactSink sink, Progress progress) {
        Input input = Input.of(file);
        sink.file(input.name());
        format(detected.format()).read(input, detected.detection(), options, sink, progress);
    }

    private Format format(String code) {
        return formats.stream()
                .filter(format -> format.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no format " + code));
    }

    /// How a table would be read with these options.
    ///
    /// @param rows how many rows of data to show
    /// @throws Fault as [#detect(Path)], and if the file is not a table
    public TablePreview preview(Path file, ReadOptions options, int rows) {
        Detected detected = detect(file, options.limits());
        if (format(detected.format()) instanceof TableFormat table) {
            return table.preview(Input.of(file), detected.detection(), options, rows);
        }
        throw Faults.fault(
                FaultCode.INPUT_UNKNOWN_FORMAT,
                file.toString(),
                "the file is no table but " + detected.format(),
                "Import it as it is; it needs no mapping");
    }
}
