package app.assay.ui.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import app.assay.service.ComputePosition;
import app.assay.service.EditRecords;
import app.assay.service.ExportEvidence;
import app.assay.service.Registers;
import app.assay.service.Settings;
import app.assay.service.Tables;
import app.assay.ui.shell.DirectJobs;
import app.assay.ui.text.Texts;
import app.assay.ui.theme.State;
import app.assay.work.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The evidence screen's model over a real register in a temporary folder.
class EvidenceOfRegisterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-07-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void aPackageAgreesWithItsRegisterAlsoAfterLaterWorkAndNoLongerWhenItIsAltered(@TempDir Path folder)
            throws IOException {
        var file = folder.resolve("harbour.zip");
        try (var writer = Executors.newSingleThreadExecutor();
                var readers = Executors.newFixedThreadPool(2);
                var open = new Registers(NOON, "Mara", "test", writer, readers)
                        .create(folder.resolve("register"), "Harbour estate", ZoneOffset.UTC)) {
            var positions = new ComputePosition(open);
            var tables = new Tables(open, positions);
            var edits = new EditRecords(open);
            edits.apply(Settings.change(Settings.ORGANISATION, "Harbour"), Progress.NONE);
            var desk = EvidenceDesk.of(open, new ExportEvidence(open, positions, tables), tables);
            var model = new EvidenceViewModel(desk, new DirectJobs(), Texts.of(Locale.ENGLISH, ZoneOffset.UTC));
            model.refresh();

            model.export(file);
            assertThat(model.problemProperty().get()).isEmpty();
            assertThat(states(model))
                    .containsExactly(State.COMPLIANT, State.ATTENTION, State.COMPLIANT, State.COMPLIANT);

            model.secretsProperty().set(ExportEvidence.Secrets.INCLUDE);
            model.export(file.resolveSibling("as-it-is.zip"));
            assertThat(model.resultProperty().get().orElseThrow().lights())
                    .as("nothing was looked into")
                    .anyMatch(light -> light.state() == State.ATTENTION
                            && light.text().startsWith("Not looked into in tables and trail"));

            edits.apply(Settings.change(Settings.PREPARED_BY, "Mara"), Progress.NONE);
            model.verify(file);
            assertThat(states(model)).containsExactly(State.COMPLIANT, State.ATTENTION, State.COMPLIANT);

            var bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            model.verify(file);
            assertThat(model.problemProperty().get().isPresent()
                            || states(model).getFirst() == State.FAILED)
                    .isTrue();
        }
    }

    private static java.util.List<State> states(EvidenceViewModel model) {
        return model.resultProperty().get().orElseThrow().lights().stream()
                .map(EvidenceViewModel.Light::state)
                .toList();
    }
}
