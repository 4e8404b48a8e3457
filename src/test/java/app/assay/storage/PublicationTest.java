package app.assay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.LoadState;
import app.assay.storage.loads.StagedLoad;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// When an import counts, or no longer does, only what it says is read. The register then says the same as when
/// everything is read anew, as an opening does: records, who says what of them, references, installations.
class PublicationTest {

    private static final int STEPS = 40;
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @TempDir
    Path folder;

    private final Threads threads = new Threads();

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterAnyWayOfImportsTheRegisterSaysWhatAnOpeningReads(long seed) throws Exception {
        var random = new Random(seed);
        var home = folder.resolve("r");
        Register.create(home, "Demo", Threads.ZONE, threads.context()).close();
        for (int day = 0; day < 3; day++) {
            Map<String, String> said;
            try (var register = Register.open(home, OpenMode.WRITE, threads.context())) {
                for (int step = 0; step < STEPS / 4; step++) {
                    step(register, random);
                }
                said = Telling.of(register);
            }
            try (var register = Register.open(home, OpenMode.READ_ONLY, threads.context())) {
                assertThat(differences(said, Telling.of(register))).isEmpty();
            }
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(Long.getLong("from", 1), Long.getLong("to", 12));
    }

    /// The analyst's values are read in no order, whichever record was named first.
    @Test
    void aNameThatTheAnalystGaveToSeveralDevicesStandsForTheSameOneAfterAnOpening() throws Exception {
        var home = folder.resolve("r");
        Register.create(home, "Demo", Threads.ZONE, threads.context()).close();
        var first = new UUID(0x4000, 0x8000_0000_0000_0001L);
        var second = new UUID(0x4000, 0x8000_0000_0000_0002L);
        try (var register = Register.open(home, OpenMode.WRITE, threads.context())) {
            name(register, second, "PC1");
            load(
                    register,
                    "s",
                    staged -> staged.record(
                            1,
                            RecordKind.ENTITLEMENT,
                            Map.of("reference", "E-1", "product", "p", "boundDevice", "PC1")));
            assertThat(bound(register)).isEqualTo(second.toString());
            name(register, first, "PC1");
            assertThat(bound(register)).isEqualTo(first.toString());
        }
        try (var register = Register.open(home, OpenMode.READ_ONLY, threads.context())) {
            assertThat(bound(register)).isEqualTo(first.toString());
        }
    }

    /// A key that the analyst's value makes goes with it; the one that a file makes is for good.
    @Test
    void aDeviceThatAFileNamedAsTheAnalystDidKeepsTheNameOfTheFile() throws Exception {
        var home = folder.resolve("r");
        Register.create(home, "Demo", Threads.ZONE, threads.context()).close();
        var id = new UUID(0x4000, 0x8000_0000_0000_0001L);
        for (int day = 1; day <= 2; day++) {
            try (var register = Register.open(home, OpenMode.WRITE, threads.context())) {
                name(register, id, "PC1");
                load(register, "s", staged -> staged.record(1, RecordKind.DEVICE, Map.of("name", "PC1")));
                name(register, id, "PC2");
                load(register, "s", staged -> staged.record(1, RecordKind.DEVICE, Map.of("name", "PC1")));
                load(
                        register,
                        "t",
                        staged -> staged.record(
                                1,
                                RecordKind.ENTITLEMENT,
                                Map.of("reference", "E-1", "product", "p", "boundDevice", "PC1")));
                assertThat(register.snapshot().records(RecordKind.DEVICE))
                        .singleElement()
                        .satisfies(device -> assertThat(device.id()).isEqualTo(id));
                assertThat(bound(register)).isEqualTo(id.toString());
            }
        }
    }

    private static void name(Register register, UUID device, String name) {
        var edit = Edit.set(RecordKind.DEVICE, device, Map.of("name", name));
        register.apply(new Command("device.edit", name, "", List.of(edit)), Progress.NONE);
    }

    private static String bound(Register register) {
        return register.snapshot().records(RecordKind.ENTITLEMENT).getFirst().text("boundDevice");
    }

    private static void load(Register register, String source, Consumer<StagedLoad> rows) throws IOException {
        var bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        var blob = register.blobs().store(new ByteArrayInputStream(bytes));
        try (var staged = register.stage(Threads.request(source, "", blob, Optional.empty(), false))) {
            rows.accept(staged);
            staged.finish(Progress.NONE);
            staged.publish();
        }
    }

    /// What one telling says and the other does not, so that a failure shows little else.
    private static Map<String, String> differences(Map<String, String> before, Map<String, String> after) {
        var found = new TreeMap<String, String>();
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (var key : keys) {
            var one = before.getOrDefault(key, "nothing");
            var other = after.getOrDefault(key, "nothing");
            if (!one.equals(other)) {
                found.put(key, one + " before, " + other + " after");
            }
        }
        return found;
    }

    private void step(Register register, Random random) throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> {
                if (register.undoState().undo().isPresent()) {
                    refusable(register::undo);
                }
            }
            case 1 -> {
                if (register.undoState().redo().isPresent()) {
                    refusable(register::redo);
                }
            }
            case 2 -> {
                var published = register.snapshot().loads().stream()
                        .filter(load -> load.state() == LoadState.PUBLISHED)
                        .toList();
                if (!published.isEmpty()) {
                    var one = published.get(random.nextInt(published.size())).id();
                    refusable(() -> register.withdraw(one, "wrong"));
                }
            }
            case 3 -> edit(register, random);
            default -> load(register, random);
        }
    }

    /// What others refer to stays.
    private static void refusable(Runnable work) {
        try {
            work.run();
        } catch (Fault fault) {
            assertThat(fault.happened()).contains("cannot be");
        }
    }

    private static void edit(Register register, Random random) {
        var devices = new ArrayList<>(register.snapshot().records(RecordKind.DEVICE));
        var id = devices.isEmpty() || random.nextInt(3) == 0
                ? new UUID(0x4000, 0x8000_0000_0000_0000L | random.nextInt(5))
                : devices.get(random.nextInt(devices.size())).id();
        var values = new HashMap<String, String>();
        values.put("name", "PC" + random.nextInt(6));
        if (random.nextBoolean()) {
            values.put("note", "n" + random.nextInt(3));
        }
        if (random.nextBoolean()) {
            values.put(
                    "host",
                    random.nextBoolean() || devices.isEmpty()
                            ? ""
                            : devices.getFirst().id().toString());
        }
        register.apply(
                new Command("device.edit", "x", "", List.of(Edit.set(RecordKind.DEVICE, id, values))), Progress.NONE);
    }

    private void load(Register register, Random random) throws IOException {
        var source = "s" + random.nextInt(4);
        var blob = register.blobs()
                .store(new ByteArrayInputStream(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8)));
        Optional<LocalDate> day =
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(DAY.plusDays(random.nextInt(20)));
        try (var staged = register.stage(Threads.request(source, "", blob, day, false))) {
            int rows = random.nextInt(8);
            boolean installations = random.nextBoolean();
            for (int row = 1; row <= rows; row++) {
                row(staged, row, random);
                if (installations) {
                    staged.installation(
                            100 + row,
                            random.nextInt(5) == 0 ? "" : "PC" + random.nextInt(6),
                            "T" + random.nextInt(5),
                            "p",
                            "1",
                            "",
                            1,
                            2 + random.nextInt(5),
                            FactSink.NO_DAY);
                }
            }
            staged.finish(Progress.NONE);
            staged.publish();
        }
    }

    private static void row(StagedLoad staged, int row, Random random) {
        var values = new HashMap<String, String>();
        switch (random.nextInt(4)) {
            case 0 -> {
                values.put("name", "PC" + random.nextInt(6));
                maybe(random, values, "serial", "S-" + random.nextInt(6));
                maybe(random, values, "domain", "d" + random.nextInt(2) + ".example");
                maybe(random, values, "host", "PC" + random.nextInt(8));
                maybe(random, values, "user", "U" + random.nextInt(4));
                maybe(random, values, "unit", "Unit " + random.nextInt(3));
                maybe(random, values, "model", "m" + random.nextInt(3));
                staged.record(row, RecordKind.DEVICE, values);
            }
            case 1 -> {
                values.put("name", "U" + random.nextInt(4));
                maybe(random, values, "login", "u" + random.nextInt(4));
                maybe(random, values, "unit", "Unit " + random.nextInt(3));
                staged.record(row, RecordKind.USER, values);
            }
            case 2 -> {
                values.put("reference", "E-" + random.nextInt(6));
                values.put("product", "p" + random.nextInt(3));
                maybe(random, values, "base", "E-" + random.nextInt(8));
                maybe(random, values, "agreement", "A-" + random.nextInt(3));
                maybe(random, values, "boundDevice", "PC" + random.nextInt(8));
                staged.record(row, RecordKind.ENTITLEMENT, values);
            }
            default -> {
                values.put("reference", "A-" + random.nextInt(3));
                maybe(random, values, "publisher", "p" + random.nextInt(2));
                staged.record(row, RecordKind.AGREEMENT, values);
            }
        }
    }

    private static void maybe(Random random, Map<String, String> values, String field, String value) {
        if (random.nextInt(3) > 0) {
            values.put(field, value);
        }
    }
}
