package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Edit;
import app.assay.domain.record.RecordKind;
import app.assay.domain.software.ProductTarget;
import app.assay.domain.software.Recognition;
import app.assay.domain.source.RowMeaning;
import app.assay.service.OwnProducts.Fate;
import app.assay.work.Cancelled;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Own products in a real register: made, recognised, counted, undone, brought by file.
class OwnProductsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-15T12:00:00Z"), ZoneOffset.UTC);

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final Registers registers = new Registers(NOON, "mb", "test", writer, readers);

    @TempDir
    Path folder;

    private OpenRegister open;
    private EditRecords edits;
    private OwnProducts products;

    @BeforeEach
    void make() throws IOException {
        use(registers.create(folder.resolve("register"), "Test", ZoneOffset.UTC));
        var installs = Files.writeString(folder.resolve("installs.csv"), """
                device,title,publisher,version
                PC-1,Lathe Planner 4.2 (64-bit),Lathe Works GmbH,4.2.1
                PC-2,Lathe Planner 4.2 (64-bit),Lathe Works GmbH,4.2.1
                PC-2,Lathe Viewer Small Business 2020,Lathe Works GmbH,20.1
                """);
        var outcome = new ImportFiles(open).run(ImportPlan.of(installs).as(RowMeaning.INSTALLATIONS), Progress.NONE);
        assertThat(outcome.balance().rejected()).isZero();
    }

    @AfterEach
    void close() {
        open.close();
        writer.shutdown();
        readers.shutdown();
    }

    private void use(OpenRegister register) {
        open = register;
        edits = new EditRecords(register);
        products = new OwnProducts(register, edits);
    }

    private int title(String begins) {
        var titles = open.recognised(Progress.NONE).titles();
        for (int title = 0; title < titles.size(); title++) {
            if (open.title(title).name().startsWith(begins)) {
                return title;
            }
        }
        throw new AssertionError("no title " + begins);
    }

    private Recognition recognition(String begins) {
        return open.recognised(Progress.NONE).titles().get(title(begins));
    }

    private OwnProducts.Outcome planner() {
        var saved = products.save(Optional.empty(), products.fromTitle(title("Lathe Planner")));
        assertThat(saved.findings()).isEmpty();
        assertThat(saved.done()).isTrue();
        return saved;
    }

    @Test
    void aTitleSuggestsItsProductAndIsRecognisedOnceItIsSaved() {
        assertThat(recognition("Lathe Planner").state()).isEqualTo(Recognition.State.OPEN);

        var draft = products.fromTitle(title("Lathe Planner"));
        assertThat(draft.publisher()).isEqualTo("Lathe Works GmbH");
        assertThat(draft.name()).isEqualTo("Lathe Planner");
        assertThat(draft.releases()).hasSize(1);
        assertThat(draft.releases().getFirst().name()).isEqualTo("4.2");
        var saved = planner();

        assertThat(saved.key()).isEqualTo("lathe-works-gmbh/lathe-planner");
        assertThat(recognition("Lathe Planner").target())
                .contains(new ProductTarget("lathe-works-gmbh/lathe-planner", "", "4.2"));
    }

    @Test
    void undoAndRedoOfAnOwnProductHoldThroughARestart() {
        planner();
        edits.undo();
        assertThat(recognition("Lathe Planner").state()).isEqualTo(Recognition.State.OPEN);
        assertThat(products.own()).isEmpty();
        open.close();
        use(registers.open(folder.resolve("register"), Progress.NONE));

        edits.redo();

        assertThat(recognition("Lathe Planner").state()).isEqualTo(Recognition.State.RECOGNISED);
        assertThat(products.own()).hasSize(1);
        open.close();
        use(registers.open(folder.resolve("register"), Progress.NONE));
        assertThat(recognition("Lathe Planner").state()).isEqualTo(Recognition.State.RECOGNISED);
    }

    @Test
    void aRightForAnOwnProductCountsAtOnce() {
        var saved = planner();
        var right = edits.apply(
                new Command(
                        "entitlement.add",
                        "E-2",
                        "",
                        List.of(Edit.set(
                                RecordKind.ENTITLEMENT,
                                UUID.randomUUID(),
                                Map.of(
                                        "reference",
                                        "E-2",
                                        "product",
                                        saved.key(),
                                        "metric",
                                        "device",
                                        "kind",
                                        "FULL",
                                        "quantity",
                                        "5")))),
                Progress.NONE);
        assertThat(right.done()).isTrue();

        var lines = new ComputePosition(open).compute(Progress.NONE).position().lines();

        var line = lines.stream()
                .filter(each -> each.product().equals(saved.key()))
                .findFirst()
                .orElseThrow();
        assertThat(line.productName()).isEqualTo("Lathe Planner");
        assertThat(line.publisher()).isEqualTo("Lathe Works GmbH");
    }

    @Test
    void aProductThatARightUsesCannotBeDeletedNorLoseTheVersionThatItNames() {
        var saved = planner();
        edits.apply(
                new Command(
                        "entitlement.add",
                        "E-2",
                        "",
                        List.of(Edit.set(
                                RecordKind.ENTITLEMENT,
                                UUID.randomUUID(),
                                Map.of(
                                        "reference",
                                        "E-2",
                                        "product",
                                        saved.key(),
                                        "version",
                                        "4.2",
                                        "metric",
                                        "device",
                                        "kind",
                                        "FULL",
                                        "quantity",
                                        "5")))),
                Progress.NONE);

        var deleted = products.delete(List.of(saved.record().orElseThrow()));
        var draft = products.draft(products.find(saved.key()).orElseThrow());
        var without = products.save(
                saved.record(),
                new ProductDraft(
                        draft.key(),
                        draft.publisher(),
                        draft.publisherAliases(),
                        draft.name(),
                        "",
                        "",
                        draft.licensing(),
                        draft.metric(),
                        draft.titles(),
                        draft.codes(),
                        draft.editions(),
                        List.of(),
                        draft.components()));

        assertThat(deleted.done()).isFalse();
        assertThat(deleted.findings().getFirst().message()).isEqualTo("It is still used by entitlement \"E-2\".");
        assertThat(without.done()).isFalse();
    }

    @Test
    void aDraftSavedUnchangedSaysTheSameAgain() {
        var saved = planner();
        var before =
                edits.find(RecordKind.PRODUCT, saved.record().orElseThrow()).orElseThrow();

        var again = products.save(
                saved.record(), products.draft(products.find(saved.key()).orElseThrow()));

        assertThat(again.done()).isTrue();
        assertThat(edits.find(RecordKind.PRODUCT, saved.record().orElseThrow())
                        .orElseThrow()
                        .values())
                .isEqualTo(before.values());
    }

    @Test
    void everyShippedProductComesBackFromItsDraftWithoutDifference() {
        var nothingOfOnesOwn = new KnownProducts(open.catalogue(), open.shippedCatalogue(), List.of());
        for (var entry : products.all()) {
            var shipped = entry.product().orElseThrow();
            var made = DraftedProduct.of(products.draft(entry), entry.product(), nothingOfOnesOwn);
            assertThat(made.problems()).isEmpty();
            assertThat(app.assay.engine.catalogue.ProductDifferences.of(
                            shipped, made.product().orElseThrow()))
                    .as(entry.key())
                    .isEmpty();
        }
    }

    @Test
    void aNameThatTheCatalogueHasIsRefusedAtTheField() {
        var draft = new ProductDraft(
                "",
                "Microsoft",
                List.of(),
                "Visio",
                "",
                "",
                "LICENSABLE",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        var saved = products.save(Optional.empty(), draft);

        assertThat(saved.done()).isFalse();
        assertThat(saved.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.field()).contains("name");
            assertThat(finding.message()).contains("microsoft/visio");
        });
    }

    @Test
    void aShippedProductThatIsChangedShowsItsDifferencesAndComesBackWhenDeleted() {
        var visio = products.find("microsoft/visio").orElseThrow();
        var draft = products.draft(visio);
        var saved = products.save(
                Optional.empty(),
                new ProductDraft(
                        draft.key(),
                        draft.publisher(),
                        draft.publisherAliases(),
                        draft.name(),
                        "Drawing",
                        draft.category(),
                        draft.licensing(),
                        draft.metric(),
                        draft.titles(),
                        draft.codes(),
                        draft.editions(),
                        draft.releases(),
                        draft.components()));
        assertThat(saved.findings()).isEmpty();

        var own = products.own().getFirst();
        assertThat(own.shippedToo()).isTrue();
        assertThat(own.differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.field()).isEqualTo("family"));

        assertThat(products.delete(List.of(saved.record().orElseThrow())).done())
                .isTrue();
        assertThat(open.catalogue()).isSameAs(open.shippedCatalogue());
    }

    /// Each product of a long table asks whether to go on.
    @Test
    void aPlanOfATableCanBeCancelledAtEachProduct() throws IOException {
        var rows = new StringBuilder("Publisher;Product\n");
        for (int number = 0; number < 100; number++) {
            rows.append("Lathe Works;Lathe ").append(number).append('\n');
        }
        var table = Files.writeString(folder.resolve("products.csv"), rows);
        var asked = new AtomicInteger();

        assertThat(products.plan(table, new Patient(asked, Integer.MAX_VALUE)).count(Fate.NEW))
                .isEqualTo(100);
        int most = asked.get();
        assertThat(most).isGreaterThanOrEqualTo(300);
        for (int last : List.of(1, most / 2, most)) {
            asked.set(0);
            assertThatThrownBy(() -> products.plan(table, new Patient(asked, last)))
                    .isInstanceOf(Cancelled.class);
        }
        assertThat(products.own()).isEmpty();
    }

    /// Is asked so many times before it cancels.
    private record Patient(AtomicInteger asked, int most) implements Progress {
        @Override
        public void report(long done, long total) {}

        @Override
        public void stage(String name) {}

        @Override
        public boolean isCancelled() {
            return asked.incrementAndGet() >= most;
        }
    }

    @Test
    void aTableBringsProductsTellsEachRowAndIsOneStep() throws IOException {
        var table = Files.writeString(folder.resolve("products.csv"), """
                Publisher;Product;Editions;Versions;Alias;Metric;Licensing;Components;Colour
                Lathe Works;Lathe Planner;;4 (4.);Planner;device;yes;;red
                Lathe Works;Lathe Viewer;Small Business (SB);2020 (20.);;per device;yes;;
                Lathe Works;Lathe Viewer;Enterprise;;;;;;
                Lathe Works;Lathe Suite;;;;named user;yes;Lathe Planner, Lathe Viewer;
                Lathe Works;Lathe Box;;;;;;lathe-works/lathe-crate;
                Lathe Works;Lathe Crate;;;;;;lathe-works/lathe-box;
                Microsoft;Visio;;;;;;;
                ;Nameless;;;;;;;
                Lathe Works;;;;;;;;
                """.replace(
                        "Lathe Planner, Lathe Viewer", "\"Lathe Planner; Lathe Viewer\""));

        var plan = products.plan(table, Progress.NONE);

        assertThat(plan.items())
                .extracting(OwnProducts.Item::fate)
                .containsExactly(
                        Fate.NEW,
                        Fate.NEW,
                        Fate.NEW,
                        Fate.NEW,
                        Fate.KEPT_ASIDE,
                        Fate.KEPT_ASIDE,
                        Fate.KEPT_ASIDE,
                        Fate.REFUSED,
                        Fate.REFUSED);
        assertThat(plan.items().get(4).reason()).contains("contains itself");
        assertThat(plan.items().get(6).reason()).contains("microsoft/visio");
        assertThat(plan.items().get(7).reason()).isEqualTo("The publisher is missing.");
        assertThat(plan.remarks()).containsExactly("Columns that are not read: Colour.");
        assertThat(products.own()).isEmpty();

        assertThat(products.apply(plan, Progress.NONE).done()).isTrue();
        assertThat(products.own()).hasSize(6);
        assertThat(recognition("Lathe Planner").target())
                .contains(new ProductTarget("lathe-works/lathe-planner", "", "4"));
        assertThat(recognition("Lathe Viewer").target())
                .contains(new ProductTarget("lathe-works/lathe-viewer", "small-business", "2020"));
        assertThat(open.catalogue()
                        .product("lathe-works/lathe-suite")
                        .orElseThrow()
                        .components())
                .extracting(component -> component.product())
                .containsExactly("lathe-works/lathe-planner", "lathe-works/lathe-viewer");

        assertThat(products.plan(table, Progress.NONE).edits()).isEmpty();
        edits.undo();
        assertThat(products.own()).isEmpty();
    }

    @Test
    void ownProductsGoOutAsACatalogueFileAndComeBackAlike() throws IOException {
        planner();
        var viewer = products.save(Optional.empty(), products.fromTitle(title("Lathe Viewer")));
        assertThat(viewer.done()).isTrue();
        var file = Files.writeString(folder.resolve("own.json"), products.file(false));
        var whole = Files.writeString(folder.resolve("whole.json"), products.file(true));
        var before = edits.all(RecordKind.PRODUCT).stream()
                .map(state -> state.values())
                .toList();

        assertThat(products.plan(file, Progress.NONE).count(Fate.SAME)).isEqualTo(2);
        assertThat(products.plan(whole, Progress.NONE).edits()).isEmpty();
        edits.undo();
        edits.undo();
        var plan = products.plan(file, Progress.NONE);
        assertThat(plan.count(Fate.NEW)).isEqualTo(2);
        assertThat(products.apply(plan, Progress.NONE).done()).isTrue();

        assertThat(edits.all(RecordKind.PRODUCT).stream()
                        .map(state -> state.values())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aDefinitionThatCannotBeReadIsToldAndKept() {
        var id = UUID.randomUUID();
        var saved = edits.apply(
                new Command(
                        "catalogue.import",
                        "x",
                        "",
                        List.of(Edit.set(
                                RecordKind.PRODUCT,
                                id,
                                Map.of("key", "a/b", "definition", "{\"key\":\"a/b\",\"colour\":\"red\"}")))),
                Progress.NONE);

        assertThat(saved.done()).isTrue();
        assertThat(products.own()).singleElement().satisfies(entry -> {
            assertThat(entry.inForce()).isFalse();
            assertThat(entry.findings().getFirst().message()).contains("colour");
        });
    }
}
