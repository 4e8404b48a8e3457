package app.assay.service;

import app.assay.domain.record.RecordKind;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Reason;
import app.assay.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Fills a register from the invented sample: every file imported as an analyst would, proofs attached.
public final class SampleRegister {

    public static final String NAME = "Halden Instruments";
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /// The day that the sample describes.
    public static final LocalDate AS_AT = LocalDate.of(2026, 11, 15);

    private final Path folder;

    /// @param folder folder of the sample
    /// @throws Fault `INPUT_NOT_FOUND` if there is no such folder
    public SampleRegister(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Fault(
                    FaultCode.INPUT_NOT_FOUND,
                    Sentence.of("program.there-no-folder-with-sample", folder),
                    Sentence.of("program.nothing-was-written"),
                    Sentence.of("program.name-folder-sample"));
        }
        this.folder = folder;
    }

    /// Makes a register of the sample.
    ///
    /// @param place a folder that is not there yet; it is taken away again if the job fails or is cancelled
    /// @throws app.assay.work.Cancelled if the job was cancelled
    public OpenRegister make(Registers registers, Path place, Progress progress) {
        var register = registers.create(place, NAME, ZONE);
        try {
            build(register, _ -> {}, progress);
            return register;
        } catch (RuntimeException failed) {
            register.close();
            remove(place);
            throw failed;
        }
    }

    private static void remove(Path place) {
        try (var walk = Files.walk(place)) {
            for (var file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.Logger log = System.getLogger(SampleRegister.class.getName());
            log.log(System.Logger.Level.DEBUG, "a half-made sample stays", e);
        }
    }

    /// Imports everything into a new register.
    ///
    /// @param told told of each import
    /// @throws app.assay.work.Cancelled if the job was cancelled; what was imported by then stays
    public void build(OpenRegister register, Consumer<ImportOutcome> told, Progress progress) {
        var edits = new EditRecords(register);
        edits.apply(Settings.change(Settings.AS_AT, AS_AT.toString()), Progress.NONE);
        edits.apply(Settings.change(Settings.ORGANISATION, NAME), Progress.NONE);
        var imports = new ImportFiles(register);
        for (var file : files(folder)) {
            if (!file.getFileName().toString().endsWith(".md")) {
                var plan = ImportPlan.of(file).withDataDate(Optional.of(AS_AT)).withSuppliedBy("sample");
                told.accept(imports.run(plan, progress));
            }
        }
        attachProofs(register, edits);
    }

    /// Each file of `proofs` is named after the reference of the entitlement that it proves.
    private void attachProofs(OpenRegister register, EditRecords edits) {
        var proofs = folder.resolve("proofs");
        if (!Files.isDirectory(proofs)) {
            return;
        }
        var attach = new AttachProofs(register, edits);
        for (var file : files(proofs)) {
            var name = file.getFileName().toString();
            int dot = name.lastIndexOf('.');
            var reference = dot < 0 ? name : name.substring(0, dot);
            edits.all(RecordKind.ENTITLEMENT).stream()
                    .filter(entitlement -> entitlement.text("reference").equals(reference))
                    .findFirst()
                    .ifPresent(entitlement -> attach.attach(
                            RecordKind.ENTITLEMENT,
                            entitlement.id(),
                            file,
                            Map.of("grade", "INVOICE_AND_PAYMENT", "receivedFrom", "Purchasing")));
        }
    }

    private static List<Path> files(Path folder) {
        try (var list = Files.list(folder)) {
            return list.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failed) {
            throw new Fault(
                    FaultCode.INPUT_UNREADABLE,
                    Sentence.of("program.cannot-read", folder, Reason.told(failed)),
                    Sentence.of("program.nothing-was-changed"),
                    Sentence.of("program.check-folder-may-read"),
                    failed);
        }
    }
}
