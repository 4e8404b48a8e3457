package app.assay.importing.formats.packages;

import app.assay.domain.source.FactSink;
import app.assay.importing.format.Look;
import app.assay.importing.guard.TextLines;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The status file of dpkg (`/var/lib/dpkg/status`, deb-control(5)): a block of fields for each package, between blank
/// lines. A block without a status, as in the index of an archive, tells of no installation.
public final class DpkgStatusFormat extends PackageListFormat {

    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]*):(?: (.*))?");
    private static final Pattern STATUS = Pattern.compile("Status: \\S+ \\S+ \\S+\\s*$");
    private static final Set<String> THERE =
            Set.of("installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending");

    @Override
    public String code() {
        return "dpkg-status";
    }

    @Override
    boolean isList(Look look) {
        return !look.lines().isEmpty()
                && look.lines().getFirst().startsWith("Package: ")
                && look.lines().stream().anyMatch(line -> STATUS.matcher(line).lookingAt());
    }

    @Override
    void tell(TextLines lines, PackageFacts facts, Runnable report) throws IOException {
        long row = 0;
        var fields = new LinkedHashMap<String, String>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            report.run();
            if (line.isBlank()) {
                if (!fields.isEmpty()) {
                    tell(++row, fields, facts);
                    fields.clear();
                }
                continue;
            }
            var field = FIELD.matcher(line);
            // Lines of a field that goes on begin with a blank.
            if (field.matches() && fields.size() < 100) {
                fields.putIfAbsent(
                        field.group(1).toLowerCase(Locale.ROOT), field.group(2) == null ? "" : field.group(2));
            }
        }
        if (!fields.isEmpty()) {
            tell(++row, fields, facts);
        }
    }

    private static void tell(long row, Map<String, String> fields, PackageFacts facts) {
        String name = fields.getOrDefault("package", "").strip();
        String[] status = fields.getOrDefault("status", "").strip().split("\\s+", -1);
        String raw = "Package: %s, Version: %s, Status: %s"
                .formatted(name, fields.getOrDefault("version", ""), fields.getOrDefault("status", ""));
        if (THERE.contains(status[status.length - 1])) {
            facts.installed(
                    row,
                    "deb",
                    name,
                    PackageFacts.packager(fields.get("maintainer")),
                    fields.getOrDefault("version", ""),
                    FactSink.NO_DAY,
                    raw);
        } else {
            facts.notInstalled(row, "%s %s".formatted(name, String.join(" ", status)), raw);
        }
    }
}
