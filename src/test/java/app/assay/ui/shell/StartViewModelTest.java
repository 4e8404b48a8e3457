package app.assay.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.ui.text.Texts;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StartViewModelTest {

    private static final StartViewModel.Recent HARBOUR =
            new StartViewModel.Recent("Harbour", Path.of("harbour"), Instant.parse("2026-06-30T14:05:00Z"), true);

    private final List<String> asked = new ArrayList<>();
    private final StartViewModel model =
            new StartViewModel(Texts.of(Locale.ENGLISH, ZoneOffset.UTC), List.of(HARBOUR), new StartViewModel.Door() {
                @Override
                public void openSample() {
                    asked.add("sample");
                }

                @Override
                public void newRegister() {
                    asked.add("new");
                }

                @Override
                public void openRegister() {
                    throw new Fault(
                            FaultCode.REGISTER_LOCKED,
                            Sentence.verbatim("Another window holds it."),
                            Sentence.verbatim("It is unharmed."),
                            Sentence.verbatim("Close that."));
                }

                @Override
                public void openRecent(Path folder) {
                    asked.add("recent " + folder);
                }
            });

    @Test
    void eachChoiceAsksForItsRegister() {
        model.openSample();
        model.newRegister();
        model.open(HARBOUR);

        assertThat(asked).containsExactly("sample", "new", "recent harbour");
    }

    @Test
    void whyARegisterDidNotOpenIsToldUntilTheNextTry() {
        model.openRegister();
        assertThat(model.problemProperty().get())
                .contains(new Problem("Another window holds it.", "It is unharmed.", "Close that."));

        model.openSample();
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void anotherWayIsOfferedWithTheProblemItIsForAndGoesWithIt() {
        var fault = new Fault(
                FaultCode.REGISTER_LOCKED,
                Sentence.verbatim("Opened on quay-7."),
                Sentence.verbatim("It is unharmed."),
                Sentence.verbatim("Close it there."));
        model.fail(fault, Action.of("take-over", "Open anyway", () -> asked.add("anyway")));
        model.wayOutProperty().get().orElseThrow().run().run();
        assertThat(asked).containsExactly("anyway");

        model.fail(fault);
        assertThat(model.wayOutProperty().get()).isEmpty();
        model.fail(fault, Action.of("take-over", "Open anyway", () -> {}));
        model.openSample();
        assertThat(model.wayOutProperty().get()).isEmpty();
        assertThat(model.problemProperty().get()).isEmpty();
    }
}
