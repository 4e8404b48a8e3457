package app.assay.ui.shell;

import app.assay.ui.text.Texts;
import java.time.Duration;
import java.util.ArrayList;

/// How far a job is, in words.
final class JobWords {

    private JobWords() {}

    /// Such as "Reading · 12,000 of 100,000 · 4,200 per second · 21 s left".
    static String describe(JobState.Step step, Texts texts) {
        var parts = new ArrayList<String>();
        if (!step.stage().isEmpty()) {
            parts.add(texts.find("stage." + step.stage())
                    .orElseGet(() -> step.stage().replace('.', ' ')));
        }
        if (step.total() >= 0) {
            parts.add(texts.get("jobs.of", step.done(), step.total()));
        } else if (step.done() > 0) {
            parts.add(texts.values().number(step.done()));
        }
        step.rate().ifPresent(rate -> parts.add(texts.get("jobs.rate", Math.round(rate))));
        step.left().ifPresent(left -> parts.add(texts.get("jobs.left", time(left, texts))));
        return parts.isEmpty() ? texts.get("jobs.begins") : String.join(" · ", parts);
    }

    private static String time(Duration left, Texts texts) {
        long seconds = Math.max(1, left.toSeconds());
        return seconds < 90 ? texts.get("jobs.seconds", seconds) : texts.get("jobs.minutes", (seconds + 59) / 60);
    }
}
