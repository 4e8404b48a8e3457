package app.assay.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.record.EditDay;
import app.assay.domain.record.RecordKind;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.text.Texts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordFormViewModelTest {

    private final Texts texts = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);
    private final MemoryDesk desk = new MemoryDesk();
    private final RecordFormViewModel form =
            new RecordFormViewModel(RecordKind.ENTITLEMENT, desk, new DirectJobs(), texts);

    private void type(String field, String text) {
        form.field(field).textProperty().set(text);
    }

    private UUID server() {
        return desk.put(
                        RecordKind.ENTITLEMENT,
                        Map.of(
                                "reference",
                                "E-1",
                                "product",
                                "microsoft/sql-server",
                                "metric",
                                "core",
                                "kind",
                                "FULL",
                                "quantity",
                                "8"))
                .id();
    }

    @Test
    void aNewEntitlementIsOneCommandWithTheUsualMetricOfItsProduct() {
        var saved = new ArrayList<UUID>();
        form.setOnSaved(saved::add);
        form.begin(Map.of());
        type("product", "Microsoft SQL Server");
        type("quantity", "16");
        type("end", "2027-03-31");

        assertThat(form.completeProperty().get()).isTrue();
        form.add();

        assertThat(desk.done())
                .singleElement()
                .satisfies(command -> assertThat(command.action()).isEqualTo("entitlement.add"));
        var record = desk.only(RecordKind.ENTITLEMENT);
        assertThat(record.text("product")).isEqualTo("microsoft/sql-server");
        assertThat(record.text("metric")).startsWith("core");
        assertThat(record.text("quantity")).isEqualTo("16");
        assertThat(record.text("kind")).isEqualTo("FULL");
        assertThat(record.text("end")).isEqualTo("2027-03-31");
        assertThat(saved).containsExactly(record.id());
        assertThat(form.modeProperty().get()).isEqualTo(RecordFormViewModel.Mode.RECORD);
    }

    @Test
    void aNewEntitlementWithoutProductCannotBeAdded() {
        form.begin(Map.of());

        assertThat(form.completeProperty().get()).isFalse();
        form.add();

        assertThat(desk.done()).isEmpty();
        assertThat(form.statusProperty().get()).contains("product is missing");
        assertThat(form.field("product").messageProperty().get()).isPresent();
    }

    @Test
    void leavingAFieldWritesItAtOnceAsACommandOfItsOwn() {
        var id = server();
        form.show(id);
        type("quantity", "12");
        assertThat(desk.done()).isEmpty();

        form.confirm(form.field("quantity"));

        assertThat(desk.done()).hasSize(1);
        assertThat(desk.done().getFirst().edits().getFirst().values()).isEqualTo(Map.of("quantity", "12"));
        assertThat(form.statusProperty().get()).isEqualTo("Saved");
    }

    @Test
    void anEditHoldsFromWhenTheAnalystSays() {
        var id = server();
        form.show(id);
        type("quantity", "12");
        form.confirm(form.field("quantity"));
        form.holdsProperty().set(RecordFormViewModel.Holds.EVERY_DAY);
        type("quantity", "13");
        form.confirm(form.field("quantity"));
        form.holdsProperty().set(RecordFormViewModel.Holds.FROM_DAY);
        type("quantity", "14");
        form.confirm(form.field("quantity"));
        assertThat(desk.done()).as("no day is chosen").hasSize(2);
        assertThat(form.statusProperty().get()).isEqualTo("Choose the day from which on it holds.");
        // choosing the day writes what was left before
        form.dayProperty().set(LocalDate.of(2026, 7, 1));

        assertThat(desk.done())
                .extracting(command -> command.edits().getFirst().day())
                .containsExactly(EditDay.USUAL, EditDay.EVERY_DAY, EditDay.from(LocalDate.of(2026, 7, 1)));
        form.begin(Map.of());
        assertThat(form.holdsProperty().get()).isEqualTo(RecordFormViewModel.Holds.AS_USUAL);
    }

    @Test
    void leavingAFieldUnchangedWritesNothing() {
        form.show(server());

        form.confirm(form.field("quantity"));

        assertThat(desk.done()).isEmpty();
    }

    @Test
    void aValueThatCannotBeReadIsExplainedWhileItIsTypedAndNeverWritten() {
        form.show(server());

        type("quantity", "a dozen");

        assertThat(form.field("quantity").messageProperty().get())
                .hasValueSatisfying(message -> assertThat(message.blocking()).isTrue());
        form.confirm(form.field("quantity"));
        assertThat(desk.done()).isEmpty();
        assertThat(form.failedProperty().get()).isTrue();
        assertThat(desk.only(RecordKind.ENTITLEMENT).text("quantity")).isEqualTo("8");
    }

    @Test
    void revertingAFieldShowsWhatTheRegisterHolds() {
        form.show(server());
        type("quantity", "a dozen");

        form.revert(form.field("quantity"));

        assertThat(form.field("quantity").textProperty().get()).isEqualTo("8");
        assertThat(form.field("quantity").messageProperty().get()).isEmpty();
    }

    @Test
    void unlimitedAndUnknownAreDifferentAnswers() {
        form.show(server());
        type("quantity", "unlimited");
        form.confirm(form.field("quantity"));
        assertThat(desk.only(RecordKind.ENTITLEMENT).text("quantity")).isEqualTo("unlimited");

        type("quantity", "unknown");
        form.confirm(form.field("quantity"));
        assertThat(desk.only(RecordKind.ENTITLEMENT).text("quantity")).isEqualTo("unknown");
        assertThat(form.field("quantity").messageProperty().get())
                .hasValueSatisfying(message -> assertThat(message.blocking()).isFalse());
    }

    @Test
    void anotherProductTakesTheEditionOfTheOldOneAway() {
        var id = server();
        form.show(id);
        var edition = form.field("edition").choices().getLast().code();
        type("edition", edition);
        form.confirm(form.field("edition"));

        type("product", "Adobe Acrobat");
        form.confirm(form.field("product"));

        var record = desk.only(RecordKind.ENTITLEMENT);
        assertThat(record.text("product")).startsWith("adobe/");
        assertThat(record.text("edition")).isEmpty();
    }

    @Test
    void onlyLicencesOfTheSameProductAreOfferedAsABase() {
        var base = server();
        desk.put(
                RecordKind.ENTITLEMENT,
                Map.of(
                        "reference",
                        "E-2",
                        "product",
                        "adobe/acrobat",
                        "metric",
                        "device",
                        "kind",
                        "FULL",
                        "quantity",
                        "1"));
        var upgrade = desk.put(
                RecordKind.ENTITLEMENT,
                Map.of(
                        "reference",
                        "E-3",
                        "product",
                        "microsoft/sql-server",
                        "metric",
                        "core",
                        "kind",
                        "UPGRADE",
                        "quantity",
                        "1"));
        form.show(upgrade.id());
        var offered = new ArrayList<List<Suggestion>>();

        form.suggest(form.field("base"), "", offered::add);

        assertThat(offered.getFirst()).extracting(Suggestion::text).containsExactly("E-1");
        assertThat(form.field("base").relevantProperty().get()).isTrue();
        form.show(base);
        assertThat(form.field("base").relevantProperty().get()).isFalse();
    }

    @Test
    void productsAreFoundByWordsInAnyOrder() {
        form.begin(Map.of());
        var offered = new ArrayList<List<Suggestion>>();

        form.suggest(form.field("product"), "server sql", offered::add);

        assertThat(offered.getFirst()).extracting(Suggestion::text).contains("Microsoft SQL Server");
    }

    @Test
    void aCopyGetsAReferenceOfItsOwn() {
        form.show(server());

        form.duplicate();
        form.add();

        assertThat(desk.all(RecordKind.ENTITLEMENT))
                .extracting(record -> record.text("reference"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(desk.all(RecordKind.ENTITLEMENT))
                .extracting(record -> record.text("quantity"))
                .containsOnly("8");
    }
}
