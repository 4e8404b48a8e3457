package app.assay.importing.formats.packages;

import app.assay.domain.source.FactSink;
import app.assay.importing.format.Look;
import app.assay.importing.guard.TextLines;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `rpm -qai` prints (rpm 4.18): a block of fields for each package, ended by a description of several lines that
/// may look like fields. A key that rpm keeps among its packages is no software.
public final class RpmInfoFormat extends PackageListFormat {

    private static final Pattern NAME = Pattern.compile("Name {1,12}: (\\S+)\\s*(?:Relocations: .*)?");
    private static final Pattern FOLLOWING = Pattern.compile("(?:Epoch|Version) {1,12}: .*");
    private static final Pattern FIELD = Pattern.compile("([A-Z][A-Za-z ]{1,15}?) {0,12}: ?(.*)");

    /// In the C locale, and as some tools print it with twelve hours and a zone.
    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE d MMM yyyy hh:mm:ss a", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss", Locale.ENGLISH));
    private static final Pattern ZONE = Pattern.compile("\\s+[A-Z]{2,5}$");

    @Override
    public String code() {
        return "rpm-info";
    }

    @Override
    boolean isList(Look look) {
        return look.lines().size() > 1
                && NAME.matcher(look.lines().getFirst()).matches()
                && FOLLOWING.matcher(look.lines().get(1)).matches()
                && look.lines().stream().anyMatch(line -> line.startsWith("Release "));
    }

    @Override
    void tell(TextLines lines, PackageFacts facts, Runnable report) throws IOException {
        long row = 0;
        var fields = new HashMap<String, String>();
        boolean inside = false;
        for (String line = lines.next(); line != null; line = lines.next()) {
            report.run();
            if (begins(line, lines.peek())) {
                if (!fields.isEmpty()) {
                    tell(++row, fields, facts);
                }
                fields.clear();
                inside = false;
            }
            var field = FIELD.matcher(line);
            if (!inside && field.matches() && fields.size() < 100) {
                fields.putIfAbsent(
                        field.group(1).strip().toLowerCase(Locale.ROOT),
                        field.group(2).strip());
                inside = line.startsWith("Description");
            }
        }
        if (!fields.isEmpty()) {
            tell(++row, fields, facts);
        }
    }

    /// A block begins with a name that a version follows, which no description does by chance.
    private static boolean begins(String line, @Nullable String next) {
        return NAME.matcher(line).matches()
                && next != null
                && FOLLOWING.matcher(next).matches();
    }

    private static void tell(long row, Map<String, String> fields, PackageFacts facts) {
        String name = fields.getOrDefault("name", "").replaceFirst("\\s+Relocations:.*", "");
        String epoch = fields.getOrDefault("epoch", "");
        String release = fields.getOrDefault("release", "");
        String version = (epoch.isEmpty() || epoch.equals("0") || epoch.equals("(none)") ? "" : epoch + ":")
                + fields.getOrDefault("version", "")
                + (release.isEmpty() ? "" : "-" + release);
        String raw = "Name: %s, Version: %s, Install Date: %s"
                .formatted(name, version, fields.getOrDefault("install date", ""));
        if (name.equals("gpg-pubkey")) {
            facts.notInstalled(row, "a key, no software", raw);
            return;
        }
        facts.installed(
                row,
                "rpm",
                name,
                PackageFacts.packager(fields.getOrDefault("vendor", "").replaceFirst("^\\(none\\)$", "")),
                version,
                day(fields.getOrDefault("install date", "")),
                raw);
    }

    private static int day(String text) {
        String plain = ZONE.matcher(text.strip().replaceAll("\\s+", " ")).replaceFirst(match -> {
            String zone = match.group().strip();
            return zone.equals("AM") || zone.equals("PM") ? match.group() : "";
        });
        for (DateTimeFormatter format : DAYS) {
            try {
                return (int) LocalDate.parse(plain, format).toEpochDay();
            } catch (DateTimeParseException other) {
                // The next form.
            }
        }
        return FactSink.NO_DAY;
    }
}
