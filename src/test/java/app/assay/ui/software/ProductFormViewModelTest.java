package app.assay.ui.software;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.EditRecords;
import app.assay.service.OpenRegister;
import app.assay.service.OwnProducts;
import app.assay.service.ProductDraft;
import app.assay.service.Registers;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.FormDrafts;
import app.assay.ui.shell.MemoryKeeper;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.shell.StepPauses;
import app.assay.ui.software.ProductFormViewModel.Field;
import app.assay.ui.text.Texts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The form of products over a real register, its jobs done one by one.
class ProductFormViewModelTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final StepJobs jobs = new StepJobs();
    private MemoryKeeper keeper = new MemoryKeeper();
    private final Texts texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private final Notice notice = new Notice(texts);
    private OpenRegister open;
    private EditRecords edits;
    private OwnProducts products;
    private ProductFormViewModel form;
    private FormDrafts drafts;

    @BeforeEach
    void openRegister() {
        open = new Registers(NOON, "Mara", "test", writer, readers)
                .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC);
        edits = new EditRecords(open);
        products = new OwnProducts(open, edits);
        form = form();
    }

    /// The form of the next run, which knows of the one before what was kept.
    private ProductFormViewModel form() {
        var next = new MemoryKeeper();
        next.kept.putAll(keeper.kept);
        keeper = next;
        drafts = new FormDrafts(keeper, jobs, new StepPauses(), open::revision, NOON::instant);
        var made = new ProductFormViewModel(ProductWork.of(products), jobs, texts, notice);
        made.keepDrafts(drafts, () -> {});
        return made;
    }

    @AfterEach
    void closeRegister() {
        open.close();
        writer.shutdown();
        readers.shutdown();
    }

    private void crane() {
        form.begin();
        form.value(Field.PUBLISHER).set("Harbour Systems");
        form.value(Field.NAME).set("Crane Control");
        form.addEdition();
        form.editions().getFirst().text(0).set("Basic");
    }

    private String saved() {
        crane();
        form.save();
        jobs.runAll();
        assertThat(form.remarksProperty().get()).isEmpty();
        return form.entryProperty().get().orElseThrow().key();
    }

    private ProductDraft written(String key) {
        return products.find(key).map(products::draft).orElseThrow();
    }

    @Test
    void whatIsTypedWhileASaveRunsStaysAndIsSavedOverIt() {
        crane();
        form.save();
        form.value(Field.CATEGORY).set("Cranes");
        form.editions().getFirst().text(1).set("Light");
        form.addEdition();
        form.editions().getLast().text(0).set("Full");
        jobs.runAll();

        assertThat(products.own()).hasSize(1);
        var key = form.entryProperty().get().orElseThrow().key();
        assertThat(written(key).category()).isEmpty();
        assertThat(form.value(Field.CATEGORY).get()).isEqualTo("Cranes");
        assertThat(form.isTyped()).isTrue();

        form.save();
        jobs.runAll();

        assertThat(products.own()).hasSize(1);
        assertThat(written(key).category()).isEqualTo("Cranes");
        assertThat(written(key).editions())
                .extracting(ProductDraft.Edition::name)
                .containsExactly("Basic", "Full");
        assertThat(written(key).editions().getFirst().aliases()).containsExactly("Light");
        assertThat(form.isTyped()).isFalse();
        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void twoSavesInARowMakeOneProduct() {
        crane();
        form.save();
        form.save();
        jobs.runAll();
        form.save();
        jobs.runAll();

        assertThat(products.own()).hasSize(1);
    }

    @Test
    void anUndoneProductIsNotWrittenAgainByAFormThatStillShowsIt() {
        saved();
        form.value(Field.CATEGORY).set("Cranes");
        edits.undo();
        form.save();
        jobs.runAll();

        assertThat(products.own()).isEmpty();
        assertThat(form.remarksProperty().get().get("")).startsWith("The product was taken back meanwhile");
        assertThat(form.value(Field.CATEGORY).get()).isEqualTo("Cranes");

        // Meant all the same: it is a new product then.
        form.save();
        jobs.runAll();
        assertThat(products.own()).hasSize(1);
    }

    @Test
    void aFormOverWhichNothingIsTypedFollowsTheRegister() {
        var key = saved();
        form.value(Field.CATEGORY).set("Cranes");
        form.save();
        jobs.runAll();

        edits.undo();
        form.refreshed();
        jobs.runAll();
        assertThat(form.value(Field.CATEGORY).get()).isEmpty();
        assertThat(form.entryProperty().get().orElseThrow().key()).isEqualTo(key);

        edits.undo();
        form.refreshed();
        jobs.runAll();
        assertThat(form.openProperty().get()).isFalse();
    }

    @Test
    void aProductThatWasChangedElsewhereIsNotOverwrittenUnasked() {
        var key = saved();
        form.value(Field.FAMILY).set("Cranes");
        var now = products.find(key).orElseThrow();
        var draft = products.draft(now);
        products.save(
                now.record(),
                new ProductDraft(
                        draft.key(),
                        draft.publisher(),
                        List.of("Harbor Systems"),
                        draft.name(),
                        draft.family(),
                        draft.category(),
                        draft.licensing(),
                        draft.metric(),
                        draft.titles(),
                        draft.codes(),
                        draft.editions(),
                        draft.releases(),
                        draft.components()));
        form.save();
        jobs.runAll();

        assertThat(written(key).publisherAliases()).containsExactly("Harbor Systems");
        assertThat(written(key).family()).isEmpty();
        assertThat(form.remarksProperty().get().get("")).startsWith("The product was changed meanwhile");

        form.reset();
        jobs.runAll();
        assertThat(form.value(Field.PUBLISHER_ALIASES).get()).isEqualTo("Harbor Systems");
        assertThat(form.remarksProperty().get()).isEmpty();
    }

    @Test
    void whatIsNotSavedIsKeptAndContinuedInTheNextRun() {
        var key = saved();
        form.value(Field.CATEGORY).set("Cranes");
        form.editions().getFirst().text(1).set("Light");
        form.addRelease();
        form.releases().getFirst().text(0).set("4.2\nbeta");
        drafts.flush();
        jobs.runAll();
        assertThat(keeper.kept).hasSize(1);

        form = form();
        drafts.load();
        jobs.runAll();
        drafts.continueWith(drafts.waiting().getFirst());
        jobs.runAll();

        assertThat(form.value(Field.CATEGORY).get()).isEqualTo("Cranes");
        assertThat(form.releases().getFirst().text(0).get()).isEqualTo("4.2\nbeta");
        assertThat(form.remarksProperty().get()).isEmpty();
        form.releases().getFirst().text(0).set("4.2");
        form.save();
        jobs.runAll();
        assertThat(written(key).editions())
                .singleElement()
                .satisfies(edition -> assertThat(edition.aliases()).containsExactly("Light"));
        assertThat(written(key).releases()).hasSize(1);
        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void aDraftOfAProductThatWasTakenBackMeanwhileSaysSo() {
        saved();
        form.value(Field.CATEGORY).set("Cranes");
        drafts.flush();
        jobs.runAll();
        edits.undo();

        form = form();
        drafts.load();
        jobs.runAll();
        drafts.continueWith(drafts.waiting().getFirst());
        jobs.runAll();

        assertThat(form.entryProperty().get()).isEmpty();
        assertThat(form.remarksProperty().get().get("")).startsWith("The product was taken back meanwhile");
        assertThat(form.value(Field.NAME).get()).isEqualTo("Crane Control");
        assertThat(form.isTyped()).isTrue();
        assertThat(products.own()).isEmpty();
    }
}
