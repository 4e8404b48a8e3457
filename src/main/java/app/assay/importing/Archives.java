package app.assay.importing;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.importing.format.Detection;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Faults;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.Inputs;
import app.assay.importing.guard.Limit;
import app.assay.importing.guard.Limits;
import app.assay.importing.guard.Texts;
import app.assay.importing.guard.ZipReader;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folders and ZIP archives: every file inside is read in the order of its name. What no format knows is passed
/// over with
/// a warning; what is broken becomes one rejected row; what is hostile ends everything.
final class Archives {

    static final String FOLDER = "folder";
    static final String ZIP = "zip";

    /// So many broken files and not one that can be read: the others are not looked at.
    private static final int MOST_BROKEN = 1_000;

    private final Formats formats;

    Archives(Formats formats) {
        this.formats = formats;
    }

    void readFolder(Path folder, ReadOptions options, FactSink sink, Progress progress) {
        List<Path> files = files(folder, options.limits(), sink);
        var inputs = new ArrayList<Input>();
        for (Path file : files) {
            String inside = folder.relativize(file).toString().replace('\\', '/');
            Input raw = Input.of(file);
            inputs.add(new Named(name(folder) + "/" + inside, raw));
        }
        readAll(name(folder), inputs, options, sink, progress, 0);
    }

    void readZip(Input input, ReadOptions options, FactSink sink, Progress progress, int depth) {
        Guard.run(input.name(), () -> {
            try (ZipReader zip = ZipReader.open(input, options.limits(), progress)) {
                var inputs = new ArrayList<Input>();
                zip.entries().stream()
                        .filter(entry -> !entry.isFolder())
                        .sorted(Comparator.comparing(ZipReader.Entry::name))
                        .forEach(entry -> inputs.add(
                                Inputs.of(input.name() + "!/" + entry.name(), entry.size(), () -> zip.open(entry))));
                if (inputs.isEmpty()) {
                    throw Faults.malformed(
                            input.name(), Sentence.of("import.archive-empty"), Sentence.of("import.export-again"));
                }
                readAll(input.name(), inputs, options, sink, progress, depth + 1);
            }
        });
    }

    private void readAll(
            String name, List<Input> inputs, ReadOptions options, FactSink sink, Progress progress, int depth) {
        if (inputs.isEmpty()) {
            throw Faults.malformed(
                    name,
                    Sentence.of("import.there-no-file-in"),
                    Sentence.of("import.choose-folder-with-exported-files"));
        }
        var counting = new Counting(sink, name, options.limits());
        var quiet = new Quiet(progress);
        Fault first = null;
        int read = 0;
        int broken = 0;
        progress.stage("import.read");
        for (int place = 0; place < inputs.size(); place++) {
            Input input = inputs.get(place);
            progress.stopIfCancelled();
            progress.report(place, inputs.size());
            counting.file(input.name());
            try {
                Detection detection = formats.detect(input, options.limits(), depth, progress);
                if (detection.format().equals(ZIP)) {
                    // Its members come in one by one, each whole or not at all.
                    formats.read(input, detection, options, counting, quiet, depth);
                } else {
                    readWhole(input, detection, options, counting, quiet, depth);
                }
                read++;
            } catch (BrokenSince ended) {
                throw ended.fault;
            } catch (Fault fault) {
                first = first == null ? fault : first;
                if (fault.code() == FaultCode.INPUT_HOSTILE) {
                    throw fault;
                }
                broken += isForeign(fault) ? 0 : 1;
                if (read == 0 && broken >= MOST_BROKEN) {
                    throw Faults.fault(
                            first.code(),
                            name,
                            Sentence.of(
                                    "import.its-first-files-are-broken",
                                    broken,
                                    place + 1,
                                    first.said().happened().clause()),
                            first.said().remedy(),
                            first);
                }
                tell(fault, input.name(), counting);
            }
        }
        progress.report(inputs.size(), inputs.size());
        if (read == 0 && first != null) {
            throw Faults.fault(
                    first.code(),
                    name,
                    Sentence.of(
                            "import.none-its-files-can-imported",
                            inputs.size(),
                            first.said().happened().clause()),
                    first.said().remedy(),
                    first);
        }
    }

    private void readWhole(
            Input input, Detection detection, ReadOptions options, Counting counting, Progress progress, int depth) {
        var member = new WholeMember();
        formats.read(input, detection, options, member, progress, depth);
        if (!member.isTooLong()) {
            member.tell(counting);
            return;
        }
        try {
            formats.read(input, detection, options, counting, progress, depth);
        } catch (Fault changed) {
            // It was read to its end before: what it said until now cannot be taken back.
            throw new BrokenSince(changed);
        }
    }

    /// A member that could be read a moment ago and no longer can: the whole import ends.
    private static final class BrokenSince extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Fault fault;

        BrokenSince(Fault fault) {
            super(fault);
            this.fault = fault;
        }
    }

    private static void tell(Fault fault, String file, Counting sink) {
        if (isForeign(fault)) {
            sink.warning(Place.ofFile(file), "file.skipped", "The file was passed over: " + fault.happened());
        } else {
            sink.rejected(new RejectedRow(
                    new Place(file, "", sink.last + 1, ""),
                    RejectReason.MALFORMED,
                    Texts.cut(fault.happened(), Texts.FOUND),
                    ""));
        }
    }

    private static boolean isForeign(Fault fault) {
        return fault.code() == FaultCode.INPUT_UNKNOWN_FORMAT || fault.code() == FaultCode.INPUT_NEEDS_MAPPING;
    }

    /// All files of a folder and below, in order. A link is never followed: it could lead outside.
    private static List<Path> files(Path folder, Limits limits, @Nullable FactSink sink) {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(file);
                        if (files.size() > limits.of(Limit.ARCHIVE_ENTRIES)) {
                            throw Faults.overLimit(
                                    name(folder),
                                    limits,
                                    Limit.ARCHIVE_ENTRIES,
                                    Sentence.of("import.folder-has-more-than-files", limits.of(Limit.ARCHIVE_ENTRIES)));
                        }
                    } else if (sink != null) {
                        sink.warning(
                                Place.ofFile(name(folder) + "/" + folder.relativize(file)),
                                "file.skipped",
                                "A link is not followed.");
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failed) {
            throw Faults.unreadable(name(folder), failed);
        }
        files.sort(
                Comparator.comparing(file -> folder.relativize(file).toString().replace('\\', '/')));
        return files;
    }

    /// How many files a folder has, without reading them.
    static int count(Path folder, Limits limits) {
        return files(folder, limits, null).size();
    }

    private static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /// An input under the name it has inside its folder.
    private record Named(String name, Input input) implements Input {
        @Override
        public long size() {
            return input.size();
        }

        @Override
        public java.io.InputStream open() throws IOException {
            return input.open();
        }

        @Override
        public java.util.Optional<Path> path() {
            return input.path();
        }
    }

    /// Passes cancellation on and keeps the progress of single files to itself.
    private record Quiet(Progress progress) implements Progress {
        @Override
        public void report(long done, long total) {}

        @Override
        public void stage(String name) {}

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }

    /// Knows the last row of the current file and the rows of all files.
    private static final class Counting implements FactSink {
        private final FactSink sink;
        private final String archive;
        private final Limits limits;
        private final long most;
        private long last;
        private long total;

        Counting(FactSink sink, String archive, Limits limits) {
            this.sink = sink;
            this.archive = archive;
            this.limits = limits;
            this.most = limits.of(Limit.ROWS);
        }

        private void count(long row) {
            last = Math.max(last, row);
            if (++total > most) {
                throw Faults.overLimit(
                        archive, limits, Limit.ROWS, Sentence.of("import.import-may-have-rows-this", most));
            }
        }

        @Override
        public void record(long row, RecordKind kind, Map<String, String> values) {
            count(row);
            sink.record(row, kind, values);
        }

        @Override
        public void installation(
                long row,
                String device,
                String title,
                String publisher,
                String version,
                String code,
                int firstSeen,
                int lastSeen,
                int lastUsed) {
            count(row);
            sink.installation(row, device, title, publisher, version, code, firstSeen, lastSeen, lastUsed);
        }

        @Override
        public void title(long row, String title, String publisher, String version, String code) {
            count(row);
            sink.title(row, title, publisher, version, code);
        }

        @Override
        public void rejected(RejectedRow row) {
            count(row.place().row());
            sink.rejected(row);
        }

        @Override
        public void warning(Place place, String code, String message) {
            sink.warning(place, code, message);
        }

        @Override
        public void partial(String device) {
            sink.partial(device);
        }

        @Override
        public void file(String name) {
            last = 0;
            sink.file(name);
        }
    }
}
