package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import app.assay.work.FailureText;
import app.assay.work.Fault;

/// Three sentences about something that went wrong.
public record Problem(String happened, String unharmed, String remedy) {

    /// The sentences of a [Fault]; for any other failure, which is a fault of the program, sentences that say so.
    public static Problem of(Throwable failure, Texts texts) {
        if (failure instanceof Fault fault) {
            var said = fault.said();
            return new Problem(
                    said.happened().in(texts.locale()),
                    said.unharmed().in(texts.locale()),
                    said.remedy().in(texts.locale()));
        }
        return new Problem(
                texts.get("problem.program.happened", FailureText.brief(failure)),
                texts.get("problem.program.unharmed"),
                texts.get("problem.program.remedy"));
    }

    public String sentences() {
        return happened + " " + unharmed + " " + remedy;
    }
}
