package app.assay.cli;

import app.assay.service.sample.SampleEstate;
import app.assay.work.Plain;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sample`: a believable estate as the files that an analyst is handed, the same for the same seed.
@CommandLine.Command(
        name = "sample",
        description = "Write an invented estate of any size as files to import, with the truth of its titles.",
        mixinStandardHelpOptions = true)
final class SampleCommand extends Command {

    @Parameters(index = "0", paramLabel = "OUT", description = "Folder to write to.")
    Path out = Path.of("");

    @Option(names = "--devices", paramLabel = "N", required = true, description = "Number of devices.")
    int devices;

    @Option(
            names = "--seed",
            paramLabel = "S",
            required = true,
            description = "Seed; the same seed gives the same bytes.")
    long seed;

    @Option(
            names = "--as-at",
            paramLabel = "DATE",
            description = "Day that the estate describes.",
            defaultValue = "2026-11-15")
    LocalDate asAt = LocalDate.EPOCH;

    SampleCommand(CliContext context) {
        super(context);
    }

    @Override
    int run() throws Exception {
        var written = SampleEstate.generate(out, devices, seed, asAt, progress());
        var document = Json.object();
        document.put("folder", out.toString());
        document.put("devices", devices);
        document.put("seed", seed);
        document.put("asAt", asAt.toString());
        document.put("installations", written.installations());
        document.put("titles", written.titles());
        print(
                document,
                Plain.text(
                        "Wrote %,d devices with %,d installations of %,d titles to %s.",
                        devices, written.installations(), written.titles(), out));
        return 0;
    }
}
