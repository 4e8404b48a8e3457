package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.source.LoadState;
import app.assay.domain.source.RowMeaning;
import app.assay.domain.table.TableQuery;
import app.assay.work.Fault;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a command does, undo brings everything back to what it was, redo to what it had become, and both still do
/// so
/// after the register was closed and opened again. What is compared is all that a register tells: every record with
/// what each
/// source says of it, every import that counts, every installation, the state of every title, and the position.
class UndoOfEveryCommandTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);
    private static final int MANY = 3_000;

    private static final ExecutorService WRITER = Executors.newSingleThreadExecutor();
    private static final ExecutorService READERS = Executors.newFixedThreadPool(2);
    private static final Registers REGISTERS = new Registers(NOON, "mb", "test", WRITER, READERS);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    /// Something that an analyst does to the register of the sample.
    ///
    /// @param steps commands that it takes
    public record Act(String name, int steps, Consumer<Hands> doing) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// An open register and where files may be written.
    record Hands(OpenRegister open, EditRecords edits, Path folder) {

        void apply(String action, List<Edit> edits) {
            var saved = this.edits.apply(new Command(action, "subject", "", edits), Progress.NONE);
            assertThat(saved.findings()).noneMatch(Command.Finding::blocking);
            assertThat(saved.done()).isTrue();
        }

        UUID first(RecordKind kind) {
            return edits.all(kind).getFirst().id();
        }

        Path write(String name, String text) {
            try {
                return Files.writeString(folder.resolve(name), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeAll
    static void fill() {
        try (var open = REGISTERS.create(shared.resolve("register"), SampleRegister.NAME, SampleRegister.ZONE)) {
            new SampleRegister(Path.of("sample-data")).build(open, _ -> {}, Progress.NONE);
        }
    }

    @AfterAll
    static void endThreads() {
        WRITER.shutdown();
        READERS.shutdown();
    }

    static Stream<Act> everyCommand() {
        return Stream.of(
                new Act(
                        "a field is edited",
                        1,
                        hands -> hands.apply(
                                "entitlement.edit",
                                List.of(Edit.set(
                                        RecordKind.ENTITLEMENT,
                                        hands.first(RecordKind.ENTITLEMENT),
                                        Map.of("quantity", "7", "note", "counted anew"))))),
                new Act("a field that a file filled is edited and given back to the file", 2, hands -> {
                    var id = hands.first(RecordKind.USER);
                    hands.apply("user.edit", List.of(Edit.set(RecordKind.USER, id, Map.of("email", "x@y.example"))));
                    hands.apply("user.edit", List.of(Edit.set(RecordKind.USER, id, Map.of("email", ""))));
                }),
                new Act(
                        "a record is added",
                        1,
                        hands -> hands.apply(
                                "agreement.add",
                                List.of(Edit.set(
                                        RecordKind.AGREEMENT,
                                        UUID.randomUUID(),
                                        Map.of("reference", "EA-1", "publisher", "Microsoft"))))),
                new Act("a record is added, pointed at, and deleted with what points at it", 3, hands -> {
                    var agreement = UUID.randomUUID();
                    var purchase = UUID.randomUUID();
                    hands.apply(
                            "agreement.add",
                            List.of(Edit.set(RecordKind.AGREEMENT, agreement, Map.of("reference", "EA-1"))));
                    hands.apply(
                            "purchase.add",
                            List.of(Edit.set(
                                    RecordKind.PURCHASE,
                                    purchase,
                                    Map.of("reference", "PO-1", "agreement", agreement.toString()))));
                    hands.apply(
                            "agreement.delete",
                            List.of(
                                    Edit.delete(RecordKind.PURCHASE, purchase),
                                    Edit.delete(RecordKind.AGREEMENT, agreement)));
                }),
                new Act(
                        "a thousand rows are pasted",
                        1,
                        hands -> hands.apply(
                                "entitlement.add",
                                IntStream.range(0, 1000)
                                        .mapToObj(number -> Edit.set(
                                                RecordKind.ENTITLEMENT,
                                                UUID.randomUUID(),
                                                Map.of(
                                                        "reference", "P-" + number,
                                                        "product", "microsoft/sql-server",
                                                        "metric", "core",
                                                        "kind", "FULL",
                                                        "quantity", "2",
                                                        "versionCover", "EXACT")))
                                        .toList())),
                new Act("thousands of devices are added and changed at once", 2, hands -> {
                    racks(hands, "device.add", Map.of("kind", "SERVER", "status", "IN_SERVICE"));
                    racks(hands, "device.bulk", Map.of("status", "RETIRED", "note", "gone"));
                }),
                new Act("a proof is attached", 1, hands -> {
                    var paper = hands.write("invoice.txt", "Invoice 12, 40 units");
                    var saved = new AttachProofs(hands.open(), hands.edits())
                            .attach(
                                    RecordKind.ENTITLEMENT,
                                    hands.first(RecordKind.ENTITLEMENT),
                                    paper,
                                    Map.of("grade", "INVOICE_AND_PAYMENT"));
                    assertThat(saved.done()).isTrue();
                }),
                new Act("a rule is written, changed and deleted", 3, hands -> {
                    var id = UUID.randomUUID();
                    var rule =
                            Map.of("order", "10", "match", "CONTAINS", "title", "a", "ignore", "true", "author", "mb");
                    hands.apply("rule.create", List.of(Edit.set(RecordKind.RECOGNITION_RULE, id, rule)));
                    hands.apply("rule.edit", List.of(Edit.set(RecordKind.RECOGNITION_RULE, id, Map.of("title", "e"))));
                    hands.apply("rule.delete", List.of(Edit.delete(RecordKind.RECOGNITION_RULE, id)));
                }),
                new Act("titles are decided, ignored and reopened", 3, hands -> {
                    var titles = new RecogniseTitles(hands.open(), hands.edits());
                    assertThat(titles.decide(
                                            List.of(0, 1),
                                            new ProductTarget("microsoft/visio", "", ""),
                                            "mb",
                                            "by hand")
                                    .done())
                            .isTrue();
                    assertThat(titles.ignore(List.of(2, 3), "mb", "not ours").done())
                            .isTrue();
                    assertThat(titles.reopen(List.of(0, 2)).done()).isTrue();
                }),
                new Act("a mapping is kept", 1, hands -> {
                    var file = hands.write("people.csv", "name,login\nAda,ada01\n");
                    assertThat(new ImportFiles(hands.open())
                                    .saveProfile("people", ImportPlan.of(file).as(RowMeaning.USERS))
                                    .done())
                            .isTrue();
                }),
                new Act(
                        "a setting is changed",
                        1,
                        hands -> assertThat(hands.edits()
                                        .apply(Settings.change(Settings.STALE_AFTER_DAYS, "5"), Progress.NONE)
                                        .done())
                                .isTrue()),
                new Act("a file is imported", 1, UndoOfEveryCommandTest::importMore),
                new Act("a newer file of the same source is imported", 2, hands -> {
                    importMore(hands);
                    var file = hands.write("more-devices.csv", "device,kind,cores\nMORE-2,SERVER,64\n");
                    new ImportFiles(hands.open())
                            .run(
                                    ImportPlan.of(file)
                                            .as(RowMeaning.DEVICES)
                                            .withDataDate(Optional.of(LocalDate.of(2026, 11, 15))),
                                    Progress.NONE);
                }),
                new Act("an import is taken back", 2, hands -> {
                    importMore(hands);
                    var load = hands.open().snapshot().loads().getLast();
                    new ImportFiles(hands.open()).takeBack(load.id(), "wrong file");
                }));
    }

    private static void racks(Hands hands, String action, Map<String, String> values) {
        var edits = new ArrayList<Edit>();
        for (int number = 0; number < MANY; number++) {
            var all = new java.util.HashMap<>(values);
            all.put("name", "RACK-" + number);
            edits.add(Edit.set(RecordKind.DEVICE, new UUID(7, number), all));
        }
        hands.apply(action, edits);
    }

    private static void importMore(Hands hands) {
        var file = hands.write(
                "more-devices.csv", "device,kind,cores,status\nMORE-1,SERVER,16,IN_SERVICE\nMORE-2,SERVER,32,\n");
        var outcome = new ImportFiles(hands.open())
                .run(
                        ImportPlan.of(file)
                                .as(RowMeaning.DEVICES)
                                .withDataDate(Optional.of(LocalDate.of(2026, 11, 14))),
                        Progress.NONE);
        assertThat(outcome.balance().added()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void undoRedoAndUndoAfterRestartBringBackEverything(Act act) throws IOException {
        var place = copy();
        List<String> before;
        List<String> after;
        try (var open = REGISTERS.open(place)) {
            var history = new History(open);
            before = listing(open);
            act.doing().accept(new Hands(open, new EditRecords(open), folder));
            after = listing(open);
            assertThat(history.table().page(TableQuery.ALL, 0, 1).total())
                    .as("steps of the history")
                    .isEqualTo(stepsOfTheSample(place) + act.steps());

            history.undo(act.steps(), Progress.NONE);
            assertSame(listing(open), before, "undone");
            history.redo(act.steps(), Progress.NONE);
            assertSame(listing(open), after, "redone");
        }
        try (var open = REGISTERS.open(place)) {
            assertSame(listing(open), after, "opened again");
            new History(open).undo(act.steps(), Progress.NONE);
            assertSame(listing(open), before, "undone after restart");
        }
        try (var open = REGISTERS.open(place)) {
            assertSame(listing(open), before, "opened again after undo");
            new History(open).redo(act.steps(), Progress.NONE);
            assertSame(listing(open), after, "redone after restart");
            // The copies are of one register, which a machine would rightly be alarmed about.
            assertThat(Registers.verify(open, Progress.NONE).details()).isEmpty();
        }
    }

    private static long stepsOfTheSample(Path ofThisTest) {
        try (var open = REGISTERS.openReadOnly(shared.resolve("register"))) {
            assertThat(ofThisTest).isNotEqualTo(shared);
            return new History(open).table().page(TableQuery.ALL, 0, 1).total();
        }
    }

    @Test
    void aFrozenPositionStaysAndIsTheWallOfTheHistory() throws IOException {
        try (var open = REGISTERS.open(copy())) {
            var hands = new Hands(open, new EditRecords(open), folder);
            var history = new History(open);
            hands.apply(
                    "position.freeze",
                    List.of(Edit.set(
                            RecordKind.POSITION,
                            UUID.randomUUID(),
                            Map.of(
                                    "reference", "POS-1",
                                    "asAt", "2026-11-15",
                                    "inputsDigest", "a",
                                    "resultDigest", "b",
                                    "definition", "{}"))));
            hands.apply(
                    "agreement.add",
                    List.of(Edit.set(RecordKind.AGREEMENT, UUID.randomUUID(), Map.of("reference", "EA-1"))));
            var frozen = listing(open);
            var rows = history.table().page(TableQuery.ALL, 0, 3).rows();
            assertThat(rows).extracting(row -> row.cells().get(0)).containsExactly("NOW", "FIXED", "BEHIND");
            var path = history.pathTo(Long.parseLong(rows.getLast().id()));
            assertThat(path.obstacle()).contains("subject");
            assertThat(path.steps()).isEqualTo(2);
            assertThat(path.free()).isEqualTo(1);

            var walk = history.walkTo(Long.parseLong(rows.getLast().id()), Progress.NONE);

            assertThat(walk.done()).isEqualTo(1);
            assertThat(walk.of()).isEqualTo(2);
            assertThat(walk.end()).isEqualTo(History.End.REFUSED);
            assertThat(walk.refusal().orElseThrow().happened()).contains("frozen position stays");
            assertThatThrownBy(() -> history.undo(1, Progress.NONE)).isInstanceOf(Fault.class);
            assertThat(history.redo(1, Progress.NONE).done()).isEqualTo(1);
            assertSame(listing(open), frozen, "after the refusal");
        }
    }

    @Test
    void aWalkGoesToTheStateAfterAStepBothWaysAndCanBeLeftBetweenSteps() throws IOException {
        try (var open = REGISTERS.open(copy())) {
            var hands = new Hands(open, new EditRecords(open), folder);
            var history = new History(open);
            var states = new ArrayList<List<String>>();
            for (int number = 1; number <= 4; number++) {
                hands.apply(
                        "agreement.add",
                        List.of(Edit.set(
                                RecordKind.AGREEMENT, UUID.randomUUID(), Map.of("reference", "EA-" + number))));
                states.add(listing(open));
            }
            var rows = history.table().page(TableQuery.ALL, 0, 4).rows();
            long first = Long.parseLong(rows.get(3).id());
            long last = Long.parseLong(rows.get(0).id());
            var path = history.pathTo(first);
            assertThat(path.back()).isTrue();
            assertThat(path.steps()).isEqualTo(3);
            assertThat(path.records()).isEqualTo(3);

            assertThat(history.walkTo(first, Progress.NONE).done()).isEqualTo(3);
            assertSame(listing(open), states.get(0), "walked back");
            assertThat(history.table().page(TableQuery.ALL, 0, 4).rows())
                    .extracting(row -> row.cells().get(0))
                    .containsExactly("UNDONE", "UNDONE", "UNDONE", "NOW");
            assertThat(history.pathTo(last).back()).isFalse();

            var halfWay = history.walkTo(last, cancelledAfter(2));
            assertThat(halfWay.end()).isEqualTo(History.End.CANCELLED);
            assertThat(halfWay.done()).isEqualTo(2);
            assertSame(listing(open), states.get(2), "left half way");
            assertThat(history.walkTo(last, Progress.NONE).done()).isEqualTo(1);
            assertSame(listing(open), states.get(3), "walked forth");
        }
    }

    @Test
    void aStepIsNotTakenBackWhenAnotherOneCameInBetween() throws IOException {
        try (var open = REGISTERS.open(copy())) {
            var hands = new Hands(open, new EditRecords(open), folder);
            var history = new History(open);
            hands.apply(
                    "agreement.add",
                    List.of(Edit.set(RecordKind.AGREEMENT, UUID.randomUUID(), Map.of("reference", "EA-1"))));
            long meant = Long.parseLong(
                    history.table().page(TableQuery.ALL, 0, 1).rows().getFirst().id());
            hands.apply(
                    "agreement.add",
                    List.of(Edit.set(RecordKind.AGREEMENT, UUID.randomUUID(), Map.of("reference", "EA-2"))));

            assertThatThrownBy(() -> open.register().undo(meant)).hasMessageContaining("came in between");
            assertThat(hands.edits().all(RecordKind.AGREEMENT)).hasSize(2);
        }
    }

    private static Progress cancelledAfter(int steps) {
        var asked = new int[1];
        return new Progress() {
            @Override
            public void report(long done, long total) {}

            @Override
            public void stage(String name) {}

            @Override
            public boolean isCancelled() {
                return asked[0]++ == steps;
            }
        };
    }

    private Path copy() throws IOException {
        var from = shared.resolve("register");
        var to = folder.resolve("copy");
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static void assertSame(List<String> found, List<String> wanted, String when) {
        var more = new ArrayList<>(found);
        more.removeAll(new java.util.HashSet<>(wanted));
        var fewer = new ArrayList<>(wanted);
        fewer.removeAll(new java.util.HashSet<>(found));
        assertThat(more).as("there, but should not be, when " + when).isEmpty();
        assertThat(fewer).as("should be there, when " + when).isEmpty();
        assertThat(found).hasSameSizeAs(wanted);
    }

    /// Everything that a register tells, a line each.
    private static List<String> listing(OpenRegister open) {
        var lines = new ArrayList<String>();
        var snapshot = open.snapshot();
        var inspect = new InspectRecords(open);
        for (var kind : RecordKind.values()) {
            for (var state : snapshot.records(kind)) {
                lines.add(kind + " " + state.id() + " " + state.values());
                if (!state.text("name").startsWith("RACK-")) {
                    lines.add(state.id() + " said " + inspect.sources(kind, state.id()));
                }
            }
        }
        snapshot.loads().stream()
                .filter(load -> load.state() == LoadState.PUBLISHED)
                .forEach(load -> lines.add("load " + load.id() + " " + load.file() + " " + load.balance()));
        var tables = new Tables(open, new ComputePosition(open));
        tables.installations().forEach(TableQuery.ALL, row -> lines.add("installation " + row));
        open.recognised(Progress.NONE).titles().forEach(title -> lines.add("title " + title));
        var position = new ComputePosition(open).compute(Progress.NONE).position();
        lines.add("position " + position.digest() + " " + position.problems());
        lines.add("settings " + open.positionSettings(Optional.empty()));
        return lines;
    }
}
