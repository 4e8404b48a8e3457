package app.assay.importing.formats.packages;

import app.assay.domain.source.FactSink;
import app.assay.importing.format.Detection;
import app.assay.importing.format.Family;
import app.assay.importing.format.Format;
import app.assay.importing.format.Look;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.guard.Guard;
import app.assay.importing.guard.Input;
import app.assay.importing.guard.TextLines;
import app.assay.work.Progress;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// A list that a package manager prints, line by line or block by block.
abstract class PackageListFormat implements Format {

    private static final int LINES_BETWEEN_REPORTS = 1_000;

    @Override
    public final Family family() {
        return Family.TEXT;
    }

    /// Whether the beginning is of this list.
    abstract boolean isList(Look look);

    @Override
    public final Optional<Detection> detect(Look look) {
        return look.charset().isPresent() && isList(look)
                ? Optional.of(new Detection(code(), 1, Optional.empty()))
                : Optional.empty();
    }

    /// Tells all rows.
    abstract void tell(TextLines lines, PackageFacts facts, Runnable report) throws IOException;

    @Override
    public final void read(Input input, Detection detection, ReadOptions options, FactSink sink, Progress progress) {
        Guard.run(input.name(), () -> {
            progress.stage("import.read");
            try (TextLines lines = TextLines.open(input, options.limits(), progress)) {
                tell(lines, new PackageFacts(input.name(), options, sink), () -> {
                    if (lines.number() % LINES_BETWEEN_REPORTS == 0) {
                        progress.stopIfCancelled();
                        progress.report(lines.bytes(), input.size());
                    }
                });
            }
            progress.report(input.size(), input.size());
        });
    }

    /// Whether so many percent of the first lines that are not blank, and at least so many, begin with a pattern.
    static boolean mostLines(Look look, Pattern line, int least, int percent) {
        long all = look.lines().stream().filter(text -> !text.isBlank()).count();
        long fitting = look.lines().stream()
                .filter(text -> line.matcher(text).lookingAt())
                .count();
        return fitting >= least && fitting * 100 >= all * percent;
    }
}
