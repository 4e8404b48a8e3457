package app.assay.importing.value;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.RejectReason;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/// Instants as exports write them: a date in the order of its column, a time of day, a zone as an offset. Without an
/// offset the time is taken as that of UTC; without a time of day a beginning is that of its day, an end the end of it.
public final class InstantText {

    private static final Pattern TIME =
            Pattern.compile("(?i)(?:T|\\s)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?\\s*(AM|PM)?");
    private static final Pattern OFFSET = Pattern.compile("(?i)(?:Z|UTC|GMT|([+-]\\d{2}):?(\\d{2})?)$");
    private static final int NOON = 12;

    private InstantText() {}

    /// The canonical text of an instant, such as `2026-03-01T09:15:00Z`.
    ///
    /// @param text without blanks around it
    /// @param day what [DateText#parse] says of it
    /// @param isEnd whether it is the end of something
    /// @return the empty text for one that says there is none
    static String canonical(String text, int day, boolean isEnd, int column) throws BadCell {
        int known = CellValues.checked(day, column, text);
        if (known == FactSink.NO_DAY) {
            return "";
        }
        var date = LocalDate.ofEpochDay(known);
        var time = TIME.matcher(text);
        if (!time.find()) {
            return (isEnd ? date.plusDays(1) : date)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toString();
        }
        try {
            int hour = Integer.parseInt(time.group(1));
            if (time.group(4) != null) {
                boolean isAfternoon = time.group(4).toUpperCase(Locale.ROOT).equals("PM");
                hour = hour % NOON + (isAfternoon ? NOON : 0);
            }
            int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
            var at = LocalTime.of(hour, Integer.parseInt(time.group(2)), second);
            var zone = OFFSET.matcher(text.substring(time.end()).strip());
            var offset = zone.find() && zone.group(1) != null
                    ? ZoneOffset.ofHoursMinutes(
                            Integer.parseInt(zone.group(1)),
                            (zone.group(1).startsWith("-") ? -1 : 1)
                                    * (zone.group(2) == null ? 0 : Integer.parseInt(zone.group(2))))
                    : ZoneOffset.UTC;
            return OffsetDateTime.of(date, at, offset).toInstant().toString();
        } catch (DateTimeException impossible) {
            throw new BadCell(RejectReason.NOT_A_DATE, column, text);
        }
    }
}
