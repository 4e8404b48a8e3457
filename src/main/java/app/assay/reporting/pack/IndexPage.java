package app.assay.reporting.pack;

import app.assay.charts.ChartImages;
import app.assay.charts.ChartTexts;
import app.assay.charts.ChartTheme;
import app.assay.charts.GapChart;
import app.assay.charts.GapData;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.position.PositionTables;
import app.assay.reporting.table.Words;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// The page that a reader opens first: what it is, the main figures, the chart, the lines, the files. One file, no
/// script, no reference outside the package.
public final class IndexPage {

    private static final int LINES = 200;

    private static final Map<String, String> FOLDERS = folders();

    private static final String STYLE = """
            :root{color-scheme:light}
            *{box-sizing:border-box}
            body{margin:0;font:14px/1.5 system-ui,-apple-system,"Segoe UI",Inter,Roboto,"DejaVu Sans",sans-serif;color:#1f2328;background:#fff}
            main{max-width:1080px;margin:0 auto;padding:40px 32px 80px}
            h1{font-size:24px;line-height:1.25;margin:0 0 4px;letter-spacing:-.01em}
            h2{font-size:16px;margin:44px 0 10px;padding-bottom:6px;border-bottom:1px solid #d1d9e0}
            p{margin:0 0 10px;max-width:76ch}
            .muted{color:#59636e}
            .kicker{color:#59636e;font-size:13px;margin:0 0 18px}
            .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:24px 0 0;padding:0;list-style:none}
            .tiles li{border:1px solid #d1d9e0;border-radius:6px;padding:12px 14px}
            .tiles b{display:block;font-size:22px;line-height:1.3;font-variant-numeric:tabular-nums}
            .tiles span{color:#59636e;font-size:12.5px}
            table{border-collapse:collapse;width:100%;font-size:13px}
            th{text-align:left;font-weight:600;background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:6px 8px;vertical-align:bottom}
            td{border-bottom:1px solid #e4e8ec;padding:5px 8px;vertical-align:top}
            td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            td.w{white-space:nowrap}
            td.s{white-space:nowrap;font-weight:600}
            .scroll{overflow-x:auto}
            code{font:12.5px/1.5 ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
            pre{font:12.5px/1.6 ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono",monospace;background:#f6f8fa;border:1px solid #d1d9e0;border-radius:6px;padding:12px 14px;overflow-x:auto}
            a{color:#0969da;text-decoration:none}
            a:hover,a:focus{text-decoration:underline}
            dl{display:grid;grid-template-columns:180px 1fr;gap:4px 16px;margin:0}
            dt{color:#59636e}
            dd{margin:0;overflow-wrap:anywhere}
            figure{margin:0;border:1px solid #d1d9e0;border-radius:6px;padding:6px}
            figure svg{display:block;width:100%;height:auto}
            h3{font-size:13px;margin:22px 0 6px;color:#59636e}
            @media print{main{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}a{color:inherit}}
            """;

    private final Facts facts;
    private final String digest;
    private final String name;
    private final TrailLines.End trail;
    private final String fingerprint;
    private final List<Entry> entries;
    private final Map<String, Long> files;
    private final EvidencePackage.SecretsSaid secrets;
    private final BinaryOperator<String> mask;
    private final StringBuilder html = new StringBuilder(1 << 16);

    /// A file for the reader.
    ///
    /// @param path within `data/`
    /// @param rows rows of a table, −1 for anything else
    public record Entry(String path, String title, String mediaType, long rows) {}

    /// What the page tells of, beside the files.
    public record Facts(
            EvidenceContent.Register register,
            EvidenceContent.Paper paper,
            EvidenceContent.CatalogueFacts catalogue,
            Position position) {}

    /// @param digest of the position, before anything in it was masked
    /// @param entries what the page lists, in the order of their paths
    /// @param files sizes of the files of the payload, by their path within `data/`
    public IndexPage(
            Facts facts,
            String digest,
            String name,
            TrailLines.End trail,
            String fingerprint,
            List<Entry> entries,
            Map<String, Long> files,
            EvidencePackage.SecretsSaid secrets,
            BinaryOperator<String> mask) {
        this.secrets = secrets;
        this.mask = mask;
        this.facts = facts;
        this.digest = digest;
        this.name = name;
        this.trail = trail;
        this.fingerprint = fingerprint;
        this.entries = entries;
        this.files = files;
    }

    /// The main figures, for machines.
    public static Map<String, Object> figures(Position position) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("lines", position.lines().size());
        for (var status : LineStatus.values()) {
            figures.put(status.name(), count(position, status));
        }
        figures.put("exposure", texts(sums(position, PositionLine::exposure)));
        figures.put("surplusValue", texts(sums(position, PositionLine::surplusValue)));
        figures.put("shortLinesWithoutPrice", unpriced(position));
        figures.put("unrecognisedTitles", position.unrecognisedTitles());
        figures.put("unrecognisedInstallations", position.unrecognisedInstallations());
        return figures;
    }

    private static List<String> texts(SortedMap<String, Money> sums) {
        return sums.values().stream().map(Money::text).toList();
    }

    private static long count(Position position, LineStatus status) {
        return position.lines().stream().filter(line -> line.status() == status).count();
    }

    private static long unpriced(Position position) {
        return position.lines().stream()
                .filter(line ->
                        line.status() == LineStatus.SHORT && line.exposure().isEmpty())
                .count();
    }

    private interface Figure {
        Optional<Money> of(PositionLine line);
    }

    /// Sums per currency, those of zero left out.
    private static SortedMap<String, Money> sums(Position position, Figure figure) {
        var sums = new TreeMap<String, Money>();
        for (var line : position.lines()) {
            figure.of(line)
                    .filter(amount -> amount.amount().signum() != 0)
                    .ifPresent(amount -> sums.merge(amount.currency().getCurrencyCode(), amount, Money::plus));
        }
        return sums;
    }

    public String html() {
        var position = facts.position();
        var paper = facts.paper();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped("Licence position of " + paper.organisation()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n");
        html.append("<h1>")
                .append(escaped("Licence position of " + paper.organisation()))
                .append("</h1>\n");
        html.append("<p class=\"kicker\">")
                .append(escaped(String.join(
                        " · ",
                        "As at " + position.settings().asAt(),
                        "scope: " + paper.scope(),
                        Words.sentence(paper.status()),
                        paper.classification().isEmpty() ? "not classified" : paper.classification(),
                        paper.preparedBy().isEmpty()
                                ? "prepared by nobody named"
                                : "prepared by " + paper.preparedBy())))
                .append("</p>\n");
        tiles(position);
        chart(position);
        lines(position);
        limits(position);
        contents();
        check();
        provenance();
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void tiles(Position position) {
        html.append("<ul class=\"tiles\">\n");
        var exposure = sums(position, PositionLine::exposure);
        long shorts = count(position, LineStatus.SHORT);
        if (exposure.isEmpty()) {
            tile(
                    "▼ " + shorts,
                    shorts == 0 ? "short lines" : "short lines, none with a price",
                    Words.colour(LineStatus.SHORT));
        }
        exposure.values()
                .forEach(sum -> tile("▼ " + amount(sum), "exposure of short lines", Words.colour(LineStatus.SHORT)));
        sums(position, PositionLine::surplusValue)
                .values()
                .forEach(sum -> tile("▲ " + amount(sum), "value of surplus", Words.colour(LineStatus.SURPLUS)));
        tile(
                shorts + " of " + position.lines().size(),
                "lines are short",
                shorts > 0 ? Words.colour(LineStatus.SHORT) : "1F2328");
        long open = count(position, LineStatus.NOT_COMPUTABLE);
        tile(
                "? " + open,
                open == 1 ? "line is not computable" : "lines are not computable",
                Words.colour(LineStatus.NOT_COMPUTABLE));
        html.append("</ul>\n");
    }

    private void tile(String value, String words, String colour) {
        html.append("<li><b style=\"color:#")
                .append(colour)
                .append("\">")
                .append(escaped(value))
                .append("</b><span>")
                .append(escaped(words))
                .append("</span></li>\n");
    }

    private void chart(Position position) {
        var data = GapData.of(position);
        var chart = GapChart.of(data, ChartTheme.LIGHT, ChartTexts.forExport());
        String svg = new String(ChartImages.svg(chart.chart(), 1000, chart.preferredHeight()), StandardCharsets.UTF_8);
        html.append("<h2>Where the gaps are</h2>\n<figure>")
                .append(svg.substring(svg.indexOf("<svg")).strip())
                .append("</figure>\n");
    }

    private void lines(Position position) {
        html.append("<h2>The lines</h2>\n");
        if (position.lines().isEmpty()) {
            html.append("<p>The position has no lines.</p>\n");
            return;
        }
        html.append(
                        "<div class=\"scroll\"><table>\n<thead><tr><th>Ref</th><th>Publisher</th><th>Product</th><th>Metric</th>")
                .append("<th class=\"n\">Found</th><th class=\"n\">Needed</th><th class=\"n\">Usable</th>")
                .append(
                        "<th class=\"n\">Balance</th><th class=\"n\">Exposure</th><th>Status</th></tr></thead>\n<tbody>\n");
        var order = new java.util.ArrayList<Integer>();
        for (int i = 0; i < position.lines().size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.<Integer, LineStatus>comparing(
                        i -> position.lines().get(i).status())
                .thenComparing(Comparator.<Integer, BigDecimal>comparing(i -> position.lines()
                                .get(i)
                                .exposure()
                                .map(Money::amount)
                                .orElse(BigDecimal.ZERO))
                        .reversed()));
        for (int i : order.subList(0, Math.min(LINES, order.size()))) {
            line(i, position.lines().get(i));
        }
        html.append("</tbody></table></div>\n");
        if (order.size() > LINES) {
            html.append("<p class=\"muted\">The first ")
                    .append(LINES)
                    .append(" of ")
                    .append(order.size())
                    .append(" lines; all of them are in <a href=\"../20_position/elp.csv\">elp.csv</a>.</p>\n");
        }
    }

    private void line(int number, PositionLine line) {
        String product =
                line.editionName().isEmpty() ? line.productName() : line.productName() + " " + line.editionName();
        html.append("<tr><td class=\"w\">").append(reference(number, line)).append("</td>");
        cell("", line.publisher());
        cell("", product);
        cell("w", Words.sentence(line.metric().code()));
        cell("n", quantity(line.gross()));
        cell("n", quantity(line.net()));
        cell("n", quantity(line.usable()));
        cell("n", balance(line));
        cell(
                "n",
                line.exposure()
                        .filter(amount -> amount.amount().signum() != 0)
                        .map(IndexPage::amount)
                        .orElse(line.status() == LineStatus.SHORT ? "no price" : ""));
        html.append("<td class=\"s\" style=\"color:#")
                .append(Words.colour(line.status()))
                .append("\">")
                .append(escaped(Words.sign(line.status()) + " " + Words.status(line.status())))
                .append("</td></tr>\n");
    }

    /// The reference of a line, linked to what explains it.
    private String reference(int number, PositionLine line) {
        String reference = PositionTables.reference(number);
        String path = "20_position/" + PositionTables.traceFile(number, line) + ".csv";
        return files.containsKey(path) ? "<a href=\"../" + path + "\">" + reference + "</a>" : reference;
    }

    private static String balance(PositionLine line) {
        if (line.surplus() instanceof Quantity.Unlimited) {
            return "∞";
        }
        return line.surplus() instanceof Quantity.Known(BigDecimal surplus)
                        && line.shortfall() instanceof Quantity.Known(BigDecimal missing)
                ? number(surplus.subtract(missing)).replace("-", "−")
                : "unknown";
    }

    private void limits(Position position) {
        html.append("<h2>What is not in these figures</h2>\n<p>")
                .append(escaped(String.join(
                        " ",
                        counted(position.unrecognisedTitles(), "title is", "titles are") + " not recognised, with "
                                + counted(position.unrecognisedInstallations(), "installation", "installations")
                                + "; they count for nothing.",
                        counted(unpriced(position), "short line has", "short lines have") + " no price.",
                        "Amounts of different currencies are never added.")))
                .append(
                        " What the position rests on is in <a href=\"../50_adjustments/assumptions.csv\">assumptions.csv</a>,")
                .append(
                        " what could not be computed in <a href=\"../20_position/problems.csv\">problems.csv</a>.</p>\n");
    }

    private static String counted(long count, String one, String many) {
        return number(BigDecimal.valueOf(count)) + " " + (count == 1 ? one : many);
    }

    private void contents() {
        html.append("<h2>Contents</h2>\n");
        if (secrets.files() > 0 || secrets.values() > 0) {
            boolean isIncluded = secrets.choice().equals(EvidenceContent.Secrets.INCLUDE.name());
            html.append("<p><b>Product keys, passwords and other secrets: ")
                    .append(escaped(EvidencePackage.secretsInWords(secrets)))
                    .append(".</b> ")
                    .append(
                            isIncluded
                                    ? "Handle the package as you would handle the keys."
                                    : "Masked copies differ from the files that were imported; the hashes of both are in"
                                            + " <a href=\"../90_provenance/importlog.csv\">importlog.csv</a>.")
                    .append("</p>\n");
        }
        String folder = "";
        for (var entry : entries) {
            String of = entry.path().substring(0, entry.path().indexOf('/'));
            // The lines above lead to their traces, and each picture stands beside its drawing.
            if (entry.path().endsWith(".png") || entry.path().startsWith("20_position/trace/")) {
                continue;
            }
            if (!of.equals(folder)) {
                html.append(folder.isEmpty() ? "" : "</tbody></table>\n")
                        .append("<h3>")
                        .append(escaped(FOLDERS.getOrDefault(of, of)))
                        .append("</h3>\n<table><tbody>\n");
                folder = of;
            }
            Long bytes = files.get(entry.path());
            html.append("<tr><td><a href=\"../")
                    .append(escaped(entry.path()))
                    .append("\">")
                    .append(escaped(entry.path().substring(of.length() + 1)))
                    .append("</a></td>");
            cell("", entry.title());
            cell(
                    "n",
                    entry.rows() < 0
                            ? ""
                            : number(BigDecimal.valueOf(entry.rows())) + (entry.rows() == 1 ? " row" : " rows"));
            cell("n", bytes == null ? "" : number(BigDecimal.valueOf(bytes)) + " bytes");
            html.append("</tr>\n");
        }
        html.append(folder.isEmpty() ? "" : "</tbody></table>\n");
    }

    private void check() {
        html.append(
                        "<h2>How to check this package</h2>\n<p>It is a BagIt 1.0 bag and is not signed: equal hashes show that")
                .append(" nothing was altered since it was written, not who wrote it.")
                .append(" <a href=\"../../metadata/VERIFY.txt\">VERIFY.txt</a> tells more.</p>\n<pre>cd ")
                .append(escaped(name))
                .append("\nsha256sum -c tagmanifest-sha256.txt\nsha256sum -c manifest-sha256.txt\n")
                .append("sha512sum -c manifest-sha512.txt</pre>\n");
    }

    private void provenance() {
        var register = facts.register();
        html.append("<h2>Where it comes from</h2>\n<dl>\n");
        fact("Register", register.name());
        fact("Register id", register.id().toString());
        fact("Revision", register.revision() + ", made " + register.revisionAt());
        fact("Trail", trail.length() + " events, head " + (trail.head().isEmpty() ? "none" : trail.head()));
        fact("Catalogue", facts.catalogue().name() + " " + facts.catalogue().version());
        fact("Position digest", digest);
        fact("Run fingerprint", fingerprint);
        fact("Program", "Assay " + facts.paper().applicationVersion());
        fact("Product keys, passwords and other secrets", EvidencePackage.secretsInWords(secrets));
        fact(
                "Reviewed by",
                facts.paper().reviewedBy().isEmpty()
                        ? "nobody yet"
                        : facts.paper().reviewedBy());
        html.append("</dl>\n");
    }

    private void fact(String term, String value) {
        html.append("<dt>")
                .append(escaped(term))
                .append("</dt><dd>")
                .append(escaped(mask.apply("", value)))
                .append("</dd>\n");
    }

    private void cell(String style, String text) {
        html.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">")
                .append(escaped(mask.apply("", text)))
                .append("</td>");
    }

    private static String quantity(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Known(BigDecimal units) -> number(units);
            case Quantity.Unlimited() -> "∞";
            case Quantity.Unknown() -> "unknown";
        };
    }

    private static String number(BigDecimal value) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    private static String amount(Money money) {
        var rounded = money.rounded();
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(rounded.amount()) + " " + money.currency().getCurrencyCode();
    }

    /// Text as HTML, for elements and quoted attributes alike.
    public static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return out.toString();
    }

    private static Map<String, String> folders() {
        var folders = new LinkedHashMap<String, String>();
        folders.put("00_index", "Index");
        folders.put("20_position", "Position");
        folders.put("30_deployment", "Deployment: what is installed where");
        folders.put("40_entitlement", "Entitlement: what is owned, with documents");
        folders.put("50_adjustments", "Adjustments: exclusions and assumptions");
        folders.put("60_recognition", "Recognition: how titles became products");
        folders.put("90_provenance", "Provenance: sources, imports, trail");
        return Map.copyOf(folders);
    }
}
