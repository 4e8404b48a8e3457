package app.assay.importing.guard;

import java.util.Locale;

/// Something of which a file may hold only so much before reading stops.
public enum Limit {
    TABLE_BYTES("bytes of a text table", 2L << 30, 8L << 30),
    WORKBOOK_BYTES("bytes of a workbook", 500L << 20, 2L << 30),
    /// Its texts are held in memory.
    OLD_WORKBOOK_BYTES("bytes of an old workbook (.xls)", 128L << 20, 512L << 20),
    TAG_BYTES("bytes of a file with one tag", 4L << 20, 16L << 20),
    /// All that one device tells is held in memory, so this is far below what a table may have.
    INVENTORY_BYTES("bytes of an inventory or of a file with many tags", 64L << 20, 256L << 20),
    ROWS("rows of one import", 20_000_000, 100_000_000),
    COLUMNS("columns of a table", 1_000, 16_384),
    FIELD_CHARACTERS("characters of a field of a text table", 256L << 10, 1L << 20),
    RECORD_CHARACTERS("characters of a row of a text table", 1L << 20, 8L << 20),
    ARCHIVE_ENTRIES("entries of an archive or files of a folder", 250_000, 1_000_000),
    ARCHIVE_BYTES("inflated bytes of an archive", 4L << 30, 16L << 30),
    ENTRY_BYTES("inflated bytes of one entry of an archive", 1L << 30, 4L << 30),
    /// Counted after the first mebibyte.
    ARCHIVE_RATIO("how many times its packed size a file may inflate to", 200, 1_000),
    ARCHIVE_DEPTH("archives inside each other, the outermost counted", 1, 2),
    SHEETS("sheets of a workbook", 256, 4_096),
    SHARED_TEXT_BYTES("bytes of the shared texts of a workbook", 256L << 20, 1L << 30),
    CELL_CHARACTERS("characters of a cell of a workbook", 32_767, 32_767),
    XML_DEPTH("elements of XML inside each other", 100, 100),
    XML_ATTRIBUTES("attributes of an element of XML", 200, 200),
    XML_TEXT_CHARACTERS("characters of a text of XML", 1L << 20, 1L << 20),
    /// A sheet of a workbook is bounded by its rows instead.
    XML_ELEMENTS("elements of an XML file", 1_000_000, 1_000_000),
    JSON_DEPTH("objects and lists of JSON inside each other", 64, 200),
    JSON_TEXT_CHARACTERS("characters of a text of JSON", 1L << 20, 20L << 20),
    JSON_NUMBER_DIGITS("digits of a number of JSON", 64, 1_000),
    JSON_NAME_CHARACTERS("characters of a name of JSON", 1L << 10, 1L << 10),
    STALL_SECONDS("seconds that a look at a file waits for its next bytes", 10, 3_600),
    LOOK_SECONDS("seconds that a look at a file takes before its import", 60, 3_600);

    private final String words;
    private final long usual;
    private final long ceiling;

    Limit(String words, long usual, long ceiling) {
        this.words = words;
        this.usual = usual;
        this.ceiling = ceiling;
    }

    /// The name by which it is set, such as `table-bytes`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it counts.
    public String words() {
        return words;
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
