package app.assay.service.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.value.Quantity;
import app.assay.service.table.ListTable.Cell;
import app.assay.service.table.ListTable.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListTableTest {

    private record Fruit(String name, @Nullable Long weight, Quantity stock) {}

    private final List<Fruit> fruits = new ArrayList<>(List.of(
            new Fruit("pear", 180L, Quantity.of(3)),
            new Fruit("Apple", null, Quantity.UNKNOWN),
            new Fruit("fig", 50L, Quantity.UNLIMITED),
            new Fruit("apple", 150L, Quantity.of(12))));

    private final ListTable<Fruit> table = new ListTable<>(
            "fruits",
            () -> new Content<>(fruits.size(), fruits),
            Fruit::name,
            List.of(
                    new Cell<>(Column.of("name", ColumnType.TEXT), Fruit::name),
                    new Cell<>(Column.of("weight", ColumnType.INTEGER), Fruit::weight),
                    new Cell<>(Column.of("stock", ColumnType.QUANTITY), Fruit::stock)));

    private List<String> names(TableQuery query) {
        return table.page(query, 0, 100).rows().stream().map(TableRow::id).toList();
    }

    private static TableQuery sorted(String column, boolean descending) {
        return new TableQuery(List.of(), List.of(new Sort(column, descending)));
    }

    @Test
    void withoutSortTheNaturalOrderStands() {
        assertThat(names(TableQuery.ALL)).containsExactly("pear", "Apple", "fig", "apple");
    }

    @Test
    void unknownCellsComeLastInBothDirections() {
        assertThat(names(sorted("weight", false))).containsExactly("fig", "apple", "pear", "Apple");
        assertThat(names(sorted("weight", true))).containsExactly("pear", "apple", "fig", "Apple");
    }

    @Test
    void unlimitedIsMoreThanAnyNumberAndUnknownIsNoNumber() {
        assertThat(names(sorted("stock", false))).containsExactly("pear", "apple", "fig", "Apple");
        assertThat(names(sorted("stock", true))).containsExactly("fig", "apple", "pear", "Apple");
    }

    @Test
    void lettersAreOrderedWithoutCaseFirst() {
        assertThat(names(sorted("name", false))).containsExactly("Apple", "apple", "fig", "pear");
    }

    @Test
    void filtersMustAllHold() {
        var query = new TableQuery(
                List.of(new Filter.Search("APP"), new Filter.Between("weight", Optional.of("100"), Optional.empty())),
                List.of());

        assertThat(names(query)).containsExactly("apple");
        assertThat(table.page(query, 0, 10).matching()).isEqualTo(1);
        assertThat(table.page(query, 0, 10).total()).isEqualTo(4);
    }

    @Test
    void anInvertedFilterKeepsTheOthers() {
        assertThat(names(new TableQuery(List.of(new Filter.OneOf("name", List.of("fig", "pear"), true)), List.of())))
                .containsExactly("Apple", "apple");
    }

    @Test
    void theEmptyTextStandsForUnknown() {
        assertThat(names(new TableQuery(List.of(new Filter.OneOf("weight", List.of(""), false)), List.of())))
                .containsExactly("Apple");
    }

    @Test
    void aFacetLeavesItsOwnFilterOutSoThatOtherValuesCanBeChosen() {
        var query = new TableQuery(
                List.of(
                        new Filter.OneOf("name", List.of("fig"), false),
                        new Filter.Between("weight", Optional.of("60"), Optional.empty())),
                List.of());

        assertThat(table.facet("name", query, 10))
                .containsExactly(new FacetValue("apple", 1), new FacetValue("pear", 1));
    }

    @Test
    void aPageBeyondTheEndIsEmptyAndTellsTheCount() {
        var page = table.page(TableQuery.ALL, 10, 5);

        assertThat(page.rows()).isEmpty();
        assertThat(page.matching()).isEqualTo(4);
    }

    @Test
    void aNewRevisionIsSeenAtOnce() {
        names(sorted("name", false));
        fruits.add(new Fruit("banana", 120L, Quantity.ZERO));

        assertThat(names(sorted("name", false))).containsExactly("Apple", "apple", "banana", "fig", "pear");
    }

    @Test
    void anUnknownColumnIsRefusedByName() {
        assertThatThrownBy(() -> names(sorted("colour", false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("colour");
    }
}
