package app.assay.reporting.verify;

import app.assay.domain.position.Position;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.pack.EvidencePackage;
import app.assay.reporting.pack.IndexPage;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Writes the index page and the drawings of a package anew, from its tables and the index for machines, and compares
/// them. The page of another version of the program, and drawings made with other fonts, may differ without anything
/// being wrong: they are named as not checked.
final class PackagePage {

    private static final String PAGE = "data/00_index/index.html";
    private static final String INDEX = "data/00_index/package.json";
    private static final String CHARTS = "data/20_position/charts/";
    private static final int MOST = 64 << 20;
    private static final Pattern FIGURE = Pattern.compile("<figure><svg.*?</svg></figure>", Pattern.DOTALL);

    private final PackageFiles bag;
    private final PackageReport report;
    private final BiConsumer<String, String> differs;
    private final Progress progress;

    PackagePage(PackageFiles bag, PackageReport report, BiConsumer<String, String> differs, Progress progress) {
        this.bag = bag;
        this.report = report;
        this.differs = differs;
        this.progress = progress;
    }

    /// @param position the position that the tables tell; empty for packages that do not hold all of it
    void check(JsonNode index, PackageTrail trail, Optional<Position> position) {
        boolean hasDrawings = bag.hashes().keySet().stream().anyMatch(path -> path.startsWith(CHARTS));
        if (position.isEmpty()) {
            report.notChecked(
                    PAGE, "What the page shows was not recomputed, only its hash; the tables and the workbook were.");
            if (hasDrawings) {
                report.notChecked(CHARTS, "What the drawings show was not recomputed, only their hashes.");
            }
            return;
        }
        description(index);
        page(index, trail, position.get());
        drawings(position.get());
    }

    /// That the index for machines describes the package as bag-info.txt does.
    private void description(JsonNode index) {
        same(index, "organisation", bag.information("Source-Organization"));
        same(index, "preparedBy", bag.information("Contact-Name"));
        same(index, "profile", bag.information("Assay-Profile"));
        String agent = bag.information("Bag-Software-Agent");
        if (!agent.equals("Assay " + text(index, "application"))) {
            differs.accept(INDEX, "It names another version of the program than bag-info.txt.");
        }
        var said = said(index.path("secrets"));
        if (!bag.information("Assay-Secrets").equals(EvidencePackage.secretsInWords(said))) {
            differs.accept(INDEX, "It says something else of secrets than bag-info.txt.");
        }
    }

    private void same(JsonNode index, String name, String expected) {
        if (!text(index, name).equals(expected)) {
            differs.accept(
                    INDEX,
                    "Its " + name + " is " + StrictZip.printable(text(index, name)) + ", and bag-info.txt says "
                            + StrictZip.printable(expected) + ".");
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static EvidencePackage.SecretsSaid said(JsonNode node) {
        return new EvidencePackage.SecretsSaid(
                text(node, "choice"),
                node.path("files").asLong(-1),
                node.path("masked").asLong(-1),
                node.path("leftOut").asLong(-1),
                node.path("values").asLong(-1));
    }

    // ---- page

    private void page(JsonNode index, PackageTrail trail, Position position) {
        if (!bag.hashes().containsKey(PAGE)) {
            return; // that it is missing was told
        }
        if (bag.size(PAGE) > MOST) {
            differs.accept(PAGE, "It is larger than such a page can be.");
            return;
        }
        String found;
        String made;
        try (var in = bag.open(PAGE)) {
            found = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            made = made(index, trail, position);
        } catch (IOException | RuntimeException broken) {
            differs.accept(INDEX, "It does not tell all that the index page is made of.");
            return;
        }
        if (found.equals(made)) {
            return;
        }
        if (figureless(found).equals(figureless(made))) {
            report.notChecked(
                    PAGE,
                    "All it shows was recomputed but its drawing, which is not byte for byte the one that this machine"
                            + " draws.");
        } else {
            differs.accept(
                    PAGE, "It is not the page that the tables and package.json yield" + place(found, made) + ".");
        }
    }

    private static String figureless(String html) {
        return FIGURE.matcher(html).replaceFirst("");
    }

    /// Where two pages begin to differ, shortly.
    private static String place(String found, String made) {
        var lines = found.lines().toList();
        var others = made.lines().toList();
        for (int i = 0; i < Math.min(lines.size(), others.size()); i++) {
            if (!lines.get(i).equals(others.get(i)) && !lines.get(i).startsWith("<figure>")) {
                return ", in line " + (i + 1) + ": " + StrictZip.printable(lines.get(i));
            }
        }
        return "";
    }

    private String made(JsonNode index, PackageTrail trail, Position position) throws IOException {
        var facts = new IndexPage.Facts(
                new EvidenceContent.Register(
                        UUID.fromString(text(index, "register")),
                        text(index, "registerName"),
                        index.path("revision").asLong(-1),
                        Instant.parse(text(index, "revisionAt")),
                        ZoneOffset.UTC),
                new EvidenceContent.Paper(
                        text(index, "organisation"),
                        text(index, "scope"),
                        1,
                        text(index, "preparedBy"),
                        text(index, "reviewedBy"),
                        text(index, "status"),
                        text(index, "classification"),
                        text(index, "application")),
                new EvidenceContent.CatalogueFacts(text(index, "catalogue"), text(index, "catalogueVersion"), ""),
                position);
        var entries = new ArrayList<IndexPage.Entry>();
        var sizes = new TreeMap<String, Long>();
        for (var file : index.path("files")) {
            entries.add(new IndexPage.Entry(
                    text(file, "path"),
                    text(file, "title"),
                    text(file, "mediaType"),
                    file.path("rows").asLong(-1)));
            sizes.put(text(file, "path"), file.path("bytes").asLong(-1));
        }
        return new IndexPage(
                        facts,
                        bag.information("Assay-Position-Digest"),
                        text(index, "package"),
                        trail.end(),
                        text(index, "fingerprint"),
                        entries,
                        sizes,
                        said(index.path("secrets")),
                        (_, text) -> text)
                .html();
    }

    // ---- drawings

    private void drawings(Position position) {
        var other = new TreeSet<String>();
        var known = new TreeSet<String>();
        for (var drawing : EvidencePackage.drawings(position)) {
            progress.stopIfCancelled();
            String path = CHARTS + drawing.name();
            known.addAll(Set.of(path + ".svg", path + ".png"));
            if (!isSame(path + ".svg", drawing.svg())) {
                other.add(path + ".svg");
            }
            if (!isSame(path + ".png", drawing.png())) {
                other.add(path + ".png");
            }
        }
        for (String path : bag.hashes().keySet()) {
            if (path.startsWith(CHARTS) && !known.contains(path)) {
                differs.accept(path, "The position yields no such drawing.");
            }
        }
        other.forEach(path -> report.notChecked(
                path, "What it shows was not checked: it is not byte for byte the drawing that this machine makes."));
    }

    private boolean isSame(String path, byte[] expected) {
        if (!bag.hashes().containsKey(path)) {
            differs.accept(path, "The position yields this drawing, and it is not there.");
            return true;
        }
        if (bag.size(path) != expected.length) {
            return false;
        }
        try (var in = bag.open(path)) {
            return Arrays.equals(in.readNBytes(expected.length + 1), expected);
        } catch (IOException broken) {
            differs.accept(path, "It cannot be read: " + broken.getMessage() + ".");
            return true;
        }
    }
}
