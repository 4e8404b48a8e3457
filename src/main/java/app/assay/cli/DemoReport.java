package app.assay.cli;

import app.assay.domain.position.Position;
import app.assay.service.ImportOutcome;
import app.assay.service.OpenRegister;
import app.assay.service.RecogniseTitles;
import java.nio.file.Path;
import java.util.Locale;

/// The lines that the demo prints, in the words of the other commands.
public final class DemoReport {

    private DemoReport() {}

    public static String line(ImportOutcome outcome) {
        var balance = outcome.balance();
        return String.format(
                Locale.ROOT,
                "Imported %-28s %-14s %,6d read = %,d new + %,d changed + %,d same + %,d rejected",
                Path.of(outcome.path()).getFileName(),
                outcome.format(),
                balance.read(),
                balance.added(),
                balance.changed(),
                balance.same(),
                balance.rejected());
    }

    public static String line(RecogniseTitles.Summary summary) {
        return String.format(
                Locale.ROOT,
                "Recognised %,d of %,d raw titles (%,d open, %,d ignored).",
                summary.recognised(),
                summary.titles(),
                summary.open(),
                summary.ignored());
    }

    public static String position(OpenRegister register, Position position) {
        return PositionCommands.text(register, position);
    }
}
