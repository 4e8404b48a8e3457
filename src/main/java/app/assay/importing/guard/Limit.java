package app.assay.importing.guard;

import app.assay.work.Sentence;
import java.util.Locale;

/// Something of which a file may hold only so much before reading stops.
public enum Limit {
    TABLE_BYTES(2L << 30, 8L << 30),
    WORKBOOK_BYTES(500L << 20, 2L << 30),
    /// Its texts are held in memory.
    OLD_WORKBOOK_BYTES(128L << 20, 512L << 20),
    TAG_BYTES(4L << 20, 16L << 20),
    /// All that one device tells is held in memory, so this is far below what a table may have.
    INVENTORY_BYTES(64L << 20, 256L << 20),
    ROWS(20_000_000, 100_000_000),
    COLUMNS(1_000, 16_384),
    FIELD_CHARACTERS(256L << 10, 1L << 20),
    RECORD_CHARACTERS(1L << 20, 8L << 20),
    ARCHIVE_ENTRIES(250_000, 1_000_000),
    ARCHIVE_BYTES(4L << 30, 16L << 30),
    ENTRY_BYTES(1L << 30, 4L << 30),
    /// Counted after the first mebibyte.
    ARCHIVE_RATIO(200, 1_000),
    ARCHIVE_DEPTH(1, 2),
    SHEETS(256, 4_096),
    SHARED_TEXT_BYTES(256L << 20, 1L << 30),
    CELL_CHARACTERS(32_767, 32_767),
    XML_DEPTH(100, 100),
    XML_ATTRIBUTES(200, 200),
    XML_TEXT_CHARACTERS(1L << 20, 1L << 20),
    /// A sheet of a workbook is bounded by its rows instead.
    XML_ELEMENTS(1_000_000, 1_000_000),
    JSON_DEPTH(64, 200),
    JSON_TEXT_CHARACTERS(1L << 20, 20L << 20),
    JSON_NUMBER_DIGITS(64, 1_000),
    JSON_NAME_CHARACTERS(1L << 10, 1L << 10),
    STALL_SECONDS(10, 3_600),
    LOOK_SECONDS(60, 3_600);

    private final long usual;
    private final long ceiling;

    Limit(long usual, long ceiling) {
        this.usual = usual;
        this.ceiling = ceiling;
    }

    /// The name by which it is set, such as `table-bytes`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it counts.
    public Sentence words() {
        return Sentence.of("import.limit." + name().toLowerCase(Locale.ROOT));
    }

    /// What is allowed unless the analyst says otherwise.
    public long usual() {
        return usual;
    }

    /// The most that an analyst can allow.
    public long ceiling() {
        return ceiling;
    }
}
