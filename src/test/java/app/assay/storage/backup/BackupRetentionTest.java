package app.assay.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.storage.backup.Backup.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Which backups are kept: many of late, fewer of long ago, and never none.
class BackupRetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final long ENOUGH = Long.MAX_VALUE;

    private static Backup backup(Duration ago, Kind kind, long bytes) {
        var at = NOW.minus(ago);
        long length = at.getEpochSecond();
        return new Backup(
                Path.of(at.toString()),
                new UUID(1, 1),
                "Harbour",
                kind,
                at,
                length,
                length,
                "0".repeat(64),
                new TreeMap<>(),
                bytes,
                true,
                new TreeSet<>());
    }

    private static Set<Backup> keep(List<Backup> backups, long most) {
        var shuffled = new ArrayList<>(backups);
        Collections.shuffle(shuffled, new Random(7));
        return BackupRetention.keep(shuffled, NOW, ZONE, most);
    }

    /// One each hour for 400 days.
    private static List<Backup> hourly() {
        var backups = new ArrayList<Backup>();
        for (int hour = 0; hour < 400 * 24; hour++) {
            backups.add(backup(Duration.ofHours(hour), Kind.TIMED, 10));
        }
        return backups;
    }

    @Test
    void theLastTenAreKeptAndThenOneADayAWeekAndAMonth() {
        var kept = keep(hourly(), ENOUGH).stream().map(Backup::at).sorted().toList();

        assertThat(kept.reversed().subList(0, 10))
                .containsExactlyElementsOf(
                        hourly().subList(0, 10).stream().map(Backup::at).toList());
        for (int day = 1; day < 14; day++) {
            var date = NOW.minus(Duration.ofDays(day)).atZone(ZONE).toLocalDate();
            assertThat(kept)
                    .as("%s", date)
                    .anyMatch(at -> at.atZone(ZONE).toLocalDate().equals(date));
        }
        for (int week = 2; week < 8; week++) {
            var end = NOW.minus(Duration.ofDays(7L * week));
            assertThat(kept).anyMatch(at -> !at.isAfter(end) && at.isAfter(end.minus(Duration.ofDays(7))));
        }
        for (int month = 3; month < 12; month++) {
            var first = NOW.atZone(ZONE).toLocalDate().withDayOfMonth(1).minusMonths(month);
            assertThat(kept)
                    .as("%s", first)
                    .anyMatch(at ->
                            at.atZone(ZONE).toLocalDate().withDayOfMonth(1).equals(first));
        }
        assertThat(kept).hasSizeLessThanOrEqualTo(10 + 14 + 9 + 13);
        assertThat(kept.getFirst()).isAfter(NOW.minus(Duration.ofDays(366)));
    }

    @Test
    void whatWasMadeBeforeAMigrationIsKeptUntilTheAnalystDeletesIt() {
        var old = backup(Duration.ofDays(3000), Kind.MIGRATION, 10);
        var all = hourly();
        all.add(old);
        assertThat(keep(all, ENOUGH)).contains(old);
        assertThat(keep(all, 0)).contains(old);
    }

    @Test
    void whereThereIsTooLittleRoomTheOldestGoFirstAndThreeStay() {
        var all = hourly();
        var enough = keep(all, ENOUGH);
        var fewer = keep(all, 100);
        assertThat(fewer).hasSize(10).isSubsetOf(enough);
        assertThat(fewer.stream().map(Backup::at).min(Instant::compareTo).orElseThrow())
                .isAfterOrEqualTo(NOW.minus(Duration.ofHours(9)));
        assertThat(keep(all, 0).stream().map(Backup::at))
                .containsExactlyInAnyOrder(NOW, NOW.minus(Duration.ofHours(1)), NOW.minus(Duration.ofHours(2)));
    }

    @Test
    void aBackupOfAClockThatWasAheadPushesNoneOfTheLastOut() {
        var ahead = new Backup(
                Path.of("ahead"),
                new UUID(1, 1),
                "Harbour",
                Kind.TIMED,
                NOW.plus(Duration.ofDays(3650)),
                1,
                1,
                "0".repeat(64),
                new TreeMap<>(),
                10,
                true,
                new TreeSet<>());
        var all = hourly();
        all.add(ahead);
        assertThat(keep(all, ENOUGH)).containsAll(all.subList(0, 10));
    }
}
