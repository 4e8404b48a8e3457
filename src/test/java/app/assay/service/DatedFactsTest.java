package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Trace;
import app.assay.domain.record.Command;
import app.assay.domain.record.EditDay;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.RowMeaning;
import app.assay.storage.records.RegisterSnapshot;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The past is the past: what a later import says changes no earlier day, for each kind of fact.
class DatedFactsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 31);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 30);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 10);

    @TempDir
    Path folder;

    private interface Use {
        void of(OpenRegister open) throws IOException;
    }

    private void use(Use use) throws IOException {
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(NOON, "Mara", "test", writer, readers)
                        .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC)) {
            use.of(open);
        }
    }

    /// Imports a list; the name of its meaning is its source.
    private void list(OpenRegister open, RowMeaning meaning, Optional<LocalDate> day, String... lines)
            throws IOException {
        var file = folder.resolve(meaning + ".csv");
        Files.write(file, List.of(lines));
        var plan = ImportPlan.of(file)
                .as(meaning)
                .withSource(Optional.of(meaning.name()))
                .withDataDate(day);
        var outcome = new ImportFiles(open).run(plan, Progress.NONE);
        assertThat(outcome.state()).isEqualTo(ImportOutcome.State.PUBLISHED);
        assertThat(outcome.balance().rejected()).isZero();
    }

    private void list(OpenRegister open, RowMeaning meaning, LocalDate day, String... lines) throws IOException {
        list(open, meaning, Optional.of(day), lines);
    }

    private static RecordState named(RegisterSnapshot snapshot, RecordKind kind, String name) {
        return find(snapshot, kind, name).orElseThrow();
    }

    private static Optional<RecordState> find(RegisterSnapshot snapshot, RecordKind kind, String name) {
        var key = kind.fields().getFirst().name();
        return snapshot.records(kind).stream()
                .filter(state -> state.text(key).equals(name))
                .findFirst();
    }

    private static String nameOf(RegisterSnapshot snapshot, RecordKind kind, RecordState state, String field) {
        return state.reference(field)
                .flatMap(id -> snapshot.record(kind, id))
                .map(found -> found.text("name"))
                .orElse("");
    }

    private static Position position(OpenRegister open, LocalDate day) {
        return new ComputePosition(open)
                .compute(PositionSettings.asAt(day), Progress.NONE)
                .position();
    }

    private static PositionLine winzip(OpenRegister open, LocalDate day) {
        return position(open, day).line("corel/winzip||device").orElseThrow();
    }

    private static final String INSTALLATIONS = "device,title,publisher,version,firstSeen,lastSeen";

    private static String installed(String device, String firstSeen) {
        return device + ",WinZip 24.0,Corel Corporation,24.0.13618," + firstSeen + ",";
    }

    @Test
    void aDeviceIsAsTheLoadOfTheDaySaysItWas() throws IOException {
        use(open -> {
            list(
                    open,
                    RowMeaning.DEVICES,
                    MAY,
                    "device,kind,cores,host,cluster,status",
                    "h1,SERVER,16,,blue,IN_SERVICE",
                    "v,VIRTUAL_MACHINE,4,h1,,IN_SERVICE",
                    "gone,SERVER,8,,,IN_SERVICE");
            list(
                    open,
                    RowMeaning.DEVICES,
                    NOVEMBER,
                    "device,kind,cores,host,cluster,status",
                    "h1,SERVER,32,,red,RETIRED",
                    "h2,SERVER,32,,red,IN_SERVICE",
                    "v,VIRTUAL_MACHINE,8,h2,,IN_SERVICE");

            var then = open.snapshot().at(JUNE);
            var host = named(then, RecordKind.DEVICE, "h1");
            var machine = named(then, RecordKind.DEVICE, "v");
            assertThat(host.text("cores")).isEqualTo("16");
            assertThat(host.text("cluster")).isEqualTo("blue");
            assertThat(host.text("status")).isEqualTo("IN_SERVICE");
            assertThat(machine.text("cores")).isEqualTo("4");
            assertThat(nameOf(then, RecordKind.DEVICE, machine, "host")).isEqualTo("h1");
            assertThat(find(then, RecordKind.DEVICE, "gone")).isPresent();
            assertThat(find(then, RecordKind.DEVICE, "h2")).isEmpty();

            var now = open.snapshot().at(NOVEMBER);
            assertThat(now).as("nothing is of a later day").isSameAs(open.snapshot());
            assertThat(named(now, RecordKind.DEVICE, "h1").text("status")).isEqualTo("RETIRED");
            assertThat(nameOf(now, RecordKind.DEVICE, named(now, RecordKind.DEVICE, "v"), "host"))
                    .isEqualTo("h2");
            assertThat(find(now, RecordKind.DEVICE, "gone")).isEmpty();
            assertThat(then.record(RecordKind.DEVICE, host.id())).contains(host);
            assertThat(then.sources(RecordKind.DEVICE, host.id()))
                    .filteredOn(said -> said.field().equals("cores"))
                    .singleElement()
                    .satisfies(said -> assertThat(said.value()).isEqualTo("16"));
        });
    }

    @Test
    void aMachineThatIsSaidToStayIsCountedThereAndThePackageSaysWhoSaidItAndWithWhatPaper() throws IOException {
        use(open -> {
            list(
                    open,
                    RowMeaning.DEVICES,
                    NOVEMBER,
                    "device,kind,processors,cores,host,cluster,status",
                    "h1,SERVER,2,16,,blue,IN_SERVICE",
                    "h2,SERVER,2,16,,blue,IN_SERVICE",
                    "v,VIRTUAL_MACHINE,,4,h1,,IN_SERVICE");
            list(
                    open,
                    RowMeaning.INSTALLATIONS,
                    NOVEMBER,
                    "device,title,publisher,version",
                    "v,Microsoft Windows Server 2022 Standard,Microsoft Corporation,10.0.20348");
            var server = "microsoft/windows-server|standard|core";
            assertThat(position(open, NOVEMBER).line(server).orElseThrow().net().text())
                    .isEqualTo("32");

            var machine = named(open.snapshot(), RecordKind.DEVICE, "v");
            var edits = new EditRecords(open);
            edits.apply(
                    new Command(
                            "device.edit",
                            "v",
                            "",
                            List.of(Command.Edit.set(
                                    RecordKind.DEVICE,
                                    machine.id(),
                                    Map.of("hostAffinity", "STAYS", "note", "must rule 7 of the cluster")))),
                    Progress.NONE);
            var paper = Files.writeString(folder.resolve("cluster-rules.txt"), "rule 7: v runs on h1");
            new AttachProofs(open, edits).attach(RecordKind.DEVICE, machine.id(), paper, Map.of());

            var line = position(open, NOVEMBER).line(server).orElseThrow();
            assertThat(line.net().text()).isEqualTo("16");
            assertThat(line.problems()).anyMatch(problem -> problem.code().equals("cluster-affinity"));
            var positions = new ComputePosition(open);
            var bag = folder.resolve("evidence.zip");
            new ExportEvidence(open, positions, new Tables(open, positions))
                    .packageTo(bag, PositionSettings.asAt(NOVEMBER), ExportEvidence.Choices.EVERYTHING, Progress.NONE);
            assertThat(ExportEvidence.check(bag, Progress.NONE).findings()).isEmpty();
            try (var zip = new ZipFile(bag.toFile())) {
                assertThat(text(zip, "assumptions.csv"))
                        .contains("It stays on its host and is counted there alone: must rule 7 of the cluster")
                        .contains("cluster-rules.txt");
                assertThat(text(zip, "documents.csv"))
                        .contains("cluster-rules.txt")
                        .contains("\"v\"");
            }
        });
    }

    private static String text(ZipFile zip, String name) throws IOException {
        var entry = zip.stream()
                .filter(one -> one.getName().endsWith(name))
                .findFirst()
                .orElseThrow();
        return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aUserIsInTheUnitOfTheDay() throws IOException {
        use(open -> {
            list(open, RowMeaning.ORGANISATION_UNITS, MAY, "name,parent", "Yard,", "Office,Yard");
            list(open, RowMeaning.USERS, MAY, "name,login,unit", "Ada,ada,Yard");
            list(open, RowMeaning.ORGANISATION_UNITS, NOVEMBER, "name,parent", "Yard,", "Office,", "Quay,Yard");
            list(open, RowMeaning.USERS, NOVEMBER, "name,login,unit", "Ada,ada,Quay", "Ben,ben,Office");

            var then = open.snapshot().at(JUNE);
            assertThat(nameOf(then, RecordKind.ORGANISATION_UNIT, named(then, RecordKind.USER, "Ada"), "unit"))
                    .isEqualTo("Yard");
            assertThat(find(then, RecordKind.USER, "Ben")).isEmpty();
            assertThat(find(then, RecordKind.ORGANISATION_UNIT, "Quay")).isEmpty();
            var office = named(then, RecordKind.ORGANISATION_UNIT, "Office");
            assertThat(nameOf(then, RecordKind.ORGANISATION_UNIT, office, "parent"))
                    .isEqualTo("Yard");
        });
    }

    @Test
    void aRightThatALaterListLeavesOutStillCoversTheEarlierDay() throws IOException {
        use(open -> {
            list(open, RowMeaning.INSTALLATIONS, MAY, INSTALLATIONS, installed("a", ""), installed("b", ""));
            var rights = "reference,product,metric,quantity,start";
            list(open, RowMeaning.ENTITLEMENTS, MAY, rights, "R-1,corel/winzip,device,2,2023-01-01");
            list(open, RowMeaning.ENTITLEMENTS, NOVEMBER, rights, "R-2,corel/winzip,device,1,2023-01-01");

            assertThat(winzip(open, MAY).shortfall().text()).isEqualTo("0");
            assertThat(winzip(open, JUNE).shortfall().text()).isEqualTo("0");
            assertThat(winzip(open, NOVEMBER).shortfall().text()).isEqualTo("1");
        });
    }

    @Test
    void anExclusionCountsFromItsListToItsLastDay() throws IOException {
        use(open -> {
            list(open, RowMeaning.INSTALLATIONS, MAY, INSTALLATIONS, installed("a", ""), installed("b", ""));
            list(
                    open,
                    RowMeaning.EXCLUSIONS,
                    JUNE,
                    "reference,device,reason,explanation,validUntil",
                    "X-1,a,OTHER,taken apart,2026-09-30");

            assertThat(winzip(open, MAY).net().text()).isEqualTo("2");
            assertThat(winzip(open, JUNE).net().text()).isEqualTo("1");
            assertThat(winzip(open, LocalDate.of(2026, 9, 30)).net().text()).isEqualTo("1");
            assertThat(winzip(open, LocalDate.of(2026, 10, 1)).net().text()).isEqualTo("2");
        });
    }

    @Test
    void whatWasSeenFirstLaterWasNotThere() throws IOException {
        use(open -> {
            list(
                    open,
                    RowMeaning.DEVICES,
                    MAY,
                    "device,firstSeen",
                    "a,2024-01-10",
                    "b,2026-06-15",
                    "c,2026-05-31",
                    "d,");
            list(
                    open,
                    RowMeaning.INSTALLATIONS,
                    MAY,
                    INSTALLATIONS,
                    installed("a", "2026-06-20"),
                    installed("b", ""),
                    installed("c", "2026-05-31"),
                    installed("d", ""));

            assertThat(winzip(open, MAY).gross().text()).as("c and d").isEqualTo("2");
            assertThat(winzip(open, LocalDate.of(2026, 6, 15)).gross().text()).isEqualTo("3");
            assertThat(winzip(open, LocalDate.of(2026, 6, 20)).gross().text()).isEqualTo("4");
            assertThat(open.snapshot().at(MAY).records(RecordKind.DEVICE))
                    .extracting(state -> state.text("name"))
                    .containsExactly("a", "c", "d");
            assertThat(open.snapshot().installations().count()).isEqualTo(4);
            assertThat(open.snapshot().installationsAt(MAY).count()).isEqualTo(2);
        });
    }

    @Test
    void aDeviceLastSeenLongBeforeTheDayIsStaleAndNotBefore() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, MAY, "device,lastSeen", "a,2026-05-20");
            list(open, RowMeaning.INSTALLATIONS, MAY, INSTALLATIONS, installed("a", ""));
            list(open, RowMeaning.DEVICES, NOVEMBER, "device,lastSeen", "a,2026-11-09");

            assertThat(winzip(open, JUNE).net().text()).isEqualTo("1");
            var september = winzip(open, LocalDate.of(2026, 9, 30));
            assertThat(september.gross().text()).isEqualTo("1");
            assertThat(september.net().text()).isEqualTo("0");
            assertThat(winzip(open, NOVEMBER).net().text()).isEqualTo("1");
        });
    }

    @Test
    void whatCorrectsThePastHoldsOnEachDayAndNoImportOverridesIt() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, MAY, "device,kind,cores", "h,SERVER,16", "i,SERVER,4");
            list(open, RowMeaning.DEVICES, NOVEMBER, "device,kind,cores", "h,SERVER,32", "i,SERVER,8", "j,SERVER,2");
            var then = open.snapshot().at(JUNE);
            var host = named(then, RecordKind.DEVICE, "h");
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, host.id(), Map.of("cores", "24"))
                            .holding(EditDay.EVERY_DAY));

            assertThat(named(open.snapshot().at(JUNE), RecordKind.DEVICE, "h").text("cores"))
                    .isEqualTo("24");
            assertThat(named(open.snapshot().at(JUNE), RecordKind.DEVICE, "i").text("cores"))
                    .isEqualTo("4");
            assertThat(named(open.snapshot(), RecordKind.DEVICE, "h").text("cores"))
                    .isEqualTo("24");

            var later = named(open.snapshot(), RecordKind.DEVICE, "j");
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, later.id(), Map.of("cores", "6"))
                            .holding(EditDay.EVERY_DAY));
            assertThat(find(open.snapshot().at(JUNE), RecordKind.DEVICE, "j"))
                    .as("edited, but not there on that day")
                    .isEmpty();
            assertThat(open.snapshot().at(JUNE).records(RecordKind.DEVICE))
                    .as("as derived afresh")
                    .isEqualTo(open.snapshot().at(JUNE.plusDays(1)).records(RecordKind.DEVICE));

            new EditRecords(open).undo();
            new EditRecords(open).undo();
            assertThat(named(open.snapshot().at(JUNE), RecordKind.DEVICE, "h").text("cores"))
                    .isEqualTo("16");
        });
    }

    private static Command.Edit setting(RegisterSnapshot now, RecordKind kind, String name, String field, String text) {
        return Command.Edit.set(kind, named(now, kind, name).id(), Map.of(field, text));
    }

    /// An estate of the end of May with something of each kind, and its next loads of November.
    private void estateOfTwoLoads(OpenRegister open) throws IOException {
        for (var day : List.of(MAY, NOVEMBER)) {
            list(open, RowMeaning.ORGANISATION_UNITS, day, "name", "Yard", "Quay");
            list(open, RowMeaning.USERS, day, "name,login,unit", "Ann,ann,Yard");
            list(
                    open,
                    RowMeaning.DEVICES,
                    day,
                    "device,kind,cores,unit,status",
                    "pc,DESKTOP,4,Yard,IN_SERVICE",
                    "pd,DESKTOP,4,Yard,IN_SERVICE");
            list(open, RowMeaning.INSTALLATIONS, day, INSTALLATIONS, installed("pc", ""), installed("pd", ""));
            list(
                    open,
                    RowMeaning.ENTITLEMENTS,
                    day,
                    "reference,product,version,metric,kind,quantity",
                    "R-1,corel/winzip,24,device,FULL,1");
        }
    }

    @Test
    void anEditHoldsFromTheDayOfThePositionAndLeavesEarlierDays() throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            var june = answer(open, JUNE);
            assertThat(winzip(open, JUNE).shortfall().text()).isEqualTo("1");
            var now = open.snapshot();
            edit(open, setting(now, RecordKind.DEVICE, "pc", "status", "RETIRED"));
            edit(open, setting(now, RecordKind.ENTITLEMENT, "R-1", "quantity", "5"));
            edit(
                    open,
                    setting(
                            now,
                            RecordKind.USER,
                            "Ann",
                            "unit",
                            named(now, RecordKind.ORGANISATION_UNIT, "Quay")
                                    .id()
                                    .toString()));
            edit(
                    open,
                    setting(
                            now,
                            RecordKind.ORGANISATION_UNIT,
                            "Quay",
                            "parent",
                            named(now, RecordKind.ORGANISATION_UNIT, "Yard")
                                    .id()
                                    .toString()));
            edit(
                    open,
                    Command.Edit.set(
                            RecordKind.EXCLUSION,
                            UUID.randomUUID(),
                            Map.of(
                                    "reference",
                                    "X-1",
                                    "device",
                                    named(now, RecordKind.DEVICE, "pd").id().toString(),
                                    "reason",
                                    "OTHER",
                                    "explanation",
                                    "spare")));

            assertThat(winzip(open, NOVEMBER).net().text()).isEqualTo("0");
            assertThat(winzip(open, NOVEMBER).owned().text()).isEqualTo("5");
            assertThat(answer(open, JUNE)).isEqualTo(june);
            assertThat(answer(open, NOVEMBER.minusDays(1))).isNotEqualTo(answer(open, NOVEMBER));
            assertThat(position(open, JUNE).problems())
                    .filteredOn(problem -> problem.code().equals(ComputePosition.LATER_EDITS))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.count()).isEqualTo(5);
                        assertThat(problem.examples())
                                .contains("device pc", "entitlement R-1", "user Ann", "exclusion X-1");
                    });
            assertThat(position(open, NOVEMBER).problems())
                    .noneMatch(problem -> problem.code().equals(ComputePosition.LATER_EDITS));
            var then = open.snapshot().at(JUNE);
            assertThat(find(then, RecordKind.EXCLUSION, "X-1")).isEmpty();
            assertThat(named(then, RecordKind.DEVICE, "pc").values().keySet())
                    .allMatch(field -> RecordKind.DEVICE.find(field).isPresent());

            for (int edits = 0; edits < 5; edits++) {
                new EditRecords(open).undo();
            }
            assertThat(winzip(open, NOVEMBER).shortfall().text()).isEqualTo("1");
            for (int edits = 0; edits < 5; edits++) {
                new EditRecords(open).redo();
            }
            assertThat(answer(open, JUNE)).isEqualTo(june);
            assertThat(winzip(open, NOVEMBER).net().text()).isEqualTo("0");
            assertThat(open.register().verify(Progress.NONE).messages()).isEmpty();
        });
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(NOON, "Mara", "test", writer, readers).open(folder.resolve("register"))) {
            assertThat(winzip(open, JUNE).shortfall().text()).isEqualTo("1");
            assertThat(winzip(open, NOVEMBER).net().text()).isEqualTo("0");
        }
    }

    @Test
    void anEditHoldsFromTheDayThatTheAnalystSays() throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            var july = LocalDate.of(2026, 7, 1);
            var later = LocalDate.of(2026, 12, 24);
            var id = named(open.snapshot(), RecordKind.DEVICE, "pc").id();
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("cores", "6"))
                            .holding(EditDay.from(later)));
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("status", "RETIRED"))
                            .holding(EditDay.from(july)));
            assertThat(cores(open, NOVEMBER)).as("a day to come").isEqualTo("4");
            assertThat(cores(open, later)).isEqualTo("6");
            assertThat(named(open.snapshot().at(JUNE), RecordKind.DEVICE, "pc").text("status"))
                    .isEqualTo("IN_SERVICE");
            assertThat(named(open.snapshot().at(july), RecordKind.DEVICE, "pc").text("status"))
                    .isEqualTo("RETIRED");

            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("cores", "8"))
                            .holding(EditDay.from(july)));
            assertThat(cores(open, JUNE)).isEqualTo("4");
            assertThat(cores(open, july)).isEqualTo("8");
            assertThat(cores(open, later)).as("said last").isEqualTo("8");
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("cores", "10"))
                            .holding(EditDay.from(later)));
            assertThat(cores(open, JUNE)).isEqualTo("4");
            assertThat(cores(open, NOVEMBER)).isEqualTo("8");
            assertThat(cores(open, later)).isEqualTo("10");
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("cores", "")).holding(EditDay.from(later)));
            assertThat(cores(open, NOVEMBER)).isEqualTo("8");
            assertThat(cores(open, later)).as("what files say again").isEqualTo("4");
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("cores", "12"))
                            .holding(EditDay.EVERY_DAY));
            assertThat(List.of(cores(open, MAY), cores(open, NOVEMBER), cores(open, later)))
                    .containsOnly("12");
            assertThat(open.register().verify(Progress.NONE).messages()).isEmpty();
        });
    }

    private static String cores(OpenRegister open, LocalDate day) {
        return named(open.snapshot().at(day), RecordKind.DEVICE, "pc").text("cores");
    }

    @Test
    void theUnitOfAnEarlierDayIsNotTakenAway() throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            var unit = UUID.randomUUID();
            edit(open, Command.Edit.set(RecordKind.ORGANISATION_UNIT, unit, Map.of("name", "Dock")));
            var id = named(open.snapshot(), RecordKind.DEVICE, "pc").id();
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("unit", unit.toString()))
                            .holding(EditDay.EVERY_DAY));
            edit(open, Command.Edit.set(RecordKind.DEVICE, id, Map.of("unit", "")));
            assertThat(named(open.snapshot().at(JUNE), RecordKind.DEVICE, "pc").reference("unit"))
                    .contains(unit);
            var command = new Command(
                    "unit.delete", "Dock", "", List.of(Command.Edit.delete(RecordKind.ORGANISATION_UNIT, unit)));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> open.register().apply(command, Progress.NONE))
                    .hasMessageContaining("unit before 2026-11-10");
        });
    }

    @Test
    void aPackageOfADayBeforeLaterEditsVerifiesAndExplainsAsBefore() throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            var now = open.snapshot();
            edit(open, setting(now, RecordKind.DEVICE, "pc", "cores", "2"));
            edit(open, setting(now, RecordKind.DEVICE, "pc", "status", "RETIRED"));
            edit(open, setting(now, RecordKind.ENTITLEMENT, "R-1", "quantity", "5"));
            edit(open, setting(now, RecordKind.ENTITLEMENT, "R-1", "note", "a note"));
            for (var day : List.of(JUNE, NOVEMBER)) {
                var positions = new ComputePosition(open);
                var bag = folder.resolve("evidence-" + day + ".zip");
                new ExportEvidence(open, positions, new Tables(open, positions))
                        .packageTo(bag, PositionSettings.asAt(day), ExportEvidence.Choices.EVERYTHING, Progress.NONE);
                assertThat(ExportEvidence.check(bag, Progress.NONE).findings())
                        .as(day.toString())
                        .isEmpty();
                try (var zip = new ZipFile(bag.toFile())) {
                    assertThat(text(zip, "data/30_deployment/devices.csv").contains("RETIRED"))
                            .isEqualTo(day.equals(NOVEMBER));
                    assertThat(text(zip, "problems.csv").contains("later-edits"))
                            .isEqualTo(day.equals(JUNE));
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void noLaterEditChangesAnEarlierDay(long seed) throws IOException {
        use(open -> {
            var random = new Random(seed);
            randomEstate(open, random, MAY);
            randomEstate(open, random, NOVEMBER);
            var may = answer(open, MAY);
            var june = answer(open, JUNE);
            var fields = Map.of(
                    RecordKind.DEVICE, Map.of("cores", "20", "status", "RETIRED", "processors", "2", "cluster", "red"),
                    RecordKind.ENTITLEMENT, Map.of("quantity", "9", "end", "2026-01-31", "version", "1"),
                    RecordKind.EXCLUSION, Map.of("validUntil", "2026-01-31", "environment", "TEST"),
                    RecordKind.USER, Map.of("status", "LEFT"));
            for (int count = 0; count < 15; count++) {
                for (var kind : fields.entrySet()) {
                    var records = open.snapshot().records(kind.getKey());
                    if (!records.isEmpty()) {
                        var record = records.get(random.nextInt(records.size()));
                        var field = pick(
                                random, new java.util.TreeSet<>(kind.getValue().keySet()).toArray(String[]::new));
                        var day = NOVEMBER.minusDays(random.nextInt(60));
                        open.register()
                                .apply(
                                        new Command(
                                                "test.edit",
                                                "x",
                                                "",
                                                List.of(Command.Edit.set(
                                                                kind.getKey(),
                                                                record.id(),
                                                                Map.of(
                                                                        field,
                                                                        kind.getValue()
                                                                                .get(field)))
                                                        .holding(EditDay.from(day)))),
                                        Progress.NONE);
                    }
                }
                if (count % 5 == 0) {
                    assertThat(answer(open, JUNE)).as("seed %s", seed).isEqualTo(june);
                }
            }
            assertThat(answer(open, MAY)).as("seed %s", seed).isEqualTo(may);
            assertThat(answer(open, JUNE)).as("seed %s", seed).isEqualTo(june);
        });
    }

    private static void edit(OpenRegister open, Command.Edit edit) {
        var saved = new EditRecords(open).apply(new Command("test.edit", "x", "", List.of(edit)), Progress.NONE);
        assertThat(saved.done()).isTrue();
    }

    @Test
    void aRecordMadeByHandIsThereOnEachDay() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, MAY, "device,kind,host", "v,VIRTUAL_MACHINE,by-hand");
            var id = UUID.randomUUID();
            edit(open, Command.Edit.set(RecordKind.DEVICE, id, Map.of("name", "by-hand")));
            list(open, RowMeaning.DEVICES, NOVEMBER, "device,kind,host", "v,VIRTUAL_MACHINE,");

            var then = open.snapshot().at(JUNE);
            assertThat(named(then, RecordKind.DEVICE, "v").reference("host")).contains(id);
            edit(open, Command.Edit.set(RecordKind.DEVICE, id, Map.of("name", "other")));
            var renamed = open.snapshot().at(JUNE);
            assertThat(named(renamed, RecordKind.DEVICE, "v").reference("host")).isEmpty();
            assertThat(renamed.record(RecordKind.DEVICE, id)).isPresent();
        });
    }

    @Test
    void aListOfWhichNobodyToldTheDayCountsBeforeAndSaysSo() throws IOException {
        use(open -> {
            list(open, RowMeaning.INSTALLATIONS, MAY, INSTALLATIONS, installed("a", ""), installed("b", ""));
            var rights = "reference,product,metric,quantity,start";
            list(open, RowMeaning.ENTITLEMENTS, Optional.empty(), rights, "R-1,corel/winzip,device,2,2023-01-01");

            assertThat(winzip(open, MAY).shortfall().text()).isEqualTo("0");
            assertThat(position(open, MAY).problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ComputePosition.UNDATED_IMPORTS);
                assertThat(problem.examples()).containsExactly("ENTITLEMENTS.csv (ENTITLEMENTS, 2026-11-30)");
                assertThat(problem.message())
                        .startsWith("1 import came in after 2026-05-31, and nobody told of which day.");
            });

            list(open, RowMeaning.ENTITLEMENTS, JUNE, rights, "R-1,corel/winzip,device,1,2023-01-01");
            assertThat(winzip(open, MAY).shortfall().text())
                    .as("the later list changes nothing")
                    .isEqualTo("0");
            assertThat(winzip(open, JUNE).shortfall().text()).isEqualTo("1");
            list(open, RowMeaning.ENTITLEMENTS, MAY, rights, "R-1,corel/winzip,device,0,2023-01-01");
            assertThat(winzip(open, MAY).shortfall().text())
                    .as("a list of that day corrects it")
                    .isEqualTo("2");
            assertThat(position(open, MAY).problems())
                    .noneMatch(problem -> problem.code().equals(ComputePosition.UNDATED_IMPORTS));
        });
    }

    @Test
    void aNewSourceOfALaterDayDoesNotCountAndIsNamed() throws IOException {
        use(open -> {
            list(open, RowMeaning.INSTALLATIONS, MAY, INSTALLATIONS, installed("a", ""));
            list(
                    open,
                    RowMeaning.ENTITLEMENTS,
                    NOVEMBER,
                    "reference,product,metric,quantity",
                    "R-1,corel/winzip,device,2");

            assertThat(winzip(open, MAY).shortfall().text()).isEqualTo("1");
            assertThat(position(open, MAY).problems())
                    .extracting(problem -> problem.code())
                    .contains(ComputePosition.LATER_IMPORTS);
        });
    }

    @Test
    void theSameBytesOfAnotherDayAreAnotherList() throws IOException {
        use(open -> {
            var header = "device,kind,cores";
            list(open, RowMeaning.DEVICES, MAY, header, "h,SERVER,16");
            list(open, RowMeaning.DEVICES, JUNE, header, "h,SERVER,32");
            list(open, RowMeaning.DEVICES, NOVEMBER, header, "h,SERVER,16");

            assertThat(named(open.snapshot().at(MAY), RecordKind.DEVICE, "h").text("cores"))
                    .isEqualTo("16");
            assertThat(named(open.snapshot().at(JUNE), RecordKind.DEVICE, "h").text("cores"))
                    .isEqualTo("32");
            assertThat(named(open.snapshot().at(NOVEMBER), RecordKind.DEVICE, "h")
                            .text("cores"))
                    .isEqualTo("16");
        });
    }

    /// What a position says, with why each line says it.
    private record Answer(List<PositionLine> lines, String digest, List<Trace> traces) {}

    private static Answer answer(OpenRegister open, LocalDate day) {
        var positions = new ComputePosition(open);
        var settings = PositionSettings.asAt(day);
        var position = positions.compute(settings, Progress.NONE).position();
        return new Answer(
                position.lines(),
                position.digest(),
                position.lines().stream()
                        .map(line -> positions.explain(settings, line.id(), Progress.NONE))
                        .toList());
    }

    private static final List<String> TITLES = List.of(
            "WinZip 24.0,Corel Corporation,24.0.13618",
            "Adobe Acrobat DC,Adobe,21.1",
            "Microsoft Windows Server 2022 Standard,Microsoft Corporation,10.0.20348",
            "Microsoft Office Professional Plus 2019,Microsoft Corporation,16.0.1",
            "Some Unknown Tool,Nobody,1");

    private void randomEstate(OpenRegister open, Random random, LocalDate day) throws IOException {
        var units = new ArrayList<>(List.of("name,parent", "Yard,"));
        var users = new ArrayList<>(List.of("name,login,unit"));
        var devices = new ArrayList<>(
                List.of("device,kind,processors,cores,host,cluster,status,unit,user,firstSeen,lastSeen"));
        var installations = new ArrayList<>(List.of(INSTALLATIONS));
        var rights = new ArrayList<>(List.of("reference,product,edition,version,metric,kind,quantity,start,end,unit"));
        var exclusions = new ArrayList<>(List.of("reference,device,unit,reason,explanation,validUntil"));
        var assignments = new ArrayList<>(List.of("product,user,from,until"));
        for (int number = 0; number < 3; number++) {
            if (random.nextInt(4) > 0) {
                units.add("unit" + number + "," + pick(random, "", "Yard", "unit0"));
            }
            if (random.nextInt(4) > 0) {
                users.add("person" + number + ",p" + number + "," + pick(random, "", "Yard", "unit1", "unit2"));
            }
        }
        for (int number = 0; number < 8; number++) {
            if (random.nextInt(5) == 0) {
                continue;
            }
            boolean host = number < 3;
            devices.add(String.join(
                    ",",
                    "d" + number,
                    host ? "SERVER" : pick(random, "VIRTUAL_MACHINE", "DESKTOP"),
                    host ? pick(random, "1", "2") : "",
                    pick(random, "4", "16", "24", ""),
                    host ? "" : pick(random, "", "d0", "d1", "d2", "d9"),
                    host ? pick(random, "", "blue", "red") : "",
                    pick(random, "IN_SERVICE", "IN_SERVICE", "RETIRED", ""),
                    pick(random, "", "Yard", "unit0"),
                    pick(random, "", "person0", "person1"),
                    pick(
                            random,
                            "",
                            "2024-01-10",
                            day.toString(),
                            day.plusDays(9).toString()),
                    pick(random, "", "2026-01-10", day.minusDays(2).toString())));
        }
        for (int count = 0; count < 14; count++) {
            installations.add("d" + random.nextInt(9) + "," + TITLES.get(random.nextInt(TITLES.size())) + ","
                    + pick(random, "", "2024-01-10", day.plusDays(3).toString()) + ",");
        }
        for (int number = 0; number < 5; number++) {
            if (random.nextInt(4) > 0) {
                rights.add(String.join(
                        ",",
                        "R-" + number,
                        pick(
                                random,
                                "corel/winzip,,24,device",
                                "adobe/acrobat,,,device",
                                "microsoft/windows-server,standard,2022,core",
                                "microsoft/office,professional-plus,2019,device"),
                        "FULL",
                        pick(random, "1", "2", "16"),
                        pick(random, ",", "2023-01-01,", "2026-09-01,", "2023-01-01,2026-08-31"),
                        pick(random, "", "unit0")));
            }
        }
        exclusions.add("X-1,d" + random.nextInt(8) + "," + pick(random, "", "Yard") + ",OTHER,because,"
                + pick(random, "", "2026-08-31"));
        assignments.add("adobe/acrobat,person" + random.nextInt(3) + ",," + pick(random, "", "2026-08-31"));
        list(open, RowMeaning.ORGANISATION_UNITS, day, units.toArray(String[]::new));
        list(open, RowMeaning.USERS, day, users.toArray(String[]::new));
        list(open, RowMeaning.DEVICES, day, devices.toArray(String[]::new));
        list(open, RowMeaning.INSTALLATIONS, day, installations.toArray(String[]::new));
        list(open, RowMeaning.ENTITLEMENTS, day, rights.toArray(String[]::new));
        list(open, RowMeaning.EXCLUSIONS, day, exclusions.toArray(String[]::new));
        list(open, RowMeaning.ASSIGNMENTS, day, assignments.toArray(String[]::new));
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noLaterImportChangesAnEarlierDay(long seed) throws IOException {
        use(open -> {
            var random = new Random(seed);
            randomEstate(open, random, MAY);
            var may = answer(open, MAY);
            var june = answer(open, JUNE);
            assertThat(may.lines()).isNotEmpty();

            randomEstate(open, random, NOVEMBER);
            assertThat(answer(open, MAY)).as("seed %s", seed).isEqualTo(may);
            assertThat(answer(open, JUNE)).as("seed %s", seed).isEqualTo(june);

            randomEstate(open, random, LocalDate.of(2026, 8, 15));
            assertThat(answer(open, MAY)).as("seed %s", seed).isEqualTo(may);
            assertThat(answer(open, JUNE)).as("seed %s", seed).isEqualTo(june);
            assertThat(answer(open, NOVEMBER).lines()).isNotEmpty();
        });
    }

    @Test
    void anEditOfARightRecomputesAnEarlierDayAsAFullPositionWould() throws IOException {
        use(open -> {
            var random = new Random(77);
            randomEstate(open, random, MAY);
            randomEstate(open, random, NOVEMBER);
            var kept = new ComputePosition(open);
            kept.compute(PositionSettings.asAt(JUNE), Progress.NONE);
            var rights = open.snapshot().at(JUNE).records(RecordKind.ENTITLEMENT).stream()
                    .filter(right -> open.snapshot()
                            .record(RecordKind.ENTITLEMENT, right.id())
                            .isPresent())
                    .toList();
            assertThat(rights).isNotEmpty();
            for (var right : rights) {
                edit(open, Command.Edit.set(RecordKind.ENTITLEMENT, right.id(), Map.of("quantity", "7")));
                assertThat(kept.compute(PositionSettings.asAt(JUNE), Progress.NONE)
                                .position()
                                .lines())
                        .isEqualTo(position(open, JUNE).lines());
            }
        });
    }
}
