package app.assay.reporting.position;

import app.assay.domain.code.Environment;
import app.assay.domain.code.HostAffinity;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.table.ColumnType;
import app.assay.reporting.content.EvidenceContent;
import app.assay.reporting.content.RecordIndex;
import app.assay.reporting.table.Columns;
import app.assay.reporting.table.TableData;
import app.assay.reporting.table.Words;
import app.assay.work.Plain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// What a position rests on: settings, exclusions, what the analyst says, and limits that the computation met.
public final class Assumptions {

    private Assumptions() {}

    /// One row.
    ///
    /// @param id `A-1`, `A-2` … in the order of the list
    /// @param validUntil last day on which it holds; empty for no end
    record Row(
            String id, String kind, String text, String approvedBy, Optional<LocalDate> validUntil, String evidence) {}

    public static List<Row> of(EvidenceContent content, RecordIndex records) {
        var rows = new ArrayList<Row>();
        var settings = content.position().settings();
        add(
                rows,
                "Setting",
                "The position is as at the end of " + settings.asAt() + ", in the zone "
                        + content.register().zone() + ".");
        add(
                rows,
                "Setting",
                Plain.text(
                        "A device last seen more than %s days before that day is stale: found, then taken off by name.",
                        settings.staleAfterDays()));
        String exempt = settings.exemptEnvironments().stream()
                .sorted()
                .map(Environment::name)
                .map(Words::sentence)
                .collect(Collectors.joining(", "));
        add(rows, "Setting", exempt.isEmpty() ? "No environment is exempt." : "Exempt environments: " + exempt + ".");
        add(
                rows,
                "Setting",
                settings.unit().isPresent()
                        ? "Only devices of the unit "
                                + records.name(RecordKind.ORGANISATION_UNIT, settings.unit())
                                + " and the units below it count."
                        : "The whole organisation counts.");
        for (String text : content.assumptions()) {
            add(rows, "Assumption", text);
        }
        for (var exclusion : records.of(RecordKind.EXCLUSION)) {
            rows.add(new Row(
                    id(rows),
                    "Exclusion " + exclusion.text("reference"),
                    Words.sentence(exclusion.text("reason")) + ": " + exclusion.text("explanation"),
                    exclusion.text("approvedBy").isEmpty() ? "nobody yet" : exclusion.text("approvedBy"),
                    exclusion.date("validUntil"),
                    exclusion.text("evidence")));
        }
        addAffinity(records, rows);
        for (var problem : content.position().problems()) {
            add(rows, "Limit", problem.message());
        }
        PositionTables.each(
                content.position(),
                (number, line) -> line.problems()
                        .forEach(problem ->
                                add(rows, "Limit of " + PositionTables.reference(number), problem.message())));
        return rows;
    }

    /// What is said of virtual machines that may move or stay, each with what stands behind it.
    private static void addAffinity(RecordIndex records, List<Row> rows) {
        Map<UUID, List<RecordState>> proofs = new HashMap<>();
        for (var proof : records.of(RecordKind.PROOF)) {
            proof.reference("device")
                    .ifPresent(device -> proofs.computeIfAbsent(device, _ -> new ArrayList<>())
                            .add(proof));
        }
        for (var device : records.of(RecordKind.DEVICE)) {
            var affinity = device.code("hostAffinity", HostAffinity.class, HostAffinity.UNKNOWN);
            if (affinity == HostAffinity.UNKNOWN) {
                continue;
            }
            var papers = proofs.getOrDefault(device.id(), List.of()).stream()
                    .map(proof -> proof.text("fileName"))
                    .collect(Collectors.joining(", "));
            var note = device.text("note");
            rows.add(new Row(
                    id(rows),
                    "Device " + device.text("name"),
                    (affinity == HostAffinity.STAYS
                                    ? "It stays on its host and is counted there alone"
                                    : "It may move within its cluster and is counted on every host of it")
                            + (note.isEmpty() ? "." : ": " + note),
                    "",
                    Optional.empty(),
                    papers.isEmpty() ? "no document" : papers));
        }
    }

    public static TableData table(EvidenceContent content, RecordIndex records) {
        return new TableData(
                "assumptions",
                "What the position rests on, and where it ends",
                List.of(
                        Columns.text("id"),
                        Columns.text("kind"),
                        Columns.text("text"),
                        Columns.text("approvedBy"),
                        Columns.column("validUntil", ColumnType.DATE),
                        Columns.text("evidence")),
                each -> of(content, records)
                        .forEach(row -> each.accept(PositionTables.row(
                                row.id(),
                                row.kind(),
                                row.text(),
                                row.approvedBy(),
                                row.validUntil().orElse(null),
                                row.evidence()))));
    }

    private static void add(List<Row> rows, String kind, String text) {
        rows.add(new Row(id(rows), kind, text, "", Optional.empty(), ""));
    }

    private static String id(List<Row> rows) {
        return "A-" + (rows.size() + 1);
    }
}
