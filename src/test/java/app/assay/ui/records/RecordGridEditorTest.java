package app.assay.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.RecordKind;
import app.assay.ui.grid.CellEdit;
import app.assay.ui.grid.CellFinding;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordGridEditorTest {

    private final MemoryDesk desk = new MemoryDesk();
    private final List<Map<String, String>> refusedRows = new ArrayList<>();
    private final RecordGridEditor editor = new RecordGridEditor(
            RecordKind.ENTITLEMENT,
            desk.table(RecordKind.ENTITLEMENT).columns(),
            desk,
            Texts.of(Locale.ENGLISH, ZoneOffset.UTC),
            refusedRows::addAll);
    private String first = "";
    private String second = "";

    @BeforeEach
    void twoEntitlements() {
        first = entitlement("E-1", "microsoft/sql-server");
        second = entitlement("E-2", "adobe/acrobat");
    }

    private String entitlement(String reference, String product) {
        return desk.put(
                        RecordKind.ENTITLEMENT,
                        Map.of(
                                "reference",
                                reference,
                                "product",
                                product,
                                "metric",
                                "device",
                                "kind",
                                "FULL",
                                "quantity",
                                "8"))
                .id()
                .toString();
    }

    private List<CellFinding> apply(CellEdit... edits) {
        return editor.apply(List.of(edits), Progress.NONE);
    }

    @Test
    void cellsOfManyRowsAreOneCommandThatUndoTakesBackAtOnce() {
        var told = apply(new CellEdit(first, "quantity", "9"), new CellEdit(second, "quantity", "10"));

        assertThat(told).isEmpty();
        assertThat(desk.done()).hasSize(1);
        assertThat(desk.done().getFirst().subject()).isEqualTo("E-1, E-2");
        assertThat(desk.all(RecordKind.ENTITLEMENT))
                .extracting(record -> record.text("quantity"))
                .containsExactly("9", "10");
    }

    @Test
    void oneRefusedCellLeavesTheOthersWritten() {
        var told = apply(
                new CellEdit(first, "quantity", "many"),
                new CellEdit(first, "note", "checked"),
                new CellEdit(second, "quantity", "10"));

        assertThat(told).singleElement().satisfies(finding -> {
            assertThat(finding.rowId()).isEqualTo(first);
            assertThat(finding.column()).isEqualTo("quantity");
            assertThat(finding.refused()).isTrue();
        });
        assertThat(desk.all(RecordKind.ENTITLEMENT))
                .extracting(record -> record.text("quantity"))
                .containsExactly("8", "10");
        assertThat(desk.only(RecordKind.ENTITLEMENT).text("note")).isEqualTo("checked");
    }

    @Test
    void wordsOfTheScreenBecomeCodesMetricsAndKeys() {
        apply(
                new CellEdit(first, "kind", "subscription"),
                new CellEdit(first, "metric", "Named user"),
                new CellEdit(first, "product", "Adobe Acrobat"),
                new CellEdit(first, "end", "2027-01-31"));

        var record = desk.only(RecordKind.ENTITLEMENT);
        assertThat(record.text("kind")).isEqualTo("SUBSCRIPTION");
        assertThat(record.text("metric")).isEqualTo("named-user");
        assertThat(record.text("product")).isEqualTo("adobe/acrobat");
    }

    @Test
    void rowsPastedBelowTheLastOneBecomeNewRecords() {
        var told = apply(
                new CellEdit("new-1", "product", "Microsoft SQL Server"),
                new CellEdit("new-1", "quantity", "4"),
                new CellEdit("new-2", "product", "Adobe Acrobat"),
                new CellEdit("new-2", "metric", "device"),
                new CellEdit("new-2", "quantity", "2"));

        assertThat(told).noneMatch(CellFinding::refused);
        assertThat(desk.all(RecordKind.ENTITLEMENT)).hasSize(4);
        assertThat(desk.all(RecordKind.ENTITLEMENT))
                .extracting(record -> record.text("reference"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aNewRowThatIsRefusedIsHandedBackToBeMended() {
        var told = apply(
                new CellEdit("new-1", "product", "No such product"),
                new CellEdit("new-1", "quantity", "4"),
                new CellEdit(second, "quantity", "5"));

        assertThat(told).anyMatch(CellFinding::refused);
        assertThat(refusedRows).containsExactly(Map.of("product", "No such product", "quantity", "4"));
        assertThat(desk.all(RecordKind.ENTITLEMENT))
                .extracting(record -> record.text("quantity"))
                .containsExactly("8", "5");
    }

    @Test
    void aReferenceThatAnotherRecordHasIsRefused() {
        var told = apply(new CellEdit(second, "reference", "E-1"));

        assertThat(told).singleElement().matches(CellFinding::refused);
        assertThat(desk.done()).isEmpty();
    }

    @Test
    void aWarningIsToldAndTheCellIsWritten() {
        var told = apply(new CellEdit(first, "kind", "UPGRADE"));

        assertThat(told).isNotEmpty().noneMatch(CellFinding::refused);
        assertThat(desk.only(RecordKind.ENTITLEMENT).text("kind")).isEqualTo("UPGRADE");
    }
}
