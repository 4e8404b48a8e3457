package app.assay.storage.fault.disk;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.service.EditRecords;
import app.assay.service.ImportFiles;
import app.assay.service.ImportPlan;
import app.assay.service.Registers;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Imports a file that asks for more memory than the process has, then tries to go on; prints how each was told.
final class Hungry {

    private Hungry() {}

    @FunctionalInterface
    private interface Work {
        void run();
    }

    static void run(Path folder, Path file) {
        try (var desk = new Desk(folder)) {
            var context = desk.context();
            var registers = new Registers(
                    context.clock(),
                    context.actor(),
                    context.applicationVersion(),
                    context.writer(),
                    context.readers());
            var open = registers.open(folder);
            System.out.println("import " + told(() -> new ImportFiles(open).run(ImportPlan.of(file), Progress.NONE)));
            System.out.println("edit "
                    + told(() -> {
                        var edits = new EditRecords(open);
                        var id = edits.newId();
                        edits.apply(
                                new Command(
                                        "unit.edit",
                                        "U",
                                        "",
                                        List.of(Command.Edit.set(
                                                RecordKind.ORGANISATION_UNIT, id, Map.of("name", "U")))),
                                Progress.NONE);
                    }));
            System.out.println("close " + told(open::close));
        }
    }

    /// Memory that ran out may be told as such; whoever started the work says so in words.
    private static String told(Work work) {
        try {
            work.run();
            return "done";
        } catch (Fault fault) {
            return "told " + fault.code() + " " + fault.sentences();
        } catch (OutOfMemoryError full) {
            return "told memory";
        } catch (RuntimeException other) {
            return "not told " + Verdict.trace(other).replace('\n', ' ');
        }
    }
}
