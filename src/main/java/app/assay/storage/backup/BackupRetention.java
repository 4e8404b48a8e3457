package app.assay.storage.backup;

import app.assay.storage.backup.Backup.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which backups are kept: the last ten, one a day for 14 days, one a week for eight weeks, one a month for twelve
/// months, and those made before a migration until the analyst deletes them; never fewer than three. When they take
/// more
/// than they may, the oldest of the daily, weekly and monthly ones go first.
final class BackupRetention {

    private static final int LAST = 10;
    private static final int DAYS = 14;
    private static final int WEEKS = 8;
    private static final int MONTHS = 12;
    private static final int FEWEST = 3;

    private BackupRetention() {}

    /// @param verified in any order
    /// @param most bytes that they may take
    static Set<Backup> keep(List<Backup> verified, Instant now, ZoneId zone, long most) {
        var newest = verified.stream()
                .sorted(Comparator.comparingLong(Backup::trailLength)
                        .thenComparing(Backup::at)
                        .reversed())
                .toList();
        var last = newest.stream().limit(LAST).toList();
        var keep = new LinkedHashSet<>(last);
        var today = LocalDate.ofInstant(now, zone);
        keep.addAll(each(newest, zone, today.minusDays(DAYS), day -> day));
        keep.addAll(each(
                newest,
                zone,
                today.minusWeeks(WEEKS),
                day -> day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
        keep.addAll(each(newest, zone, today.minusMonths(MONTHS), Day::truncatedToMonth));
        newest.stream().filter(backup -> backup.kind() == Kind.MIGRATION).forEach(keep::add);
        return within(keep, new HashSet<>(last.subList(0, Math.min(FEWEST, last.size()))), most);
    }

    /// The newest of each period that is not over too long.
    private static List<Backup> each(List<Backup> newest, ZoneId zone, LocalDate since, Function<Day, Object> period) {
        var seen = new HashSet<Object>();
        var kept = new ArrayList<Backup>();
        for (var backup : newest) {
            var date = LocalDate.ofInstant(backup.at(), zone);
            if (date.isAfter(since) && seen.add(period.apply(new Day(date)))) {
                kept.add(backup);
            }
        }
        return kept;
    }

    private record Day(LocalDate date) {
        int get(java.time.temporal.TemporalField field) {
            return date.get(field);
        }

        Object truncatedToMonth() {
            return date.withDayOfMonth(1).until(LocalDate.EPOCH, ChronoUnit.MONTHS);
        }
    }

    private static Set<Backup> within(Set<Backup> keep, Set<Backup> always, long most) {
        long bytes = keep.stream().mapToLong(Backup::bytes).sum();
        var oldest = keep.stream()
                .filter(backup -> !always.contains(backup) && backup.kind() != Kind.MIGRATION)
                .sorted(Comparator.comparing(Backup::at))
                .toList();
        for (var backup : oldest) {
            if (bytes <= most) {
                break;
            }
            keep.remove(backup);
            bytes -= backup.bytes();
        }
        return keep;
    }
}
