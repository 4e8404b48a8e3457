package app.assay.service;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TableQuery;
import app.assay.service.sample.SampleEstate;
import app.assay.work.Cancelled;
import app.assay.work.Progress;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Measures the main jobs on an invented estate and tells figures. A program, not a test: it never judges.
public final class Benchmark {

    private static final double NANOSECONDS = 1e9;
    private static final double MILLISECONDS = 1e6;
    private static final int PAGE = 200;
    private static final int EDITS = 21;
    private static final int PAGES = 11;
    private static final int CANCELS = 11;

    private final Registers registers;

    public Benchmark(Registers registers) {
        this.registers = registers;
    }

    /// One figure.
    public record Figure(String name, double value, String unit) {}

    /// Writes an estate into a folder, imports it and measures.
    ///
    /// @param folder empty folder to work in; what is written there stays
    /// @param devices number of devices; about 85 installations each
    public List<Figure> run(Path folder, int devices, long seed, LocalDate asAt, Progress progress) throws IOException {
        var figures = new ArrayList<Figure>();
        progress.stage("bench.sample");
        var estate = folder.resolve("estate");
        var written = SampleEstate.generate(estate, devices, seed, asAt, progress);
        var file = estate.resolve("installations.csv");
        figures.add(new Figure("installation rows", written.installations(), "rows"));
        figures.add(new Figure("installation file", Files.size(file) / 1e6, "MB"));
        parse(file);
        progress.stage("bench.parse");
        double parseCpu = cpu();
        long parseBegan = System.nanoTime();
        long rows = parse(file);
        double parseSeconds = seconds(parseBegan);
        parseCpu = cpu() - parseCpu;
        figures.add(new Figure("only parsing", parseSeconds, "s"));
        figures.add(new Figure("only parsing, processor", parseCpu, "s"));
        try (var register = registers.create(folder.resolve("register"), "Benchmark", ZoneId.of("UTC"))) {
            importSmall(register, estate, asAt);
            // So that the import's own figure is without the backup that precedes it.
            new BackUpRegister(register).now(Progress.NONE);
            progress.stage("bench.import");
            var outcome =
                    importRows(register, file, asAt, "installations", figures, "import", rows, parseSeconds, parseCpu);
            figures.add(new Figure("rejected", outcome.balance().rejected(), "rows"));
            figures.add(new Figure("register file", register.summary().fileBytes() / 1e6, "MB"));
            progress.stage("bench.measure");
            long recogniseBegan = System.nanoTime();
            var recognised = new RecogniseTitles(register, new EditRecords(register)).run(Progress.NONE);
            figures.add(new Figure("titles", recognised.titles(), "titles"));
            figures.add(new Figure("recognition", seconds(recogniseBegan), "s"));
            position(register, asAt, figures);
            grid(register, figures);
            progress.stage("bench.backup");
            backups(register, figures);
            progress.stage("bench.again");
            importRows(
                    register,
                    file,
                    asAt,
                    "another source",
                    figures,
                    "second import, program warm",
                    rows,
                    parseSeconds,
                    parseCpu);
        }
        long openBegan = System.nanoTime();
        try (var register = registers.open(folder.resolve("register"))) {
            figures.add(new Figure("open", seconds(openBegan), "s"));
            var positions = new ComputePosition(register);
            positions.compute(register.positionSettings(Optional.of(asAt)), Progress.NONE);
            figures.add(new Figure("open to full position, cold", seconds(openBegan), "s"));
        }
        progress.stage("bench.protect");
        protection(folder.resolve("register"), figures);
        progress.stage("bench.cancel");
        try (var register = registers.open(folder.resolve("restored"))) {
            cancels(register, file, asAt, figures);
        }
        figures.add(new Figure("peak resident memory", peakResident() / 1e6, "MB"));
        figures.add(new Figure("largest heap", Runtime.getRuntime().maxMemory() / 1e6, "MB"));
        return figures;
    }

    private static void backups(OpenRegister register, List<Figure> figures) {
        var backups = new BackUpRegister(register);
        long began = System.nanoTime();
        var first = backups.now(Progress.NONE);
        figures.add(new Figure("backup, with the rows of the import", seconds(began), "s"));
        figures.add(new Figure(
                "backups, parts and kept files included", backups.status().bytes() / 1e6, "MB"));
        began = System.nanoTime();
        backups.now(Progress.NONE);
        figures.add(new Figure("backup again", seconds(began), "s"));
        figures.add(new Figure("backup file", first.bytes() / 1e6, "MB"));
        began = System.nanoTime();
        Registers.verify(register, Progress.NONE);
        figures.add(new Figure("full verification", seconds(began), "s"));
    }

    /// How long jobs go on after their user asked for their end, at moments spread over the whole job. The import
    /// begins
    /// with the backup that a large one makes before.
    private static void cancels(OpenRegister register, Path file, LocalDate asAt, List<Figure> figures) {
        cancels("an import", figures, (turn, progress) -> {
            var plan = ImportPlan.of(file)
                    .as(RowMeaning.INSTALLATIONS)
                    .withSource(Optional.of("cancelled " + turn))
                    .withDataDate(Optional.of(asAt));
            new ImportFiles(register).run(plan, progress);
        });
        cancels("a verification", figures, (_, progress) -> Registers.verify(register, progress));
    }

    private static void cancels(String name, List<Figure> figures, BiConsumer<Integer, Progress> job) {
        long began = System.nanoTime();
        job.accept(CANCELS, Progress.NONE);
        long whole = System.nanoTime() - began;
        var times = new ArrayList<Double>();
        for (int turn = 0; turn < CANCELS; turn++) {
            int number = turn;
            cancelled(whole * turn / CANCELS, progress -> job.accept(number, progress))
                    .ifPresent(times::add);
        }
        var all = times.stream().mapToDouble(each -> each).toArray();
        figures.add(new Figure("cancels of " + name, all.length, "times"));
        figures.add(new Figure("cancel of " + name + ", median", median(all), "ms"));
        figures.add(new Figure("cancel of " + name + ", slowest", slowest(all), "ms"));
    }

    /// @param after nanoseconds after which the job is asked to end
    /// @return milliseconds from the request to the end; empty when the job was over before
    private static Optional<Double> cancelled(long after, Consumer<Progress> job) {
        long due = System.nanoTime() + after;
        try {
            job.accept(new Progress() {
                @Override
                public void report(long done, long total) {}

                @Override
                public void stage(String name) {}

                @Override
                public boolean isCancelled() {
                    return System.nanoTime() >= due;
                }
            });
            return Optional.empty();
        } catch (Cancelled e) {
            return Optional.of((System.nanoTime() - due) / MILLISECONDS);
        }
    }

    private static double slowest(double[] times) {
        return Arrays.stream(times).max().orElse(0);
    }

    /// What opening and bringing back take, the program warm.
    private void protection(Path folder, List<Figure> figures) throws IOException {
        long began = System.nanoTime();
        registers.open(folder).close();
        figures.add(new Figure("open and close, closed in order before", seconds(began), "s"));
        // Without its seal nothing about the file is taken for granted, just as after a crash.
        Files.delete(folder.resolve("register.seal.json"));
        began = System.nanoTime();
        registers.open(folder).close();
        figures.add(new Figure("open and close, as after a crash", seconds(began), "s"));
        var recover = new RecoverRegister(registers);
        began = System.nanoTime();
        var report = recover.inspect(folder, List.of(), Progress.NONE);
        figures.add(new Figure("recovery desk", seconds(began), "s"));
        var best = report.choices().getFirst();
        began = System.nanoTime();
        recover.restore(best.backup().file(), folder.resolveSibling("restored"), Optional.of(folder), Progress.NONE);
        figures.add(new Figure("restore from the best backup", seconds(began), "s"));
    }

    private static ImportOutcome importRows(
            OpenRegister register,
            Path file,
            LocalDate asAt,
            String source,
            List<Figure> figures,
            String name,
            long rows,
            double parseSeconds,
            double parseCpu) {
        double cpu = cpu();
        long began = System.nanoTime();
        var outcome = new ImportFiles(register)
                .run(
                        ImportPlan.of(file)
                                .as(RowMeaning.INSTALLATIONS)
                                .withSource(Optional.of(source))
                                .withDataDate(Optional.of(asAt)),
                        Progress.NONE);
        double seconds = seconds(began);
        cpu = cpu() - cpu;
        figures.add(new Figure(name, seconds, "s"));
        figures.add(new Figure(name + ", processor", cpu, "s"));
        figures.add(new Figure(name + ", rate", rows / seconds, "rows/s"));
        figures.add(new Figure(name + " over only parsing, wall", seconds / parseSeconds, "×"));
        figures.add(new Figure(name + " over only parsing, processor", cpu / parseCpu, "×"));
        return outcome;
    }

    private static void importSmall(OpenRegister register, Path estate, LocalDate asAt) {
        var imports = new ImportFiles(register);
        for (var each : List.of(
                Map.entry("users.csv", RowMeaning.USERS),
                Map.entry("devices.csv", RowMeaning.DEVICES),
                Map.entry("entitlements.csv", RowMeaning.ENTITLEMENTS))) {
            imports.run(
                    ImportPlan.of(estate.resolve(each.getKey()))
                            .as(each.getValue())
                            .withDataDate(Optional.of(asAt)),
                    Progress.NONE);
        }
    }

    private static void position(OpenRegister register, LocalDate asAt, List<Figure> figures) {
        var settings = register.positionSettings(Optional.of(asAt));
        long coldBegan = System.nanoTime();
        var lines = new ComputePosition(register)
                .compute(settings, Progress.NONE)
                .position()
                .lines();
        figures.add(new Figure("full position, first", seconds(coldBegan), "s"));
        var positions = new ComputePosition(register);
        long warmBegan = System.nanoTime();
        positions.compute(settings, Progress.NONE);
        figures.add(new Figure("full position, again", seconds(warmBegan), "s"));
        figures.add(new Figure("position lines", lines.size(), "lines"));
        var edits = new EditRecords(register);
        var entitlements = edits.all(RecordKind.ENTITLEMENT);
        var durable = new double[EDITS];
        var recomputed = new double[EDITS];
        for (int edit = 0; edit < EDITS; edit++) {
            var entitlement = entitlements.get(edit * 7 % entitlements.size());
            long began = System.nanoTime();
            edits.apply(
                    new Command(
                            "entitlement.edit",
                            entitlement.text("reference"),
                            "",
                            List.of(Command.Edit.set(
                                    RecordKind.ENTITLEMENT,
                                    entitlement.id(),
                                    Map.of("quantity", Integer.toString(1000 + edit))))),
                    Progress.NONE);
            durable[edit] = (System.nanoTime() - began) / MILLISECONDS;
            positions.compute(settings, Progress.NONE);
            recomputed[edit] = (System.nanoTime() - began) / MILLISECONDS;
        }
        figures.add(new Figure("entitlement edit, durable, median", median(durable), "ms"));
        figures.add(new Figure("entitlement edit, durable, 95 %", percentile95(durable), "ms"));
        figures.add(new Figure("entitlement edit to new position, median", median(recomputed), "ms"));
        figures.add(new Figure("entitlement edit to new position, 95 %", percentile95(recomputed), "ms"));
    }

    private static void grid(OpenRegister register, List<Figure> figures) {
        var table = new Tables(register, new ComputePosition(register)).installations();
        long firstBegan = System.nanoTime();
        table.page(TableQuery.ALL, 0, PAGE);
        figures.add(new Figure(
                "installation grid, first page, first ever", (System.nanoTime() - firstBegan) / MILLISECONDS, "ms"));
        var publishers = table.facet("productPublisher", TableQuery.ALL, PAGES).stream()
                .map(value -> value.value())
                .toList();
        var times = new double[PAGES];
        var columns = List.of("title", "device", "version", "lastSeen", "publisher", "product");
        for (int page = 0; page < PAGES; page++) {
            var query = new TableQuery(
                    List.of(
                            new Filter.OneOf(
                                    "productPublisher",
                                    List.of(publishers.get(page % publishers.size())),
                                    page % 2 == 0),
                            new Filter.Contains("title", "abcdefghiklmnop".substring(page, page + 1))),
                    List.of(new Sort(columns.get(page % columns.size()), page % 2 == 1)));
            long began = System.nanoTime();
            table.page(query, 0, PAGE);
            times[page] = (System.nanoTime() - began) / MILLISECONDS;
        }
        figures.add(new Figure("installation grid, first page, sorted and filtered, median", median(times), "ms"));
        figures.add(new Figure("installation grid, first page, sorted and filtered, slowest", slowest(times), "ms"));
    }

    private static long parse(Path file) throws IOException {
        long rows = -1;
        long letters = 0;
        try (var reader = CsvReader.builder().ofCsvRecord(file)) {
            for (var row : reader) {
                rows++;
                for (int field = 0; field < row.getFieldCount(); field++) {
                    letters += row.getField(field).length();
                }
            }
        }
        if (letters == 0) {
            throw new IllegalStateException("the file is empty: " + file.getFileName());
        }
        return rows;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / NANOSECONDS;
    }

    private static double cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / NANOSECONDS
                : Double.NaN;
    }

    /// The most memory that the process ever had, as the operating system counts it; the heap's where it does not
    /// tell.
    private static double peakResident() throws IOException {
        var status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            for (var line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        }
        return Runtime.getRuntime().totalMemory();
    }

    private static double median(double[] times) {
        if (times.length == 0) {
            return Double.NaN;
        }
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double percentile95(double[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
    }
}
