package app.assay.ui.software;

import app.assay.domain.software.Catalogue;
import app.assay.domain.software.Licensing;
import app.assay.domain.software.Product;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import app.assay.service.OwnProducts.Entry;
import app.assay.service.table.ListTable;
import app.assay.service.table.ListTable.Cell;
import app.assay.service.table.ListTable.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The products of the catalogue, each with what was found of it.
final class ProductTable {

    /// @param titles raw titles recognised as it
    /// @param installations device × title pairs of these
    private record Row(
            String key,
            String publisher,
            String name,
            String family,
            String category,
            String licensing,
            boolean suite,
            boolean own,
            boolean inForce,
            @Nullable Long differences,
            long editions,
            long releases,
            long titles,
            long installations) {}

    private record Found(long titles, long installations) {
        Found plus(Found other) {
            return new Found(titles + other.titles, installations + other.installations);
        }
    }

    private static final char ASIDE = '#';

    private final Supplier<Catalogue> catalogue;
    private final TableSource titles;
    private final Supplier<List<Entry>> own;
    private @Nullable Content<Row> known;

    private ProductTable(Supplier<Catalogue> catalogue, TableSource titles, Supplier<List<Entry>> own) {
        this.catalogue = catalogue;
        this.titles = titles;
        this.own = own;
    }

    /// @param titles the table of raw titles, with `publisher`, `product`, `state` and `devices`
    /// @param own own products, in force or not
    public static TableSource of(Supplier<Catalogue> catalogue, TableSource titles, Supplier<List<Entry>> own) {
        var table = new ProductTable(catalogue, titles, own);
        return new ListTable<>(
                "products",
                table::content,
                Row::key,
                List.of(
                        cell(Column.of("publisher", ColumnType.TEXT).faceted(), Row::publisher),
                        cell(Column.of("product", ColumnType.TEXT), Row::name),
                        cell(Column.of("found", ColumnType.FLAG).faceted(), row -> row.titles() > 0),
                        cell(Column.of("installations", ColumnType.INTEGER), Row::installations),
                        cell(Column.of("titles", ColumnType.INTEGER), Row::titles),
                        cell(Column.of("licensing", ColumnType.CODE).faceted(), Row::licensing),
                        cell(Column.of("category", ColumnType.TEXT).faceted(), row -> orNull(row.category())),
                        cell(Column.of("family", ColumnType.TEXT), row -> orNull(row.family())),
                        cell(Column.of("editions", ColumnType.INTEGER), Row::editions),
                        cell(Column.of("releases", ColumnType.INTEGER), Row::releases),
                        cell(Column.of("suite", ColumnType.FLAG).faceted(), Row::suite),
                        cell(Column.of("own", ColumnType.FLAG).faceted(), Row::own),
                        cell(Column.of("inForce", ColumnType.FLAG).faceted(), Row::inForce),
                        cell(Column.of("differences", ColumnType.INTEGER), Row::differences),
                        cell(Column.of("key", ColumnType.TEXT).hidden(), Row::key)));
    }

    private static Cell<Row> cell(Column column, Function<Row, @Nullable Object> value) {
        return new Cell<>(column, value);
    }

    private static @Nullable Object orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private synchronized Content<Row> content() {
        long revision = titles.revision();
        var before = known;
        if (before != null && before.revision() == revision) {
            return before;
        }
        var found = found();
        var products = catalogue.get();
        var owned = own.get();
        var differing = new HashMap<String, Long>();
        owned.stream()
                .filter(entry -> entry.inForce() && entry.shippedToo())
                .forEach(entry ->
                        differing.put(entry.key(), (long) entry.differences().size()));
        var rows = new ArrayList<Row>();
        for (var product : products.products().values()) {
            var publisher = products.publisherNameOf(product.key());
            var counted = found.getOrDefault(List.of(publisher, product.name()), new Found(0, 0));
            rows.add(new Row(
                    product.key(),
                    publisher,
                    product.name(),
                    product.family(),
                    product.category(),
                    product.licensing().name(),
                    product.isSuite(),
                    product.userDefined(),
                    true,
                    differing.get(product.key()),
                    product.editions().size(),
                    product.releases().size(),
                    counted.titles(),
                    counted.installations()));
        }
        owned.stream()
                .filter(entry -> !entry.inForce())
                .map(ProductTable::aside)
                .forEach(rows::add);
        rows.sort(Comparator.comparingLong(Row::installations)
                .reversed()
                .thenComparing(Row::publisher)
                .thenComparing(Row::name)
                .thenComparing(Row::key));
        var now = new Content<>(revision, rows);
        known = now;
        return now;
    }

    /// A row of a product that is kept and not in force.
    private static Row aside(Entry entry) {
        var product = entry.product();
        return new Row(
                entry.key() + ASIDE + entry.record().map(Object::toString).orElse(""),
                entry.publisherName(),
                entry.name(),
                product.map(Product::family).orElse(""),
                product.map(Product::category).orElse(""),
                product.map(Product::licensing).orElse(Licensing.UNKNOWN).name(),
                product.filter(Product::isSuite).isPresent(),
                true,
                false,
                (long) entry.differences().size(),
                product.map(known -> known.editions().size()).orElse(0),
                product.map(known -> known.releases().size()).orElse(0),
                0,
                0);
    }

    /// The key of the product of a row.
    static String keyOf(String row) {
        int end = row.indexOf(ASIDE);
        return end < 0 ? row : row.substring(0, end);
    }

    private Map<List<String>, Found> found() {
        int publisher = place("publisher");
        int product = place("product");
        int devices = place("devices");
        var found = new HashMap<List<String>, Found>();
        var recognised = new TableQuery(List.of(new Filter.OneOf("state", List.of("RECOGNISED"), false)), List.of());
        titles.forEach(
                recognised,
                row -> found.merge(
                        List.of(text(row, publisher), text(row, product)),
                        new Found(1, row.cells().get(devices) instanceof Long count ? count : 0),
                        Found::plus));
        return found;
    }

    private static String text(TableRow row, int place) {
        return Objects.toString(row.cells().get(place), "");
    }

    private int place(String column) {
        var columns = titles.columns();
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).id().equals(column)) {
                return place;
            }
        }
        throw new IllegalArgumentException("titles have no column " + column);
    }
}
