package app.assay.service;

import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.engine.RegisterContext;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import app.assay.work.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

/// Creates and opens registers.
public final class Registers {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16,64}");

    private final Clock clock;
    private final String actor;
    private final String applicationVersion;
    private final ExecutorService writer;
    private final ExecutorService readers;
    private final Machine machine;
    private final ShippedCatalogue shipped = new ShippedCatalogue();

    /// Registers of a program that remembers nothing when it ends.
    ///
    /// @param actor who works, as the trail names them
    /// @param writer exactly one thread, never interrupted
    /// @param readers threads for reading, never interrupted
    public Registers(
            Clock clock, String actor, String applicationVersion, ExecutorService writer, ExecutorService readers) {
        this(clock, actor, applicationVersion, writer, readers, Machine.forgetful());
    }

    /// @param actor who works, as the trail names them
    /// @param writer exactly one thread, never interrupted
    /// @param readers threads for reading, never interrupted
    /// @param machine what is known of this machine and remembered on it
    public Registers(
            Clock clock,
            String actor,
            String applicationVersion,
            ExecutorService writer,
            ExecutorService readers,
            Machine machine) {
        this.clock = clock;
        this.actor = actor;
        this.applicationVersion = applicationVersion;
        this.writer = writer;
        this.readers = readers;
        this.machine = machine;
    }

    /// Who works, as the trail names them.
    public String actor() {
        return actor;
    }

    /// What this machine remembers of registers.
    public MachineNotes notes() {
        return machine.notes();
    }

    /// Makes a register in a folder that is not there yet or empty, and opens it.
    public OpenRegister create(Path folder, String name, ZoneId zone) {
        shipped.readAhead(readers);
        return opened(folder, Register.create(folder, name, zone, context()), Optional.empty());
    }

    /// Opens a register for work.
    public OpenRegister open(Path folder) {
        return open(folder, Progress.NONE);
    }

    /// The same, told of its progress: an old format takes long, and so does a register that was not closed.
    ///
    /// @throws app.assay.work.Cancelled if the job was cancelled; the register is as it was, but that one of an
    /// older
    /// format may be of the new one by then, beside its old file
    public OpenRegister open(Path folder, Progress progress) {
        return open(folder, OpenMode.WRITE, progress);
    }

    /// Opens a register for work though the lock file names a holder on another machine; see [#heldElsewhere].
    public OpenRegister takeOver(Path folder, Progress progress) {
        return open(folder, OpenMode.TAKE_OVER, progress);
    }

    public OpenRegister openReadOnly(Path folder) {
        return openReadOnly(folder, Progress.NONE);
    }

    public OpenRegister openReadOnly(Path folder, Progress progress) {
        return open(folder, OpenMode.READ_ONLY, progress);
    }

    private OpenRegister open(Path folder, OpenMode mode, Progress progress) {
        shipped.readAhead(readers);
        return opened(folder, Register.open(folder, mode, context(), progress), Optional.empty());
    }

    /// Opens a register for work or, where this program may not or cannot write it, for looking only;
    /// [OpenRegister#lookingBecause] tells why then.
    ///
    /// @param takeOver whether to open it though the lock file names a holder on another machine
    public OpenRegister openOrLook(Path folder, boolean takeOver, Progress progress) {
        try {
            return open(folder, takeOver ? OpenMode.TAKE_OVER : OpenMode.WRITE, progress);
        } catch (Fault refused) {
            if (refused.code() != FaultCode.REGISTER_READ_ONLY && refused.code() != FaultCode.REGISTER_NEWER_FORMAT) {
                throw refused;
            }
            return opened(folder, Register.open(folder, OpenMode.READ_ONLY, context(), progress), Optional.of(refused));
        }
    }

    /// The machine on which a register was opened and not closed, when it is another one and the register can be
    /// taken
    /// over from it.
    public Optional<String> heldElsewhere(Path folder) {
        return Register.heldElsewhere(folder, context());
    }

    private OpenRegister opened(Path folder, Register register, Optional<Fault> lookingBecause) {
        try {
            shipped.catalogue(); // so that the drawing thread never waits for it
            return new OpenRegister(
                    register,
                    shipped,
                    clock,
                    applicationVersion,
                    machine.notes(),
                    RegisterPlace.remarks(folderOf(folder, register), machine.environment()),
                    lookingBecause);
        } catch (RuntimeException | Error broken) {
            register.close();
            throw broken;
        }
    }

    /// The register's folder, also where its marker file was named.
    private static Path folderOf(Path named, Register register) {
        return Files.isRegularFile(named) ? register.info().folder() : named;
    }

    /// A register that was opened elsewhere in this layer.
    OpenRegister opened(Path folder, Register register) {
        return opened(folder, register, Optional.empty());
    }

    Clock clock() {
        return clock;
    }

    RegisterContext context() {
        return new RegisterContext(clock, actor, applicationVersion, writer, readers, machine.host());
    }

    /// What a full check found.
    ///
    /// @param differences what differs, each in one sentence; empty when everything agrees
    /// @param details the same by table, row and field, where there is such
    public record Verification(
            long trailEntries,
            long packedRows,
            long files,
            long loads,
            List<String> differences,
            List<Difference> details) {

        /// @param row number or identity of the row; empty for a table as a whole
        /// @param field empty for a row as a whole
        public record Difference(String table, String row, String field, String message) {}

        public Verification {
            differences = List.copyOf(differences);
            details = List.copyOf(details);
        }

        public boolean intact() {
            return differences.isEmpty();
        }
    }

    /// Recomputes every hash and digest of an open register.
    public static Verification verify(OpenRegister open, Progress progress) {
        var report = open.register().verify(progress);
        var differences = new ArrayList<>(report.messages());
        open.headAlarm().ifPresent(alarm -> differences.add(alarm.happened()));
        return new Verification(
                report.trailEntries(),
                report.packedRows(),
                report.blobs(),
                report.loads(),
                differences,
                report.differences().stream()
                        .map(found ->
                                new Verification.Difference(found.table(), found.row(), found.field(), found.message()))
                        .toList());
    }

    /// The entry of an open register's trail that a head printed in a report or package is the hash of.
    ///
    /// @param head the hash, or at least its first 16 digits
    /// @throws Fault USAGE if it is no such hash
    public static Optional<Long> entryOf(OpenRegister open, String head) {
        var digits = head.strip().toLowerCase(Locale.ROOT);
        if (!HASH.matcher(digits).matches()) {
            throw new Fault(
                    FaultCode.USAGE,
                    Sentence.of("program.no-head-trail", head),
                    Sentence.of("program.nothing-was-changed"),
                    Sentence.of("program.give-its-64-hexadecimal-digits"));
        }
        return open.register().entryOf(digits);
    }
}
