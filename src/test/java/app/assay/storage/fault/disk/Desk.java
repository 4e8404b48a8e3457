package app.assay.storage.fault.disk;

import app.assay.domain.record.Command;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.LoadState;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.engine.RegisterContext;
import app.assay.storage.loads.LoadRequest;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// An analyst at work: one folder, the register in it while it is open, and the threads around it.
final class Desk implements AutoCloseable {

    static final String WRITER = "desk-writer";
    static final String READER = "desk-reader-";

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name(WRITER).daemon().factory());
    private final ExecutorService readers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name(READER, 1).daemon().factory());
    private final Path folder;
    private @Nullable Register register;

    Desk(Path folder) {
        this.folder = folder;
    }

    RegisterContext context() {
        return new RegisterContext(
                Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC), "anna", "test", writer, readers);
    }

    Path folder() {
        return folder;
    }

    Register register() {
        if (register == null) {
            throw new IllegalStateException("no register is open");
        }
        return register;
    }

    boolean isOpen() {
        return register != null;
    }

    void create() {
        register = Register.create(folder, Session.NAME, ZoneOffset.UTC, context());
    }

    void open() {
        register = Register.open(folder, OpenMode.WRITE, context());
    }

    void closeRegister() {
        var open = register;
        register = null;
        if (open != null) {
            open.close();
        }
    }

    /// @param wanted quantities by reference; null takes the entitlement away
    void edit(String subject, Map<String, @Nullable String> wanted) {
        var edits = wanted.entrySet().stream()
                .map(one -> {
                    var id = UUID.nameUUIDFromBytes(one.getKey().getBytes(StandardCharsets.UTF_8));
                    @Nullable String quantity = one.getValue();
                    return quantity == null
                            ? Command.Edit.delete(RecordKind.ENTITLEMENT, id)
                            : Command.Edit.set(
                                    RecordKind.ENTITLEMENT,
                                    id,
                                    Map.of("reference", one.getKey(), "quantity", quantity));
                })
                .toList();
        register().apply(new Command("entitlement.edit", subject, "", edits), Progress.NONE);
    }

    void load(String source, int number) throws IOException {
        var blob = register().blobs().store(new ByteArrayInputStream(Rows.bytes(number)));
        var request = new LoadRequest(
                source,
                Rows.file(number),
                Optional.empty(),
                blob,
                "csv",
                "INSTALLATIONS",
                "",
                "",
                Optional.empty(),
                "",
                false);
        try (var staged = register().stage(request)) {
            Rows.write(staged, source, number);
            staged.finish(Progress.NONE);
            staged.publish();
        }
    }

    void withdraw(int number) {
        var load = register().snapshot().loads().stream()
                .filter(one -> one.file().equals(Rows.file(number)) && one.state() == LoadState.PUBLISHED)
                .findFirst()
                .orElseThrow();
        register().withdraw(load.id(), "wrong file");
    }

    /// Gives the threads back; the register is closed before.
    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
