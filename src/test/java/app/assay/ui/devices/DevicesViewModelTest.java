package app.assay.ui.devices;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.domain.table.Filter;
import app.assay.ui.grid.CellEdit;
import app.assay.ui.grid.CellFinding;
import app.assay.ui.parts.Notice;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.text.Texts;
import app.assay.work.Progress;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DevicesViewModelTest {

    private static final Texts TEXTS = Texts.of(Locale.ENGLISH, ZoneOffset.UTC);

    private final SampleDevices sample = SampleDevices.full();
    private final Notice notice = new Notice(TEXTS);

    private DevicesViewModel devices() {
        var model = new DevicesViewModel(sample.work(), new DirectJobs(), TEXTS, notice);
        model.devices().refresh();
        return model;
    }

    @Test
    void aHostTellsHowManyMachinesRunOnIt() {
        var model = devices();

        var host = model.deviceProperty().get().orElseThrow();

        assertThat(host.state().id()).isEqualTo(SampleDevices.HOST);
        assertThat(host.machines()).isEqualTo(4);
    }

    @Test
    void aFieldTellsItsSourceAndWhatOthersSay() {
        var model = devices();
        model.devices().reveal(SampleDevices.id("vm-01").toString());

        var machine = model.deviceProperty().get().orElseThrow();

        assertThat(model.source(machine.counting("cores").orElseThrow())).isEqualTo("Inventory: inventory.csv, row 14");
        assertThat(model.others(machine, "cores")).containsExactly("Hypervisor: guests.csv, row 3: 8");
        assertThat(model.shown(machine, "host", machine.state().text("host"))).isEqualTo("esx-01");
        assertThat(model.shown(machine, "kind", "VIRTUAL_MACHINE")).isEqualTo("Virtual machine");
    }

    @Test
    void aWordForACodeIsWrittenAsTheCodeAndANameAsItsRecord() {
        var model = devices();

        var told = model.cells()
                .apply(
                        List.of(
                                new CellEdit(SampleDevices.id("pc-0001").toString(), "status", "in stock"),
                                new CellEdit(SampleDevices.id("pc-0001").toString(), "host", "esx-01")),
                        Progress.NONE);

        assertThat(told).isEmpty();
        assertThat(sample.device("pc-0001").text("status")).isEqualTo("IN_STOCK");
        assertThat(sample.device("pc-0001").reference("host")).contains(SampleDevices.HOST);
        assertThat(sample.commands).hasSize(1);
    }

    @Test
    void aRecordThatIsRefusedKeepsItsValuesAndTheOthersAreChangedInOneStep() {
        var model = devices();
        var first = SampleDevices.id("pc-0001").toString();
        var second = SampleDevices.id("pc-0002").toString();

        var told = model.cells()
                .apply(
                        List.of(
                                new CellEdit(first, "cores", "many"),
                                new CellEdit(first, "status", "RETIRED"),
                                new CellEdit(second, "cores", "8")),
                        Progress.NONE);

        assertThat(told).extracting(CellFinding::column).containsExactlyInAnyOrder("cores", "status");
        assertThat(told)
                .allMatch(CellFinding::refused)
                .allMatch(finding -> finding.rowId().equals(first));
        assertThat(sample.device("pc-0001").text("status")).isEqualTo("IN_SERVICE");
        assertThat(sample.device("pc-0002").text("cores")).isEqualTo("8");
        assertThat(sample.commands).hasSize(1);
    }

    @Test
    void oneValueIsSetForEverythingInTheFilterAsOneStep() {
        var model = devices();
        model.devices().setFilters(List.of(new Filter.OneOf("kind", List.of("VIRTUAL_MACHINE"), false)));
        model.devices().selectAll();
        model.bulk().fieldProperty().set(model.bulk().fields().get(1));
        model.bulk().valueProperty().set("DEVELOPMENT");

        model.bulk().change();

        assertThat(sample.commands).hasSize(1);
        assertThat(sample.commands.getFirst().edits()).hasSize(4);
        assertThat(sample.commands.getFirst().subject()).isEqualTo("Environment = Development (4 ×)");
        assertThat(sample.device("vm-03").text("environment")).isEqualTo("DEVELOPMENT");
        assertThat(notice.messageProperty().get().map(Notice.Message::text))
                .contains(
                        "Environment is set for 4 rows. Undo takes it back. It holds from 2026-11-10 on; earlier days stay as they were.");
    }

    @Test
    void aValueThatIsRefusedChangesNothing() {
        var model = devices();
        model.devices().selectAll();
        model.bulk()
                .fieldProperty()
                .set(model.bulk().fields().stream()
                        .filter(field -> field.name().equals("cores"))
                        .findFirst()
                        .orElseThrow());
        model.bulk().valueProperty().set("many");

        model.bulk().change();

        assertThat(sample.commands).isEmpty();
        assertThat(notice.messageProperty().get().map(Notice.Message::failed)).contains(true);
        assertThat(model.bulk().changingProperty().get()).isFalse();
    }

    @Test
    void aChangedDeviceIsReadAnew() {
        var model = devices();
        model.devices().reveal(SampleDevices.id("pc-0002").toString());
        model.bulk().valueProperty().set("RETIRED");

        model.bulk().change();

        assertThat(model.deviceProperty().get().orElseThrow().state().text("status"))
                .isEqualTo("RETIRED");
    }
}
