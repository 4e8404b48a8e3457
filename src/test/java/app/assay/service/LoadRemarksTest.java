package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Column;
import app.assay.domain.table.FacetValue;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.domain.table.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadRemarksTest {

    /// A table whose rows are as long as told, which remembers how many characters it handed over in one page.
    private static final class Rows implements TableSource {

        private final int count;
        private final String text;
        private long largest;

        Rows(int count, int letters) {
            this.count = count;
            this.text = "x".repeat(letters);
        }

        @Override
        public String name() {
            return "rejected";
        }

        @Override
        public List<Column> columns() {
            return List.of();
        }

        @Override
        public long revision() {
            return 1;
        }

        @Override
        public TablePage page(TableQuery query, long from, int size) {
            var rows = LongStream.range(from, Math.min(count, from + size))
                    .mapToObj(number -> new TableRow(Long.toString(number), List.of(text, number)))
                    .toList();
            largest = Math.max(largest, (long) rows.size() * text.length());
            return new TablePage(1, from, count, count, rows);
        }

        @Override
        public List<FacetValue> facet(String column, TableQuery query, int most) {
            return List.of();
        }

        @Override
        public void forEach(TableQuery query, Consumer<TableRow> each) {
            throw new UnsupportedOperationException();
        }
    }

    private static List<String> read(Rows rows, int most, long letters) {
        var read = new ArrayList<String>();
        LoadRemarks.forEach(rows, most, letters, row -> read.add(row.id()));
        return read;
    }

    @Test
    void shortRowsComeAllInTheirOrderUpToTheNumberAskedFor() {
        var all = LongStream.range(0, 10_123).mapToObj(Long::toString).toList();
        assertThat(read(new Rows(10_123, 10), 1_000_000, LoadRemarks.MOST_LETTERS))
                .isEqualTo(all);
        assertThat(read(new Rows(10_123, 10), 7_001, LoadRemarks.MOST_LETTERS)).isEqualTo(all.subList(0, 7_001));
        assertThat(read(new Rows(0, 10), 10, LoadRemarks.MOST_LETTERS)).isEmpty();
    }

    @Test
    void rowsAsLongAsTheyMayBeAreBoundedByTheirLettersAndComeInSmallPages() {
        var rows = new Rows(10_000, 100_000);
        assertThat(read(rows, LoadRemarks.MOST, LoadRemarks.MOST_LETTERS))
                .hasSize((int) (LoadRemarks.MOST_LETTERS / 100_000));
        assertThat(rows.largest).isLessThanOrEqualTo(5_000_000);
    }
}
