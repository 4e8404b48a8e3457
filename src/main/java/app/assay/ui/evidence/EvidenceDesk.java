package app.assay.ui.evidence;

import app.assay.domain.table.Column;
import app.assay.domain.table.Filter;
import app.assay.domain.table.TableQuery;
import app.assay.service.ExportEvidence;
import app.assay.service.ExportEvidence.Choices;
import app.assay.service.ExportEvidence.PackageCheck;
import app.assay.service.ExportEvidence.SecretsSaid;
import app.assay.service.OpenRegister;
import app.assay.service.Tables;
import app.assay.work.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What the evidence screen asks of the register. Every method is called on a background thread.
public interface EvidenceDesk {

    /// What a package of now would be about.
    Facts facts();

    /// @return what was done about product keys, passwords and other secrets
    SecretsSaid export(Path file, LocalDate asAt, Choices choices, Progress progress);

    PackageCheck check(Path zipOrFolder, Progress progress);

    /// The hash of an entry of this register's trail.
    Optional<String> trailHash(long sequence);

    /// @param asAt the date that the register proposes
    record Facts(
            String register,
            String registerId,
            long revision,
            LocalDate asAt,
            int loads,
            int entitlements,
            int proofs,
            int devices,
            long trailLength) {}

    static EvidenceDesk of(OpenRegister open, ExportEvidence evidence, Tables tables) {
        return new EvidenceDesk() {
            @Override
            public Facts facts() {
                var summary = open.summary();
                return new Facts(
                        summary.name(),
                        summary.id().toString(),
                        summary.revision(),
                        open.positionSettings(Optional.empty()).asAt(),
                        summary.loads(),
                        summary.records().getOrDefault(app.assay.domain.record.RecordKind.ENTITLEMENT, 0),
                        summary.records().getOrDefault(app.assay.domain.record.RecordKind.PROOF, 0),
                        summary.records().getOrDefault(app.assay.domain.record.RecordKind.DEVICE, 0),
                        summary.trailLength());
            }

            @Override
            public SecretsSaid export(Path file, LocalDate asAt, Choices choices, Progress progress) {
                return evidence.packageTo(file, open.positionSettings(Optional.of(asAt)), choices, progress);
            }

            @Override
            public PackageCheck check(Path zipOrFolder, Progress progress) {
                return ExportEvidence.check(zipOrFolder, progress);
            }

            @Override
            public Optional<String> trailHash(long sequence) {
                var trail = tables.trail();
                int place = trail.columns().stream().map(Column::id).toList().indexOf("hash");
                var number = Optional.of(Long.toString(sequence));
                var only = new TableQuery(List.of(new Filter.Between("sequence", number, number)), List.of());
                return trail.page(only, 0, 1).rows().stream()
                        .findFirst()
                        .map(row -> row.cells().get(place))
                        .map(String::valueOf);
            }
        };
    }
}
