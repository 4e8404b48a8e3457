package app.assay.reporting.export;

import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableSource;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.files.Scratch;
import app.assay.reporting.sheet.CellStyle;
import app.assay.reporting.sheet.Workbook;
import app.assay.reporting.table.CsvTables;
import app.assay.reporting.table.Rows;
import app.assay.reporting.table.TableData;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes any table to a file, row by row, however long it is.
public final class TableExport {

    private static final int BETWEEN_REPORTS = 1_000;

    private TableExport() {}

    /// Formats of a table's export.
    public enum Format {
        /// Exact CSV; see [CsvTables].
        CSV,
        /// CSV that is safe to open by double-click; see [CsvTables].
        CSV_SPREADSHEET,
        /// A workbook with typed cells, filters and a frozen header. Rows beyond what a sheet can hold go on in
        /// a
        /// second.
        XLSX
    }

    /// Writes the rows that a query leaves, in its order.
    ///
    /// @param columns ids of the columns to write, in order; empty for all
    /// @param at the time that a workbook tells as its own, such as that of the revision
    /// @param out stays open
    /// @return rows written, the header aside
    /// @throws IllegalArgumentException if the table has no column of a name
    public static long write(
            TableSource table,
            TableQuery query,
            List<String> columns,
            Format format,
            Instant at,
            OutputStream out,
            Progress progress)
            throws IOException {
        var data = TableData.of(table, query, columns, table.name());
        progress.stage("export.rows");
        var watched = new TableData(data.name(), data.title(), data.columns(), watched(data.rows(), progress));
        return switch (format) {
            case CSV -> CsvTables.write(watched, CsvTables.Form.EXACT, out);
            case CSV_SPREADSHEET -> CsvTables.write(watched, CsvTables.Form.SPREADSHEET, out);
            case XLSX -> workbook(watched, at, out);
        };
    }

    /// Rows that tell how far they are and can be cancelled.
    public static Rows watched(Rows rows, Progress progress) {
        return each -> {
            var counter = new Object() {
                long rows;
            };
            rows.forEach(row -> {
                if (++counter.rows % BETWEEN_REPORTS == 0) {
                    progress.stopIfCancelled();
                    progress.report(counter.rows, -1);
                }
                each.accept(row);
            });
            progress.report(counter.rows, counter.rows);
        };
    }

    private static long workbook(TableData table, Instant at, OutputStream out) throws IOException {
        try (var scratch = Scratch.create();
                var book = new Workbook(scratch, table.title(), "Assay", at)) {
            var sheets = new Sheets(book, table);
            table.rows().forEach(sheets);
            long rows = sheets.finish();
            book.write(out);
            return rows;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// A cell by the type of its column. Amounts show their currency; unlimited and unknown are words, never
    /// numbers.
    public static void cell(Workbook.Sheet sheet, ColumnType type, @Nullable Object value) {
        switch (value) {
            case null -> sheet.blank();
            case Long number -> sheet.number(number);
            case BigDecimal number -> sheet.number(number, number(number));
            case Quantity.Known(var units) -> sheet.number(units, number(units));
            case Quantity quantity -> sheet.text(quantity.text(), CellStyle.MUTED.aligned("right"));
            case Money money -> sheet.number(money.amount(), amount(money));
            case LocalDate day -> sheet.date(day);
            case Instant instant -> sheet.instant(instant);
            case Boolean flag -> sheet.flag(flag);
            default -> sheet.text(CsvTables.text(value));
        }
    }

    public static CellStyle number(BigDecimal value) {
        return value.scale() > 0 ? CellStyle.FRACTION : CellStyle.WHOLE;
    }

    /// Digits of the currency, its code behind the amount.
    public static CellStyle amount(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        return CellStyle.PLAIN.formatted("#,##0" + (digits > 0 ? "." + "0".repeat(digits) : "") + "\\ \""
                + money.currency().getCurrencyCode() + "\"");
    }

    static int width(Column column) {
        return switch (column.type()) {
            case TEXT -> 28;
            case CODE -> 18;
            case INTEGER, DECIMAL, QUANTITY, DATE -> 13;
            case MONEY -> 16;
            case INSTANT -> 20;
            case FLAG -> 9;
        };
    }

    static boolean right(ColumnType type) {
        return switch (type) {
            case INTEGER, DECIMAL, QUANTITY, MONEY, DATE, INSTANT -> true;
            case TEXT, CODE, FLAG -> false;
        };
    }

    /// Goes on in another sheet when one is full.
    private static final class Sheets implements Consumer<List<@Nullable Object>> {

        private final Workbook book;
        private final TableData table;
        private Workbook.Sheet sheet;
        private int sheets = 1;
        private long rows;

        Sheets(Workbook book, TableData table) throws IOException {
            this.book = book;
            this.table = table;
            this.sheet = open(name());
        }

        private String name() {
            String name = table.name().replaceAll("[^A-Za-z0-9 _-]", " ").strip();
            String end = sheets == 1 ? "" : " " + sheets;
            int room = 31 - end.length();
            return (name.isEmpty() ? "rows" : name.length() > room ? name.substring(0, room) : name) + end;
        }

        private Workbook.Sheet open(String name) throws IOException {
            var opened = book.sheet(
                    name,
                    new Workbook.Layout(
                            table.columns().stream().map(TableExport::width).toList(), 1, 0, true, true),
                    "the CSV export of this table");
            for (var column : table.columns()) {
                opened.text(column.id(), right(column.type()) ? CellStyle.HEADER_RIGHT : CellStyle.HEADER);
            }
            opened.endRow();
            return opened;
        }

        @Override
        public void accept(List<@Nullable Object> cells) {
            if (!sheet.hasRoom()) {
                try {
                    sheet.finish();
                    sheets++;
                    sheet = open(name());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            for (int i = 0; i < table.columns().size(); i++) {
                cell(sheet, table.columns().get(i).type(), cells.get(i));
            }
            sheet.endRow();
            rows++;
        }

        long finish() throws IOException {
            sheet.finish();
            return rows;
        }
    }
}
