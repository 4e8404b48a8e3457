package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.position.Position;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.PositionSettings;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Trace;
import app.assay.domain.record.Command;
import app.assay.domain.record.EditDay;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.source.RowMeaning;
import app.assay.storage.records.RegisterSnapshot;
import app.assay.work.Fault;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            assertThat(winzip(open, MAY).problems())
                    .filteredOn(problem -> problem.code().equals(Problem.SEEN_FIRST_LATER))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.count())
                                .as("a by its title, b by itself")
                                .isEqualTo(2);
                        assertThat(problem.message())
                                .isEqualTo(
                                        "2 installations were not there yet on 2026-05-31: they were, or the devices were, first seen later; they are not counted here.");
                    });
            assertThat(seenFirstLater(open, LocalDate.of(2026, 6, 15))).isEqualTo(1);
            assertThat(seenFirstLater(open, LocalDate.of(2026, 6, 20))).isZero();
            assertThat(winzip(open, LocalDate.of(2026, 6, 15)).gross().text()).isEqualTo("3");
            assertThat(winzip(open, LocalDate.of(2026, 6, 20)).gross().text()).isEqualTo("4");
            assertThat(open.snapshot().at(MAY).records(RecordKind.DEVICE))
                    .extracting(state -> state.text("name"))
                    .containsExactly("a", "c", "d");
            assertThat(open.snapshot().installations().count()).isEqualTo(4);
            assertThat(open.snapshot().installationsAt(MAY).count()).isEqualTo(2);
        });
    }

    private static long seenFirstLater(OpenRegister open, LocalDate day) {
        return winzip(open, day).problems().stream()
                .filter(problem -> problem.code().equals(Problem.SEEN_FIRST_LATER))
                .mapToLong(Problem::count)
                .sum();
    }

    @Test
    void aProductWithoutALineSinceNothingOfItWasThereYetIsTold() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, MAY, "device,firstSeen", "a,2026-06-15", "b,");
            list(open, RowMeaning.INSTALLATIONS, MAY, INSTALLATIONS, installed("a", ""), installed("b", "2026-06-10"));

            var position = position(open, MAY);
            assertThat(position.lines()).isEmpty();
            assertThat(position.problems())
                    .filteredOn(problem -> problem.code().equals(Problem.SEEN_FIRST_LATER))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.count()).isEqualTo(2);
                        assertThat(problem.examples()).containsExactly("WinZip");
                    });
            assertThat(winzip(open, JUNE).net().text()).isEqualTo("2");
            assertThat(position(open, JUNE).problems())
                    .noneMatch(problem -> problem.code().equals(Problem.SEEN_FIRST_LATER));
        });
    }

    @Test
    void aTitleLastSeenLongBeforeTheDayIsStaleOnADeviceThatWasSeenSince() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, NOVEMBER, "device,lastSeen", "a,2026-11-09", "b,2026-11-09", "c,", "d,");
            list(
                    open,
                    RowMeaning.INSTALLATIONS,
                    NOVEMBER,
                    INSTALLATIONS,
                    "a,WinZip 24.0,Corel Corporation,24.0.13618,2024-01-10,2026-08-11", // 91 days before
                    "b,WinZip 24.0,Corel Corporation,24.0.13618,2024-01-10,2026-08-12", // 90 days before
                    "c,WinZip 24.0,Corel Corporation,24.0.13618,,2026-02-01",
                    "c,WinZip 25.0,Corel Corporation,25.0.14273,,2026-11-01",
                    "d,WinZip 24.0,Corel Corporation,24.0.13618,2026-11-01,2026-02-01"); // neither day is believed

            var line = winzip(open, NOVEMBER);
            assertThat(line.gross().text()).isEqualTo("4");
            assertThat(line.net().text()).as("b, c and d").isEqualTo("3");
            assertThat(line.reductions()).singleElement().satisfies(reduction -> {
                assertThat(reduction.reason()).isEqualTo("stale");
                assertThat(reduction.units().text()).isEqualTo("1");
                assertThat(reduction.rule()).contains("last seen more than 90 days before 2026-11-10");
            });
            var trace = new ComputePosition(open)
                    .explain(PositionSettings.asAt(NOVEMBER), "corel/winzip||device", Progress.NONE);
            assertThat(trace.consumers())
                    .filteredOn(consumer -> consumer.name().equals("a"))
                    .singleElement()
                    .satisfies(consumer -> assertThat(consumer.facts())
                            .anyMatch(fact -> fact.name().equals("title last seen")
                                    && fact.value().equals("before 2026-08-12")));
        });
    }

    /// A list of installations of a source of its own.
    private UUID listFrom(OpenRegister open, String source, LocalDate day, String... rows) throws IOException {
        var file = folder.resolve(source + ".csv");
        var lines = new ArrayList<>(List.of(INSTALLATIONS));
        lines.addAll(List.of(rows));
        Files.write(file, lines);
        var outcome = new ImportFiles(open)
                .run(
                        ImportPlan.of(file)
                                .as(RowMeaning.INSTALLATIONS)
                                .withSource(Optional.of(source))
                                .withDataDate(Optional.of(day)),
                        Progress.NONE);
        assertThat(outcome.state()).isEqualTo(ImportOutcome.State.PUBLISHED);
        return outcome.load().orElseThrow();
    }

    private static String lastSeen(String device, String day) {
        return device + ",WinZip 24.0,Corel Corporation,24.0.13618,," + day;
    }

    @Test
    void aListThatTellsNoLastDayIsNotOutdoneByAnEarlierDayOfAnotherSource() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, NOVEMBER, "device,lastSeen", "a,2026-11-09", "b,2026-11-09", "c,2026-11-09");
            var agent = listFrom(open, "agent", MAY, lastSeen("a", "2026-05-09"), lastSeen("b", "2026-05-09"));
            assertThat(winzip(open, NOVEMBER).net().text()).as("stale on both").isEqualTo("0");

            var packages = listFrom(open, "packages", NOVEMBER, lastSeen("a", ""));
            assertThat(winzip(open, NOVEMBER).net().text())
                    .as("found on a today")
                    .isEqualTo("1");
            assertThat(winzip(open, JUNE).net().text()).as("before that list").isEqualTo("2");

            listFrom(open, "packages", NOVEMBER, lastSeen("c", ""));
            assertThat(winzip(open, NOVEMBER).net().text())
                    .as("replaced by a list with c alone")
                    .isEqualTo("1");

            var again = listFrom(open, "packages", NOVEMBER, lastSeen("a", ""), lastSeen("c", ""));
            assertThat(winzip(open, NOVEMBER).net().text()).isEqualTo("2");
            new ImportFiles(open).takeBack(again, "wrong");
            assertThat(again).isNotEqualTo(packages);
            assertThat(winzip(open, NOVEMBER).net().text())
                    .as("a is stale again")
                    .isEqualTo("1");

            listFrom(open, "packages", NOVEMBER, lastSeen("a", ""), lastSeen("b", ""));
            new ImportFiles(open).takeBack(agent, "wrong");
            assertThat(winzip(open, NOVEMBER).net().text()).as("the list alone").isEqualTo("2");
        });
    }

    @Test
    void aLaterDayOutdoesAListThatTellsNoneWhicheverCameFirst() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, NOVEMBER, "device,lastSeen", "a,2026-11-09", "b,2026-11-09");
            listFrom(open, "packages", MAY, lastSeen("a", ""), lastSeen("b", ""));
            listFrom(open, "agent", NOVEMBER, lastSeen("a", "2026-05-09"), lastSeen("b", "2026-06-09"));

            var line = winzip(open, NOVEMBER);
            assertThat(line.gross().text()).isEqualTo("2");
            assertThat(line.net().text()).as("a was found after its last day").isEqualTo("1");
        });
    }

    @Test
    void aRowThatTellsNoLastDayIsNotOutdoneByAnEarlierDayOfItsFile() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, NOVEMBER, "device,lastSeen", "a,2026-11-09", "b,2026-11-09");
            listFrom(
                    open,
                    "agent",
                    NOVEMBER,
                    lastSeen("a", "2026-05-09"),
                    lastSeen("a", ""),
                    lastSeen("b", "2026-05-09"),
                    lastSeen("b", "2026-06-09"));

            assertThat(winzip(open, NOVEMBER).net().text()).as("a alone").isEqualTo("1");
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
            assertThat(cores(open, later))
                    .as("what was said from then on stays")
                    .isEqualTo("6");
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
    void anEditOfAnEarlierDayHoldsUntilTheDayFromWhichOnSomethingElseWasSaidAndSaysSo() throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            var august = LocalDate.of(2026, 8, 1);
            for (var said : List.of(Map.entry(NOVEMBER, "32"), Map.entry(JUNE, "24"), Map.entry(august, "28"))) {
                edit(
                        open,
                        setting(open.snapshot(), RecordKind.DEVICE, "pc", "cores", said.getValue())
                                .holding(EditDay.from(said.getKey())));
            }
            assertThat(List.of(cores(open, MAY), cores(open, JUNE), cores(open, august), cores(open, NOVEMBER)))
                    .containsExactly("4", "24", "28", "32");
            var edit = setting(open.snapshot(), RecordKind.DEVICE, "pc", "cores", "25")
                    .holding(EditDay.from(LocalDate.of(2026, 7, 1)));
            assertThat(new EditRecords(open).check(new Command("x", "x", "", List.of(edit))))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.blocking()).isFalse();
                        assertThat(finding.field()).contains("cores");
                        assertThat(finding.message()).startsWith("It holds until 2026-07-31: from 2026-08-01 on");
                    });
            edit(open, edit.holding(EditDay.from(JUNE)));
            assertThat(List.of(cores(open, MAY), cores(open, JUNE), cores(open, august), cores(open, NOVEMBER)))
                    .containsExactly("4", "25", "28", "32");
            edit(
                    open,
                    setting(open.snapshot(), RecordKind.DEVICE, "pc", "cores", "")
                            .holding(EditDay.from(august)));
            assertThat(List.of(cores(open, JUNE), cores(open, august), cores(open, NOVEMBER)))
                    .as("what files say, for a while")
                    .containsExactly("25", "4", "32");
            assertThat(open.register().verify(Progress.NONE).messages()).isEmpty();
        });
    }

    @Test
    void anEditFromADayBeforeARecordBeginsLeavesItsBeginning() throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            var id = UUID.randomUUID();
            var from = EditDay.from(NOVEMBER);
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("name", "new", "kind", "SERVER", "cores", "16"))
                            .holding(from));
            edit(
                    open,
                    setting(open.snapshot(), RecordKind.DEVICE, "new", "cores", "18")
                            .holding(EditDay.from(JUNE)));
            assertThat(find(open.snapshot().at(NOVEMBER.minusDays(1)), RecordKind.DEVICE, "new"))
                    .isEmpty();
            assertThat(named(open.snapshot().at(NOVEMBER), RecordKind.DEVICE, "new")
                            .text("cores"))
                    .isEqualTo("18");
            var december = LocalDate.of(2026, 12, 1);
            edit(
                    open,
                    setting(open.snapshot(), RecordKind.DEVICE, "new", "cores", "20")
                            .holding(EditDay.from(december)));
            edit(
                    open,
                    setting(open.snapshot(), RecordKind.DEVICE, "new", "cores", "19")
                            .holding(EditDay.from(JUNE)));
            assertThat(named(open.snapshot().at(NOVEMBER), RecordKind.DEVICE, "new")
                            .text("cores"))
                    .isEqualTo("19");
            assertThat(named(open.snapshot().at(december), RecordKind.DEVICE, "new")
                            .text("cores"))
                    .isEqualTo("20");
            assertThat(find(open.snapshot().at(JUNE), RecordKind.DEVICE, "new")).isEmpty();
        });
    }

    @Test
    void whatCorrectsThePastLetsAnExclusionBeThereOnEachDayAndAUsualEditDoesNot() throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            edit(
                    open,
                    Command.Edit.set(
                            RecordKind.EXCLUSION,
                            UUID.randomUUID(),
                            Map.of(
                                    "reference",
                                    "X-1",
                                    "device",
                                    named(open.snapshot(), RecordKind.DEVICE, "pd")
                                            .id()
                                            .toString(),
                                    "reason",
                                    "OTHER",
                                    "explanation",
                                    "spare")));
            edit(open, setting(open.snapshot(), RecordKind.EXCLUSION, "X-1", "explanation", "a spare"));
            assertThat(find(open.snapshot().at(JUNE), RecordKind.EXCLUSION, "X-1"))
                    .isEmpty();
            assertThat(winzip(open, JUNE).net().text()).isEqualTo("2");
            edit(
                    open,
                    setting(open.snapshot(), RecordKind.EXCLUSION, "X-1", "explanation", "spare since ever")
                            .holding(EditDay.EVERY_DAY));
            assertThat(find(open.snapshot().at(MAY), RecordKind.EXCLUSION, "X-1"))
                    .isPresent();
            assertThat(winzip(open, JUNE).net().text()).isEqualTo("1");
            new EditRecords(open).undo();
            assertThat(winzip(open, JUNE).net().text()).isEqualTo("2");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNameHoldsOnEachDayWhateverDayIsGivenForIt(boolean hasLaterLoads) throws IOException {
        use(open -> {
            list(
                    open,
                    RowMeaning.DEVICES,
                    MAY,
                    "device,kind,host,cores",
                    "v,VIRTUAL_MACHINE,by-hand,4",
                    "w,VIRTUAL_MACHINE,renamed,4");
            if (hasLaterLoads) {
                list(open, RowMeaning.USERS, NOVEMBER, "name,login", "Ann,ann");
            }
            var id = UUID.randomUUID();
            edit(open, Command.Edit.set(RecordKind.DEVICE, id, Map.of("name", "by-hand", "kind", "SERVER")));
            var edit = Command.Edit.set(RecordKind.DEVICE, id, Map.of("name", "renamed", "cores", "16"))
                    .holding(EditDay.from(NOVEMBER));
            assertThat(new EditRecords(open).check(new Command("x", "x", "", List.of(edit))))
                    .filteredOn(finding -> finding.code().equals("name-of-every-day"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.field()).contains("name"));
            edit(open, edit);
            var then = open.snapshot().at(JUNE);
            assertThat(named(then, RecordKind.DEVICE, "renamed").find("cores")).isEmpty();
            assertThat(hostOf(open, "v")).isEmpty();
            assertThat(hostOf(open, "w")).contains(id);
            assertThat(named(open.snapshot(), RecordKind.DEVICE, "renamed").text("cores"))
                    .isEqualTo("16");
        });
    }

    @Test
    void eachKindThatNamesStandForHasItsNamesOnEachDay() {
        for (var kind : RecordKind.values()) {
            for (var field : kind.fields()) {
                field.target()
                        .filter(EditDay::isOfDays)
                        .ifPresent(target -> assertThat(EditDay.isName(
                                        target, target.fields().getFirst().name()))
                                .as(target.name())
                                .isTrue());
            }
            assertThat(kind.fields())
                    .as("no field both names and changes")
                    .noneMatch(
                            field -> EditDay.isName(kind, field.name()) && EditDay.isUsuallyDated(kind, field.name()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1979-12-31", "0026-06-01", "+12026-06-01", "2201-01-01"})
    void nothingHoldsFromADayThatIsASlip(String day) throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            var command = new Command(
                    "x",
                    "x",
                    "",
                    List.of(setting(open.snapshot(), RecordKind.DEVICE, "pc", "cores", "99")
                            .holding(EditDay.from(LocalDate.parse(day)))));
            var saved = new EditRecords(open).apply(command, Progress.NONE);
            assertThat(saved.done()).isFalse();
            assertThat(saved.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.code()).isEqualTo("day-out-of-range"));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> open.register().apply(command, Progress.NONE))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("Nothing can hold from the day " + day);
            assertThat(cores(open, NOVEMBER)).isEqualTo("4");
        });
    }

    @Test
    void aPackageThatHoldsARecordFromALaterDayIsRefused() throws IOException {
        use(open -> {
            estateOfTwoLoads(open);
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, UUID.randomUUID(), Map.of("name", "new", "kind", "SERVER"))
                            .holding(EditDay.from(NOVEMBER)));
            var positions = new ComputePosition(open);
            for (var day : List.of(JUNE, NOVEMBER)) {
                new ExportEvidence(open, positions, new Tables(open, positions))
                        .packageTo(
                                folder.resolve(day + ".zip"),
                                PositionSettings.asAt(day),
                                ExportEvidence.Choices.EVERYTHING,
                                Progress.NONE);
                assertThat(ExportEvidence.check(folder.resolve(day + ".zip"), Progress.NONE)
                                .findings())
                        .isEmpty();
            }
            var devices = "data/30_deployment/devices.csv";
            var forged = folder.resolve("forged.zip");
            try (var sound = new ZipFile(folder.resolve(JUNE + ".zip").toFile());
                    var later = new ZipFile(folder.resolve(NOVEMBER + ".zip").toFile());
                    var out = new ZipOutputStream(Files.newOutputStream(forged))) {
                for (var entry : sound.stream().toList()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    var from = entry.getName().endsWith(devices) ? later : sound;
                    var source = from.stream()
                            .filter(one -> entry.getName().endsWith(devices)
                                    ? one.getName().endsWith(devices)
                                    : one.getName().equals(entry.getName()))
                            .findFirst()
                            .orElseThrow();
                    try (var in = from.getInputStream(source)) {
                        in.transferTo(out);
                    }
                }
            }
            assertThat(ExportEvidence.check(forged, Progress.NONE).findings())
                    .anyMatch(finding -> finding.path().equals(devices)
                            && finding.reason().contains("was not there on the day of the position"));
        });
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
            var refused = new EditRecords(open).apply(command, Progress.NONE);
            assertThat(refused.done()).isFalse();
            assertThat(refused.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("unit before 2026-11-10"));
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

    private void reopened(Use use) throws IOException {
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(NOON, "Mara", "test", writer, readers).open(folder.resolve("register"))) {
            use.of(open);
        }
    }

    private static List<List<RecordState>> records(OpenRegister open, LocalDate day) {
        var then = open.snapshot().at(day);
        return Arrays.stream(RecordKind.values()).map(then::records).toList();
    }

    @ParameterizedTest
    @CsvSource({"31,1", "32,1", "33,1", "34,1", "35,1", "36,1", "41,2", "42,2", "43,2", "44,2", "45,2", "46,2"})
    void anEarlierDayIsTheSameWhateverWasAskedBefore(long seed, int loads) throws IOException {
        var random = new Random(seed);
        use(open -> {
            randomEstate(open, random, MAY);
            if (loads > 1) {
                randomEstate(open, random, NOVEMBER);
            }
        });
        int refused = 0;
        for (int round = 0; round < 4; round++) {
            var warm = new ArrayList<List<List<RecordState>>>();
            var told = "seed " + seed + ", round " + round;
            var count = new int[1];
            reopened(open -> {
                for (int edits = 0; edits < 15; edits++) {
                    count[0] += randomEdit(open, random) ? 0 : 1;
                    records(open, JUNE);
                    if (random.nextInt(3) == 0) {
                        records(open, LocalDate.of(2026, 8, 15));
                    }
                }
                warm.add(records(open, JUNE));
                warm.add(records(open, LocalDate.of(2026, 8, 15)));
                warm.add(records(open, NOVEMBER));
            });
            refused += count[0];
            reopened(open -> {
                assertThat(warm.get(0)).as(told).isEqualTo(records(open, JUNE));
                assertThat(warm.get(1)).as(told).isEqualTo(records(open, LocalDate.of(2026, 8, 15)));
                assertThat(warm.get(2)).as(told).isEqualTo(records(open, NOVEMBER));
            });
        }
        assertThat(refused).as("most edits are done").isLessThan(30);
    }

    /// An edit of a name, a reference, a number, of records made by hand or told by files, or a deletion or an
    /// undo.
    private static boolean randomEdit(OpenRegister open, Random random) {
        var edits = new EditRecords(open);
        if (random.nextInt(8) == 0 && edits.undoState().undo().isPresent()) {
            return edits.undo().done();
        }
        var kind = random.nextInt(3) == 0 ? RecordKind.ORGANISATION_UNIT : RecordKind.DEVICE;
        var all = open.snapshot().records(kind);
        var some = all.get(random.nextInt(all.size()));
        var day = random.nextInt(3) == 0
                ? EditDay.EVERY_DAY
                : EditDay.from(LocalDate.of(2026, 4 + random.nextInt(8), 1 + random.nextInt(28)));
        var name = kind == RecordKind.DEVICE
                ? pick(random, "d0", "d1", "d2", "d9", "d9", "spare")
                : pick(random, "unit0", "unit1", "unit2", "unit3");
        var edit = switch (random.nextInt(5)) {
            case 0 ->
                Command.Edit.set(kind, UUID.randomUUID(), Map.of("name", name)).holding(day);
            case 1 -> Command.Edit.set(kind, some.id(), Map.of("name", name)).holding(day);
            case 2 -> Command.Edit.delete(kind, some.id());
            case 3 -> {
                var other = all.get(random.nextInt(all.size()));
                yield Command.Edit.set(
                                kind,
                                some.id(),
                                Map.of(
                                        kind == RecordKind.DEVICE ? "host" : "parent",
                                        random.nextInt(3) == 0 || other.equals(some)
                                                ? ""
                                                : other.id().toString()))
                        .holding(day);
            }
            default ->
                Command.Edit.set(
                                kind,
                                some.id(),
                                kind == RecordKind.DEVICE
                                        ? Map.of("cores", pick(random, "2", "8", "32", ""))
                                        : Map.of("name", name + pick(random, "", "a")))
                        .holding(day);
        };
        try {
            open.register().apply(new Command("test.edit", "x", "", List.of(edit)), Progress.NONE);
            return true;
        } catch (Fault stillUsed) {
            return false;
        }
    }

    @Test
    void aNameOfAnEarlierDayComesToStandForWhatIsMadeLater() throws IOException {
        var id = UUID.randomUUID();
        use(open -> {
            list(
                    open,
                    RowMeaning.DEVICES,
                    MAY,
                    "device,kind,host,cores",
                    "v,VIRTUAL_MACHINE,by-hand,4",
                    "pc,DESKTOP,,4");
            edit(
                    open,
                    setting(open.snapshot(), RecordKind.DEVICE, "pc", "cores", "8")
                            .holding(EditDay.from(NOVEMBER)));
            assertThat(hostOf(open, "v")).isEmpty();
            edit(open, Command.Edit.set(RecordKind.DEVICE, id, Map.of("name", "by-hand", "kind", "SERVER")));
            assertThat(hostOf(open, "v")).contains(id);
            edit(open, Command.Edit.set(RecordKind.DEVICE, id, Map.of("name", "other")));
            assertThat(hostOf(open, "v")).isEmpty();
            new EditRecords(open).undo();
            assertThat(hostOf(open, "v")).contains(id);
            assertThat(cores(open, JUNE)).isEqualTo("4");
        });
        reopened(open -> {
            assertThat(hostOf(open, "v")).contains(id);
            open.register()
                    .apply(
                            new Command("x", "x", "", List.of(Command.Edit.delete(RecordKind.DEVICE, id))),
                            Progress.NONE);
            assertThat(hostOf(open, "v")).isEmpty();
        });
    }

    private static Optional<UUID> hostOf(OpenRegister open, String name) {
        return hostOf(open.snapshot().at(JUNE), name);
    }

    /// The host that is there; a name that nobody has stands for an identity that no record has.
    private static Optional<UUID> hostOf(RegisterSnapshot then, String name) {
        return named(then, RecordKind.DEVICE, name)
                .reference("host")
                .filter(id -> then.record(RecordKind.DEVICE, id).isPresent());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNameStandsForNoRecordThatWasNotThereYet(boolean hasLaterLoads) throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, MAY, "device,kind,host", "v,VIRTUAL_MACHINE,by-hand");
            if (hasLaterLoads) {
                list(open, RowMeaning.USERS, NOVEMBER, "name,login", "Ann,ann");
            }
            var id = UUID.randomUUID();
            edit(
                    open,
                    Command.Edit.set(RecordKind.DEVICE, id, Map.of("name", "by-hand", "kind", "SERVER"))
                            .holding(EditDay.from(NOVEMBER)));
            assertThat(hostOf(open, "v")).isEmpty();
            assertThat(find(open.snapshot().at(JUNE), RecordKind.DEVICE, "by-hand"))
                    .isEmpty();
            assertThat(named(open.snapshot().at(NOVEMBER), RecordKind.DEVICE, "v")
                            .reference("host"))
                    .contains(id);
        });
    }

    private static void edit(OpenRegister open, Command.Edit edit) {
        var saved = new EditRecords(open).apply(new Command("test.edit", "x", "", List.of(edit)), Progress.NONE);
        assertThat(saved.done()).as(saved.findings().toString()).isTrue();
    }

    @Test
    void whatIsEditedAsUsualSaysFromWhichDayItHolds() throws IOException {
        use(open -> {
            list(open, RowMeaning.DEVICES, NOVEMBER, "device", "a");
            var now = open.snapshot();
            var edits = new EditRecords(open);
            var status = setting(now, RecordKind.DEVICE, "a", "status", "RETIRED");
            assertThat(saved(edits, status).holdsFrom()).contains(NOVEMBER);
            assertThat(saved(edits, setting(now, RecordKind.DEVICE, "a", "note", "in the cellar"))
                            .holdsFrom())
                    .as("a note holds on every day")
                    .isEmpty();
            assertThat(saved(
                                    edits,
                                    setting(now, RecordKind.DEVICE, "a", "status", "IN_STOCK")
                                            .holding(EditDay.from(JUNE)))
                            .holdsFrom())
                    .as("the analyst told it")
                    .isEmpty();
        });
    }

    private static Saved saved(EditRecords edits, Command.Edit edit) {
        return edits.apply(new Command("test.edit", "x", "", List.of(edit)), Progress.NONE);
    }

    private void useAt(String day, Use use) throws IOException {
        var clock = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(clock, "Mara", "test", writer, readers).open(folder.resolve("register"))) {
            use.of(open);
        }
    }

    private static List<String> takenBack(OpenRegister open, LocalDate day) {
        return position(open, day).problems().stream()
                .filter(problem -> problem.code().equals(Problem.TAKEN_BACK_LATER))
                .flatMap(problem -> problem.examples().stream())
                .toList();
    }

    @Test
    void anEarlierPositionTellsThatSomethingWasDeletedOrUndoneSince() throws IOException {
        var right = UUID.randomUUID();
        var young = UUID.randomUUID();
        var rightValues = Map.of(
                "reference", "R-9",
                "product", "corel/winzip",
                "metric", "device",
                "kind", "FULL",
                "quantity", "1");
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(
                                Clock.fixed(Instant.parse("2026-06-02T12:00:00Z"), ZoneOffset.UTC),
                                "Mara",
                                "test",
                                writer,
                                readers)
                        .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC)) {
            list(open, RowMeaning.DEVICES, MAY, "device", "a", "b");
            list(open, RowMeaning.INSTALLATIONS, MAY, INSTALLATIONS, installed("a", ""), installed("b", ""));
            edit(open, Command.Edit.set(RecordKind.ENTITLEMENT, right, rightValues));
            edit(
                    open,
                    Command.Edit.set(RecordKind.ENTITLEMENT, right, Map.of("quantity", "2"))
                            .holding(EditDay.EVERY_DAY));
            assertThat(winzip(open, JUNE).shortfall().text()).isEqualTo("0");
        }
        useAt("2026-11-30", open -> {
            list(open, RowMeaning.DEVICES, NOVEMBER, "device", "a", "b");
            list(open, RowMeaning.INSTALLATIONS, NOVEMBER, INSTALLATIONS, installed("a", ""), installed("b", ""));
            assertThat(takenBack(open, JUNE)).isEmpty();
            var june = position(open, JUNE).digest();

            edit(open, Command.Edit.delete(RecordKind.ENTITLEMENT, right));
            assertThat(winzip(open, JUNE).shortfall().text()).isEqualTo("2");
            assertThat(takenBack(open, JUNE)).containsExactly("entitlement R-9");
            assertThat(takenBack(open, LocalDate.of(2026, 6, 1)))
                    .as("a day on which it was not written yet")
                    .isEmpty();
            assertThat(takenBack(open, NOVEMBER)).as("the day at work").isEmpty();

            new EditRecords(open).undo();
            assertThat(takenBack(open, JUNE)).isEmpty();
            assertThat(position(open, JUNE).digest()).isEqualTo(june);

            edit(
                    open,
                    Command.Edit.set(
                            RecordKind.ENTITLEMENT,
                            young,
                            Map.of(
                                    "reference", "R-10",
                                    "product", "corel/winzip",
                                    "metric", "device",
                                    "kind", "FULL",
                                    "quantity", "7")));
            edit(open, Command.Edit.delete(RecordKind.ENTITLEMENT, young));
            assertThat(takenBack(open, JUNE)).as("made and deleted since").isEmpty();
            new EditRecords(open).undo();
            new EditRecords(open).undo();
            assertThat(takenBack(open, JUNE)).isEmpty();

            var exclusion = UUID.randomUUID();
            edit(
                    open,
                    Command.Edit.set(
                            RecordKind.EXCLUSION,
                            exclusion,
                            Map.of(
                                    "reference", "X-1",
                                    "product", "corel/winzip",
                                    "reason", "OTHER",
                                    "explanation", "spare")));
            edit(
                    open,
                    Command.Edit.set(RecordKind.EXCLUSION, exclusion, Map.of("explanation", "spare parts"))
                            .holding(EditDay.EVERY_DAY));
            new EditRecords(open).undo();
            assertThat(takenBack(open, JUNE)).as("what begins in November").isEmpty();
            new EditRecords(open).undo();

            // The imports of November are taken back too, then the edit that corrected the past.
            new EditRecords(open).undo();
            new EditRecords(open).undo();
            new EditRecords(open).undo();
            list(open, RowMeaning.DEVICES, NOVEMBER, "device,cores", "a,", "b,");
            assertThat(winzip(open, JUNE).shortfall().text()).isEqualTo("1");
            assertThat(takenBack(open, JUNE)).containsExactly("entitlement R-9");
        });
    }

    private static List<String> importsTakenBack(OpenRegister open, LocalDate day) {
        return position(open, day).problems().stream()
                .filter(problem -> problem.code().equals("imports-taken-back-later"))
                .flatMap(problem -> problem.examples().stream())
                .toList();
    }

    private static UUID lastImport(OpenRegister open) {
        return open.snapshot().loads().getLast().id();
    }

    @Test
    void anEarlierPositionTellsThatAnImportWasTakenBackSince() throws IOException {
        var devices = "DEVICES.csv (DEVICES, " + JUNE + ")";
        var may = new UUID[1];
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(
                                Clock.fixed(Instant.parse(JUNE + "T12:00:00Z"), ZoneOffset.UTC),
                                "Mara",
                                "test",
                                writer,
                                readers)
                        .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC)) {
            list(open, RowMeaning.DEVICES, MAY, "device", "a", "b");
            may[0] = lastImport(open);
            list(open, RowMeaning.INSTALLATIONS, MAY, INSTALLATIONS, installed("a", ""), installed("b", ""));
            list(open, RowMeaning.DEVICES, JUNE, "device,status", "a,RETIRED", "b,");
        }
        useAt("2026-11-20", open -> {
            list(open, RowMeaning.INSTALLATIONS, NOVEMBER, INSTALLATIONS, installed("a", ""), installed("b", ""));
            assertThat(winzip(open, JUNE).net().text()).isEqualTo("1");
            assertThat(importsTakenBack(open, JUNE)).isEmpty();
            var june = position(open, JUNE).digest();

            var imports = new ImportFiles(open);
            imports.takeBack(may[0], "");
            assertThat(importsTakenBack(open, JUNE))
                    .as("another of its source counts")
                    .isEmpty();
            assertThat(importsTakenBack(open, MAY)).containsExactly("DEVICES.csv (DEVICES, " + MAY + ")");
            new EditRecords(open).undo();
            assertThat(importsTakenBack(open, MAY)).isEmpty();

            imports.takeBack(open.snapshot().loads().get(2).id(), "");
            assertThat(winzip(open, JUNE).net().text()).isEqualTo("2");
            assertThat(importsTakenBack(open, JUNE)).containsExactly(devices);
            assertThat(importsTakenBack(open, MAY))
                    .as("a day that it did not tell of")
                    .isEmpty();
            new EditRecords(open).undo();
            assertThat(importsTakenBack(open, JUNE)).isEmpty();
            assertThat(position(open, JUNE).digest()).isEqualTo(june);
            new EditRecords(open).redo();
            assertThat(importsTakenBack(open, JUNE)).containsExactly(devices);

            list(open, RowMeaning.USERS, JUNE, "user", "mara");
            new EditRecords(open).undo();
            assertThat(importsTakenBack(open, JUNE))
                    .as("came and went on one day")
                    .containsExactly(devices);
            list(open, RowMeaning.ORGANISATION_UNITS, JUNE, "unit", "North");
        });
        var units = "ORGANISATION_UNITS.csv (ORGANISATION_UNITS, " + JUNE + ")";
        useAt("2026-11-30", open -> {
            new ImportFiles(open).takeBack(lastImport(open), "");
            list(open, RowMeaning.INSTALLATIONS, LocalDate.of(2026, 11, 28), INSTALLATIONS, installed("a", ""));
            assertThat(importsTakenBack(open, JUNE))
                    .as("what came after the day of the position and was said of it until now")
                    .containsExactly(devices, units);
            assertThat(importsTakenBack(open, LocalDate.of(2026, 11, 20)))
                    .as("the other was no longer said at the end of that day")
                    .containsExactly(units);
        });
        useAt("2026-12-02", open -> {
            new EditRecords(open).undo();
            new EditRecords(open).undo();
            list(open, RowMeaning.INSTALLATIONS, LocalDate.of(2026, 12, 1), INSTALLATIONS, installed("a", ""));
            assertThat(importsTakenBack(open, LocalDate.of(2026, 11, 20)))
                    .as("counts as at the end of the day")
                    .isEmpty();
            assertThat(importsTakenBack(open, LocalDate.of(2026, 11, 30)))
                    .as("the one counts again, the other was taken back")
                    .containsExactly(units, "INSTALLATIONS.csv (INSTALLATIONS, 2026-11-28)");
        });
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
            assertThat(hostOf(renamed, "v")).isEmpty();
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
