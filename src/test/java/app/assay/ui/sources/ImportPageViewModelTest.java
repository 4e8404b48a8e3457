package app.assay.ui.sources;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.source.RowMeaning;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.shell.StepJobs;
import app.assay.ui.text.Texts;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ImportPageViewModelTest {

    private final FakeImports imports = new FakeImports();
    private final Texts texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private final ImportPageViewModel model = new ImportPageViewModel(imports, new DirectJobs(), texts);

    private void take(String... names) {
        model.add(java.util.Arrays.stream(names).map(Path::of).toList());
    }

    @Test
    void aBlockingFindingKeepsTheFileFromBeingImportedUntilItIsSettled() {
        take("inventory.csv");
        assertThat(model.readyProperty().get()).isFalse();

        model.dateOrder("DAY_MONTH_YEAR");

        assertThat(model.readyProperty().get()).isTrue();
        assertThat(model.planProperty().get().orElseThrow().meaning()).hasValue(RowMeaning.INSTALLATIONS);
    }

    @Test
    void severalFilesAreImportedOneAfterTheOther() {
        take("one.swidtag", "two.swidtag");
        assertThat(model.waiting()).hasSize(1);

        model.run();
        assertThat(model.planProperty().get().orElseThrow().file()).isEqualTo(Path.of("two.swidtag"));
        model.run();

        assertThat(imports.imported)
                .extracting(plan -> plan.file().toString())
                .containsExactly("one.swidtag", "two.swidtag");
        assertThat(model.planProperty().get()).isEmpty();
        assertThat(model.finished()).hasSize(2);
        assertThat(model.statusProperty().get()).contains("1,204 read = 1,200 new + 0 changed + 0 same + 4 rejected");
    }

    @Test
    void countingWritesNothingAndAChangeMakesTheCountStale() {
        take("inventory.csv");
        model.dateOrder("DAY_MONTH_YEAR");
        model.dryRun();
        assertThat(model.countedProperty().get()).isPresent();
        assertThat(imports.imported).isEmpty();

        model.encoding("windows-1252");

        assertThat(model.countedProperty().get()).isEmpty();
    }

    @Test
    void aFieldIsFilledByOneColumnOnly() {
        take("inventory.csv");

        model.map(2, "title");

        assertThat(model.previewProperty()
                        .get()
                        .orElseThrow()
                        .table()
                        .orElseThrow()
                        .columns())
                .extracting(column -> column.field())
                .containsExactly("device", "", "title", "firstSeen");
    }

    @Test
    void whatTheAnalystSaysGoesIntoTheImport() {
        take("inventory.csv");
        model.dateOrder("DAY_MONTH_YEAR");
        model.source("Hamburg office");
        model.suppliedBy("Ms Petersen");
        assertThat(model.dataDate("2026-06-30")).isTrue();
        assertThat(model.dataDate("soon")).isFalse();

        model.run();

        var plan = imports.imported.getFirst();
        assertThat(plan.source()).hasValue("Hamburg office");
        assertThat(plan.suppliedBy()).isEqualTo("Ms Petersen");
        assertThat(plan.dataDate()).hasValue(LocalDate.of(2026, 6, 30));
    }

    @Test
    void aHostileFileIsToldInThreeSentencesAndCanBeSkipped() {
        imports.broken = true;
        take("bomb.zip");

        assertThat(model.problemProperty().get().orElseThrow().sentences())
                .isEqualTo("bomb.zip unpacks to more than 2 GiB. Nothing was imported."
                        + " Ask the sender for the files one by one.");
        assertThat(model.readyProperty().get()).isFalse();
        model.next();
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.planProperty().get()).isEmpty();
    }

    @Test
    void anImportThatLeavesOutMuchIsAskedForBeforeAnythingIsWritten() {
        imports.doubtful = true;
        take("inventory.csv");
        model.dateOrder("DAY_MONTH_YEAR");

        model.run();

        assertThat(imports.imported).isEmpty();
        assertThat(model.finished()).isEmpty();
        assertThat(model.isManyRejected()).isTrue();
        assertThat(model.planProperty().get()).isPresent();

        model.acceptRejectedProperty().set(true);
        model.encoding("windows-1252");
        assertThat(model.acceptRejectedProperty().get())
                .as("it was accepted for another reading")
                .isFalse();

        model.run();
        model.acceptRejectedProperty().set(true);
        model.run();
        assertThat(imports.imported).hasSize(1);
        assertThat(model.finished()).hasSize(1);
        assertThat(model.acceptRejectedProperty().get()).isFalse();
    }

    @Test
    void aMappingIsKeptUnderAName() {
        take("inventory.csv");

        model.saveProfile("Office export");

        assertThat(model.profiles()).containsExactly("Office export");
    }

    @Test
    void aCancelledImportSaysThatNothingWasImported() {
        var steps = new StepJobs();
        var slow = new ImportPageViewModel(imports, steps, texts);
        slow.add(List.of(Path.of("one.swidtag")));
        steps.runAll();
        slow.run();
        slow.cancel();

        assertThat(slow.workingProperty().get()).isTrue();
        // The fake ignores the flag, as an import past its last step does: the result counts.
        steps.runAll();
        assertThat(slow.workingProperty().get()).isFalse();
        assertThat(slow.finished()).hasSize(1);
    }
}
