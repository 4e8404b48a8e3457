package app.assay.engine.reconcile.pool;

import app.assay.domain.code.RightKind;
import app.assay.domain.code.VersionCover;
import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Edition;
import app.assay.domain.software.Product;
import app.assay.engine.reconcile.index.SoftwareIndex;
import app.assay.engine.reconcile.right.Covers;
import app.assay.engine.reconcile.right.Part;
import app.assay.engine.reconcile.right.Right;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes the pools and lines of a group of products.
///
/// A line is a pool by one metric. Which metrics a pool has follows from its rights; without any, from the catalogue's
/// usual
/// metric; without that, devices are counted and the line says that this is assumed. Where some rights can be used and
/// others
/// cannot, only the metrics of the former are open to demand.
///
/// A product that needs no licence gets lines only when somebody owns rights to it.
public final class PoolsBuilder {

    private static final Comparator<Right> LATEST_LAST = Comparator.<Right, LocalDate>comparing(
                    right -> right.entitlement().term().first().orElse(LocalDate.MIN))
            .thenComparing(right -> right.entitlement().reference(), Comparator.reverseOrder())
            .thenComparing(right -> right.entitlement().id(), Comparator.reverseOrder());

    private static final String SITE = new Metric.PerSite().code();

    private final Context context;

    /// Parts of the group by number, and each one's place in it.
    public final List<Part> parts = new ArrayList<>();

    public final List<Pool> pools = new ArrayList<>();

    public PoolsBuilder(Context context) {
        this.context = context;
    }

    /// @param products of the group, sorted
    public void build(List<String> products, List<Right> rights) {
        var rightsByProduct = new HashMap<String, List<Right>>();
        for (var right : rights) {
            rightsByProduct
                    .computeIfAbsent(right.entitlement().product(), _ -> new ArrayList<>())
                    .add(right);
        }
        for (var product : products) {
            buildProduct(product, rightsByProduct.getOrDefault(product, List.of()), rights);
        }
    }

    private void buildProduct(String product, List<Right> rights, List<Right> allRights) {
        var definition = context.facts().catalogue().product(product);
        var found = context.software().titlesOf(product);
        // a free edition of a licensed product is no demand, a licensed edition of a free product is
        var titles = found.stream()
                .filter(title -> SoftwareIndex.needsLicence(definition, title.edition()))
                .toList();
        boolean needsLicence = SoftwareIndex.needsLicence(definition, "") || !titles.isEmpty();
        boolean onlyFree = titles.isEmpty()
                && !found.isEmpty()
                && context.assignmentsOf(product).isEmpty();
        if (rights.isEmpty() && (!needsLicence || onlyFree)) {
            return;
        }
        if (!needsLicence) {
            titles = found;
        }
        var joined = new EditionGroups();
        titles.forEach(title -> joined.add(title.edition()));
        context.assignmentsOf(product).forEach(assignment -> joined.add(assignment.edition()));
        boolean anyEdition = false;
        for (var right : rights) {
            var entitlement = right.entitlement();
            if (entitlement.kind() == RightKind.MAINTENANCE) {
                continue;
            }
            joined.add(entitlement.edition());
            entitlement.editionsCovered().forEach(edition -> joined.join(entitlement.edition(), edition));
            anyEdition |= entitlement.edition().isEmpty();
            if (!entitlement.edition().isEmpty() && Covers.edition(entitlement, definition, "")) {
                joined.join(entitlement.edition(), "");
            }
        }
        for (var right : rights) {
            var edition = right.entitlement().edition();
            if (right.entitlement().kind() != RightKind.MAINTENANCE) {
                Covers.coveredBy(definition, edition).stream()
                        .filter(joined::has)
                        .forEach(covered -> joined.join(edition, covered));
            }
        }
        if (anyEdition) {
            joined.joinAll();
        }
        if (joined.isEmpty()) {
            joined.add("");
        }
        var known = definition.map(Product::editions).orElse(List.of()).stream()
                .map(Edition::key)
                .toList();
        var first = pools.size();
        for (var editions : joined.groups()) {
            boolean spansAll = anyEdition
                    || (known.isEmpty() && editions.stream().allMatch(String::isEmpty))
                    || (known.size() > 1 && editions.containsAll(known));
            pools.add(new Pool(pools.size(), product, definition, editions, spansAll, needsLicence, titles));
        }
        var own = pools.subList(first, pools.size());
        var home = new HashMap<Integer, Pool>();
        for (var right : rights) {
            home.put(right.number(), homeOf(right, own, allRights));
        }
        for (var pool : own) {
            addLines(
                    pool,
                    rights.stream()
                            .filter(right -> home.get(right.number()) == pool)
                            .toList());
        }
    }

    private static Pool homeOf(Right right, List<Pool> pools, List<Right> allRights) {
        var entitlement = right.entitlement();
        if (entitlement.kind() == RightKind.MAINTENANCE && entitlement.base().isPresent()) {
            for (var base : allRights) {
                if (base.entitlement().id().equals(entitlement.base().get())
                        && base.entitlement().product().equals(entitlement.product())) {
                    return poolOf(pools, base.entitlement().edition());
                }
            }
        }
        return poolOf(pools, entitlement.edition());
    }

    private static Pool poolOf(List<Pool> pools, String edition) {
        return pools.stream()
                .filter(pool -> pool.editions.contains(edition))
                .findFirst()
                .orElse(pools.getFirst());
    }

    private void addLines(Pool pool, List<Right> rights) {
        var giving = rights.stream()
                .filter(right -> right.entitlement().kind() != RightKind.MAINTENANCE)
                .toList();
        var decisive = giving.isEmpty() ? rights : giving;
        var byCode = new TreeMap<String, List<Right>>();
        for (var right : decisive) {
            byCode.computeIfAbsent(right.entitlement().metric().code(), _ -> new ArrayList<>())
                    .add(right);
        }
        if (byCode.isEmpty()) {
            var metric = usualMetric(pool);
            var line = new Line(pool, metric.code(), metric);
            line.open = true;
            line.options.add(new Option(line, metric, List.of(), new int[0]));
            pool.lines.add(line);
            return;
        }
        byCode.forEach((code, ofCode) -> pool.lines.add(line(pool, code, ofCode)));
        for (var right : rights) {
            lineOf(pool, right.entitlement()).rights.add(right);
        }
        openLines(pool, decisive);
        openBesideSites(pool, decisive);
    }

    /// What rights for some sites do not reach is counted as it would be without them: one more right must not make
    /// each device of a person short where the person was short before.
    private void openBesideSites(Pool pool, List<Right> decisive) {
        boolean areSites = pool.lines.stream().filter(line -> line.open).allMatch(line -> SITE.equals(line.code));
        if (!areSites || decisive.stream().anyMatch(right -> isForAll(right, pool))) {
            return;
        }
        var others = decisive.stream()
                .filter(right -> !SITE.equals(right.entitlement().metric().code())
                        && !(right.entitlement().metric() instanceof Metric.Other))
                .toList();
        if (!others.isEmpty()) {
            lineOf(pool, others.stream().max(LATEST_LAST).orElseThrow().entitlement()).open = true;
            return;
        }
        var metric = usualMetric(pool);
        // Devices are what a site's line counts itself.
        if (!(metric instanceof Metric.PerDevice)
                && !(metric instanceof Metric.Other)
                && pool.lines.stream().noneMatch(line -> line.code.equals(metric.code()))) {
            var line = new Line(pool, metric.code(), metric);
            line.open = true;
            line.options.add(new Option(line, metric, List.of(), new int[0]));
            pool.lines.add(line);
        }
    }

    /// Whether a site right covers whatever is found of a pool, wherever it is.
    private static boolean isForAll(Right right, Pool pool) {
        var entitlement = right.entitlement();
        return SITE.equals(entitlement.metric().code())
                && (entitlement.version().isEmpty() || entitlement.versionCover() == VersionCover.ANY)
                && pool.editions.stream().allMatch(edition -> Covers.edition(entitlement, pool.definition, edition))
                && right.parts().stream()
                        .anyMatch(part ->
                                part.unit().isEmpty() && part.boundDevice().isEmpty());
    }

    private static Line lineOf(Pool pool, Entitlement entitlement) {
        return pool.lines.stream()
                .filter(line -> line.code.equals(entitlement.metric().code()))
                .findFirst()
                .orElse(pool.lines.getFirst());
    }

    /// The catalogue's usual metric of the editions in the pool, of the product where they differ, else devices.
    private Metric usualMetric(Pool pool) {
        return context.usualMetrics().getOrDefault(usualMetricText(pool), new Metric.PerDevice());
    }

    /// Metrics by the text that products and editions of a catalogue name them with.
    public static Map<String, Metric> usualMetrics(Catalogue catalogue) {
        var metrics = new HashMap<String, Metric>();
        for (var product : catalogue.products().values()) {
            addMetric(product.metric(), metrics);
            product.editions().forEach(edition -> addMetric(edition.metric(), metrics));
        }
        return Map.copyOf(metrics);
    }

    private static void addMetric(String text, Map<String, Metric> metrics) {
        if (!text.isEmpty()) {
            metrics.computeIfAbsent(text, PoolsBuilder::metric);
        }
    }

    private static Metric metric(String text) {
        try {
            return Metric.parse(text);
        } catch (IllegalArgumentException unknown) {
            // A catalogue that an analyst edited may name a metric that no version knows.
            return new Metric.Other(text);
        }
    }

    public static boolean isMetricAssumed(Pool pool) {
        return usualMetricText(pool).isEmpty();
    }

    private static String usualMetricText(Pool pool) {
        if (pool.definition.isEmpty()) {
            return "";
        }
        var product = pool.definition.get();
        var texts = pool.editions.stream().map(product::metricOf).distinct().toList();
        return texts.size() == 1 ? texts.getFirst() : product.metric();
    }

    private Line line(Pool pool, String code, List<Right> rights) {
        var byTerms = new LinkedHashMap<String, List<Part>>();
        for (var right : rights) {
            if (!right.parts().isEmpty()) {
                byTerms.computeIfAbsent(right.entitlement().metric().text(), _ -> new ArrayList<>())
                        .addAll(right.parts());
            }
        }
        var texts = new ArrayList<>(byTerms.keySet());
        texts.sort(Comparator.<String>comparingLong(text -> -units(byTerms.getOrDefault(text, List.of())))
                .thenComparing(Comparator.naturalOrder()));
        var latest =
                rights.stream().max(LATEST_LAST).orElseThrow().entitlement().metric();
        var first = texts.isEmpty() ? List.<Part>of() : byTerms.getOrDefault(texts.getFirst(), List.of());
        var line = new Line(
                pool,
                code,
                first.isEmpty() ? latest : first.getFirst().entitlement().metric());
        if (texts.isEmpty()) {
            line.options.add(new Option(line, latest, List.of(), new int[0]));
        }
        for (var text : texts) {
            var own = byTerms.getOrDefault(text, List.of());
            int[] numbers = new int[own.size()];
            for (int place = 0; place < numbers.length; place++) {
                numbers[place] = parts.size();
                parts.add(own.get(place));
            }
            line.options.add(new Option(line, own.getFirst().entitlement().metric(), own, numbers));
        }
        return line;
    }

    private static long units(List<Part> parts) {
        return parts.stream()
                .mapToLong(Part::capacity)
                .reduce(0, (sum, capacity) -> Math.min(Part.UNLIMITED, sum + capacity));
    }

    private static void openLines(Pool pool, List<Right> decisive) {
        for (var line : pool.lines) {
            line.open = !"other".equals(line.code)
                    && line.rights.stream()
                            .anyMatch(right ->
                                    !right.parts().isEmpty() || right.note().equals("quantity-unknown"));
        }
        if (pool.lines.stream().noneMatch(line -> line.open)) {
            Map<Boolean, List<Right>> byKind = decisive.stream()
                    .collect(java.util.stream.Collectors.partitioningBy(
                            right -> right.entitlement().metric() instanceof Metric.Other));
            var computable = byKind.getOrDefault(false, List.of());
            var latest = (computable.isEmpty() ? decisive : computable)
                    .stream().max(LATEST_LAST).orElseThrow();
            lineOf(pool, latest.entitlement()).open = true;
        }
    }

    /// Editions that share pools: a small union of sets.
    private static final class EditionGroups {
        private final TreeMap<String, NavigableSet<String>> groupOf = new TreeMap<>();

        void add(String edition) {
            groupOf.computeIfAbsent(edition, key -> new TreeSet<>(List.of(key)));
        }

        boolean has(String edition) {
            return groupOf.containsKey(edition);
        }

        void join(String left, String right) {
            add(left);
            add(right);
            var into = groupOf.get(left);
            var from = groupOf.get(right);
            if (into != null && from != null && !into.equals(from)) {
                into.addAll(from);
                from.forEach(edition -> groupOf.put(edition, into));
            }
        }

        void joinAll() {
            var all = new TreeSet<>(groupOf.keySet());
            all.forEach(edition -> groupOf.put(edition, all));
        }

        boolean isEmpty() {
            return groupOf.isEmpty();
        }

        /// Each set once, by its first named edition; the unknown edition by itself comes last.
        List<NavigableSet<String>> groups() {
            return groupOf.values().stream()
                    .distinct()
                    .sorted(Comparator.<NavigableSet<String>, Boolean>comparing(group ->
                                    group.size() == 1 && group.getFirst().isEmpty())
                            .thenComparing(NavigableSet::last))
                    .toList();
        }
    }
}
