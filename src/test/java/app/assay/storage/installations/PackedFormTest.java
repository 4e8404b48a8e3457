package app.assay.storage.installations;

import static app.assay.domain.source.FactSink.NO_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFormTest {

    private static final long SEED = 20260301;

    @TempDir
    Path folder;

    private static DeviceRows random(Random random, int count) {
        var rows = new DeviceRows();
        int title = -1;
        int days = random.nextInt(3);
        int files = random.nextInt(2);
        for (int entry = 0; entry < count; entry++) {
            title += 1 + random.nextInt(random.nextBoolean() ? 3 : 100_000);
            rows.add(
                    title,
                    day(random, days),
                    day(random, 2),
                    day(random, days),
                    files == 0 ? 7 : random.nextInt(1000),
                    2 + random.nextInt(1_000_000));
        }
        return rows;
    }

    private static int day(Random random, int kind) {
        return switch (kind) {
            case 0 -> NO_DAY;
            case 1 -> 20_000;
            default -> random.nextInt(4) == 0 ? NO_DAY : random.nextInt(-700_000, 3_000_000);
        };
    }

    @Test
    void whatIsPackedIsUnpackedAsItWas() {
        var random = new Random(SEED);
        for (int turn = 0; turn < 2_000; turn++) {
            var rows = random(random, 1 + random.nextInt(200));
            var bytes = new PackedForm().pack(rows, 0, rows.size());
            var back = new DeviceRows();
            PackedForm.unpack(
                    PackedForm.FORMAT,
                    bytes,
                    PackedForm.baseFile(rows, 0, rows.size()),
                    PackedForm.baseRow(rows, 0, rows.size()),
                    back);

            assertThat(texts(back)).as("seed %s, turn %s", SEED, turn).isEqualTo(texts(rows));
        }
    }

    @Test
    void aDeviceThatOnlyMovedWithinItsFileKeepsItsBytes() {
        var here = new DeviceRows();
        var there = new DeviceRows();
        for (int title = 0; title < 10; title++) {
            here.add(title * 3, NO_DAY, 100, NO_DAY, 0, 2 + title);
            there.add(title * 3, NO_DAY, 100, NO_DAY, 5, 502 + title);
        }

        assertThat(new PackedForm().pack(here, 0, 10)).isEqualTo(new PackedForm().pack(there, 0, 10));
    }

    @Test
    void aSpecifiedExampleHasTheSpecifiedBytes() {
        var rows = new DeviceRows();
        rows.add(5, NO_DAY, 100, NO_DAY, 0, 10);
        rows.add(7, NO_DAY, 101, 3, 0, 12);

        assertThat(new PackedForm().pack(rows, 0, 2))
                .containsExactly(2, 5, 1, 0, 2, (byte) 0xc9, 1, 3, 2, 0, 7, 0, 0, 4);
    }

    @Test
    void bytesThatAreCutOrOfAnotherFormatAreRefused() {
        var random = new Random(SEED);
        var rows = random(random, 50);
        var bytes = new PackedForm().pack(rows, 0, rows.size());
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> PackedForm.unpack(PackedForm.FORMAT, cut, 0, 0, new DeviceRows()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PackedForm.unpack((byte) 9, bytes, 0, 0, new DeviceRows()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowsPutAsideInFilesComeBackByDeviceAndTitle() throws Exception {
        var random = new Random(SEED);
        var expected = new HashMap<Integer, List<String>>();
        try (var buffer = new InstallationBuffer(folder, 4_096)) {
            for (int row = 0; row < 30_000; row++) {
                int device = random.nextInt(Math.min(300, row + 1));
                int title = random.nextInt(100);
                buffer.add(device, title, row, row + 1, row + 2, 0, row);
                expected.computeIfAbsent(device, _ -> new ArrayList<>()).add(title + "/" + row);
            }
            try (var files = java.nio.file.Files.list(folder)) {
                assertThat(files).isNotEmpty();
            }
            buffer.forEachDevice((device, rows) -> {
                var found = new ArrayList<String>();
                for (int row = 0; row < rows.size(); row++) {
                    assertThat(rows.lastSeen(row)).isEqualTo(rows.row(row) + 1);
                    found.add(rows.title(row) + "/" + rows.row(row));
                }
                var wanted = expected.remove(device);
                wanted.sort(java.util.Comparator.comparingInt(
                        text -> Integer.parseInt(text.substring(0, text.indexOf('/')))));
                assertThat(found).isEqualTo(wanted);
            });
        }
        assertThat(expected).isEmpty();
        try (var files = java.nio.file.Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void daysAreKeptExactlyHoweverFarApart() {
        for (int[] days : new int[][] {
            {}, {NO_DAY}, {0, 1, NO_DAY}, {-700_000, 3_000_000, NO_DAY, 5}, {0, 65_534}, {0, 65_535}, {NO_DAY, NO_DAY}
        }) {
            var column = DayColumn.of(days, days.length);
            for (int row = 0; row < days.length; row++) {
                assertThat(column.at(row)).isEqualTo(days[row]);
            }
        }
    }

    private static List<String> texts(DeviceRows rows) {
        var texts = new ArrayList<String>();
        for (int row = 0; row < rows.size(); row++) {
            texts.add("%s %s %s %s %s %s"
                    .formatted(
                            rows.title(row),
                            rows.firstSeen(row),
                            rows.lastSeen(row),
                            rows.lastUsed(row),
                            rows.file(row),
                            rows.row(row)));
        }
        return texts;
    }
}
