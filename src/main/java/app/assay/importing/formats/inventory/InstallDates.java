package app.assay.importing.formats.inventory;

import app.assay.domain.source.FactSink;
import app.assay.domain.source.Place;
import app.assay.importing.profile.DateOrder;
import app.assay.importing.value.DateText;
import app.assay.work.Plain;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The install dates of one inventory, judged together: in which order they have day and month, and from what they
/// count
/// their months.
///
/// The format says day/month/year. A producer that has it the other way round shows it by most of its values; a single
/// odd value keeps its only reading and does not turn the others.
final class InstallDates {

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([/-])(\\d{1,2})\\2(\\d{1,2})(.*)");
    private static final int MONTHS = 12;

    private final DateOrder order;
    private final boolean monthsFromZero;
    private final int odd;
    private final int open;
    private int bad;

    private InstallDates(DateOrder order, boolean monthsFromZero, int odd, int open) {
        this.order = order;
        this.monthsFromZero = monthsFromZero;
        this.odd = odd;
        this.open = open;
    }

    /// @param dates texts, the empty one for none
    /// @param mayCountFromZero whether they come from an agent that counts months from zero
    /// @param seen day of the inventory or [FactSink#NO_DAY]; nothing was installed after it
    static InstallDates of(List<String> dates, boolean mayCountFromZero, int seen) {
        int dayFirst = 0;
        int monthFirst = 0;
        int open = 0;
        int yearFirst = 0;
        boolean countsFromOne = false;
        for (String date : dates) {
            switch (DateText.evidence(date)) {
                case DAY_FIRST -> dayFirst++;
                case MONTH_FIRST -> monthFirst++;
                case OPEN -> open++;
                case NONE -> {}
            }
            Matcher parts = YEAR_FIRST.matcher(date);
            if (parts.matches()) {
                yearFirst++;
                int later = DateText.parse(monthLater(parts), null);
                countsFromOne |=
                        Integer.parseInt(parts.group(3)) == MONTHS || (seen != FactSink.NO_DAY && later > seen);
            }
        }
        boolean monthsFirst = monthFirst > 1 && monthFirst > dayFirst && monthFirst * 2 >= monthFirst + dayFirst + open;
        boolean fromZero = mayCountFromZero && yearFirst > 0 && !countsFromOne;
        return new InstallDates(
                monthsFirst ? DateOrder.MONTH_DAY_YEAR : DateOrder.DAY_MONTH_YEAR,
                fromZero,
                monthsFirst ? dayFirst : monthFirst,
                open);
    }

    /// The day of a text, [FactSink#NO_DAY] when it has none.
    int day(String text) {
        int day = parse(text);
        if (day == DateText.INVALID || day == DateText.AMBIGUOUS) {
            bad++;
            return FactSink.NO_DAY;
        }
        return day;
    }

    private int parse(String text) {
        if (monthsFromZero) {
            Matcher parts = YEAR_FIRST.matcher(text);
            if (parts.matches()) {
                return DateText.parse(monthLater(parts), order);
            }
        }
        return switch (DateText.evidence(text)) {
            case DAY_FIRST -> DateText.parse(text, DateOrder.DAY_MONTH_YEAR);
            case MONTH_FIRST -> DateText.parse(text, DateOrder.MONTH_DAY_YEAR);
            case OPEN, NONE -> DateText.parse(text, order);
        };
    }

    private static String monthLater(Matcher parts) {
        return Plain.text(
                "%s-%02d-%02d%s",
                parts.group(1), Integer.parseInt(parts.group(3)) + 1, Integer.parseInt(parts.group(4)), parts.group(5));
    }

    /// Tells what was chosen, and what was none.
    void tell(String file, FactSink sink) {
        var place = new Place(file, "SOFTWARES", 0, "INSTALLDATE");
        if (bad > 0) {
            sink.warning(
                    place,
                    "inventory.install-date",
                    "%s install %s none and %s as not known."
                            .formatted(bad, Plain.of(bad, "date is", "dates are"), Plain.of(bad, "counts", "count")));
        }
        if (odd > 0) {
            boolean dayFirst = order == DateOrder.DAY_MONTH_YEAR;
            sink.warning(
                    place,
                    "inventory.date-order",
                    "The install dates are read as %s; %s of them can only be %s and %s read so, beside %s that could be either."
                            .formatted(
                                    dayFirst ? "day/month/year" : "month/day/year",
                                    odd,
                                    dayFirst ? "month/day/year" : "day/month/year",
                                    Plain.of(odd, "is", "are"),
                                    open));
        } else if (order == DateOrder.MONTH_DAY_YEAR) {
            sink.warning(
                    place,
                    "inventory.date-order",
                    "The install dates are read as month/day/year, which most of them can only be.");
        }
        if (monthsFromZero) {
            sink.warning(
                    place,
                    "inventory.months-from-zero",
                    "The agent counts the months of its install dates from zero; one month was added to each.");
        }
    }
}
