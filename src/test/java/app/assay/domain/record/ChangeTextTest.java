package app.assay.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeTextTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 10);

    /// The change from some values to what becomes of them.
    private static Change change(SortedMap<String, String> before, SortedMap<String, String> after) {
        var was = new TreeMap<String, String>();
        var is = new TreeMap<String, String>();
        var names = new TreeMap<>(before);
        names.putAll(after);
        names.keySet().forEach(name -> {
            String one = before.getOrDefault(name, "");
            String other = after.getOrDefault(name, "");
            if (!one.equals(other)) {
                was.put(name, one);
                is.put(name, other);
            }
        });
        return new Change(RecordKind.DEVICE, new UUID(0, 1), true, true, was, is);
    }

    private static String told(SortedMap<String, String> before, SortedMap<String, String> after) {
        return ChangeText.of(change(before, after)).replace(ChangeText.JOINT, ' ');
    }

    @Test
    void aValueOfEveryDayIsToldWithoutADay() {
        assertThat(told(new TreeMap<>(Map.of("cores", "4")), new TreeMap<>(Map.of("cores", "8"))))
                .isEqualTo("cores: 4 → 8");
    }

    @Test
    void aValueFromADayIsToldWithItsDayAndItsUndoToo() {
        var before = new TreeMap<>(Map.of("cores", "4"));
        var after = new TreeMap<>(before);
        DatedValues.sayFrom(after, "cores", "8", DAY);
        assertThat(told(before, after)).isEqualTo("cores: 4 → 8 from 2026-11-10");
        assertThat(told(after, before)).isEqualTo("cores: 8 → 4 no longer from 2026-11-10");
    }

    @Test
    void whatFilesToldBeforeIsLeftOpen() {
        var after = new TreeMap<String, String>();
        DatedValues.sayFrom(after, "cores", "8", DAY);
        assertThat(told(new TreeMap<>(), after)).isEqualTo("cores:  → 8 from 2026-11-10");
    }

    @Test
    void aRecordThatBeginsOnADayIsToldAsThereFromIt() {
        var after = new TreeMap<>(Map.of("cores", "8"));
        DatedValues.begin(after, DAY);
        assertThat(told(new TreeMap<>(), after)).isEqualTo("there from 2026-11-10; cores:  → 8");
        assertThat(told(after, new TreeMap<>(Map.of("cores", "8")))).isEqualTo("there before 2026-11-10");
    }

    @Test
    void noMarkOfTheStoreIsShown() {
        var after = new TreeMap<>(Map.of("cores", "4"));
        DatedValues.sayFrom(after, "cores", "8", DAY);
        var later = new TreeMap<>(after);
        DatedValues.sayFrom(later, "cores", "16", DAY.minusDays(9));
        assertThat(told(after, later)).isEqualTo("cores: 4 → 16 from 2026-11-01 until 2026-11-10");
        assertThat(told(later, after)).isEqualTo("cores: 16 → 4 from 2026-11-01 until 2026-11-10");
    }

    @Test
    void theStepsOfARecordAreToldByDay() {
        var values = new TreeMap<>(Map.of("cores", "4"));
        DatedValues.sayFrom(values, "cores", "8", DAY);
        DatedValues.sayFrom(values, "cores", "", DAY.plusDays(5));
        DatedValues.sayFrom(values, "status", "RETIRED", DAY.plusDays(1));
        assertThat(DatedValues.steps(values))
                .containsExactly(
                        new DatedValues.Step("cores", "8", DAY),
                        new DatedValues.Step("status", "RETIRED", DAY.plusDays(1)),
                        new DatedValues.Step("cores", "", DAY.plusDays(5)));
        assertThat(DatedValues.steps(new TreeMap<>(Map.of("cores", "4")))).isEmpty();
    }
}
