package app.assay.storage;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.Filter;
import app.assay.domain.table.Sort;
import app.assay.domain.table.TableQuery;
import app.assay.storage.tables.InstallationTable;
import app.assay.storage.tables.InstallationView;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Measures the register with a given number of installations, to be run by hand with a small heap; prints its figures.
final class LargeLoad {

    private LargeLoad() {}

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        var folder = Files.createTempDirectory("assay-large");
        try (var threads = new Threads()) {
            try (var register = Register.create(folder.resolve("r"), "Large", Threads.ZONE, threads.context())) {
                for (int turn = 0; turn < 3; turn++) {
                    measure("load " + turn, () -> load(register, rows));
                }
                System.out.println("file MiB " + (register.info().fileBytes() >> 20));
                edits(register);
                table(register);
            }
            measure("open", () -> {
                try (var register = Register.open(folder.resolve("r"), OpenMode.WRITE, threads.context())) {
                    System.out.println("installations " + register.info().installations());
                }
            });
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static void measure(String name, Work work) throws Exception {
        var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = bean.getProcessCpuTime();
        long wall = System.nanoTime();
        work.run();
        System.out.printf(
                "%-34s wall %8.1f ms, cpu %8.1f ms%n",
                name, (System.nanoTime() - wall) / 1e6, (bean.getProcessCpuTime() - cpu) / 1e6);
    }

    private static void load(Register register, int rows) throws Exception {
        var blob = register.blobs().store(new ByteArrayInputStream(new byte[] {1}));
        var random = new Random(1);
        try (var staged = register.stage(Threads.request("scan", "", blob))) {
            for (int row = 0; row < rows; row++) {
                int title = (int) (Math.pow(random.nextDouble(), 3) * 20_000);
                staged.installation(
                        row + 2,
                        "PC" + row / 100,
                        "Title number " + title,
                        "Publisher " + title % 300,
                        title % 40 + ".1",
                        "",
                        19_000 + title % 500,
                        20_500 + row / 100 % 30,
                        FactSink.NO_DAY);
            }
            System.out.println(staged.finish(Progress.NONE));
            staged.publish();
        }
    }

    private static void edits(Register register) throws Exception {
        var wall = new ArrayList<Double>();
        for (int edit = 0; edit < 200; edit++) {
            long start = System.nanoTime();
            register.apply(
                    new Command(
                            "entitlement.edit",
                            "E",
                            "",
                            List.of(Edit.set(
                                    RecordKind.ENTITLEMENT, new UUID(1, edit % 50), Map.of("reference", "E-" + edit)))),
                    Progress.NONE);
            wall.add((System.nanoTime() - start) / 1e6);
        }
        wall.sort(null);
        System.out.printf("edit: median %.2f ms, p95 %.2f ms%n", wall.get(100), wall.get(190));
    }

    private static void table(Register register) throws Exception {
        var snapshot = register.snapshot();
        var products = new String[snapshot.titleCount()];
        for (int title = 0; title < products.length; title++) {
            products[title] = title % 3 == 0 ? "" : "Product " + title % 900;
        }
        var view = new InstallationView(snapshot, snapshot.installations(), List.<String[]>of(products));
        var table = new InstallationTable(List.of(Column.of("product", ColumnType.TEXT)), () -> view);
        measure("table: first page", () -> table.page(TableQuery.ALL, 0, 200));
        for (var column : table.columns()) {
            measure(
                    "table: sorted by " + column.id(),
                    () -> table.page(
                            new TableQuery(
                                    List.of(new Filter.Contains("title", "number 1")),
                                    List.of(new Sort(column.id(), true))),
                            0,
                            200));
        }
        measure(
                "table: search",
                () -> table.page(new TableQuery(List.of(new Filter.Search("publisher 7")), List.of()), 0, 200));
        measure("table: facet", () -> table.facet("publisher", TableQuery.ALL, 20));
    }
}
