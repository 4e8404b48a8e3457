package app.assay.ui.entitlements;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.ui.records.RecordInspector;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.text.Texts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/// What holds from which day on is told of a record; what is still to come says so.
@ExtendWith(ApplicationExtension.class)
class DatedValuesOfARightTest {

    private static List<String> told(FxRobot robot, Locale locale) {
        var made = new AtomicReference<EntitlementsFixture>();
        // Controls are made where the toolkit runs.
        robot.interact(() -> made.set(new EntitlementsFixture(Locale.ENGLISH)));
        var fixture = made.get();
        robot.interact(fixture::fill);
        var right = fixture.desk.all(RecordKind.ENTITLEMENT).getFirst();
        return new RecordInspector(fixture.desk, (_, _) -> List.of(), Texts.of(locale, ZoneOffset.UTC))
                .content(RecordKind.ENTITLEMENT, right.id()).orElseThrow().sections().stream()
                        .filter(section -> section.title().startsWith("Holds from")
                                || section.title().startsWith("Gilt ab"))
                        .map(Section::fields)
                        .flatMap(List::stream)
                        .map(line -> line.name() + ": " + line.value())
                        .toList();
    }

    @Test
    void inEnglish(FxRobot robot) {
        assertThat(told(robot, Locale.ENGLISH))
                .hasSize(2)
                .anyMatch(line -> line.endsWith(": 64 from 2026-06-30"))
                .anyMatch(line -> line.endsWith(": 70 from 2026-12-31 (still to come)"));
    }

    @Test
    void inGerman(FxRobot robot) {
        assertThat(told(robot, Locale.GERMANY))
                .anyMatch(line -> line.endsWith(": 64 ab 30.06.2026"))
                .anyMatch(line -> line.endsWith(": 70 ab 31.12.2026 (steht noch bevor)"));
    }
}
