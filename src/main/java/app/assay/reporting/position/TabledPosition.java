package app.assay.reporting.position;

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
import app.assay.reporting.table.PackageTables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// A position as the tables of a package tell it.
public final class TabledPosition {

    /// Tables of the position that its digest is made of, in the order of [#of].
    public static final List<String> DIGESTED = List.of("elp", "bridge", "rights", "problems");

    private TabledPosition() {}

    /// The position that tables tell.
    ///
    /// @param tables rows of the tables [#DIGESTED]
    /// @throws RuntimeException if a value in them is none of its kind
    public static Position of(
            PositionSettings settings, List<List<PackageTables.Row>> tables, long titles, long installations) {
        var bridge = tables.get(1);
        var rights = tables.get(2);
        var problems = tables.get(3);
        var reductions = byReference(bridge.stream()
                .filter(row -> row.get("kind").equals("reduction"))
                .toList());
        var uses = byReference(rights);
        var limits = byReference(problems);
        var all = new ArrayList<PositionLine>();
        for (var row : tables.getFirst()) {
            String reference = row.get("ref");
            all.add(line(
                    row,
                    reductions.getOrDefault(reference, List.of()),
                    uses.getOrDefault(reference, List.of()),
                    limits.getOrDefault(reference, List.of())));
        }
        var general = limits.getOrDefault("", List.of()).stream()
                .map(TabledPosition::problem)
                .toList();
        return new Position(
                settings,
                all,
                general,
                titles,
                installations,
                PositionDigest.of(settings, all, general, titles, installations));
    }

    private static Map<String, List<PackageTables.Row>> byReference(List<PackageTables.Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row.get("ref"), HashMap::new, Collectors.toList()));
    }

    private static PositionLine line(
            PackageTables.Row row,
            List<PackageTables.Row> reductions,
            List<PackageTables.Row> rights,
            List<PackageTables.Row> problems) {
        Function<String, Quantity> units = name -> Quantity.parse(row.get(name));
        Function<String, Optional<Money>> money =
                name -> row.get(name).isEmpty() ? Optional.empty() : Optional.of(Money.parse(row.get(name)));
        return new PositionLine(
                row.get("line"),
                row.get("publisher"),
                row.get("productCode"),
                row.get("product"),
                row.get("editionCode"),
                row.get("edition"),
                row.get("versions"),
                Metric.parse(row.get("metric")),
                Integer.parseInt(row.get("titles")),
                Long.parseLong(row.get("installations")),
                units.apply("gross"),
                reductions.stream()
                        .map(each -> new Reduction(
                                each.get("reason"),
                                negated(Quantity.parse(each.get("units"))),
                                Long.parseLong(each.get("installations")),
                                each.get("rule")))
                        .toList(),
                units.apply("net"),
                units.apply("owned"),
                units.apply("usable"),
                units.apply("covered"),
                units.apply("shortfall"),
                units.apply("surplus"),
                units.apply("toBuy"),
                Integer.parseInt(row.get("packUnits")),
                money.apply("unitPrice"),
                money.apply("exposure"),
                money.apply("toBuyValue"),
                money.apply("surplusValue"),
                LineStatus.valueOf(row.get("status")),
                row.get("evidenceGrade"),
                rights.stream()
                        .map(each -> new RightUse(
                                UUID.fromString(each.get("entitlementId")),
                                each.get("entitlement"),
                                Quantity.parse(each.get("owned")),
                                Quantity.parse(each.get("usable")),
                                Quantity.parse(each.get("used")),
                                each.get("note")))
                        .toList(),
                problems.stream().map(TabledPosition::problem).toList());
    }

    private static Quantity negated(Quantity units) {
        return units instanceof Quantity.Known(BigDecimal known) ? Quantity.of(known.negate()) : units;
    }

    private static Problem problem(PackageTables.Row row) {
        var examples = new ArrayList<String>();
        String list = row.get("exampleList");
        if (!list.isEmpty()) {
            new JsonMapper().readTree(list).forEach(each -> examples.add(each.asString()));
        }
        return new Problem(row.get("code"), Long.parseLong(row.get("count")), examples, row.get("message"));
    }
}
