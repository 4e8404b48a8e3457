package app.assay.ui.position;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.EditDay;
import app.assay.domain.record.RecordKind;
import app.assay.ui.text.Texts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A German screen names in German what kind of record was edited.
class LaterEditsTest {

    @ParameterizedTest
    @EnumSource(RecordKind.class)
    void kindsAreNamedInTheLanguageOfTheScreen(RecordKind kind) {
        var words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (EditDay.isOfDays(kind)) {
            assertThat(PositionView.edited(List.of(words + " Hof 1"), Texts.of(Locale.GERMANY, ZoneOffset.UTC)))
                    .doesNotContainIgnoringCase(words + " ")
                    .endsWith(" Hof 1");
        }
    }
}
