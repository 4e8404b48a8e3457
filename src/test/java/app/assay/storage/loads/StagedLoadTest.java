package app.assay.storage.loads;

import static app.assay.domain.record.RecordKind.DEVICE;
import static app.assay.domain.record.RecordKind.ENTITLEMENT;
import static app.assay.domain.record.RecordKind.ORGANISATION_UNIT;
import static app.assay.domain.record.RecordKind.USER;
import static app.assay.domain.source.FactSink.NO_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.FactSink;
import app.assay.domain.source.ImportBalance;
import app.assay.domain.source.LoadState;
import app.assay.domain.source.Place;
import app.assay.domain.source.RejectReason;
import app.assay.domain.source.RejectedRow;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableQuery;
import app.assay.domain.table.TableRow;
import app.assay.storage.OpenMode;
import app.assay.storage.Register;
import app.assay.storage.Threads;
import app.assay.storage.folder.StoredBlob;
import app.assay.storage.records.FieldSource;
import app.assay.storage.tables.InstallationTable;
import app.assay.storage.tables.InstallationView;
import app.assay.work.Cancelled;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("locales")
class StagedLoadTest {

    private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @TempDir
    Path folder;

    private final Threads threads = new Threads();
    private Register register;

    @BeforeEach
    void create() {
        register = Register.create(folder.resolve("r"), "Demo", Threads.ZONE, threads.context());
    }

    @AfterEach
    void close() {
        register.close();
        threads.close();
    }

    private void reopen() {
        register.close();
        register = Register.open(folder.resolve("r"), OpenMode.WRITE, threads.context());
    }

    private StoredBlob blob(String text) throws Exception {
        return register.blobs().store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private ImportBalance load(String source, Consumer<FactSink> rows) throws Exception {
        return load(source, Optional.empty(), rows);
    }

    private ImportBalance load(String source, Optional<LocalDate> day, Consumer<FactSink> rows) throws Exception {
        try (var staged = register.stage(Threads.request(source, "", blob(source), day, false))) {
            rows.accept(staged);
            var balance = staged.finish(Progress.NONE);
            staged.publish();
            return balance;
        }
    }

    private static void install(FactSink sink, long row, String device, String title, int lastSeen) {
        sink.installation(row, device, title, "Acme", "1.0", "", NO_DAY, lastSeen, NO_DAY);
    }

    private RecordState device(String name) {
        return register.snapshot().records(DEVICE).stream()
                .filter(state -> state.text("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// What is installed, as `device title day`, sorted.
    private List<String> titles() {
        var snapshot = register.snapshot();
        var index = snapshot.installations();
        var found = new ArrayList<String>();
        for (int title = 0; title < index.titleCount(); title++) {
            for (int place : index.devices(title)) {
                var id = index.deviceOrder().get(place);
                for (var installation : index.details(id, title)) {
                    found.add("%s %s %s"
                            .formatted(
                                    snapshot.record(DEVICE, id).orElseThrow().text("name"),
                                    snapshot.title(title).name(),
                                    installation.lastSeen().orElseThrow().toEpochDay()));
                }
            }
        }
        return found.stream().sorted().toList();
    }

    private Command edit(Edit... edits) {
        return new Command("test.edit", "a test", "", List.of(edits));
    }

    @Test
    void aPartialLoadRemovesNothing() throws Exception {
        load("scan", sink -> {
            sink.file("full.json");
            sink.record(
                    1, DEVICE, Map.of("name", "PC1", "serial", "S-1", "operatingSystem", "Windows 11", "cores", "8"));
            sink.record(2, USER, Map.of("name", "anna", "login", "anna"));
            install(sink, 3, "PC1", "Draw", 100);
            install(sink, 4, "PC1", "Plan", 100);
            install(sink, 5, "PC2", "Draw", 100);
        });
        var balance = load("scan", sink -> {
            sink.file("part.json");
            sink.partial("PC1");
            sink.record(1, DEVICE, Map.of("name", "PC1", "serial", "S-1", "cores", "16"));
            install(sink, 2, "PC1", "Plan", 200);
            install(sink, 3, "PC1", "Zoom", 200);
        });
        // Of the load before stay: anna, Draw of PC1, Draw of PC2.
        assertThat(balance).isEqualTo(new ImportBalance(6, 1, 2, 3, 0, 0));
        assertThat(device("PC1").values())
                .containsEntry("operatingSystem", "Windows 11")
                .containsEntry("cores", "16");
        assertThat(register.snapshot().records(USER)).hasSize(1);
        assertThat(titles()).containsExactly("PC1 Draw 100", "PC1 Plan 200", "PC1 Zoom 200", "PC2 Draw 100");
        reopen();
        assertThat(titles()).containsExactly("PC1 Draw 100", "PC1 Plan 200", "PC1 Zoom 200", "PC2 Draw 100");
        assertThat(register.verify(Progress.NONE).messages()).isEmpty();
        // A load that says everything again does remove.
        load("scan", sink -> install(sink, 1, "PC1", "Zoom", 300));
        assertThat(titles()).containsExactly("PC1 Zoom 300");
    }

    @Test
    void besidesDevicesToldInFullAPartialOneKeepsOnlyItsOwn() throws Exception {
        load("scan", sink -> {
            sink.file("1.json");
            sink.record(1, DEVICE, Map.of("name", "PC1", "cores", "8"));
            sink.record(2, USER, Map.of("name", "anna", "login", "anna"));
            install(sink, 3, "PC1", "Draw", 100);
            sink.file("2.json");
            sink.record(1, DEVICE, Map.of("name", "PC2"));
            sink.record(2, USER, Map.of("name", "bert", "login", "bert"));
            install(sink, 3, "PC2", "Draw", 100);
        });
        var balance = load("scan", sink -> {
            sink.file("1.json");
            sink.partial("PC1");
            sink.record(1, DEVICE, Map.of("name", "PC1"));
            sink.file("2.json");
            sink.record(1, DEVICE, Map.of("name", "PC2"));
            install(sink, 2, "PC2", "Plan", 100);
        });
        assertThat(balance.vanished()).isEqualTo(2);
        assertThat(titles()).containsExactly("PC1 Draw 100", "PC2 Plan 100");
        assertThat(device("PC1").text("cores")).isEqualTo("8");
        assertThat(register.snapshot().records(USER))
                .extracting(user -> user.text("name"))
                .containsExactly("anna");
    }

    @Test
    void partsOfOneDeviceInOneLoadAddUpAndTheLaterOneWins() throws Exception {
        load("scan", sink -> {
            sink.file("full.json");
            sink.record(1, DEVICE, Map.of("name", "PC1", "operatingSystem", "Windows 10", "cores", "8"));
        });
        load("scan", sink -> {
            sink.file("parts.json");
            sink.partial("PC1");
            sink.record(1, DEVICE, Map.of("name", "PC1", "operatingSystem", "Windows 11"));
            sink.partial("PC1");
            sink.record(2, DEVICE, Map.of("name", "PC1", "cores", "16"));
        });
        assertThat(register.snapshot().records(DEVICE)).hasSize(1);
        assertThat(device("PC1").values())
                .containsEntry("operatingSystem", "Windows 11")
                .containsEntry("cores", "16");
        assertThat(register.verify(Progress.NONE).messages()).isEmpty();
    }

    @Test
    void aDeviceThatIsTakenOverKeepsWhatWasInstalledOnIt() throws Exception {
        load("scan", sink -> {
            sink.file("all.json");
            sink.record(1, DEVICE, Map.of("name", "PC1"));
            install(sink, 2, "PC1", "Draw", 100);
            sink.record(3, DEVICE, Map.of("name", "PC2"));
            install(sink, 4, "PC2", "Draw", 100);
            sink.record(5, DEVICE, Map.of("name", "PC3"));
            install(sink, 6, "PC3", "Draw", 100);
        });
        load("scan", sink -> {
            sink.file("all.json");
            sink.record(1, DEVICE, Map.of("name", "PC1"));
            install(sink, 2, "PC1", "Plan", 100);
            sink.partial("PC2");
            sink.record(3, DEVICE, Map.of("name", "PC2", "cores", "4"));
        });
        assertThat(register.snapshot().records(DEVICE)).hasSize(3);
        assertThat(titles()).containsExactly("PC1 Plan 100", "PC2 Draw 100", "PC3 Draw 100");
        assertThat(register.verify(Progress.NONE).messages()).isEmpty();
    }

    @Test
    void aLentAdapterBesideALikelyDeviceJoinsNoOther() throws Exception {
        load("list", sink -> sink.record(1, DEVICE, Map.of("name", "PC1", "serial", "5CG1234A")));
        load("other", sink -> {
            sink.record(1, DEVICE, Map.of("name", "PC1", "networkAddresses", "3c:2c:30:11:22:33"));
            sink.record(
                    2, DEVICE, Map.of("name", "PC9", "serial", "5CG9999Z", "networkAddresses", "3c:2c:30:11:22:33"));
        });
        assertThat(register.snapshot().records(DEVICE))
                .extracting(device -> device.text("name"))
                .containsExactly("PC1", "PC9");
    }

    @Test
    void aLoadThatIsDiscardedBeforeItsPublicationRunsIsNotPublished() throws Exception {
        var staged = register.stage(Threads.request("scan", "", blob("scan")));
        install(staged, 2, "PC1", "Draw", 100);
        staged.finish(Progress.NONE);
        // The writer is busy: the publication waits for it when the register begins to be closed.
        var busy = threads.holdWriter();
        var publication = CompletableFuture.supplyAsync(staged::publish);
        threads.awaitQueued(1);
        var discarding = CompletableFuture.runAsync(staged::discard);
        threads.awaitQueued(2);
        busy.countDown();

        assertThatThrownBy(publication::join).hasCauseInstanceOf(Cancelled.class);
        discarding.join();
        assertThat(register.snapshot().loads()).isEmpty();
        assertThat(register.verify(Progress.NONE).messages()).isEmpty();
        reopen();
        assertThat(register.snapshot().titleCount()).isZero();
    }

    @Test
    void installationsMakeDevicesAndAreCounted() throws Exception {
        var balance = load("scan", sink -> {
            install(sink, 2, "PC1", "Draw", 100);
            install(sink, 3, "PC2", "Draw", 100);
            install(sink, 4, "pc1", "Write", 101);
            install(sink, 5, "PC1", "Draw", 100);
        });

        assertThat(balance).isEqualTo(new ImportBalance(4, 3, 0, 1, 0, 0));
        var snapshot = register.snapshot();
        assertThat(snapshot.records(DEVICE))
                .extracting(state -> state.text("name"))
                .containsExactly("PC1", "PC2");
        assertThat(snapshot.titleCount()).isEqualTo(2);
        var index = snapshot.installations();
        assertThat(index.count()).isEqualTo(3);
        assertThat(index.devices(0)).containsExactly(0, 1);
        assertThat(index.devices(1)).containsExactly(0);
        assertThat(index.titles(0)).containsExactly(0, 1);
        var detail = index.details(device("PC1").id(), 1).getFirst();
        assertThat(detail.row()).isEqualTo(4);
        assertThat(detail.file()).isEqualTo("scan.csv");
        assertThat(detail.lastSeen()).contains(LocalDate.ofEpochDay(101));
        assertThat(detail.firstSeen()).isEmpty();
    }

    @Test
    void everythingIsThereAfterReopening() throws Exception {
        load("scan", sink -> {
            install(sink, 2, "PC1", "Draw", 100);
            sink.record(3, DEVICE, Map.of("name", "PC2", "serial", "S-22"));
            sink.title(4, "Alone", "", "", "swid:x");
        });
        var before = register.info();
        reopen();

        assertThat(register.info())
                .usingRecursiveComparison()
                .ignoringFields("fileBytes")
                .isEqualTo(before);
        assertThat(register.snapshot().installations().count()).isEqualTo(1);
        assertThat(register.snapshot().title(1).name()).isEqualTo("Alone");
        assertThat(register.verify(Progress.NONE).messages()).isEmpty();
    }

    @Test
    void aSecondLoadIsCountedAgainstTheFirst() throws Exception {
        load("scan", sink -> {
            install(sink, 2, "PC1", "Draw", 100);
            install(sink, 3, "PC1", "Write", 100);
            install(sink, 4, "PC2", "Draw", 100);
            install(sink, 5, "PC3", "Draw", 100);
            sink.record(6, DEVICE, Map.of("name", "PC9", "serial", "S-99"));
        });
        var balance = load("scan", sink -> {
            install(sink, 2, "PC1", "Draw", 100);
            install(sink, 3, "PC1", "Calc", 100);
            install(sink, 4, "PC2", "Draw", 200);
            sink.record(6, DEVICE, Map.of("name", "PC9", "serial", "S-99", "model", "M"));
        });

        // new: Calc; changed: Draw on PC2, PC9; same: Draw on PC1; gone: Write on PC1, Draw on PC3
        assertThat(balance).isEqualTo(new ImportBalance(4, 1, 2, 1, 0, 2));
        assertThat(register.snapshot().installations().count()).isEqualTo(3);
        assertThat(register.snapshot().records(DEVICE)).hasSize(3);
    }

    @Test
    void theSameRowsAgainAreAllTheSameAndShareTheirBytes() throws Exception {
        Consumer<FactSink> rows = sink -> {
            for (int device = 0; device < 50; device++) {
                for (int title = 0; title < 20; title++) {
                    install(sink, device * 20L + title + 2, "PC" + device, "T" + title, 100 + title);
                }
            }
        };
        load("scan", rows);
        var ids = register.snapshot().installations().deviceOrder();
        var again = load("scan", rows);

        assertThat(again).isEqualTo(new ImportBalance(1000, 0, 0, 1000, 0, 0));
        assertThat(register.snapshot().installations().deviceOrder()).isEqualTo(ids);
        assertThat(register.verify(Progress.NONE).packedRows()).isEqualTo(50);
    }

    @Test
    void severalSourcesAreJoinedPairByPair() throws Exception {
        load("one", Optional.of(LocalDate.of(2026, 1, 1)), sink -> {
            install(sink, 2, "PC1", "Draw", 100);
            install(sink, 3, "PC1", "Write", 100);
        });
        load("two", Optional.of(LocalDate.of(2026, 2, 1)), sink -> {
            install(sink, 2, "PC1", "Draw", 90);
            install(sink, 3, "PC1", "Calc", 90);
            install(sink, 4, "PC2", "Calc", 90);
        });

        var index = register.snapshot().installations();
        assertThat(index.count()).isEqualTo(4);
        assertThat(index.titles(0)).containsExactly(0, 1, 2);
        var details = index.details(device("PC1").id(), 0);
        assertThat(details).hasSize(2);
        assertThat(details.getFirst().lastSeen()).contains(LocalDate.ofEpochDay(90));
        assertThat(register.snapshot()
                        .installationsAt(LocalDate.of(2026, 1, 15))
                        .count())
                .isEqualTo(2);
        assertThat(register.snapshot()
                        .installationsAt(LocalDate.of(2025, 1, 15))
                        .count())
                .isZero();
    }

    @Test
    void theAnalystWinsFieldByFieldAndTheLaterLoadCounts() throws Exception {
        load(
                "one",
                Optional.of(LocalDate.of(2026, 1, 1)),
                sink -> sink.record(2, DEVICE, Map.of("name", "PC1", "serial", "S-12", "model", "old", "cores", "4")));
        register.apply(edit(Edit.set(DEVICE, device("PC1").id(), Map.of("cores", "8"))), Progress.NONE);
        load(
                "two",
                Optional.of(LocalDate.of(2026, 2, 1)),
                sink -> sink.record(7, DEVICE, Map.of("name", "PC-1", "serial", "s-12", "model", "new", "cores", "6")));

        assertThat(register.snapshot().records(DEVICE)).hasSize(1);
        var device = register.snapshot().records(DEVICE).getFirst();
        assertThat(device.text("model")).isEqualTo("new");
        assertThat(device.text("cores")).isEqualTo("8");
        var cores = register.snapshot().sources(DEVICE, device.id()).stream()
                .filter(source -> source.field().equals("cores"))
                .toList();
        assertThat(cores).extracting(FieldSource::value).containsExactly("8", "6", "4");
        assertThat(cores).extracting(FieldSource::counts).containsExactly(true, false, false);
        assertThat(cores.get(1).row()).isEqualTo(7);
        assertThat(cores.get(1).file()).isEqualTo("two.csv");
    }

    @Test
    void unitsAreMadeAndOtherNamesWaitUntilTheirRecordAppears() throws Exception {
        load(
                "devices",
                sink -> sink.record(
                        2, DEVICE, Map.of("name", "VM1", "host", "HOST1", "user", "jdoe", "unit", "Finance")));
        assertThat(register.snapshot().records(ORGANISATION_UNIT)).hasSize(1);
        assertThat(device("VM1").reference("unit"))
                .contains(register.snapshot()
                        .records(ORGANISATION_UNIT)
                        .getFirst()
                        .id());
        assertThat(device("VM1").find("host")).isEmpty();
        assertThat(register.snapshot().sources(DEVICE, device("VM1").id()))
                .anyMatch(source ->
                        source.field().equals("host") && source.value().equals("HOST1") && source.pending());

        load("users", sink -> sink.record(2, USER, Map.of("name", "Jane Doe", "login", "JDOE")));
        assertThat(device("VM1").reference("user"))
                .contains(register.snapshot().records(USER).getFirst().id());
        register.apply(edit(Edit.set(DEVICE, ONE, Map.of("name", "host1"))), Progress.NONE);
        assertThat(device("VM1").reference("host")).contains(ONE);
        register.undo();
        assertThat(device("VM1").find("host")).isEmpty();
    }

    @Test
    void devicesOfOneNameWithDifferentSerialsStayApartAndJunkMatchesNothing() throws Exception {
        load("devices", sink -> {
            sink.record(2, DEVICE, Map.of("name", "PC1", "serial", "A-100"));
            sink.record(3, DEVICE, Map.of("name", "PC1", "serial", "B-200"));
            sink.record(4, DEVICE, Map.of("name", "PC2", "serial", "To Be Filled By O.E.M."));
            sink.record(5, DEVICE, Map.of("name", "PC3", "serial", "To Be Filled By O.E.M."));
        });

        assertThat(register.snapshot().records(DEVICE))
                .extracting(state -> state.text("name"))
                .containsExactly("PC1", "PC1", "PC2", "PC3");
    }

    @Test
    void undoTakesAnImportBackAndRedoBringsItAgain() throws Exception {
        load("scan", sink -> install(sink, 2, "PC1", "Draw", 100));
        var id = device("PC1").id();
        register.undo();

        assertThat(register.snapshot().records(DEVICE)).isEmpty();
        assertThat(register.snapshot().installations().count()).isZero();
        assertThat(register.snapshot().loads().getFirst().state()).isEqualTo(LoadState.WITHDRAWN);
        reopen();
        assertThat(register.snapshot().records(DEVICE)).isEmpty();
        register.redo();
        assertThat(device("PC1").id()).isEqualTo(id);
        assertThat(register.snapshot().installations().count()).isEqualTo(1);
    }

    @Test
    void anImportThatWorkRestsOnIsNotTakenBack() throws Exception {
        load("scan", sink -> install(sink, 2, "PC1", "Draw", 100));
        var pc1 = device("PC1").id();
        register.apply(
                edit(Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1", "boundDevice", pc1.toString()))),
                Progress.NONE);
        var load = register.snapshot().loads().getFirst().id();

        assertThatThrownBy(() -> register.withdraw(load, "wrong file")).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.CHANGE_REFUSED);
            assertThat(fault.happened()).contains("entitlement E-1").contains("device PC1");
        });
        assertThat(register.snapshot().records(DEVICE)).hasSize(1);
        register.undo();
        register.withdraw(load, "wrong file");
        assertThat(register.snapshot().records(DEVICE)).isEmpty();
        register.undo();
        assertThat(register.snapshot().records(DEVICE)).hasSize(1);
    }

    @Test
    void takingBackTheLatestLoadLetsTheOneBeforeCount() throws Exception {
        load("scan", sink -> install(sink, 2, "PC1", "Draw", 100));
        load("scan", sink -> install(sink, 2, "PC1", "Write", 100));
        assertThat(register.snapshot().installations().titles(0)).containsExactly(1);

        register.undo();
        assertThat(register.snapshot().installations().titles(0)).containsExactly(0);
    }

    @Test
    void aCancelledImportLeavesNothingAndTheRegisterGoesOn() throws Exception {
        var request = Threads.request("scan", "", blob("x"));
        var cancelled = new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public void stage(String name) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        try (var staged = register.stage(request)) {
            for (int row = 0; row < 20_000; row++) {
                install(staged, row + 2, "PC" + row / 10, "T" + row % 100, 100);
                if (row % 4 == 0) {
                    staged.record(row, USER, Map.of("name", "U" + row));
                }
            }
            assertThatThrownBy(() -> staged.finish(cancelled)).isInstanceOf(Cancelled.class);
        }
        assertThat(register.snapshot().revision()).isZero();
        assertThat(register.snapshot().titleCount()).isZero();
        assertThat(register.info().trailLength()).isEqualTo(1);

        assertThat(load("scan", sink -> install(sink, 2, "PC1", "Draw", 100)).added())
                .isEqualTo(1);
        reopen();
        assertThat(register.snapshot().records(DEVICE)).hasSize(1);
        assertThat(register.snapshot().records(USER)).isEmpty();
        assertThat(register.verify(Progress.NONE).messages()).isEmpty();
    }

    @Test
    void anImportEndedAtAnyMomentLeavesNothingAndTheNextWorkGoesOn() throws Exception {
        long seed = new java.util.Random().nextLong(1_000_000);
        var random = new java.util.Random(seed);
        load("scan", sink -> install(sink, 2, "PC1", "Draw", 100));
        var loads = register.snapshot().loads();
        var request = Threads.request("scan", "", blob("other"));
        for (int turn = 0; turn < 100; turn++) {
            int end = random.nextInt(6_000);
            try (var staged = register.stage(request)) {
                for (int row = 0; row < end; row++) {
                    install(staged, row, "PC" + random.nextInt(50), "T" + random.nextInt(500), row);
                    if (random.nextInt(3) == 0) {
                        staged.record(row, USER, Map.of("name", "U" + row));
                        staged.warning(Place.ofFile("x"), "odd", "odd");
                    }
                }
                if (random.nextBoolean()) {
                    staged.finish(Progress.NONE);
                }
            }
            register.apply(edit(Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-" + turn))), Progress.NONE);
        }
        assertThat(register.snapshot().loads()).as("seed %s", seed).isEqualTo(loads);
        assertThat(register.snapshot().titleCount()).isEqualTo(1);
        reopen();
        assertThat(register.snapshot().records(USER)).isEmpty();
        assertThat(register.snapshot().records(ENTITLEMENT).getFirst().text("reference"))
                .isEqualTo("E-99");
        assertThat(register.warnings(Optional.empty())
                        .page(TableQuery.ALL, 0, 1)
                        .matching())
                .isZero();
        assertThat(register.verify(Progress.NONE).messages()).isEmpty();
        System.out.printf("fault gate: cancels 100, seed %s, left over 0%n", seed);
    }

    @Test
    void aDryRunCountsAndLeavesNothing() throws Exception {
        load("scan", sink -> install(sink, 2, "PC1", "Draw", 100));
        var bytes = register.info();
        try (var staged = register.stage(Threads.request("scan", "", blob("y"), Optional.empty(), true))) {
            install(staged, 2, "PC1", "Draw", 100);
            install(staged, 3, "PC1", "New", 100);
            assertThat(staged.finish(Progress.NONE)).isEqualTo(new ImportBalance(2, 1, 0, 1, 0, 0));
            assertThatThrownBy(staged::publish).isInstanceOf(IllegalStateException.class);
        }
        assertThat(register.info().titles()).isEqualTo(bytes.titles());
        assertThat(register.info().revision()).isEqualTo(bytes.revision());
    }

    @Test
    void oneImportAtATimeButEditsGoOnBesideIt() throws Exception {
        try (var staged = register.stage(Threads.request("scan", "", blob("x")))) {
            assertThatThrownBy(() -> register.stage(Threads.request("other", "", blob("x"))))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.CHANGE_REFUSED));
            install(staged, 2, "PC1", "Draw", 100);
            register.apply(edit(Edit.set(ENTITLEMENT, ONE, Map.of("reference", "E-1"))), Progress.NONE);
            staged.finish(Progress.NONE);
            staged.publish();
        }
        assertThat(register.snapshot().revision()).isEqualTo(2);
        assertThat(register.snapshot().records(ENTITLEMENT)).hasSize(1);
        assertThat(register.snapshot().records(DEVICE)).hasSize(1);
        try (var next = register.stage(Threads.request("other", "", blob("x")))) {
            assertThat(next.id()).isNotNull();
        }
    }

    @Test
    void theSameFileIsKnownAgainUntilItIsTakenBack() throws Exception {
        var request = Threads.request("scan", "", blob("scan"));
        assertThat(register.alreadyPublished(request)).isEmpty();
        load("scan", sink -> install(sink, 2, "PC1", "Draw", 100));

        assertThat(register.alreadyPublished(request)).isPresent();
        assertThat(register.alreadyPublished(Threads.request("scan", "", blob("other"))))
                .isEmpty();
        register.undo();
        assertThat(register.alreadyPublished(request)).isEmpty();
    }

    @Test
    void rejectedRowsAndWarningsArePagedFilteredAndSorted() throws Exception {
        var balance = load("scan", sink -> {
            for (int row = 0; row < 300; row++) {
                sink.rejected(new RejectedRow(
                        new Place("scan.csv", "", row, "date"),
                        row % 3 == 0 ? RejectReason.NOT_A_DATE : RejectReason.MISSING,
                        "f" + row,
                        "raw " + row));
            }
            sink.warning(Place.ofFile("scan.csv"), "csv.odd", "50% odd");
        });

        assertThat(balance.rejected()).isEqualTo(300);
        var table = register.rejected(
                Optional.of(register.snapshot().loads().getFirst().id()));
        var page = table.page(
                new TableQuery(
                        List.of(
                                new Filter.OneOf("reason", List.of("NOT_A_DATE"), false),
                                new Filter.Between("row", Optional.of("30"), Optional.of("99"))),
                        List.of(new app.assay.domain.table.Sort("row", true))),
                1,
                2);
        assertThat(page.matching()).isEqualTo(24);
        assertThat(page.total()).isEqualTo(300);
        assertThat(page.rows()).extracting(row -> row.cells().get(2)).containsExactly(96L, 93L);
        assertThat(table.facet("reason", TableQuery.ALL, 10))
                .extracting(value -> value.value() + value.rows())
                .containsExactly("MISSING200", "NOT_A_DATE100");
        assertThat(register.warnings(Optional.empty())
                        .page(new TableQuery(List.of(new Filter.Search("50% ODD")), List.of()), 0, 10)
                        .matching())
                .isEqualTo(1);
        assertThat(register.trail().page(TableQuery.ALL, 0, 10).rows())
                .extracting(row -> row.cells().get(3))
                .containsExactly("import.publish", "register.create");
    }

    @Test
    void theTableOfInstallationsFiltersSortsAndCounts() throws Exception {
        load("scan", sink -> {
            sink.record(2, DEVICE, Map.of("name", "PC1", "operatingSystem", "Debian", "unit", "Finance"));
            sink.installation(3, "PC1", "draw", "Acme", "2", "", NO_DAY, 100, NO_DAY);
            sink.installation(4, "PC1", "Write", "", "1", "", NO_DAY, NO_DAY, NO_DAY);
            sink.installation(5, "PC2", "Draw", "Bcme", "1", "", 50, 300, 200);
            sink.installation(6, "PC2", "Write", "", "1", "", NO_DAY, 200, NO_DAY);
        });
        String[] products = {"Draw Studio", "", "Draw Studio"};
        var view = new InstallationView(
                register.snapshot(), register.snapshot().installations(), List.<String[]>of(products));
        var table = new InstallationTable(
                List.of(app.assay.domain.table.Column.of("product", app.assay.domain.table.ColumnType.TEXT)
                        .faceted()),
                () -> view);

        assertThat(texts(table, TableQuery.ALL)).containsExactly("PC1 draw", "PC1 Write", "PC2 Draw", "PC2 Write");
        assertThat(texts(table, sorted("lastSeen", true)))
                .containsExactly("PC2 Draw", "PC2 Write", "PC1 draw", "PC1 Write");
        assertThat(texts(table, sorted("lastSeen", false)))
                .containsExactly("PC1 draw", "PC2 Write", "PC2 Draw", "PC1 Write");
        assertThat(texts(table, sorted("title", true)))
                .containsExactly("PC1 Write", "PC2 Write", "PC1 draw", "PC2 Draw");
        assertThat(texts(table, filtered(new Filter.Contains("title", "DRAW"))))
                .containsExactly("PC1 draw", "PC2 Draw");
        assertThat(texts(table, filtered(new Filter.Search("finance")))).containsExactly("PC1 draw", "PC1 Write");
        assertThat(texts(table, filtered(new Filter.OneOf("publisher", List.of(""), false))))
                .containsExactly("PC1 Write", "PC2 Write");
        assertThat(texts(table, filtered(new Filter.Between("lastSeen", Optional.of("1970-07-01"), Optional.empty()))))
                .containsExactly("PC2 Draw", "PC2 Write");
        assertThat(table.facet("product", filtered(new Filter.OneOf("product", List.of("x"), false)), 5))
                .extracting(value -> value.value() + value.rows())
                .containsExactly("2", "Draw Studio2");
        var page = table.page(filtered(new Filter.OneOf("device", List.of("PC2"), true)), 1, 5);
        assertThat(page.matching()).isEqualTo(2);
        assertThat(page.total()).isEqualTo(4);
        assertThat(page.rows()).hasSize(1);
        assertThatThrownBy(() -> table.page(sorted("nothing", false), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TableQuery sorted(String column, boolean descending) {
        return new TableQuery(List.of(), List.of(new app.assay.domain.table.Sort(column, descending)));
    }

    private static TableQuery filtered(Filter filter) {
        return new TableQuery(List.of(filter), List.of());
    }

    private static List<String> texts(InstallationTable table, TableQuery query) {
        return table.page(query, 0, 100).rows().stream()
                .map((TableRow row) -> row.cells().get(0) + " " + row.cells().get(1))
                .toList();
    }

    @Test
    void renamingADeviceKeepsItsInstallations() throws Exception {
        load("scan", sink -> {
            install(sink, 2, "A", "Draw", 100);
            install(sink, 3, "B", "Write", 100);
        });
        var before = register.snapshot();
        register.apply(edit(Edit.set(DEVICE, device("A").id(), Map.of("name", "Z"))), Progress.NONE);

        assertThat(register.snapshot().installations().devices(0)).containsExactly(1);
        assertThat(register.snapshot().installations().titles(1)).containsExactly(0);
        assertThat(before.installations().devices(0)).containsExactly(0);
        assertThat(load("scan", sink -> install(sink, 2, "A", "Draw", 100)).same())
                .isEqualTo(1);
        assertThat(register.snapshot().records(DEVICE)).hasSize(1);
    }
}
