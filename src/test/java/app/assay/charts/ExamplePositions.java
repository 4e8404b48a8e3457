package app.assay.charts;

import app.assay.domain.entitlement.Metric;
import app.assay.domain.position.LineStatus;
import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Reduction;
import app.assay.domain.position.RightUse;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.engine.reconcile.PositionDigest;
import app.assay.work.Plain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Positions for tests of charts and reports; every line keeps the identities of a real one.
public final class ExamplePositions {

    public static final LocalDate DAY = LocalDate.of(2026, 6, 30);

    private ExamplePositions() {}

    public static Position of(PositionLine... lines) {
        return of(List.of(lines));
    }

    public static Position of(List<PositionLine> lines) {
        var sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparing(PositionLine::publisher)
                .thenComparing(PositionLine::productName)
                .thenComparing(PositionLine::id));
        var settings = PositionSettings.asAt(DAY);
        return new Position(settings, sorted, List.of(), 2, 17, PositionDigest.of(settings, sorted, List.of(), 2, 17));
    }

    /// A line with two reductions and one right.
    ///
    /// @param price of one unit such as `12.5 EUR`, empty for none
    public static PositionLine line(
            String publisher, String product, long found, long stale, long excluded, long usable, String price) {
        long net = found - stale - excluded;
        long covered = Math.min(net, usable);
        long shortfall = net - covered;
        long surplus = usable - covered;
        var unitPrice = price.isEmpty() ? Optional.<Money>empty() : Optional.of(Money.parse(price));
        var reductions = new ArrayList<Reduction>();
        if (stale > 0) {
            reductions.add(new Reduction("stale", Quantity.of(stale), stale, "Not seen for more than 90 days"));
        }
        if (excluded > 0) {
            reductions.add(new Reduction("excluded", Quantity.of(excluded), excluded, "Exclusion X-1: test"));
        }
        String key = publisher.toLowerCase(Locale.ROOT) + "/"
                + product.toLowerCase(Locale.ROOT).replace(' ', '-');
        return new PositionLine(
                key + "||device",
                publisher,
                key,
                product,
                "",
                "",
                "2016 (12), 2019 (30)",
                new Metric.PerDevice(),
                3,
                found,
                Quantity.of(found),
                reductions,
                Quantity.of(net),
                Quantity.of(usable + 10),
                Quantity.of(usable),
                Quantity.of(covered),
                Quantity.of(shortfall),
                Quantity.of(surplus),
                Quantity.of(BigDecimal.valueOf(shortfall).divide(BigDecimal.valueOf(5), 0, RoundingMode.CEILING)),
                5,
                unitPrice,
                unitPrice.map(one -> one.times(BigDecimal.valueOf(shortfall))),
                unitPrice.map(one -> one.times(BigDecimal.valueOf(Math.ceilDiv(shortfall, 5L) * 5))),
                unitPrice.map(one -> one.times(BigDecimal.valueOf(surplus))),
                shortfall > 0 ? LineStatus.SHORT : surplus > 0 ? LineStatus.SURPLUS : LineStatus.COMPLIANT,
                "INVOICE_AND_PAYMENT",
                List.of(
                        new RightUse(
                                entitlement(key),
                                "E-" + product,
                                Quantity.of(usable),
                                Quantity.of(usable),
                                Quantity.of(covered),
                                ""),
                        new RightUse(
                                entitlement(key + "-ended"),
                                "E-" + product + "-OLD",
                                Quantity.of(10),
                                Quantity.ZERO,
                                Quantity.ZERO,
                                "ended")),
                List.of());
    }

    public static UUID entitlement(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    public static PositionLine notComputable(String publisher, String product) {
        String key = publisher.toLowerCase(Locale.ROOT) + "/"
                + product.toLowerCase(Locale.ROOT).replace(' ', '-');
        return new PositionLine(
                key + "||core",
                publisher,
                key,
                product,
                "enterprise",
                "Enterprise",
                "19c (4)",
                new Metric.PerCore(8, 16, 4, Metric.Counting.HOST, java.util.OptionalInt.empty()),
                1,
                4,
                Quantity.UNKNOWN,
                List.of(),
                Quantity.UNKNOWN,
                Quantity.of(16),
                Quantity.of(16),
                Quantity.UNKNOWN,
                Quantity.UNKNOWN,
                Quantity.UNKNOWN,
                Quantity.UNKNOWN,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LineStatus.NOT_COMPUTABLE,
                "",
                List.of(new RightUse(
                        entitlement(key), "E-" + product, Quantity.of(16), Quantity.of(16), Quantity.UNKNOWN, "")),
                List.of(new Problem(
                        "cores-unknown",
                        2,
                        List.of("SRV-DB-01", "SRV-DB-02"),
                        "Cores are unknown for 2 hosts: SRV-DB-01, SRV-DB-02.")));
    }

    public static PositionLine unlimited(String publisher, String product) {
        var line = line(publisher, product, 40, 0, 0, 40, "");
        return new PositionLine(
                line.id().replace("device", "site"),
                line.publisher(),
                line.product(),
                line.productName(),
                "",
                "",
                "",
                new Metric.PerSite(),
                1,
                40,
                line.gross(),
                List.of(),
                line.net(),
                Quantity.UNLIMITED,
                Quantity.UNLIMITED,
                line.net(),
                Quantity.ZERO,
                Quantity.UNLIMITED,
                Quantity.ZERO,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LineStatus.UNLIMITED,
                "SIGNED_CONTRACT",
                List.of(new RightUse(
                        entitlement(line.product() + "-site"),
                        "E-SITE",
                        Quantity.UNLIMITED,
                        Quantity.UNLIMITED,
                        Quantity.of(40),
                        "")),
                List.of());
    }

    /// Seven publishers that show everything a chart must cope with.
    public static Position mixed() {
        return of(
                line("Microsoft", "Office", 412, 30, 12, 340, "389.90 EUR"),
                line("Microsoft", "Visio", 40, 2, 0, 60, "410 EUR"),
                line("Adobe", "Acrobat", 220, 8, 0, 150, "279 EUR"),
                line("Oracle", "Database", 44, 0, 4, 24, "950.50 EUR"),
                line("Autodesk", "AutoCAD", 61, 3, 0, 58, "1850 EUR"),
                line("TechSmith", "Snagit", 25, 0, 0, 80, "62.99 EUR"),
                line("JetBrains", "IntelliJ IDEA", 18, 0, 0, 30, "599 EUR"),
                line("Corel", "CorelDRAW", 7, 0, 0, 3, ""),
                notComputable("IBM", "Db2"),
                unlimited("Foxit", "PDF Editor"));
    }

    /// Forty publishers with long names.
    public static Position many() {
        var lines = new ArrayList<PositionLine>();
        for (int i = 0; i < 40; i++) {
            lines.add(line(
                    Plain.text("Gesellschaft für angewandte Messtechnik und Software Nr. %02d mbH & Co. KG", i),
                    "Product",
                    100 + 37L * i,
                    5,
                    0,
                    i % 3 == 0 ? 20 : 100 + 50L * i,
                    "1234.5 EUR"));
        }
        return of(lines);
    }
}
