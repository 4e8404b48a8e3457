package app.assay.service;

import app.assay.work.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;

/// A process with little memory that imports a file. Prints rows, milliseconds in all, milliseconds of collecting
/// garbage, and the most memory that the process ever had, in kilobytes.
public final class LongImport {

    private static final String MOST = "VmHWM:";

    private LongImport() {}

    public static void main(String[] arguments) throws IOException {
        var threads = Thread.ofPlatform().daemon().factory();
        var registers = new Registers(
                Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC),
                "importer",
                "test",
                Executors.newSingleThreadExecutor(threads),
                Executors.newFixedThreadPool(2, threads));
        long begin = System.nanoTime();
        long rows;
        boolean intact;
        try (var open = registers.create(Path.of(arguments[0]), "Long", ZoneOffset.UTC)) {
            rows = new ImportFiles(open)
                    .run(ImportPlan.of(Path.of(arguments[1])), Progress.NONE)
                    .balance()
                    .read();
            intact = Registers.verify(open, Progress.NONE).intact();
        }
        long milliseconds = (System.nanoTime() - begin) / 1_000_000;
        long collecting = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                .sum();
        System.out.printf("%s %s %s %s %s%n", rows, milliseconds, collecting, most(), intact);
        System.out.flush();
        System.exit(0);
    }

    /// 0 where the system does not tell.
    private static long most() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(MOST))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
