package app.assay.reporting.verify;

import app.assay.reporting.pack.EvidencePackage;
import app.assay.reporting.table.Mask;
import app.assay.reporting.table.PackageTables;
import app.assay.work.Plain;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// Compares what a package tells of imported files: the log of imports with the trail, the sources with the log, and
/// what is said of secrets with the files and tables themselves.
final class PackageSources {

    private static final String LOG = "data/90_provenance/importlog.csv";
    private static final String SOURCES = "data/90_provenance/sources.csv";
    private static final String INDEX = "data/00_index/package.json";

    /// Columns of importlog.csv by the names of the trail.
    private static final Map<String, String> COLUMNS = columns();

    /// Columns of sources.csv that are those of the latest import in importlog.csv.
    private static final List<String> LATEST = List.of(
            "file",
            "sha256",
            "format",
            "dataDate",
            "receivedAt",
            "suppliedBy",
            "read",
            "rejected",
            "packaged",
            "secrets",
            "copySha256");

    private final PackageFiles bag;
    private final PackageReport report;
    private final BiConsumer<String, String> differs;
    private final boolean saysNoMask;

    /// @param saysNoMask whether, by its own word, the package shows no mask anywhere
    PackageSources(PackageFiles bag, PackageReport report, BiConsumer<String, String> differs, boolean saysNoMask) {
        this.bag = bag;
        this.report = report;
        this.differs = differs;
        this.saysNoMask = saysNoMask;
    }

    private static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("source", "source");
        columns.put("file", "file");
        columns.put("bytes", "bytes");
        columns.put("modified", "modified");
        columns.put("format", "format");
        columns.put("meaning", "meaning");
        columns.put("profile", "profile");
        columns.put("options", "options");
        columns.put("received_at", "receivedAt");
        columns.put("data_date", "dataDate");
        columns.put("supplied_by", "suppliedBy");
        columns.put("rows_read", "read");
        columns.put("rows_added", "new");
        columns.put("rows_changed", "changed");
        columns.put("rows_same", "same");
        columns.put("rows_rejected", "rejected");
        columns.put("facts_vanished", "vanished");
        columns.put("warnings", "warnings");
        return columns;
    }

    /// That the log tells of each import what the trail does.
    void log(List<PackageTables.Row> log, PackageTrail trail) {
        for (var row : log) {
            var imported = trail.imports().get(row.get("id"));
            if (imported == null) {
                continue; // that was told
            }
            COLUMNS.forEach((name, column) -> {
                String told = imported.row().get(name);
                if (told != null) {
                    same(LOG, row, column, told, "by the trail it is ");
                }
            });
        }
    }

    /// That each source has the import that was published last.
    void latest(List<PackageTables.Row> log, List<PackageTables.Row> sources) {
        // Packages of format 1 have fewer columns.
        boolean isOld = bag.information("Assay-Package-Format").isEmpty();
        if (!bag.hashes().containsKey(SOURCES) || !bag.hashes().containsKey(LOG)) {
            return; // that was told
        }
        boolean isMasked = log.stream().anyMatch(row -> row.get("source").contains(Mask.TEXT)) && !saysNoMask;
        if (isMasked) {
            report.notChecked(
                    SOURCES, "It was not made anew from importlog.csv, since secrets in names of sources are masked.");
            return;
        }
        var counts = new TreeMap<String, Long>();
        var latest = new TreeMap<String, PackageTables.Row>();
        for (var row : log) {
            counts.merge(row.get("source"), 1L, Long::sum);
            if (row.get("state").equals("PUBLISHED")) {
                latest.merge(row.get("source"), row, (a, b) -> BY_REVISION.compare(a, b) > 0 ? a : b);
            }
        }
        if (!sources.stream().map(row -> row.get("source")).toList().equals(List.copyOf(counts.keySet()))) {
            differs.accept(SOURCES, "Its sources are not those of importlog.csv.");
            return;
        }
        for (var row : sources) {
            String source = row.get("source");
            same(SOURCES, row, "loads", Long.toString(counts.getOrDefault(source, 0L)), "importlog.csv yields ");
            var load = latest.getOrDefault(source, PackageTables.Row.NONE);
            LATEST.stream()
                    .filter(column -> row.has(column) || !isOld)
                    .forEach(column -> same(SOURCES, row, column, load.get(column), "importlog.csv yields "));
        }
    }

    private static final Comparator<PackageTables.Row> BY_REVISION =
            Comparator.comparingLong(row -> number(row.get("revision")));

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private void same(String path, PackageTables.Row row, String column, String expected, String by) {
        String says = row.get(column);
        if (says.equals(expected)) {
            return;
        }
        boolean isMasked = says.contains(Mask.TEXT) || expected.contains(Mask.TEXT);
        if (isMasked && !saysNoMask) {
            report.notChecked(path, "What its column " + column + " shows masked was not compared.");
        } else {
            differs.accept(
                    path,
                    Plain.text(
                            "%s, %s: it says %s, and %s%s.",
                            StrictZip.printable(row.get("source")),
                            column,
                            says.isEmpty() ? "nothing" : StrictZip.printable(says),
                            by,
                            expected.isEmpty() ? "nothing" : StrictZip.printable(expected)));
        }
    }

    /// What a table tells of a file.
    private record FileRow(String packaged, String secrets) {

        boolean isLeftOut() {
            return packaged.startsWith(EvidencePackage.LEFT_OUT);
        }

        boolean tells() {
            return isLeftOut() || !secrets.isEmpty();
        }

        FileRow orTelling(FileRow other) {
            return tells() ? this : other;
        }
    }

    /// That what the package says of secrets is what its files and tables show.
    ///
    /// @param choice what the fingerprint of the run says was chosen
    /// @param cells cells of tables that show a mask
    void secrets(
            JsonNode index,
            String choice,
            List<PackageTables.Row> log,
            List<PackageTables.Row> documents,
            long cells,
            PackageTrail trail) {
        var said = index.path("secrets");
        if (!said.path("choice").asString("").equals(choice)) {
            differs.accept(INDEX, "What was chosen about secrets is something else in runfingerprint.json.");
        }
        // A file that was imported and attached too may go along for one of both only: what tells of it counts.
        var files = new TreeMap<String, FileRow>();
        log.forEach(row -> files.merge(
                row.get("sha256"), new FileRow(row.get("packaged"), row.get("secrets")), FileRow::orTelling));
        documents.forEach(row ->
                files.merge(row.get("sha256"), new FileRow(row.get("file"), row.get("secrets")), FileRow::orTelling));
        long holding = 0;
        long masked = 0;
        long leftOut = 0;
        for (var file : files.values()) {
            holding += file.tells() ? 1 : 0;
            masked += file.secrets().endsWith(", masked") ? 1 : 0;
            leftOut += file.isLeftOut() ? 1 : 0;
        }
        count(said, "files", holding);
        count(said, "masked", masked);
        count(said, "leftOut", leftOut);
        long values = said.path("values").asLong(-1) - trail.masked().size();
        if (values < 0 || values > cells) {
            differs.accept(
                    INDEX,
                    Plain.text(
                            "It says that %s texts of tables and trail are masked, and %s cells and %s events show"
                                    + " masks.",
                            said.path("values").asString(""),
                            cells,
                            trail.masked().size()));
        } else if (values < cells) {
            report.notChecked(
                    INDEX,
                    Plain.text(
                            "Cells of its tables show %s more masks than the package says were made: what they say, or"
                                    + " said, cannot be told.",
                            cells - values));
        }
    }

    private void count(JsonNode said, String name, long found) {
        if (said.path(name).asLong(-1) != found) {
            differs.accept(
                    INDEX,
                    Plain.text(
                            "Its secrets, %s: it says %s, and the tables of files yield %s.",
                            name, StrictZip.printable(said.path(name).asString("")), found));
        }
    }
}
