package app.assay.service;

import app.assay.domain.software.Catalogue;
import app.assay.importing.catalogue.CatalogueFile;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.RegisterContext;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

/// Creates and opens registers.
public final class Registers {

    private static final String STARTER = "/app/assay/catalogue/starter.json";

    private final Clock clock;
    private final String actor;
    private final String applicationVersion;
    private final ExecutorService writer;
    private final ExecutorService readers;

    /// @param actor who works, as the trail names them
    /// @param writer exactly one thread, never interrupted
    /// @param readers threads for reading, never interrupted
    public Registers(
            Clock clock, String actor, String applicationVersion, ExecutorService writer, ExecutorService readers) {
        this.clock = clock;
        this.actor = actor;
        this.applicationVersion = applicationVersion;
        this.writer = writer;
        this.readers = readers;
    }

    /// Who works, as the trail names them.
    public String actor() {
        return actor;
    }

    /// Makes a register in a folder that is not there yet or empty, and opens it.
    public OpenRegister create(Path folder, String name, ZoneId zone) {
        return new OpenRegister(Register.create(folder, name, zone, context()), catalogue(), clock, applicationVersion);
    }

    public OpenRegister open(Path folder) {
        return new OpenRegister(
                Register.open(folder, OpenMode.WRITE, context()), catalogue(), clock, applicationVersion);
    }

    public OpenRegister openReadOnly(Path folder) {
        return new OpenRegister(
                Register.open(folder, OpenMode.READ_ONLY, context()), catalogue(), clock, applicationVersion);
    }

    /// What is told of a register that was opened elsewhere in this layer.
    OpenRegister opened(Register register) {
        return new OpenRegister(register, catalogue(), clock, applicationVersion);
    }

    Clock clock() {
        return clock;
    }

    RegisterContext context() {
        return new RegisterContext(clock, actor, applicationVersion, writer, readers);
    }

    /// The catalogue that comes with the program.
    static Catalogue catalogue() {
        try (InputStream starter = Objects.requireNonNull(Registers.class.getResourceAsStream(STARTER), STARTER)) {
            return CatalogueFile.read(starter, "starter.json");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What a full check found.
    ///
    /// @param differences what differs, each in one sentence; empty when everything agrees
    public record Verification(long trailEntries, long packedRows, long files, long loads, List<String> differences) {
        public Verification {
            differences = List.copyOf(differences);
        }

        public boolean intact() {
            return differences.isEmpty();
        }
    }

    /// Recomputes every hash and digest of an open register.
    public static Verification verify(OpenRegister open, Progress progress) {
        var report = open.register().verify(progress);
        return new Verification(
                report.trailEntries(), report.packedRows(), report.blobs(), report.loads(), report.messages());
    }
}
