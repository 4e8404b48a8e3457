package app.assay.importing;

/// How much of anything a file may hold before reading stops. Every limit that is hit is named in the message.
///
/// @param tableBytes bytes of a text table or a JSON file
/// @param workbookBytes bytes of a workbook file
/// @param tagBytes bytes of a file that holds one tag
/// @param inventoryBytes bytes of any other XML file
/// @param rows rows of one import
/// @param columns columns of a table
/// @param fieldCharacters characters of one field
/// @param recordCharacters characters of one row
/// @param archiveEntries entries of an archive or files of a folder
/// @param archiveBytes inflated bytes of an archive in all
/// @param entryBytes inflated bytes of one entry
/// @param archiveRatio how many times larger the inflated bytes may be, after the first mebibyte
/// @param archiveDepth how many archives may lie in each other, the outermost counted
/// @param sheets sheets of a workbook
/// @param sharedTextBytes bytes of the shared texts of a workbook
/// @param cellCharacters characters of one cell of a workbook
/// @param xmlDepth elements inside each other
/// @param xmlAttributes attributes of one element
/// @param xmlTextCharacters characters of one text
/// @param xmlElements elements of one file; a sheet of a workbook is bounded by its rows instead
/// @param jsonDepth objects and lists inside each other
/// @param jsonTextCharacters characters of one JSON text
/// @param jsonNumberDigits digits of one JSON number
/// @param jsonNameCharacters characters of one JSON name
public record Limits(
        long tableBytes,
        long workbookBytes,
        long tagBytes,
        long inventoryBytes,
        long rows,
        int columns,
        int fieldCharacters,
        int recordCharacters,
        int archiveEntries,
        long archiveBytes,
        long entryBytes,
        int archiveRatio,
        int archiveDepth,
        int sheets,
        long sharedTextBytes,
        int cellCharacters,
        int xmlDepth,
        int xmlAttributes,
        int xmlTextCharacters,
        long xmlElements,
        int jsonDepth,
        int jsonTextCharacters,
        int jsonNumberDigits,
        int jsonNameCharacters) {

    private static final long MIB = 1024 * 1024;
    private static final long GIB = 1024 * MIB;

    /// What is allowed unless the analyst says otherwise.
    public static final Limits DEFAULT = new Limits(
            2 * GIB,
            500 * MIB,
            4 * MIB,
            64 * MIB,
            20_000_000,
            1_000,
            256 * 1024,
            1024 * 1024,
            250_000,
            4 * GIB,
            GIB,
            200,
            1,
            256,
            256 * MIB,
            32_767,
            100,
            200,
            1024 * 1024,
            1_000_000,
            64,
            1024 * 1024,
            64,
            1024);
}
