package app.assay.importing.formats.packages;

import app.assay.domain.source.FactSink;
import app.assay.importing.format.Look;
import app.assay.importing.guard.TextLines;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `apt list` prints (apt 2.6): name, suites, version, architecture and, in brackets, whether it is installed.
/// A package that is only half installed is `[installed,local]` like one from no archive; apt does not tell them apart.
public final class AptListFormat extends PackageListFormat {

    private static final Pattern LINE =
            Pattern.compile("([a-z0-9][a-z0-9+.-]*)/(\\S*) (\\S+) (\\S+)(?: \\[([^\\]]+)\\])?\\s*");
    private static final Pattern MARKED = Pattern.compile("[a-z0-9][a-z0-9+.-]*/\\S* \\S+ \\S+ \\[[^\\]]+\\]");

    /// What apt says of a package in English; `LC_ALL=C apt list` says it on every machine.
    private static final Pattern MARK = Pattern.compile(
            "|installed|automatic|local|auto-removable|residual-config|upgradable (?:from|to): \\S+|installed,.*");

    @Override
    public String code() {
        return "apt-list";
    }

    @Override
    boolean isList(Look look) {
        return (!look.lines().isEmpty() && look.lines().getFirst().startsWith("Listing..."))
                || mostLines(look, MARKED, 1, 60);
    }

    @Override
    void tell(TextLines lines, PackageFacts facts, Runnable report) throws IOException {
        long row = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            report.run();
            var found = LINE.matcher(line);
            if (found.matches()) {
                row++;
                List<String> marks = Arrays.asList(
                        Optional.ofNullable(found.group(5)).orElse("").split(","));
                List<String> unknown = marks.stream()
                        .filter(mark -> !MARK.matcher(mark.strip()).matches())
                        .toList();
                if (!unknown.isEmpty()) {
                    facts.malformed(
                            row, "%s, which apt says in another language than English".formatted(unknown), line);
                } else if (marks.stream()
                        .map(String::strip)
                        .anyMatch(mark -> mark.startsWith("installed") || mark.startsWith("upgradable from"))) {
                    facts.installed(
                            row, "deb", found.group(1), "", version(found.group(3), marks), FactSink.NO_DAY, line);
                } else {
                    facts.notInstalled(row, found.group(1), line);
                }
            } else if (!line.isBlank() && !isRemark(line)) {
                facts.malformed(++row, line, line);
            }
        }
    }

    /// With `--upgradable` the line shows the version that could be had; what is there stands in the brackets.
    private static String version(String shown, List<String> marks) {
        return marks.stream()
                .map(String::strip)
                .filter(mark -> mark.startsWith("upgradable from: "))
                .map(mark -> mark.substring("upgradable from: ".length()))
                .findFirst()
                .orElse(shown);
    }

    private static boolean isRemark(String line) {
        return line.startsWith("Listing...") || line.startsWith("WARNING: ") || line.startsWith("N: ");
    }
}
