package app.assay.storage;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.work.Progress;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// Measures a bulk edit of many records, its undo and its redo, to be run by hand; prints its figures.
final class LargeUndo {

    private LargeUndo() {}

    public static void main(String[] arguments) throws Exception {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        var folder = Files.createTempDirectory("assay-undo");
        try (var threads = new Threads();
                var register = Register.create(folder.resolve("r"), "Large", Threads.ZONE, threads.context())) {
            measure("add", () -> register.apply(command(records, "kind", "SERVER"), Progress.NONE));
            for (int turn = 0; turn < 3; turn++) {
                var note = "turn " + turn;
                measure("bulk edit", () -> register.apply(command(records, "note", note), Progress.NONE));
                measure("undo", register::undo);
                measure("redo", register::redo);
            }
            System.out.println("file MiB " + (register.info().fileBytes() >> 20));
        }
    }

    private static Command command(int records, String field, String value) {
        return new Command(
                "device.bulk",
                "all",
                "",
                IntStream.range(0, records)
                        .mapToObj(number -> Edit.set(
                                RecordKind.DEVICE, new UUID(7, number), Map.of("name", "RACK-" + number, field, value)))
                        .toList());
    }

    private static void measure(String name, Runnable work) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        work.run();
        System.out.printf(
                "%-10s wall %6.2f s, processor %6.2f s%n",
                name, (System.nanoTime() - began) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }
}
