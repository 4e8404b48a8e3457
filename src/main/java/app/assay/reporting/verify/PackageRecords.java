package app.assay.reporting.verify;

import app.assay.domain.record.DatedValues;
import app.assay.domain.record.Field;
import app.assay.domain.record.RecordKind;
import app.assay.reporting.content.RecordIndex;
import app.assay.reporting.pack.EvidencePackage;
import app.assay.reporting.table.CsvTables;
import app.assay.reporting.table.Mask;
import app.assay.reporting.table.PackageTables;
import app.assay.work.Plain;
import app.assay.work.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/// Compares the tables of records with what the trail says that the analyst made of them: what somebody edited stands
/// in
/// the table as the last event has it, and what only an analyst makes (rules, decisions, own products) is there exactly
/// if the trail says so. What only files told is in no event and cannot be compared here.
final class PackageRecords {

    private static final Map<RecordKind, String> TABLES = tables();

    /// Kinds that no file brings: each record is an analyst's.
    private static final Set<RecordKind> OWN =
            Set.of(RecordKind.RECOGNITION_RULE, RecordKind.TITLE_DECISION, RecordKind.PRODUCT, RecordKind.PROOF);

    private final PackageFiles bag;
    private final BiConsumer<String, String> differs;
    private final BiConsumer<String, String> notChecked;
    private final Progress progress;
    private final Optional<LocalDate> asAt;

    /// @param asAt the day of the package's position, where it tells one
    PackageRecords(
            PackageFiles bag,
            Optional<LocalDate> asAt,
            BiConsumer<String, String> differs,
            BiConsumer<String, String> notChecked,
            Progress progress) {
        this.bag = bag;
        this.asAt = asAt;
        this.differs = differs;
        this.notChecked = notChecked;
        this.progress = progress;
    }

    private static Map<RecordKind, String> tables() {
        var tables = new LinkedHashMap<RecordKind, String>();
        EvidencePackage.RECORD_TABLES.forEach(table -> tables.put(table.kind(), "data/" + table.path() + ".csv"));
        tables.put(RecordKind.PROOF, "data/40_entitlement/documents.csv");
        return Map.copyOf(tables);
    }

    void check(PackageTrail trail) {
        for (var kind : RecordKind.values()) {
            String path = TABLES.get(kind);
            if (path != null && bag.hashes().containsKey(path)) {
                progress.stopIfCancelled();
                try {
                    table(kind, path, trail);
                } catch (IOException broken) {
                    differs.accept(path, "It cannot be read as a table: " + broken.getMessage() + ".");
                }
            }
        }
    }

    private void table(RecordKind kind, String path, PackageTrail trail) throws IOException {
        var edited = trail.edited();
        var seen = new HashSet<UUID>();
        try (var in = bag.open(path);
                var table = PackageTables.open(in)) {
            int place = table.header().indexOf("id");
            if (place < 0) {
                differs.accept(path, "It has no column id.");
                return;
            }
            for (List<String> cells = table.next(); !cells.isEmpty(); cells = table.next()) {
                UUID id;
                try {
                    id = UUID.fromString(cells.get(place));
                } catch (IllegalArgumentException e) {
                    differs.accept(path, "It holds an identity that is none: " + StrictZip.printable(cells.get(place)));
                    continue;
                }
                if (!seen.add(id)) {
                    differs.accept(path, "It holds the record " + id + " twice.");
                }
                row(kind, path, table.header(), cells, id, edited.get(id), trail);
            }
        }
        if (OWN.contains(kind)) {
            var missing = new ArrayList<UUID>();
            edited.forEach((id, state) -> {
                if (state.kind() == kind && state.exists() && !seen.contains(id)) {
                    missing.add(id);
                }
            });
            missing.sort(null);
            missing.forEach(id -> differs.accept(path, "It lacks the record " + id + " that the trail tells of."));
        }
    }

    private void row(
            RecordKind kind,
            String path,
            List<String> header,
            List<String> cells,
            UUID id,
            PackageTrail.@org.jspecify.annotations.Nullable Edited state,
            PackageTrail trail) {
        if (OWN.contains(kind) && (state == null || !state.exists())) {
            differs.accept(path, "It tells of the record " + id + ", which nobody made by the trail.");
        }
        if (state == null) {
            return;
        }
        if (asAt.filter(day -> !DatedValues.isThere(state.fields(), day)).isPresent()) {
            // Only a file that came after the analyst made it can have told of it.
            if (state.imports() == trail.importCount()) {
                differs.accept(
                        path,
                        "It tells of the record " + id
                                + ", which by the trail was not there on the day of the position.");
            } else {
                notChecked.accept(
                        path,
                        "By the trail the analyst made the record " + id
                                + " from a later day on; whether a file told of it was not checked.");
            }
            return;
        }
        // What holds from a later day on does not stand in a package of this one.
        var fields =
                asAt.map(day -> DatedValues.at(state.fields(), day)).orElseGet(() -> DatedValues.now(state.fields()));
        for (var field : fields.entrySet()) {
            int column = header.indexOf(field.getKey());
            boolean isShownByName = kind == RecordKind.PROOF
                    && kind.find(field.getKey()).flatMap(Field::target).isPresent();
            if (column < 0 || isShownByName) {
                continue;
            }
            String expected = kind.find(field.getKey())
                    .map(known -> shown(known, field.getValue()))
                    .orElse(field.getValue());
            if (!cells.get(column).equals(expected) && expected.contains(Mask.TEXT)) {
                notChecked.accept(
                        path, "What the trail shows masked of its column " + field.getKey() + " was not compared.");
            } else if (!cells.get(column).equals(expected)) {
                differs.accept(
                        path,
                        Plain.text(
                                "The record %s, %s: it says %s, and by the trail it was made %s.",
                                id,
                                field.getKey(),
                                StrictZip.printable(cells.get(column)),
                                StrictZip.printable(expected)));
            }
        }
    }

    /// A value as tables show it.
    private static String shown(Field field, String text) {
        try {
            return CsvTables.text(RecordIndex.value(field, text));
        } catch (RuntimeException none) {
            return text;
        }
    }
}
