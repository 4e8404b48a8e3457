package app.assay.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.source.RowMeaning;
import app.assay.domain.table.TableQuery;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The day of the position follows the data unless the analyst sets it, and what does not count says so.
class AsAtDayTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 31);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 30);

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

    private ImportPlan installations(String device, Optional<LocalDate> day) throws IOException {
        var file = folder.resolve(device + ".csv");
        Files.writeString(file, "computer name,title,publisher\n" + device + ",Adobe Acrobat DC,Adobe\n");
        return ImportPlan.of(file).as(RowMeaning.INSTALLATIONS).withDataDate(day);
    }

    private static LocalDate asAt(OpenRegister open) {
        return open.positionSettings(Optional.empty()).asAt();
    }

    private static void set(OpenRegister open, String day) {
        assertThat(new EditRecords(open)
                        .apply(Settings.change(Settings.AS_AT, day), Progress.NONE)
                        .done())
                .isTrue();
    }

    private static List<String> standings(OpenRegister open) {
        var loads = new Tables(open, new ComputePosition(open)).loads();
        int place = loads.columns().stream().map(column -> column.id()).toList().indexOf("standing");
        return loads.page(TableQuery.ALL, 0, 10).rows().stream()
                .map(row -> String.valueOf(row.cells().get(place)))
                .toList();
    }

    @Test
    void theDayFollowsTheLatestDataAndIsTodayWithoutAny() throws IOException {
        use(open -> {
            var imports = new ImportFiles(open);
            assertThat(asAt(open)).isEqualTo(TODAY);

            imports.run(installations("HAM-1", Optional.of(MAY)), Progress.NONE);
            assertThat(asAt(open)).isEqualTo(MAY);

            var june = imports.run(installations("HAM-2", Optional.of(JUNE)), Progress.NONE);
            assertThat(asAt(open)).isEqualTo(JUNE);

            imports.run(installations("HAM-3", Optional.empty()), Progress.NONE);
            assertThat(asAt(open)).as("the day that it came in").isEqualTo(TODAY);

            imports.takeBack(open.snapshot().loads().getLast().id(), "");
            assertThat(asAt(open)).isEqualTo(JUNE);
            imports.takeBack(june.load().orElseThrow(), "");
            assertThat(asAt(open)).isEqualTo(MAY);
        });
    }

    @Test
    void aListOfRightsMovesTheDayOnlyWhenItsDayWasTold() throws IOException {
        use(open -> {
            var imports = new ImportFiles(open);
            imports.run(installations("HAM-1", Optional.of(MAY)), Progress.NONE);
            var file = folder.resolve("rights.csv");
            Files.writeString(file, "reference,product,quantity,metric\nL-1,Adobe Acrobat,5,device\n");
            var rights = ImportPlan.of(file).as(RowMeaning.ENTITLEMENTS);

            imports.run(rights, Progress.NONE);
            assertThat(asAt(open)).isEqualTo(MAY);
            assertThat(standings(open)).containsOnly("COUNTS");

            imports.run(rights.withSource(Optional.of("other")).withDataDate(Optional.of(JUNE)), Progress.NONE);
            assertThat(asAt(open)).isEqualTo(JUNE);
        });
    }

    @Test
    void anImportAfterTheDayThatIsSetIsToldBeforeAndAfterwards() throws IOException {
        use(open -> {
            var imports = new ImportFiles(open);
            imports.run(installations("HAM-1", Optional.of(MAY)), Progress.NONE);
            set(open, MAY.toString());
            var plan = installations("HAM-2", Optional.of(JUNE));

            var told = imports.preview(plan).day().orElseThrow();
            assertThat(told.isAfterAsAt()).isTrue();
            assertThat(told.asAt()).isEqualTo(MAY);
            assertThat(imports.day(plan, imports.dryRun(plan, Progress.NONE)).isAfterAsAt())
                    .isTrue();

            imports.run(plan, Progress.NONE);

            assertThat(standings(open)).containsExactly("AFTER_DAY", "COUNTS");
            var computed = new ComputePosition(open).compute(Progress.NONE);
            assertThat(computed.position().problems())
                    .filteredOn(problem -> problem.code().equals(ComputePosition.LATER_IMPORTS))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.count()).isEqualTo(1);
                        assertThat(problem.examples()).containsExactly("HAM-2.csv (HAM-2, 2026-06-30)");
                        assertThat(problem.message())
                                .startsWith("1 import tells of a day after 2026-05-31; what is said there");
                    });

            set(open, "");
            assertThat(asAt(open)).isEqualTo(JUNE);
            assertThat(standings(open)).containsOnly("COUNTS");
            assertThat(new ComputePosition(open)
                            .compute(Progress.NONE)
                            .position()
                            .problems())
                    .noneMatch(problem -> problem.code().equals(ComputePosition.LATER_IMPORTS));
        });
    }

    @Test
    void whatALaterImportReplacesOrIsTakenBackSaysSo() throws IOException {
        use(open -> {
            var imports = new ImportFiles(open);
            imports.run(installations("HAM-1", Optional.of(MAY)).withSource(Optional.of("office")), Progress.NONE);
            imports.run(installations("HAM-2", Optional.of(JUNE)).withSource(Optional.of("office")), Progress.NONE);
            assertThat(standings(open)).containsExactly("COUNTS", "REPLACED");

            imports.takeBack(open.snapshot().loads().getLast().id(), "");

            assertThat(standings(open)).containsExactly("TAKEN_BACK", "COUNTS");
        });
    }

    @Test
    void aDayThatHasNotComeYetIsToldBeforeTheImport() throws IOException {
        use(open -> {
            var told = new ImportFiles(open)
                    .preview(installations("HAM-1", Optional.of(TODAY.plusYears(36))))
                    .day()
                    .orElseThrow();

            assertThat(told.isAfterToday()).isTrue();
            assertThat(told.isMovingAsAt()).isFalse();
        });
    }

    @Test
    void aDayThatHasNotComeYetMovesNothingAndItsImportDoesNotCount() throws IOException {
        use(open -> {
            var imports = new ImportFiles(open);
            imports.run(installations("HAM-1", Optional.of(JUNE)), Progress.NONE);

            imports.run(installations("HAM-2", Optional.of(TODAY.plusYears(36))), Progress.NONE);

            assertThat(asAt(open)).isEqualTo(JUNE);
            assertThat(standings(open)).containsExactly("AFTER_DAY", "COUNTS");
            assertThat(new ComputePosition(open)
                            .compute(Progress.NONE)
                            .position()
                            .problems())
                    .anyMatch(problem -> problem.code().equals(ComputePosition.LATER_IMPORTS));
        });
    }
}
