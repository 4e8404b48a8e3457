package app.assay.importing;

import app.assay.domain.source.FactSink;
import app.assay.importing.format.Detection;
import app.assay.importing.format.Family;
import app.assay.importing.format.Format;
import app.assay.importing.format.Look;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.formats.bill.CycloneDxJsonFormat;
import app.assay.importing.formats.bill.CycloneDxXmlFormat;
import app.assay.importing.formats.bill.SpdxJsonFormat;
import app.assay.importing.formats.inventory.InventoryJsonFormat;
import app.assay.importing.formats.inventory.InventoryXmlFormat;
import app.assay.importing.formats.packages.AptListFormat;
import app.assay.importing.formats.packages.DpkgListFormat;
import app.assay.importing.formats.packages.DpkgStatusFormat;
import app.assay.importing.formats.packages.PackageJsonFormat;
import app.assay.importing.formats.packages.RpmInfoFormat;
import app.assay.importing.formats.packages.RpmListFormat;
import app.assay.importing.formats.tag.SwidFormat;
import app.assay.importing.formats.text.CsvFormat;
import app.assay.importing.formats.workbook.OdsFormat;
import app.assay.importing.formats.workbook.XlsFormat;
import app.assay.importing.formats.workbook.XlsxFormat;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Gzip;
import app.assay.importing.guard.Head;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.Patience;
import app.assay.importing.guard.ZipReader;
import app.assay.importing.table.TableFormat;
import app.assay.importing.table.TablePreview;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All formats of this version: says what a file is and reads it.
public final class Formats {

    private static final Sentence PACKED = Sentence.of("import.packed-by-gzip");

    private final List<Format> formats;
    private final List<Format> refused;
    private final LongSupplier nanoseconds;
    private final Archives archives = new Archives(this);

    /// @param formats what is read; of two that claim a content with equal confidence the first wins
    /// @param refused what is recognised and not read, asked last of each family
    /// @param nanoseconds a clock that only goes forward, for how long a look at a file takes
    Formats(List<Format> formats, List<Format> refused, LongSupplier nanoseconds) {
        this.formats = List.copyOf(formats);
        this.refused = List.copyOf(refused);
        this.nanoseconds = nanoseconds;
    }

    /// The formats that come with the program.
    public static Formats shipped() {
        return shipped(System::nanoTime);
    }

    public static Formats shipped(LongSupplier nanoseconds) {
        return new Formats(
                List.of(
                        new CsvFormat(),
                        new XlsxFormat(),
                        new XlsFormat(),
                        new OdsFormat(),
                        new SwidFormat(),
                        new InventoryXmlFormat(),
                        new InventoryJsonFormat(),
                        new CycloneDxXmlFormat(),
                        new CycloneDxJsonFormat(),
                        new SpdxJsonFormat(),
                        new PackageJsonFormat(),
                        new DpkgListFormat(),
                        new DpkgStatusFormat(),
                        new AptListFormat(),
                        new RpmInfoFormat(),
                        new RpmListFormat()),
                KnownFormats.all(),
                nanoseconds);
    }

    /// The codes of the formats, in order, such as `csv`, `xlsx`, `swid-2015`; `folder` and `zip` at the end.
    public List<String> codes() {
        return Stream.concat(formats.stream().map(Format::code), Stream.of(Archives.FOLDER, Archives.ZIP))
                .toList();
    }

    /// What a file or folder is, by its content.
    ///
    /// @throws Fault `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, `INPUT_HOSTILE`, or `INPUT_UNKNOWN_FORMAT` which
    ///     names what was recognised
    public Detected detect(Path file) {
        return detect(file, Limits.DEFAULT, Progress.NONE);
    }

    /// As [#detect(Path)], with other limits and an end when its user asks for it.
    public Detected detect(Path file, Limits limits, Progress progress) {
        if (!Files.exists(file)) {
            throw Faults.notFound(file.toString());
        }
        if (Files.isDirectory(file)) {
            int count = Archives.count(file, limits);
            if (count == 0) {
                throw Faults.malformed(
                        file.toString(),
                        Sentence.of("import.there-no-file-in"),
                        Sentence.of("import.choose-folder-with-exported-files"));
            }
            return new Detected(file, Archives.FOLDER, 1, Optional.empty(), Sentence.of("import.files", count));
        }
        Detection best = detect(Input.of(file), limits, 0, progress);
        return new Detected(file, best.format(), best.confidence(), best.layout(), best.note());
    }

    /// @param depth how many archives the input lies in
    Detection detect(Input input, Limits limits, int depth, Progress progress) {
        return Guard.call(input.name(), () -> {
            var patience = new Patience(progress, input.name(), limits, nanoseconds);
            Head head = head(input);
            if (!Gzip.looksLike(head)) {
                return detect(head, input, limits, depth, patience);
            }
            Input inner = Gzip.unpacked(input, limits);
            Head innerHead = head(inner);
            if (Gzip.looksLike(innerHead) || ZipReader.looksLike(innerHead)) {
                throw Faults.overLimit(input.name(), Sentence.of("import.archive-lies-in-archive"));
            }
            Detection found = detect(innerHead, inner, limits, depth, patience);
            return new Detection(found.format(), found.confidence(), found.layout(), PACKED);
        });
    }

    private Detection detect(Head head, Input input, Limits limits, int depth, Progress progress) throws IOException {
        if (head.first().length == 0) {
            throw Faults.malformed(head.name(), Sentence.of("import.file-empty"), Sentence.of("import.export-again"));
        }
        try (var look = new Look(head, input, limits, progress)) {
            for (Family family : Family.values()) {
                if (!family.fits(look)) {
                    continue;
                }
                Optional<Detection> found = best(family, formats, look).or(() -> best(family, refused, look));
                if (found.isPresent()) {
                    return found.get();
                }
                if (family == Family.CONTAINER) {
                    return archive(look, depth);
                }
                if (family.isAlone()) {
                    break;
                }
            }
        }
        throw Faults.unknown(
                input.name(),
                Sentence.of("import.content-no-format-this-version"),
                Sentence.of("import.ask-for-export-as-csv"));
    }

    private static Optional<Detection> best(Family family, List<Format> formats, Look look) {
        Optional<Detection> best = Optional.empty();
        for (Format format : formats) {
            if (format.family() == family) {
                Optional<Detection> found = format.detect(look);
                if (found.isPresent() && isBetter(found.get(), best.orElse(null))) {
                    best = found;
                }
            }
        }
        return best;
    }

    /// An archive that is no document holds files to be read one by one.
    private static Detection archive(Look look, int depth) {
        long count =
                look.zip().entries().stream().filter(entry -> !entry.isFolder()).count();
        if (count == 0) {
            throw Faults.malformed(
                    look.name(), Sentence.of("import.archive-empty"), Sentence.of("import.export-again"));
        }
        if (depth >= look.limits().whole(Limit.ARCHIVE_DEPTH)) {
            throw Faults.overLimit(
                    look.name(),
                    look.limits(),
                    Limit.ARCHIVE_DEPTH,
                    Sentence.of(
                            "import.archive-lies-in-archive-deep", look.limits().whole(Limit.ARCHIVE_DEPTH)));
        }
        return new Detection(Archives.ZIP, 1, Optional.empty(), Sentence.of("import.files", count));
    }

    private static boolean isBetter(Detection found, @Nullable Detection best) {
        return best == null || found.confidence() > best.confidence();
    }

    private static Head head(Input input) throws IOException {
        try (InputStream stream = input.open()) {
            byte[] first = stream.readNBytes(Head.BYTES);
            long size = input.size() < 0 && first.length < Head.BYTES ? first.length : input.size();
            return new Head(input.name(), first, size);
        }
    }

    /// Reads a file or folder into a sink.
    ///
    /// @throws Fault if the input as a whole cannot be read; what the sink was told before must then be discarded
    /// @throws app.assay.work.Cancelled if the user ended the job; likewise
    public void read(Path file, Detected detected, ReadOptions options, FactSink sink, Progress progress) {
        if (detected.format().equals(Archives.FOLDER)) {
            archives.readFolder(file, options, sink, progress);
            return;
        }
        Input input = Input.of(file);
        if (!detected.format().equals(Archives.ZIP)) {
            sink.file(input.name());
        }
        read(input, detected.detection(), options, sink, progress, 0);
    }

    void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress, int depth) {
        if (detection.format().equals(Archives.ZIP)) {
            archives.readZip(input, options, sink, progress, depth);
        } else {
            format(detection.format()).read(unpacked(input, detection, options), detection, options, sink, progress);
        }
    }

    private static Input unpacked(Input input, Detection detection, ReadOptions options) {
        return detection.note().equals(PACKED) ? Gzip.unpacked(input, options.limits()) : input;
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
        return preview(file, options, rows, Progress.NONE);
    }

    TablePreview preview(Path file, ReadOptions options, int rows, Progress progress) {
        Detected detected = detect(file, options.limits(), progress);
        boolean archive =
                detected.format().equals(Archives.FOLDER) || detected.format().equals(Archives.ZIP);
        if (!archive && format(detected.format()) instanceof TableFormat table) {
            Input input = unpacked(Input.of(file), detected.detection(), options);
            var patience = new Patience(progress, input.name(), options.limits(), nanoseconds);
            return table.preview(input, detected.detection(), options, rows, patience);
        }
        throw Faults.fault(
                FaultCode.INPUT_UNKNOWN_FORMAT,
                file.toString(),
                Sentence.of("import.file-no-table-but", detected.format()),
                Sentence.of("import.import-as-needs-no-mapping"));
    }
}
