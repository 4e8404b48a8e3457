package app.assay.service;

import app.assay.domain.record.Field;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.engine.recognise.RecognisedRight;
import app.assay.service.table.ListTable;
import app.assay.service.table.ListTable.Cell;
import app.assay.service.table.ListTable.Content;
import app.assay.storage.records.RegisterSnapshot;
import app.assay.work.Progress;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A table of all records of a kind: a column a field, references shown by name, cells editable by field.
final class RecordTables {

    /// Fields that are long or technical and shown only when chosen.
    private static final Set<String> HIDDEN = Set.of(
            "networkAddresses",
            "hardwareId",
            "processorModel",
            "threads",
            "domain",
            "manufacturer",
            "definition",
            "sha256",
            "editionsCovered",
            "boundDevice",
            "firstSeen",
            "unitsPerPack");

    private static final Set<String> FACETS = Set.of(
            "kind",
            "status",
            "environment",
            "unit",
            "operatingSystem",
            "cluster",
            "hostAffinity",
            "manufacturer",
            "model",
            "metric",
            "agreement",
            "product",
            "publisher",
            "versionCover",
            "edition",
            "reason",
            "match",
            "grade",
            "supplier");

    private final OpenRegister open;

    RecordTables(OpenRegister open) {
        this.open = open;
    }

    /// A record with what its cells need.
    record Row(RecordState state, Names names) {

        /// What the texts of a right mean.
        RecognisedRight right() {
            return names.rights().of(state);
        }
    }

    ListTable<Row> table(String name, RecordKind kind, List<Cell<Row>> further) {
        var cells = new ArrayList<Cell<Row>>();
        for (var field : kind.fields()) {
            cells.add(new Cell<>(column(field), row -> cell(row, field)));
        }
        if (kind == RecordKind.ENTITLEMENT || kind == RecordKind.ASSIGNMENT) {
            boolean told = cells.removeIf(cell -> cell.column().id().equals("publisher"));
            var publisher = Column.of("publisher", ColumnType.TEXT).faceted();
            cells.addFirst(new Cell<>(told ? publisher.editing("publisher") : publisher, RecordTables::publisher));
            cells.add(new Cell<>(Column.of("recognisedAs", ColumnType.TEXT).faceted(), RecordTables::recognisedAs));
            cells.add(new Cell<>(Column.of("recognition", ColumnType.CODE).faceted(), RecordTables::recognition));
        }
        cells.addAll(further);
        return new ListTable<>(
                name, () -> content(kind), row -> row.state().id().toString(), cells);
    }

    /// The publisher that the record tells, else the one of the product that it means.
    private static @Nullable Object publisher(Row row) {
        var told = row.state().text("publisher");
        return orNull(
                told.isEmpty()
                        ? row.names()
                                .catalogue()
                                .publisherNameOf(row.right().target().product())
                        : told);
    }

    /// What the texts mean: product, edition, version by their names; null when nobody knows.
    private static @Nullable Object recognisedAs(Row row) {
        return row.right()
                .recognition()
                .target()
                .map(row.names().rights()::name)
                .orElse(null);
    }

    private static Object recognition(Row row) {
        return row.right().standing();
    }

    private Content<Row> content(RecordKind kind) {
        var snapshot = open.snapshot();
        var names = new Names(snapshot, open.catalogue(), () -> open.rights(snapshot, Progress.NONE));
        return new Content<>(
                snapshot.revision(),
                snapshot.records(kind).stream()
                        .map(state -> new Row(state, names))
                        .toList());
    }

    private static Column column(Field field) {
        var column = Column.of(field.name(), type(field)).editing(field.name());
        if (FACETS.contains(field.name())) {
            column = column.faceted();
        }
        return HIDDEN.contains(field.name()) ? column.hidden() : column;
    }

    private static ColumnType type(Field field) {
        return switch (field.type()) {
            case TEXT, REFERENCE, PRODUCT -> ColumnType.TEXT;
            case INTEGER -> ColumnType.INTEGER;
            case DECIMAL -> ColumnType.DECIMAL;
            case QUANTITY -> ColumnType.QUANTITY;
            case MONEY -> ColumnType.MONEY;
            case DATE -> ColumnType.DATE;
            case INSTANT -> ColumnType.INSTANT;
            case FLAG -> ColumnType.FLAG;
            case CODE, METRIC -> ColumnType.CODE;
        };
    }

    static @Nullable Object cell(Row row, Field field) {
        var text = row.state().text(field.name());
        if (text.isEmpty()) {
            return row.state().unresolved(field.name()).orElse(null); // a name that no record bears yet
        }
        return switch (field.type()) {
            case TEXT, METRIC, CODE -> text;
            case PRODUCT -> row.names().catalogue().productName(text);
            case REFERENCE -> row.names().name(field, text);
            case INTEGER -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case QUANTITY -> Quantity.parse(text);
            case MONEY -> Money.parse(text);
            case DATE -> LocalDate.parse(text);
            case INSTANT -> Instant.parse(text);
            case FLAG -> Boolean.valueOf(text);
        };
    }

    private static @Nullable Object orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /// Names of records by identity, looked up once per snapshot and kind.
    static final class Names {
        private final RegisterSnapshot snapshot;
        private final Catalogue catalogue;
        private final Map<RecordKind, Map<UUID, String>> byKind = new HashMap<>();

        private final Supplier<RecognisedRights> rights;

        Names(RegisterSnapshot snapshot, Catalogue catalogue, Supplier<RecognisedRights> rights) {
            this.snapshot = snapshot;
            this.catalogue = catalogue;
            this.rights = rights;
        }

        /// What the rights of the snapshot mean.
        RecognisedRights rights() {
            return rights.get();
        }

        Catalogue catalogue() {
            return catalogue;
        }

        /// The name of the record that a reference points at; the text itself when nothing is there.
        String name(Field field, String text) {
            if (field.target().isEmpty()) {
                return text;
            }
            try {
                return name(field.target().get(), UUID.fromString(text), text);
            } catch (IllegalArgumentException notAnIdentity) {
                return text; // a name that no record bears yet
            }
        }

        synchronized String name(RecordKind kind, UUID id, String fallback) {
            return byKind.computeIfAbsent(kind, this::names).getOrDefault(id, fallback);
        }

        private Map<UUID, String> names(RecordKind kind) {
            var key = kind.fields().getFirst().name();
            var names = new HashMap<UUID, String>();
            snapshot.records(kind).forEach(state -> names.put(state.id(), state.text(key)));
            return names;
        }
    }
}
