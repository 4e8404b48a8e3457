package app.assay.ui.grid;

import app.assay.domain.table.Filter;
import app.assay.domain.table.TablePage;
import app.assay.domain.table.TableQuery;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.ScreenShots;
import app.assay.work.Fault;
import app.assay.work.FaultCode;
import app.assay.work.Sentence;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the grid.
@ExtendWith(ApplicationExtension.class)
class GridScreensTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);

    @Start
    void start(Stage stage) {}

    @Test
    void aGridWithRowsFiltersFacetsAndSelectionIsDrawn() {
        ScreenShots.of("grid", () -> {
            var grid = new PagedGrid(new SyntheticTable(100_000), new DirectJobs(), TEXTS);
            grid.setStatusLineShown(true);
            grid.setOnExport(_ -> {});
            grid.setFilters(List.of(
                    new Filter.OneOf("publisher", List.of("Contoso", "Northwind"), false),
                    new Filter.Contains("product", "server")));
            grid.model().selection().moveTo(3, 4, false);
            grid.model().selection().moveTo(7, 4, true);
            return grid;
        });
    }

    @Test
    void anEmptyGridSaysWhatToDoNext() {
        ScreenShots.of("grid-empty", () -> {
            var grid = new PagedGrid(new SyntheticTable(0), new DirectJobs(), TEXTS);
            grid.setEmptyState(
                    "No entitlement has been written yet.",
                    Optional.of(Action.of("new-entitlement", "New entitlement", () -> {})));
            return grid;
        });
    }

    @Test
    void aGridThatCannotBeReadSaysSoInThreeSentences() {
        var broken = new Broken();
        ScreenShots.of("grid-error", () -> new PagedGrid(broken, new DirectJobs(), TEXTS));
    }

    private static final class Broken implements app.assay.domain.table.TableSource {

        private final SyntheticTable table = new SyntheticTable(1);

        @Override
        public String name() {
            return table.name();
        }

        @Override
        public List<app.assay.domain.table.Column> columns() {
            return table.columns();
        }

        @Override
        public long revision() {
            return 1;
        }

        @Override
        public TablePage page(TableQuery query, long from, int size) {
            throw new Fault(
                    FaultCode.REGISTER_DAMAGED,
                    Sentence.verbatim("The register \"Harbour estate\" could not be read at page 1,204 of its file."),
                    Sentence.verbatim("Backups and the original files are unharmed."),
                    Sentence.verbatim("Open the newest backup, or verify the register to see what else is damaged."));
        }

        @Override
        public List<app.assay.domain.table.FacetValue> facet(String column, TableQuery query, int most) {
            return table.facet(column, query, most);
        }

        @Override
        public void forEach(TableQuery query, java.util.function.Consumer<app.assay.domain.table.TableRow> each) {
            table.forEach(query, each);
        }
    }
}
