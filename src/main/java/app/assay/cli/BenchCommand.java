package app.assay.cli;

import app.assay.service.Benchmark;
import app.assay.work.TemporaryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// `bench`: measures the main jobs on this machine and prints figures.
@CommandLine.Command(
        name = "bench",
        description = "Measure import, position and grid on an invented estate and print the figures.",
        mixinStandardHelpOptions = true)
final class BenchCommand extends Command {

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "Number of devices (default: ${DEFAULT-VALUE}, about a million installations).",
            defaultValue = "12000")
    int devices;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of the estate (default: ${DEFAULT-VALUE}).",
            defaultValue = "20261115")
    long seed;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            description = "Empty folder to work in, kept; a temporary one when absent.")
    Optional<Path> folder = Optional.empty();

    BenchCommand(CliContext context) {
        super(context);
    }

    @Override
    int run() throws Exception {
        var work = folder.isPresent() ? folder.get() : TemporaryFiles.folder("bench");
        try {
            var figures = new Benchmark(context().registers())
                    .run(work, devices, seed, LocalDate.of(2026, 11, 15), progress());
            var documents = new ArrayList<Map<String, Object>>();
            var table = new TextTable(List.of("figure", "value", "unit"), List.of(false, true, false));
            for (var figure : figures) {
                var document = Json.object();
                document.put("figure", figure.name());
                document.put("value", Math.round(figure.value() * 1000) / 1000.0);
                document.put("unit", figure.unit());
                documents.add(document);
                table.row(List.of(
                        figure.name(),
                        String.format(Locale.ROOT, figure.value() >= 1000 ? "%,.0f" : "%,.3f", figure.value()),
                        figure.unit()));
            }
            print(Map.of("figures", documents), table.text());
        } finally {
            if (folder.isEmpty()) {
                delete(work);
            }
        }
        return 0;
    }

    private static void delete(Path folder) throws java.io.IOException {
        try (var walk = Files.walk(folder)) {
            for (var file : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
