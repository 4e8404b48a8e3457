package app.assay.importing.formats.packages;

import app.assay.domain.source.FactSink;
import app.assay.importing.format.Look;
import app.assay.importing.guard.TextLines;
import java.io.IOException;
import java.util.regex.Pattern;

/// What `rpm -qa` prints: name, version, release and architecture of a package in one word a line.
public final class RpmListFormat extends PackageListFormat {

    private static final Pattern LINE = Pattern.compile(
            "(\\S+)-([^-\\s]+)-([^-\\s]+?)\\.(x86_64|noarch|i[3-6]86|aarch64|armv7hl|ppc64le|s390x|riscv64|src|\\(none\\))\\s*");
    private static final Pattern KEY = Pattern.compile("gpg-pubkey-\\S+\\s*");

    @Override
    public String code() {
        return "rpm-list";
    }

    @Override
    boolean isList(Look look) {
        return mostLines(look, Pattern.compile(LINE.pattern() + "$"), 2, 60);
    }

    @Override
    void tell(TextLines lines, PackageFacts facts, Runnable report) throws IOException {
        long row = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            report.run();
            var found = LINE.matcher(line);
            if (KEY.matcher(line).matches()) {
                facts.notInstalled(++row, "a key, no software", line);
            } else if (found.matches()) {
                facts.installed(
                        ++row, "rpm", found.group(1), "", found.group(2) + "-" + found.group(3), FactSink.NO_DAY, line);
            } else if (!line.isBlank()) {
                facts.malformed(++row, line, line);
            }
        }
    }
}
