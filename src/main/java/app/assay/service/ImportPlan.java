package app.assay.service;

import app.assay.domain.source.RowMeaning;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What an analyst says about a file before it is imported. Everything absent is proposed from the content.
///
/// @param source name of the source whose next load this is; proposed from the file's name when absent
/// @param meaning what a row of a table means
/// @param profile name of a saved mapping profile of the register, or the path of a profile file
/// @param columns field by header, over what the profile or the proposal says; the empty text leaves a column out
/// @param encoding name of a character set
/// @param separator one character
/// @param dateOrder `DAY_MONTH_YEAR` or `MONTH_DAY_YEAR`
/// @param decimalMark `POINT` or `COMMA`
/// @param currency ISO 4217 code for amounts without their own
/// @param device device that tags without device belong to
/// @param dataDate the day that the data describe
/// @param suppliedBy who handed the file over
/// @param limits value by the code of a limit of reading, over the usual one
public record ImportPlan(
        Path file,
        Optional<String> source,
        Optional<RowMeaning> meaning,
        Optional<String> profile,
        Map<String, String> columns,
        Optional<String> encoding,
        Optional<String> separator,
        Optional<String> sheet,
        OptionalInt headerRow,
        Optional<String> dateOrder,
        Optional<String> decimalMark,
        Optional<String> currency,
        Optional<String> device,
        Optional<LocalDate> dataDate,
        String suppliedBy,
        Map<String, String> limits) {

    public ImportPlan {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        limits = Map.copyOf(limits);
    }

    /// A plan that leaves everything to the proposal.
    public static ImportPlan of(Path file) {
        return new ImportPlan(
                file,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Map.of());
    }

    public ImportPlan as(RowMeaning what) {
        return as(Optional.of(what));
    }

    public ImportPlan as(Optional<RowMeaning> what) {
        return new ImportPlan(
                file,
                source,
                what,
                profile,
                columns,
                encoding,
                separator,
                sheet,
                headerRow,
                dateOrder,
                decimalMark,
                currency,
                device,
                dataDate,
                suppliedBy,
                limits);
    }

    public ImportPlan withSource(Optional<String> name) {
        return new ImportPlan(
                file,
                name,
                meaning,
                profile,
                columns,
                encoding,
                separator,
                sheet,
                headerRow,
                dateOrder,
                decimalMark,
                currency,
                device,
                dataDate,
                suppliedBy,
                limits);
    }

    public ImportPlan withProfile(Optional<String> name) {
        return new ImportPlan(
                file,
                source,
                meaning,
                name,
                columns,
                encoding,
                separator,
                sheet,
                headerRow,
                dateOrder,
                decimalMark,
                currency,
                device,
                dataDate,
                suppliedBy,
                limits);
    }

    public ImportPlan withColumns(Map<String, String> fieldByHeader) {
        return new ImportPlan(
                file,
                source,
                meaning,
                profile,
                fieldByHeader,
                encoding,
                separator,
                sheet,
                headerRow,
                dateOrder,
                decimalMark,
                currency,
                device,
                dataDate,
                suppliedBy,
                limits);
    }

    /// The reading options of a table, together.
    public ImportPlan withLayout(
            Optional<String> newEncoding,
            Optional<String> newSeparator,
            Optional<String> newSheet,
            Optional<String> newDateOrder,
            Optional<String> newDecimalMark,
            Optional<String> newCurrency) {
        return new ImportPlan(
                file,
                source,
                meaning,
                profile,
                columns,
                newEncoding,
                newSeparator,
                newSheet,
                headerRow,
                newDateOrder,
                newDecimalMark,
                newCurrency,
                device,
                dataDate,
                suppliedBy,
                limits);
    }

    public ImportPlan withDevice(Optional<String> name) {
        return new ImportPlan(
                file,
                source,
                meaning,
                profile,
                columns,
                encoding,
                separator,
                sheet,
                headerRow,
                dateOrder,
                decimalMark,
                currency,
                name,
                dataDate,
                suppliedBy,
                limits);
    }

    public ImportPlan withDataDate(Optional<LocalDate> day) {
        return new ImportPlan(
                file,
                source,
                meaning,
                profile,
                columns,
                encoding,
                separator,
                sheet,
                headerRow,
                dateOrder,
                decimalMark,
                currency,
                device,
                day,
                suppliedBy,
                limits);
    }

    public ImportPlan withSuppliedBy(String name) {
        return new ImportPlan(
                file,
                source,
                meaning,
                profile,
                columns,
                encoding,
                separator,
                sheet,
                headerRow,
                dateOrder,
                decimalMark,
                currency,
                device,
                dataDate,
                name,
                limits);
    }

    public ImportPlan withLimits(Map<String, String> valueByCode) {
        return new ImportPlan(
                file,
                source,
                meaning,
                profile,
                columns,
                encoding,
                separator,
                sheet,
                headerRow,
                dateOrder,
                decimalMark,
                currency,
                device,
                dataDate,
                suppliedBy,
                valueByCode);
    }
}
