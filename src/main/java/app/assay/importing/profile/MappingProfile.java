package app.assay.importing.profile;

import app.assay.domain.source.RowMeaning;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A way to read a table, shareable as a file once it has a name. What is absent is proposed from the content.
///
/// @param name under which it is saved; empty for a mapping that is in use and not saved
/// @param meaning what a row means; empty while only the content tells it, never in a saved profile
/// @param encoding name of the character set
/// @param headerRow row of the headers, from 1; 0 when the table has none (its columns are then called `column
///     1` …)
/// @param sheet name of the sheet of a workbook
/// @param decimalMark decimal mark of its numbers
/// @param dateOrder order of its numeric dates
/// @param currency ISO 4217 code for amounts whose own text does not decide it
/// @param columns field of each column by header; the empty text leaves a column out; columns not named here are
/// proposed
/// @param constants value of a field for all rows whose own is empty, such as `metric` → `device`
public record MappingProfile(
        String name,
        Optional<RowMeaning> meaning,
        Optional<String> encoding,
        Optional<Character> separator,
        Optional<Character> quote,
        OptionalInt headerRow,
        Optional<String> sheet,
        Optional<DecimalMark> decimalMark,
        Optional<DateOrder> dateOrder,
        Optional<String> currency,
        Map<String, String> columns,
        Map<String, String> constants) {

    public MappingProfile {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /// A mapping without a name that says nothing yet: everything is proposed from the content.
    public static MappingProfile unnamed() {
        return of("", Optional.empty());
    }

    /// A profile that says nothing but what a row means.
    public static MappingProfile of(String name, RowMeaning meaning) {
        return of(name, Optional.of(meaning));
    }

    private static MappingProfile of(String name, Optional<RowMeaning> meaning) {
        return new MappingProfile(
                name,
                meaning,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    public MappingProfile withName(String other) {
        return new MappingProfile(
                other,
                meaning,
                encoding,
                separator,
                quote,
                headerRow,
                sheet,
                decimalMark,
                dateOrder,
                currency,
                columns,
                constants);
    }

    public MappingProfile withMeaning(RowMeaning other) {
        return new MappingProfile(
                name,
                Optional.of(other),
                encoding,
                separator,
                quote,
                headerRow,
                sheet,
                decimalMark,
                dateOrder,
                currency,
                columns,
                constants);
    }

    public MappingProfile withEncoding(String other) {
        return new MappingProfile(
                name,
                meaning,
                Optional.of(other),
                separator,
                quote,
                headerRow,
                sheet,
                decimalMark,
                dateOrder,
                currency,
                columns,
                constants);
    }

    public MappingProfile withSeparator(char other) {
        return new MappingProfile(
                name,
                meaning,
                encoding,
                Optional.of(other),
                quote,
                headerRow,
                sheet,
                decimalMark,
                dateOrder,
                currency,
                columns,
                constants);
    }

    public MappingProfile withHeaderRow(int row) {
        return new MappingProfile(
                name,
                meaning,
                encoding,
                separator,
                quote,
                OptionalInt.of(row),
                sheet,
                decimalMark,
                dateOrder,
                currency,
                columns,
                constants);
    }

    public MappingProfile withSheet(String other) {
        return new MappingProfile(
                name,
                meaning,
                encoding,
                separator,
                quote,
                headerRow,
                Optional.of(other),
                decimalMark,
                dateOrder,
                currency,
                columns,
                constants);
    }

    public MappingProfile withDecimalMark(DecimalMark other) {
        return new MappingProfile(
                name,
                meaning,
                encoding,
                separator,
                quote,
                headerRow,
                sheet,
                Optional.of(other),
                dateOrder,
                currency,
                columns,
                constants);
    }

    public MappingProfile withDateOrder(DateOrder other) {
        return new MappingProfile(
                name,
                meaning,
                encoding,
                separator,
                quote,
                headerRow,
                sheet,
                decimalMark,
                Optional.of(other),
                currency,
                columns,
                constants);
    }

    public MappingProfile withCurrency(String other) {
        return new MappingProfile(
                name,
                meaning,
                encoding,
                separator,
                quote,
                headerRow,
                sheet,
                decimalMark,
                dateOrder,
                Optional.of(other),
                columns,
                constants);
    }

    public MappingProfile withColumns(Map<String, String> others) {
        return new MappingProfile(
                name,
                meaning,
                encoding,
                separator,
                quote,
                headerRow,
                sheet,
                decimalMark,
                dateOrder,
                currency,
                others,
                constants);
    }

    public MappingProfile withConstants(Map<String, String> others) {
        return new MappingProfile(
                name,
                meaning,
                encoding,
                separator,
                quote,
                headerRow,
                sheet,
                decimalMark,
                dateOrder,
                currency,
                columns,
                others);
    }

    /// The profile as JSON text; the same profile always gives the same text. A mapping in use is kept with the
    /// import that it read, with or without a name.
    public String toJson() {
        return ProfileText.write(this);
    }

    /// Reads what [#toJson()] writes.
    ///
    /// @param file name of the file it came from, for messages
    /// @throws app.assay.work.Fault if the text is not a mapping profile
    public static MappingProfile fromJson(String json, String file) {
        return ProfileText.read(json, file);
    }

    /// Lower-case hexadecimal SHA-256 over everything but the name: equal digests read a file alike.
    public String digest() {
        return ProfileText.digest(this);
    }
}
