package app.assay.ui.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridSelectionTest {

    private final GridSelection selection = new GridSelection(() -> {});

    @BeforeEach
    void tenRowsOfFourColumns() {
        selection.resize(10, 4);
    }

    @Test
    void aBlockStretchesFromTheAnchorInEveryDirection() {
        selection.moveTo(5, 2, false);
        selection.moveTo(3, 1, true);

        assertThat(selection.blocks()).containsExactly(new GridSelection.Block(3, 5, 1, 2));
        assertThat(selection.isSelected(4, 1)).isTrue();
        assertThat(selection.isSelected(4, 3)).isFalse();
    }

    @Test
    void theFocusStaysInside() {
        selection.moveBy(-5, -5, false);
        assertThat(selection.focus()).isEqualTo(new GridSelection.Cell(0, 0));

        selection.moveTo(Integer.MAX_VALUE, Integer.MAX_VALUE, false);
        selection.moveBy(1, 1, false);
        assertThat(selection.focus()).isEqualTo(new GridSelection.Cell(9, 3));
    }

    @Test
    void rowsSelectedTwiceAreCountedOnce() {
        selection.moveTo(1, 0, false);
        selection.moveTo(4, 0, true);
        selection.addBlockAt(3, 2);
        selection.moveTo(6, 2, true);

        assertThat(selection.rowCount()).isEqualTo(6);
        assertThat(selection.columnNumbers()).containsExactly(0, 2);
    }

    @Test
    void wholeRowsColumnsAndEverything() {
        selection.moveTo(2, 1, false);
        selection.selectRows();
        assertThat(selection.blocks()).containsExactly(new GridSelection.Block(2, 2, 0, 3));

        selection.moveTo(2, 1, false);
        selection.selectColumns();
        assertThat(selection.blocks()).containsExactly(new GridSelection.Block(0, 9, 1, 1));
        assertThat(selection.isAll()).isTrue();

        selection.selectAll();
        assertThat(selection.rowCount()).isEqualTo(10);
        selection.collapse();
        assertThat(selection.rowCount()).isEqualTo(1);
    }

    @Test
    void aSmallerTableLetsGoOfWhatIsOutside() {
        selection.moveTo(8, 3, false);
        selection.resize(5, 2);

        assertThat(selection.focus()).isEqualTo(new GridSelection.Cell(4, 1));

        selection.resize(0, 2);
        assertThat(selection.blocks()).isEmpty();
        assertThat(selection.rowCount()).isZero();
    }
}
