package app.assay.reporting.verify;

import app.assay.domain.code.Environment;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Problem;
import app.assay.files.Hashes;
import app.assay.files.Json;
import app.assay.files.Scratch;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.pack.EvidencePackage;
import app.assay.reporting.pack.IndexPage;
import app.assay.reporting.position.PositionTables;
import app.assay.reporting.position.TabledPosition;
import app.assay.reporting.table.CsvTables;
import app.assay.reporting.table.Mask;
import app.assay.reporting.table.PackageTables;
import app.assay.reporting.table.TableData;
import app.assay.reporting.table.Words;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Computes anew what a package says of itself: hashes in its tables, counts, sums, the digest of the position, the
/// fingerprint of the run, and the cells of the workbook. Whoever changes one place and makes all manifests anew is
/// found by the other places.
final class PackageRecount {

    private static final String POSITION = "data/20_position/";
    private static final String PROVENANCE = "data/90_provenance/";
    private static final int MOST_PER_FILE = 20;

    private final PackageFiles bag;
    private final PackageReport report;
    private final String version;
    private final Progress progress;
    private final boolean isOld;
    private final Map<String, Integer> told = new HashMap<>();
    private List<PackageTables.Row> lines = List.of();
    /// Cells of all tables that show a mask; twins for spreadsheets are not counted.
    private long maskedCells;

    private Optional<Position> position = Optional.empty();

    PackageRecount(PackageFiles bag, PackageReport report, String version, Progress progress) {
        this.bag = bag;
        this.report = report;
        this.version = version;
        this.progress = progress;
        this.isOld = bag.information("Assay-Package-Format").isEmpty();
    }

    /// @param trail the trail, read
    void check(PackageTrail trail, Scratch scratch) {
        var fingerprint = json(PROVENANCE + "runfingerprint.json");
        var index = json("data/00_index/package.json");
        lines = table(POSITION + "elp.csv");
        fingerprint.ifPresent(this::fingerprint);
        files(trail.imports(), fingerprint);
        fingerprint.ifPresent(facts -> masked(facts, trail));
        new PackageRecords(bag, fingerprint.flatMap(PackageRecount::asAt), this::tell, report::notChecked, progress)
                .check(trail);
        fingerprint.ifPresent(this::digest);
        index.ifPresent(this::index);
        var sources = new PackageSources(
                bag, report, this::tell, fingerprint.map(this::saysNoMask).orElse(true));
        var log = table(PROVENANCE + "importlog.csv");
        sources.log(log, trail);
        sources.latest(log, table(PROVENANCE + "sources.csv"));
        if (isOld) {
            report.notChecked(
                    PROVENANCE + "rejected.csv",
                    "The number of rows that were left out was not compared: packages of this format count them otherwise.");
        } else {
            meanings();
            rejected();
            index.ifPresent(facts -> sources.secrets(
                    facts,
                    text(fingerprint.orElse(facts), "secrets"),
                    log,
                    table("data/40_entitlement/documents.csv"),
                    maskedCells,
                    trail));
        }
        TOLD_ONCE.forEach(report::notChecked);
        twins();
        var sentences = new PackageSentences(bag, version, named(index, fingerprint), this::tell, report::notChecked);
        if (bag.hashes().containsKey(POSITION + "ELP.xlsx")) {
            var shown = position.or(() -> fingerprint.flatMap(this::ofFormatBefore));
            var cover = isOld ? new TreeMap<String, String>() : cover(index, fingerprint);
            var figures = new PackageFigures(
                    bag,
                    lines,
                    shown,
                    cover,
                    fingerprint.map(this::saysNoMask).orElse(true),
                    this::tell,
                    report::notChecked,
                    progress);
            figures.check(scratch);
            sentences.check(figures.legend());
        }
        new PackagePage(bag, report, this::tell, progress)
                .check(index.orElse(new JsonMapper().createObjectNode()), trail, isOld ? Optional.empty() : position);
        if (!isOld) {
            index.ifPresent(facts -> new PackageSchemas(bag, this::tell, progress).check(facts));
        }
        layout();
    }

    /// What a package tells in one place only, so that nothing in it can contradict it.
    private static final Map<String, String> TOLD_ONCE = Map.of(
            "data/30_deployment/",
            "What files told of installations, devices, users, units, assignments and use, and nobody edited, stands here"
                    + " alone: the hashes hold it, and the position was not computed from it anew.",
            "data/40_entitlement/",
            "What files told of rights, purchases and agreements, and nobody edited, stands here alone beside the workbook:"
                    + " the hashes hold it.",
            "data/60_recognition/titles.csv",
            "What it tells stands here alone: its hash holds it, and titles were not recognised anew.",
            PROVENANCE + "rejected.csv",
            "What its rows tell stands here alone; their number was compared with the log of imports where it can be.");

    /// What the cover of the workbook says of the package, by its words there.
    private static SortedMap<String, String> cover(Optional<JsonNode> index, Optional<JsonNode> fingerprint) {
        var cover = new TreeMap<String, String>();
        index.ifPresent(facts -> {
            cover.put("Organisation", text(facts, "organisation"));
            cover.put("Scope", text(facts, "scope"));
            cover.put("Status", Words.sentence(text(facts, "status")));
            cover.put("Classification", or(text(facts, "classification"), "none"));
            cover.put("Prepared by", or(text(facts, "preparedBy"), "nobody named"));
            cover.put("Reviewed by", or(text(facts, "reviewedBy"), "nobody yet"));
            cover.put("Register", text(facts, "registerName"));
            cover.put("Catalogue", text(facts, "catalogue") + " " + text(facts, "catalogueVersion"));
            cover.put("Program", "Assay " + text(facts, "application"));
        });
        fingerprint.ifPresent(facts -> {
            cover.put("As at", PackageFigures.day(text(facts, "asAt")));
            PackageFigures.moment(text(facts, "revisionAt")).ifPresent(days -> cover.put("Revision made (UTC)", days));
            cover.put("Catalogue digest", text(facts, "catalogueDigest"));
        });
        return cover;
    }

    /// The versions of the program that the package names as those that made it.
    private Set<String> named(Optional<JsonNode> index, Optional<JsonNode> fingerprint) {
        var named = new TreeSet<String>();
        String program = "Assay ";
        for (String told : List.of(
                bag.information("Bag-Software-Agent"),
                fingerprint.map(facts -> text(facts, "application")).orElse(""),
                index.map(facts -> program + text(facts, "application")).orElse(""))) {
            if (told.startsWith(program) && !told.equals(program)) {
                named.add(told.substring(program.length()));
            }
        }
        return named;
    }

    private static Optional<LocalDate> asAt(JsonNode fingerprint) {
        try {
            return Optional.of(LocalDate.parse(text(fingerprint, "asAt")));
        } catch (DateTimeParseException none) {
            return Optional.empty(); // which is told where the position is compared
        }
    }

    private static String or(String text, String none) {
        return text.isEmpty() ? none : text;
    }

    /// The position that a package of format 1 tells; it lacks the keys of products and the examples of problems.
    private Optional<Position> ofFormatBefore(JsonNode facts) {
        try {
            return isOld
                    ? Optional.of(TabledPosition.of(
                            settings(facts),
                            TabledPosition.DIGESTED.stream()
                                    .map(name -> table(POSITION + name + ".csv"))
                                    .toList(),
                            -1,
                            -1))
                    : Optional.empty();
        } catch (RuntimeException broken) {
            return Optional.empty();
        }
    }

    /// That it is of a format that is known here, says so, and holds nothing that such a package does not hold.
    private void layout() {
        String format = bag.information("Assay-Package-Format");
        if (!isOld && !format.equals(EvidencePackage.FORMAT)) {
            report.differs("", "It is of the format " + StrictZip.printable(format) + ", which is not known here.");
        }
        if (isOld
                && ((!lines.isEmpty() && lines.getFirst().has("productCode"))
                        || json(PROVENANCE + "runfingerprint.json")
                                .filter(facts -> facts.has("secrets"))
                                .isPresent())) {
            report.differs("", "It does not say its format, and holds what only later formats hold.");
        }
        for (String path : bag.paths()) {
            if (!LAYOUT.matcher(path).matches()) {
                report.differs(path, "No package of this program holds such a file.");
            }
        }
    }

    private static final Pattern LAYOUT =
            Pattern.compile("bagit\\.txt|bag-info\\.txt|(?:tag)?manifest-sha(?:256|512)\\.txt"
                    + "|signatures/.*|metadata/VERIFY\\.txt|metadata/schemas/[A-Za-z0-9._-]+\\.schema\\.json"
                    + "|data/00_index/(?:index\\.html|package\\.json)"
                    + "|data/20_position/(?:ELP\\.xlsx|(?:elp|bridge|rights|problems|traces)(?:\\.spreadsheet)?\\.csv"
                    + "|charts/[A-Za-z0-9.-]+\\.(?:svg|png)|trace/[A-Za-z0-9._-]+\\.csv)"
                    + "|data/(?:" + EvidencePackage.tables() + ")(?:\\.spreadsheet)?\\.csv"
                    + "|data/40_entitlement/documents/[^/]+|data/90_provenance/source-files/[^/]+"
                    + "|data/90_provenance/(?:runfingerprint\\.json|trail\\.jsonl)");

    private void tell(String path, String reason) {
        int count = told.merge(path, 1, Integer::sum);
        if (count <= MOST_PER_FILE) {
            report.differs(path, reason);
        } else if (count == MOST_PER_FILE + 1) {
            report.differs(path, "More differs in it, which is not listed.");
        }
    }

    // ---- reading

    private Optional<JsonNode> json(String path) {
        if (!bag.hashes().containsKey(path)) {
            return Optional.empty(); // that it is missing was told
        }
        if (bag.size(path) > 256 << 20) {
            tell(path, "It is larger than such a file can be.");
            return Optional.empty();
        }
        try (var in = bag.open(path)) {
            return Optional.of(new JsonMapper().readTree(in));
        } catch (IOException | tools.jackson.core.JacksonException broken) {
            tell(path, "It is no JSON.");
            return Optional.empty();
        }
    }

    private List<PackageTables.Row> table(String path) {
        if (!bag.hashes().containsKey(path)) {
            return List.of();
        }
        progress.stopIfCancelled();
        try (var in = bag.open(path)) {
            return PackageTables.read(in);
        } catch (IOException broken) {
            tell(path, "It cannot be read as a table: " + broken.getMessage() + ".");
            return List.of();
        }
    }

    private static String text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isString() ? value.asString() : value.isNumber() ? value.asString() : "";
    }

    // ---- fingerprint

    private void fingerprint(JsonNode facts) {
        String path = PROVENANCE + "runfingerprint.json";
        var plain = new LinkedHashMap<String, Object>();
        facts.properties().forEach(entry -> {
            if (!entry.getKey().equals("fingerprint")) {
                plain.put(entry.getKey(), plain(entry.getValue()));
            }
        });
        String computed = Hashes.sha256(Json.line(plain).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (!computed.equals(text(facts, "fingerprint"))) {
            tell(path, "Its fingerprint is not that of the facts in it.");
        }
        same(path, "register", text(facts, "register"), "Assay-Register-Id");
        same(path, "revision", text(facts, "revision"), "Assay-Revision");
        same(path, "positionDigest", text(facts, "positionDigest"), "Assay-Position-Digest");
        same(path, "trailLength", text(facts, "trailLength"), "Assay-Trail-Length");
        same(path, "trailHead", text(facts, "trailHead"), "Assay-Trail-Head");
    }

    /// Which events of the trail are masked, and that none is where nothing was to be.
    private void masked(JsonNode facts, PackageTrail trail) {
        String path = PROVENANCE + "runfingerprint.json";
        var told = new ArrayList<Long>();
        facts.path("maskedEvents").forEach(each -> told.add(each.asLong(-1)));
        if (!told.equals(trail.masked())) {
            tell(
                    path,
                    "Its masked events of the trail are " + (told.isEmpty() ? "none" : PackageTrail.list(told))
                            + ", and those that show a mask and do not have their hash are "
                            + (trail.masked().isEmpty() ? "none" : PackageTrail.list(trail.masked())) + ".");
        }
        if (text(facts, "secrets").equals(EvidenceContent.Secrets.INCLUDE.name())
                && !trail.masked().isEmpty()) {
            tell(PackageTrail.PATH, "It shows masks, and the package says that nothing was masked.");
        }
    }

    /// Whether, by its own word, the package shows no mask of ours anywhere.
    private boolean saysNoMask(JsonNode facts) {
        return text(facts, "secrets").equals(EvidenceContent.Secrets.INCLUDE.name())
                || bag.information("Assay-Secrets").equals(EvidencePackage.NONE_FOUND);
    }

    private static Object plain(JsonNode node) {
        if (node.isNull()) {
            return Optional.empty();
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            node.forEach(each -> list.add(plain(each)));
            return list;
        }
        if (node.isObject()) {
            var map = new LinkedHashMap<String, Object>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNumber() ? node.decimalValue() : node.asString();
    }

    private void same(String path, String name, String value, String field) {
        if (value.isEmpty() && !isOld && !(name.equals("trailHead") && isTrailEmpty())) {
            tell(path, "It does not say its " + name + ".");
        } else if (!value.equals(bag.information(field))) {
            tell(
                    path,
                    "Its " + name + " is " + StrictZip.printable(value) + ", and bag-info.txt says "
                            + StrictZip.printable(bag.information(field)) + " (" + field + ").");
        }
    }

    private boolean isTrailEmpty() {
        return bag.information("Assay-Trail-Length").equals("0");
    }

    // ---- files and their hashes

    private void files(Map<String, PackageTrail.Imported> imports, Optional<JsonNode> fingerprint) {
        var log = table(PROVENANCE + "importlog.csv");
        var accounted = new HashSet<String>();
        var byId = new HashMap<String, String>();
        for (var row : log) {
            hashes(PROVENANCE + "importlog.csv", row, "packaged", accounted);
            byId.put(row.get("id"), row.get("sha256"));
        }
        imports.forEach((load, imported) -> {
            String logged = byId.get(load);
            if (logged == null) {
                tell(PROVENANCE + "importlog.csv", "It lacks the import " + load + " that the trail tells of.");
            } else if (!logged.equals(imported.sha256())) {
                tell(
                        PROVENANCE + "importlog.csv",
                        "The file of the import " + load + " has another hash in it than in the trail.");
            }
        });
        byId.keySet().stream()
                .filter(load -> !imports.isEmpty() && !imports.containsKey(load))
                .sorted()
                .forEach(load -> tell(
                        PROVENANCE + "importlog.csv",
                        "It tells of the import " + StrictZip.printable(load) + ", of which the trail says nothing."));
        fingerprint.ifPresent(facts -> {
            var told = new ArrayList<String>();
            facts.path("sources").forEach(source -> told.add(source.asString("")));
            var logged = log.stream()
                    .filter(row -> row.get("state").equals("PUBLISHED"))
                    .map(row -> row.get("sha256") + "  " + row.get("source"))
                    .toList();
            if (!told.equals(logged)) {
                tell(PROVENANCE + "importlog.csv", "Its published imports are not the sources of runfingerprint.json.");
            }
        });
        for (var row : table(PROVENANCE + "sources.csv")) {
            hashes(PROVENANCE + "sources.csv", row, "packaged", accounted);
            if (!row.get("sha256").isEmpty() && !byId.containsValue(row.get("sha256"))) {
                tell(
                        PROVENANCE + "sources.csv",
                        "The file of the source " + StrictZip.printable(row.get("source"))
                                + " is in no import of importlog.csv.");
            }
        }
        for (var row : table("data/40_entitlement/documents.csv")) {
            hashes("data/40_entitlement/documents.csv", row, "file", accounted);
        }
        for (String path : bag.hashes().keySet()) {
            if ((path.startsWith(PROVENANCE + "source-files/") || path.startsWith("data/40_entitlement/documents/"))
                    && !accounted.contains(path)) {
                tell(path, "No table of the package tells of it.");
            }
        }
    }

    /// Whether the file that a row names has the hash that the row tells.
    private void hashes(String table, PackageTables.Row row, String column, Set<String> accounted) {
        String file = row.get(column);
        if (!file.contains("/")) {
            return; // the row says why it is not there
        }
        String path = "data/" + file;
        String found = bag.hashes().get(path);
        boolean isMaskedCopy = row.get("secrets").endsWith(", masked");
        String expected = isMaskedCopy ? row.get("copySha256") : row.get("sha256");
        accounted.add(path);
        if (found == null) {
            tell(table, "It names " + StrictZip.printable(path) + ", which is not there.");
        } else if (!found.equals(expected)) {
            tell(path, "Its SHA-256 is not the one that " + table + " tells.");
        } else if (isMaskedCopy && masks(path) < Math.max(1, counted(row.get("secrets")))) {
            tell(
                    path,
                    "It holds fewer masks than " + table + " says that secrets were masked in it: "
                            + StrictZip.printable(row.get("secrets")) + ".");
        } else if (isMaskedCopy && bag.information("Assay-Secrets").startsWith("included as they are")) {
            tell(path, "It is masked, and the package says that nothing was masked.");
        } else if (isMaskedCopy) {
            report.notChecked(
                    path,
                    "It is a copy with masked secrets; the file that the register keeps has the SHA-256 "
                            + StrictZip.printable(row.get("sha256")) + " and is not in the package.");
        }
    }

    /// Sum of the numbers in words such as `2 product keys, 1 password, masked`.
    private static long counted(String words) {
        return NUMBER.matcher(words)
                .results()
                .mapToLong(match -> Long.parseLong(match.group()))
                .sum();
    }

    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9]{1,9}(?![0-9])");

    /// Masks in a file, whatever its encoding.
    private long masks(String path) {
        long masks = 0;
        int stars = 0;
        try (var in = new BufferedInputStream(bag.open(path), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '*') {
                    if (++stars == Mask.TEXT.length()) {
                        masks++;
                        stars = 0;
                    }
                } else if (b != 0) {
                    stars = 0;
                }
            }
        } catch (IOException broken) {
            tell(path, "It cannot be read: " + broken.getMessage() + ".");
        }
        return masks;
    }

    // ---- position

    private void digest(JsonNode facts) {
        String path = POSITION + "elp.csv";
        var bridge = table(POSITION + "bridge.csv");
        var rights = table(POSITION + "rights.csv");
        var problems = table(POSITION + "problems.csv");
        if (!isOld || lines.stream().allMatch(row -> row.has("productCode"))) {
            try {
                position = Optional.of(TabledPosition.of(
                        settings(facts),
                        List.of(lines, bridge, rights, problems),
                        facts.path("unrecognisedTitles").asLong(-1),
                        facts.path("unrecognisedInstallations").asLong(-1)));
            } catch (RuntimeException broken) {
                tell(path, "The tables of the position hold a value that is none of its kind.");
                return;
            }
        }
        if (isOld) {
            report.notChecked(
                    path,
                    "The digest of the position was not recomputed: the package was written before packages held all"
                            + " that it is made of.");
            return;
        }
        if (position.isEmpty()) {
            tell(path, "It lacks columns that a package of its format has.");
            return;
        }
        boolean mayShowMask = !saysNoMask(facts);
        again(PositionTables.lines(position.get()), lines, mayShowMask);
        again(PositionTables.bridge(position.get()), bridge, mayShowMask);
        again(PositionTables.rights(position.get()), rights, mayShowMask);
        again(PositionTables.problems(position.get()), problems, mayShowMask);
        String shown = text(facts, "shownPositionDigest");
        boolean isMasked = List.of(lines, bridge, rights, problems).stream()
                .flatMap(List::stream)
                .anyMatch(row -> row.shows(Mask.TEXT));
        if (!position.get().digest().equals(shown)) {
            tell(
                    path,
                    "The digest of the position that the tables elp, bridge, rights and problems tell is "
                            + position.get().digest().substring(0, 16) + "…, and runfingerprint.json says "
                            + StrictZip.printable(shown) + ".");
        } else if (!shown.equals(bag.information("Assay-Position-Digest"))) {
            if (isMasked && !saysNoMask(facts)) {
                report.notChecked(
                        path,
                        "The digest of the position itself was not recomputed, since secrets in its tables are masked;"
                                + " that of the masked tables was.");
            } else {
                tell(
                        path,
                        "The digest of the position that the tables elp, bridge, rights and problems tell is "
                                + shown.substring(0, 16) + "…, and bag-info.txt says "
                                + StrictZip.printable(bag.information("Assay-Position-Digest")) + ".");
            }
        }
    }

    private static PositionSettings settings(JsonNode facts) {
        var environments = new HashSet<Environment>();
        facts.path("exemptEnvironments").forEach(each -> environments.add(Environment.valueOf(each.asString())));
        return new PositionSettings(
                LocalDate.parse(text(facts, "asAt")),
                Integer.parseInt(text(facts, "staleAfterDays")),
                environments,
                text(facts, "unit").isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text(facts, "unit"))));
    }

    /// Whether a table of the position says in all its columns what its figures yield: sums, steps of the bridge,
    /// and
    /// whatever else the digest does not hold.
    private void again(TableData table, List<PackageTables.Row> found, boolean mayShowMask) {
        String path = POSITION + table.name() + ".csv";
        var rows = new ArrayList<List<@Nullable Object>>();
        table.rows().forEach(rows::add);
        if (rows.size() != found.size()) {
            tell(path, Plain.text("It has %s rows, and the position yields %s.", found.size(), rows.size()));
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int column = 0; column < table.columns().size(); column++) {
                String name = table.columns().get(column).id();
                Object value = rows.get(i).get(column);
                String yields = value == null ? "" : CsvTables.text(value);
                String says = found.get(i).get(name);
                if (says.equals(yields)) {
                    continue;
                }
                if (says.contains(Mask.TEXT) && mayShowMask) {
                    report.notChecked(
                            path, "What its column " + name + " shows masked was not recomputed from its other cells.");
                } else {
                    tell(
                            path,
                            Plain.text(
                                    "Row %s, %s: it says %s, and the position yields %s.",
                                    i + 1, name, StrictZip.printable(says), StrictZip.printable(yields)));
                }
            }
        }
    }

    // ---- rights and rows that were left out

    /// What rights mean is derived, so the position that was computed from it says it too: which of them wait, and
    /// that
    /// those it used do not.
    private void meanings() {
        String path = "data/40_entitlement/entitlements.csv";
        var standing = new HashMap<String, String>();
        var waiting = new HashMap<String, Long>();
        for (var row : table(path)) {
            String recognition = row.get("recognition");
            standing.put(row.get("id"), recognition);
            waiting.merge(recognition, 1L, Long::sum);
        }
        counted(path, "rights-waiting", waiting.getOrDefault("WAITING", 0L));
        counted(path, "rights-set-aside", waiting.getOrDefault("SET_ASIDE", 0L));
        String assignments = "data/30_deployment/assignments.csv";
        counted(
                assignments,
                "assignments-waiting",
                table(assignments).stream()
                        .filter(row -> row.get("recognition").equals("WAITING"))
                        .count());
        String exclusions = "data/50_adjustments/exclusions.csv";
        counted(
                exclusions,
                "exclusions-idle",
                table(exclusions).stream()
                        .filter(row -> !row.get("product").isEmpty())
                        .filter(row -> Set.of("WAITING", "SET_ASIDE").contains(row.get("recognition"))
                                || !row.get("recognisedRelease").isEmpty())
                        .count());
        for (var right : table(POSITION + "rights.csv")) {
            String id = right.get("entitlementId");
            String found = standing.get(id);
            if (found == null) {
                tell(path, "It lacks the right " + StrictZip.printable(id) + " that the position uses.");
            } else if (Set.of("WAITING", "SET_ASIDE").contains(found)) {
                tell(path, "The right " + id + " is used by the position and is said to give nothing: " + found + ".");
            }
        }
    }

    private void counted(String path, String code, long found) {
        long told = position.stream()
                .flatMap(known -> known.problems().stream())
                .filter(problem -> problem.code().equals(code))
                .mapToLong(Problem::count)
                .sum();
        if (position.isPresent() && told != found) {
            tell(path, Plain.text("It yields %s for %s, and the position says %s.", found, code, told));
        }
    }

    /// Every import says how many rows it left out; the rows stand in a table.
    private void rejected() {
        String path = PROVENANCE + "rejected.csv";
        if (!bag.hashes().containsKey(path)) {
            return;
        }
        long told = table(PROVENANCE + "importlog.csv").stream()
                .filter(row -> row.get("state").equals("PUBLISHED"))
                .map(row -> row.get("rejected"))
                .filter(count -> count.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .sum();
        long found = rows(path);
        if (found >= 0 && found != told) {
            tell(path, Plain.text("It has %s rows, and importlog.csv says that %s were left out.", found, told));
        }
    }

    // ---- index for machines

    private void index(JsonNode index) {
        String path = "data/00_index/package.json";
        same(path, "revision", text(index, "revision"), "Assay-Revision");
        same(path, "register", text(index, "register"), "Assay-Register-Id");
        var listed = new HashSet<String>();
        for (var file : index.path("files")) {
            String at = "data/" + text(file, "path");
            listed.add(at);
            String hash = bag.hashes().get(at);
            if (hash == null) {
                tell(path, "It lists " + StrictZip.printable(at) + ", which is not there.");
                continue;
            }
            if (!hash.equals(text(file, "sha256"))) {
                tell(at, "Its SHA-256 is not the one that package.json tells.");
            }
            if (bag.size(at) != file.path("bytes").asLong(-1)) {
                tell(at, "Its size is not the one that package.json tells.");
            }
            if (file.path("rows").isNumber() && at.endsWith(".csv")) {
                long rows = rows(
                        at,
                        cells -> maskedCells += cells.stream()
                                .filter(cell -> cell.contains(Mask.TEXT))
                                .count());
                if (rows >= 0 && rows != file.path("rows").asLong(-1)) {
                    tell(
                            at,
                            Plain.text(
                                    "It has %d rows, and package.json says %d.",
                                    rows, file.path("rows").asLong(-1)));
                }
            }
        }
        for (String at : bag.hashes().keySet()) {
            if (at.startsWith("data/")
                    && !listed.contains(at)
                    && !at.startsWith("data/00_index/")
                    && !at.endsWith(".spreadsheet.csv")) {
                tell(at, "package.json does not list it.");
            }
        }
        position.ifPresent(known -> {
            String computed = Json.line(IndexPage.figures(known));
            if (!computed.equals(Json.line(plain(index.path("figures"))))) {
                tell(path, "Its figures are not those of the tables of the position.");
            }
        });
    }

    private long rows(String path) {
        return rows(path, _ -> {});
    }

    private long rows(String path, Consumer<List<String>> each) {
        progress.stopIfCancelled();
        try (var in = bag.open(path);
                var table = PackageTables.open(in)) {
            long rows = 0;
            for (var cells = table.next(); !cells.isEmpty(); cells = table.next()) {
                each.accept(cells);
                rows++;
            }
            return rows;
        } catch (IOException broken) {
            tell(path, "It cannot be read as a table: " + broken.getMessage() + ".");
            return -1;
        }
    }

    // ---- twins for spreadsheets

    private void twins() {
        for (String path : bag.hashes().keySet()) {
            if (path.startsWith("data/") && path.endsWith(".spreadsheet.csv")) {
                String exact = path.substring(0, path.length() - ".spreadsheet.csv".length()) + ".csv";
                if (bag.hashes().containsKey(exact)) {
                    progress.stopIfCancelled();
                    twin(exact, path);
                } else {
                    tell(path, "The table that it is the twin of is not there.");
                }
            }
        }
    }

    private void twin(String exact, String guarded) {
        try (var one = bag.open(exact);
                var other = bag.open(guarded);
                var table = PackageTables.open(one);
                var twin = PackageTables.open(other)) {
            var header = new ArrayList<>(table.header());
            header.add(CsvTables.GUARDED);
            if (!twin.header().equals(header)) {
                tell(guarded, "Its columns are not those of " + exact + ".");
                return;
            }
            long number = 0;
            while (true) {
                var cells = table.next();
                var twins = twin.next();
                number++;
                if (cells.isEmpty() || twins.isEmpty()) {
                    if (cells.isEmpty() != twins.isEmpty()) {
                        tell(guarded, "It has another number of rows than " + exact + ".");
                    }
                    return;
                }
                var marked = Set.of(
                        twins.getLast().isEmpty()
                                ? new String[0]
                                : List.of(twins.getLast().split(" ", -1)).stream()
                                        .distinct()
                                        .toArray(String[]::new));
                for (int i = 0; i < cells.size(); i++) {
                    String column = table.header().get(i);
                    String expected = marked.contains(column) ? "'" + cells.get(i) : cells.get(i);
                    if (!twins.get(i).equals(expected)) {
                        tell(guarded, Plain.text("Row %d differs from %s in %s.", number, exact, column));
                        return;
                    }
                }
            }
        } catch (IOException broken) {
            tell(guarded, "It cannot be read as a table: " + broken.getMessage() + ".");
        }
    }
}
