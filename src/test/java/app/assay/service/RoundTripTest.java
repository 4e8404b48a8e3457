package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableQuery;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.importing.Formats;
import app.assay.importing.format.ReadOptions;
import app.assay.importing.profile.DecimalMark;
import app.assay.importing.profile.MappingProfile;
import app.assay.reporting.export.TableExport;
import app.assay.service.table.ListTable;
import app.assay.work.Progress;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was taken in and is written out comes in again as it was, in every form. The seed is printed;
/// `-Dassay.property.seed` repeats a run and `-Dassay.property.tries` makes it longer.
@Tag("locales")
class RoundTripTest {

    private static final int TRIES = Integer.getInteger("assay.property.tries", 1_000);
    private static final int TRIES_WITHOUT_WORKBOOK = 4;
    private static final List<String> INSTALLATION = List.of("device", "title", "publisher", "version");
    private static final String[] PIECES = {
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "\r\n",
        " ",
        "\u00a0",
        "\u200b",
        "'",
        "\"",
        "\"\"",
        ",",
        ";",
        "|",
        "＝",
        "＋",
        "－",
        "＠",
        "a",
        "B",
        "7",
        "1.10",
        "007",
        "1e5",
        "é",
        "e\u0301",
        "東",
        "\uD83D\uDE00",
        "\u202E",
        "_x000D_",
        "_",
        "\u000B",
        "\f",
        "<b>",
        "&amp;",
        "n/a",
        "-",
        "#REF!",
        "=1+1",
        "=cmd|' /C calc'!A1",
        "@SUM(A1)",
        "\\",
        "//",
        "%0A"
    };

    @TempDir
    Path folder;

    private final long seed = Long.getLong("assay.property.seed", new Random().nextLong(1_000_000));
    private final Random random = new Random(seed);

    /// The rows that were told, and no others.
    private static final class Rows implements FactSink {
        private final List<List<String>> installations = new ArrayList<>();
        private final List<Map<String, String>> records = new ArrayList<>();
        private final List<RejectedRow> rejects = new ArrayList<>();

        @Override
        public void record(long row, RecordKind kind, Map<String, String> values) {
            records.add(Map.copyOf(values));
        }

        @Override
        public void installation(
                long row,
                String device,
                String title,
                String publisher,
                String version,
                String code,
                int firstSeen,
                int lastSeen,
                int lastUsed) {
            installations.add(List.of(device, title, publisher, version));
        }

        @Override
        public void title(long row, String title, String publisher, String version, String code) {
            throw new AssertionError("row " + row + " lost its device");
        }

        @Override
        public void rejected(RejectedRow row) {
            rejects.add(row);
        }

        @Override
        public void warning(Place place, String code, String message) {}

        @Override
        public void file(String name) {}
    }

    private static ListTable<List<@Nullable Object>> table(
            List<String> columns, List<ColumnType> types, List<List<@Nullable Object>> rows) {
        List<ListTable.Cell<List<@Nullable Object>>> cells = IntStream.range(0, columns.size())
                .<ListTable.Cell<List<@Nullable Object>>>mapToObj(place ->
                        new ListTable.Cell<>(Column.of(columns.get(place), types.get(place)), row -> row.get(place)))
                .toList();
        return new ListTable<>(
                "rows", () -> new ListTable.Content<>(1, rows), row -> "" + System.identityHashCode(row), cells);
    }

    private Path write(ListTable<?> table, TableExport.Format format) throws IOException {
        Path file = folder.resolve("file");
        try (var out = Files.newOutputStream(file)) {
            TableExport.write(table, TableQuery.ALL, List.of(), format, Instant.EPOCH, out, Progress.NONE);
        }
        return file;
    }

    private static Rows read(Path file, MappingProfile profile) {
        var rows = new Rows();
        Formats formats = Formats.shipped();
        formats.read(file, formats.detect(file), ReadOptions.NONE.withProfile(profile), rows, Progress.NONE);
        return rows;
    }

    private static MappingProfile profile(RowMeaning meaning, List<String> columns) {
        return MappingProfile.of("round trip", meaning)
                .withHeaderRow(1)
                .withDecimalMark(DecimalMark.POINT)
                .withColumns(columns.stream().collect(java.util.stream.Collectors.toMap(name -> name, name -> name)));
    }

    private String text() {
        var text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static ListTable<List<@Nullable Object>> texts(List<List<String>> rows) {
        var types = INSTALLATION.stream().map(_ -> ColumnType.TEXT).toList();
        List<List<@Nullable Object>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(new ArrayList<>(row)));
        return table(INSTALLATION, types, cells);
    }

    @Test
    void texts_that_were_taken_in_and_written_out_come_in_again_as_they_were() throws IOException {
        System.out.println("round trip of texts: seed " + seed);
        var profile = profile(RowMeaning.INSTALLATIONS, INSTALLATION);
        int compared = 0;
        for (int count = 0; count < TRIES; count++) {
            List<List<String>> raw = new ArrayList<>();
            for (int row = random.nextInt(3); row >= 0; row--) {
                raw.add(List.of("pc" + text(), text() + "x", text(), text()));
            }
            Rows first = read(write(texts(raw), TableExport.Format.CSV), profile);
            assertThat(first.installations.size() + first.rejects.size()).isEqualTo(raw.size());
            if (first.installations.isEmpty()) {
                continue;
            }
            for (var format : TableExport.Format.values()) {
                if (format == TableExport.Format.XLSX && count % TRIES_WITHOUT_WORKBOOK != 0) {
                    continue;
                }
                Rows again = read(write(texts(first.installations), format), profile);
                assertThat(again.installations)
                        .as("%s, seed %s, try %s", format, seed, count)
                        .isEqualTo(first.installations);
                assertThat(again.rejects).isEmpty();
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(TRIES);
    }

    @Test
    void amounts_quantities_and_dates_come_in_again_as_they_were() throws IOException {
        System.out.println("round trip of values: seed " + seed);
        var columns = List.of("reference", "product", "quantity", "unitsPerPack", "unitPrice", "start");
        var types = List.of(
                ColumnType.TEXT,
                ColumnType.TEXT,
                ColumnType.QUANTITY,
                ColumnType.INTEGER,
                ColumnType.MONEY,
                ColumnType.DATE);
        var profile = profile(RowMeaning.ENTITLEMENTS, columns);
        for (int count = 0; count < TRIES / 10; count++) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            List<Map<String, String>> expected = new ArrayList<>();
            for (int row = 0; row < 10; row++) {
                var quantity = random.nextInt(8) == 0 ? Quantity.UNLIMITED : Quantity.of(number(3));
                long units = 1L + random.nextInt(50);
                var price = new Money(number(6), Currency.getInstance(random.nextBoolean() ? "EUR" : "JPY"));
                var start = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(20_000));
                String reference = "-R" + count + "/" + row;
                rows.add(List.of(reference, "=Office", quantity, units, price, start));
                expected.add(Map.of(
                        "reference", reference,
                        "product", "=Office",
                        "quantity", quantity.text(),
                        "unitsPerPack", Long.toString(units),
                        "unitPrice", price.text(),
                        "start", start.toString()));
            }
            for (var format : List.of(TableExport.Format.CSV, TableExport.Format.CSV_SPREADSHEET)) {
                var found = read(write(table(columns, types, rows), format), profile).records;
                assertThat(found).as("seed %s", seed).hasSameSizeAs(expected);
                for (int row = 0; row < found.size(); row++) {
                    assertThat(found.get(row)).as("%s, seed %s", format, seed).containsAllEntriesOf(expected.get(row));
                }
            }
        }
    }

    private BigDecimal number(int digits) {
        return BigDecimal.valueOf(random.nextInt(100_000_000), random.nextInt(digits + 1));
    }
}
