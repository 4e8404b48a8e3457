package app.assay.service;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.storage.Register;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

/// A process that opens registers with fewer rights than the one that made them. For each folder it prints a line:
/// `worked`, `looked` or `refused`, the code of the fault that was told if any, and its sentences.
public final class Looker {

    private Looker() {}

    public static void main(String[] folders) {
        var threads = Thread.ofPlatform().daemon().factory();
        var registers = new Registers(
                Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC),
                "looker",
                "test",
                Executors.newSingleThreadExecutor(threads),
                Executors.newFixedThreadPool(2, threads));
        for (var folder : folders) {
            System.out.println(open(registers, Path.of(folder)));
        }
        System.out.flush();
        System.exit(0);
    }

    private static String open(Registers registers, Path folder) {
        try (var register = registers.openOrLook(folder, false, Progress.NONE)) {
            if (!Registers.verify(register, Progress.NONE).intact()) {
                return "damaged";
            }
            if (register.lookingBecause().isEmpty()) {
                edit(register.register());
                return "worked";
            }
            var because = register.lookingBecause().orElseThrow();
            try {
                edit(register.register());
                return "wrote though it said that it could not";
            } catch (Fault refused) {
                return "looked " + because.code() + " " + refused.code() + " " + because.sentences();
            }
        } catch (Fault refused) {
            return "refused " + refused.code() + " " + refused.sentences();
        } catch (RuntimeException broken) {
            return "broke " + broken;
        }
    }

    static void edit(Register register) {
        register.apply(
                new Command(
                        "entitlement.edit",
                        "E-1",
                        "",
                        List.of(Command.Edit.set(
                                RecordKind.ENTITLEMENT,
                                UUID.randomUUID(),
                                Map.of("reference", "E-1", "quantity", "1")))),
                Progress.NONE);
    }
}
