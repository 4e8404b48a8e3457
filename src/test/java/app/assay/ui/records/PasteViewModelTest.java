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

    private List<String> fields() {
        return paste.viewProperty().get().columns().stream()
                .map(PasteViewModel.Column::field)
                .toList();
    }

    private FieldModel.Message message(int row, String field) {
        return paste.viewProperty().get().rows().get(row).messages().get(field);
    }

    @Test
    void germanHeadersDatesNumbersAndWordsAreReadAsAFileOfThemWouldBe() {
        paste.take("""
                Lizenznummer\tHersteller\tProdukt\tAnzahl\tLizenzmetrik\tStückpreis\tGültig ab\tBemerkung
                L-1\tAdobe\tAcrobat\t1.250\tpro Gerät\t1.234,50 €\t31.12.2025\terste
                L-2\tMicrosoft\tSQL Server\tunbegrenzt\tpro Kern\t99,90 €\t01.02.2026\tzweite
                """, ORDER);

        assertThat(fields())
                .containsExactly(
                        "reference", "publisher", "product", "quantity", "metric", "unitPrice", "start", "note");
        assertThat(paste.viewProperty().get().ready())
                .as(paste.statusProperty().get())
                .isEqualTo(2);
        paste.add();

        var first = desk.all(RecordKind.ENTITLEMENT).getFirst();
        assertThat(first.values())
                .containsEntry("reference", "L-1")
                .containsEntry("publisher", "Adobe")
                .containsEntry("quantity", "1250")
                .containsEntry("unitPrice", "1234.5 EUR")
                .containsEntry("start", "2025-12-31");
        assertThat(desk.catalogue().product(first.text("product"))).isPresent();
        var second = desk.all(RecordKind.ENTITLEMENT).getLast();
        assertThat(second.values())
                .containsEntry("quantity", "unlimited")
                .containsEntry("metric", "pro Kern") // what it means is derived, as for a file
                .containsEntry("start", "2026-02-01");
        assertThat(desk.done()).hasSize(1);
    }

    @Test
    void aCellWithLinesOfItsOwnIsOneCellInHeadersAndRows() {
        paste.take(
                "\"Anzahl\nLizenzen\"\tProdukt\tBemerkung\n5\tAdobe Acrobat\t\"bestellt \"\"wie immer\"\"\nvon Ms Petersen\"\n",
                ORDER);

        assertThat(fields()).containsExactly("quantity", "product", "note");
        assertThat(paste.viewProperty().get().rows())
                .singleElement()
                .satisfies(
                        row -> assertThat(row.cells().getLast()).isEqualTo("bestellt \"wie immer\"\nvon Ms Petersen"));
        paste.add();
        assertThat(desk.only(RecordKind.ENTITLEMENT).text("note")).isEqualTo("bestellt \"wie immer\"\nvon Ms Petersen");
    }

    @Test
    void aDateThatCanBeTwoDaysIsToldAtItsCellUntilTheOrderIsSaid() {
        paste.take("product\tquantity\tstart\nAdobe Acrobat\t5\t03/04/2026\n", ORDER);
        assertThat(message(0, "start").blocking()).isTrue();
        assertThat(message(0, "start").text()).isEqualTo("“03/04/2026” can be two days: choose the date order above.");

        paste.read("MONTH_DAY_YEAR", "");
        assertThat(paste.viewProperty().get().ready()).isEqualTo(1);
        paste.add();

        assertThat(desk.only(RecordKind.ENTITLEMENT).text("start")).isEqualTo("2026-03-04");
    }

    @Test
    void aNumberThatCanBeTwoIsToldAtItsCellUntilItsMarkIsSaid() {
        paste.take("product\tquantity\nAdobe Acrobat\t1.250\n", ORDER);
        assertThat(message(0, "quantity").text()).contains("“1.250”", "choose the decimal mark");

        paste.read("", "COMMA");
        paste.add();

        assertThat(desk.only(RecordKind.ENTITLEMENT).text("quantity")).isEqualTo("1250");
    }

    @Test
    void aPriceWithoutACurrencyIsToldAndAColumnCompletesIt() {
        paste.take("product\tquantity\tunit price\nAdobe Acrobat\t5\t12.50\n", ORDER);
        assertThat(message(0, "unitPrice").text()).startsWith("Nothing tells the currency of “12.50”");

        paste.take("product\tquantity\tunit price\tcurrency\nAdobe Acrobat\t5\t12.50\tCHF\n", ORDER);
        paste.add();

        assertThat(desk.only(RecordKind.ENTITLEMENT).text("unitPrice")).isEqualTo("12.5 CHF");
    }

    @Test
    void headersThatNobodyKnowsAreNamedLeftOutAndMappedByHand() {
        paste.take("Produkt\tFarbe\tAnzahl\nAdobe Acrobat\tblau\t5\n", ORDER);
        assertThat(paste.viewProperty().get().columns())
                .extracting(PasteViewModel.Column::name)
                .containsExactly("Produkt", "Farbe", "Anzahl");
        assertThat(fields()).containsExactly("product", "", "quantity");

        paste.map(1, "note");
        paste.add();

        assertThat(desk.only(RecordKind.ENTITLEMENT).text("note")).isEqualTo("blau");
    }

    @Test
    void theTextOfACsvFileIsSplitAtItsSeparator() {
        paste.take("Produkt;Anzahl;Gültig bis;Bemerkung\nAdobe Acrobat;5;30.06.2027;\"rot; blau\"\n", ORDER);

        assertThat(fields()).containsExactly("product", "quantity", "end", "note");
        assertThat(paste.viewProperty().get().ready())
                .as(paste.statusProperty().get())
                .isEqualTo(1);
        paste.add();
        assertThat(desk.only(RecordKind.ENTITLEMENT).values())
                .containsEntry("note", "rot; blau")
                .containsEntry("end", "2027-06-30");
    }

    @Test
    void aProductAndAMetricThatNobodyKnowsAreKeptAsTheyWereWritten() {
        paste.take("product\tquantity\tmetric\nNothing known\t5\tper moon\n", ORDER);
        assertThat(paste.viewProperty().get().ready()).isEqualTo(1);
        assertThat(message(0, "product").blocking()).isFalse();
        paste.add();

        assertThat(desk.only(RecordKind.ENTITLEMENT).values())
                .containsEntry("product", "Nothing known")
                .containsEntry("metric", "per moon");
    }

    @Test
    void otherKindsAreReadByTheirOwnWords() {
        var purchases = new PasteViewModel(
                RecordKind.PURCHASE, desk, new DirectJobs(), Texts.of(Locale.GERMAN, ZoneOffset.UTC));
        purchases.take("Bestellnummer\tLieferant\tBestelldatum\nB-7\tHafen GmbH\t24.12.2025\n", List.of("reference"));
        purchases.add();

        assertThat(desk.only(RecordKind.PURCHASE).values())
                .containsEntry("reference", "B-7")
                .containsEntry("supplier", "Hafen GmbH")
                .containsEntry("orderedOn", "2025-12-24");
    }
}
