package app.assay.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.text.Texts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PasteViewModelTest {

    private static final List<String> ORDER = List.of("reference", "product", "quantity");

    private final MemoryDesk desk = new MemoryDesk();
    private final PasteViewModel paste = new PasteViewModel(
            RecordKind.ENTITLEMENT, desk, new DirectJobs(), Texts.of(Locale.ENGLISH, ZoneOffset.UTC));

    @Test
    void headersInTheFirstRowNameTheColumns() {
        paste.take("Qty\tSoftware\tLicence type\n5\tAdobe Acrobat\tDevice\n", ORDER);

        assertThat(paste.viewProperty().get().columns())
                .extracting(PasteViewModel.Column::field)
                .containsExactly("quantity", "product", "metric");
        assertThat(paste.viewProperty().get().ready()).isEqualTo(1);
    }

    @Test
    void withoutHeadersTheColumnsStandInTheOrderOfTheTable() {
        paste.take("A-1\tMicrosoft SQL Server\t5\n", ORDER);

        assertThat(paste.viewProperty().get().columns())
                .extracting(PasteViewModel.Column::field)
                .containsExactly("reference", "product", "quantity");
        assertThat(paste.viewProperty().get().rows()).hasSize(1);
    }

    @Test
    void goodRowsAreAddedAsOneStepAndTheOthersStayToBeMended() {
        paste.take("product\tquantity\tmetric\nAdobe Acrobat\t5\tdevice\nNothing known\tmany\tdevice\n", ORDER);
        assertThat(paste.viewProperty().get().ready()).isEqualTo(1);

        paste.add();

        assertThat(desk.done()).hasSize(1);
        assertThat(paste.addedProperty().get()).isEqualTo(1);
        assertThat(paste.viewProperty().get().rows())
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).startsWith("Nothing known"));
    }

    @Test
    void aColumnThatIsMappedAnewIsCheckedAnew() {
        paste.take("x\ty\tz\nAdobe Acrobat\t5\tdevice\n", List.of("note", "quantity", "metric"));
        assertThat(paste.viewProperty().get().ready()).isZero();

        paste.map(0, "product");

        assertThat(paste.viewProperty().get().columns().getFirst().field()).isEqualTo("product");
        assertThat(paste.viewProperty().get().rows().getLast().refused()).isFalse();
    }

    @Test
    void anEmptyClipboardSaysSo() {
        paste.take("", ORDER);

        assertThat(paste.statusProperty().get()).isEqualTo("The clipboard holds no rows.");
    }
}
