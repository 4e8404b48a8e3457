package app.assay.ui.records;

import app.assay.domain.record.Command;
import app.assay.domain.record.Command.Finding;
import app.assay.domain.record.DatedValues;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.domain.software.Catalogue;
import app.assay.domain.table.Column;
import app.assay.domain.table.ColumnType;
import app.assay.domain.table.TableSource;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.engine.validate.RecordValidator;
import app.assay.importing.catalogue.CatalogueFile;
import app.assay.service.Saved;
import app.assay.service.table.ListTable;
import app.assay.work.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Records in memory, checked by the program's own checks against its own catalogue.
public final class MemoryDesk implements RecordDesk {

    private static final Catalogue STARTER = starter();

    private final Map<UUID, RecordState> records = new LinkedHashMap<>();
    private final List<Command> done = new ArrayList<>();
    private long ids;

    private static Catalogue starter() {
        try (var file = MemoryDesk.class.getResourceAsStream("/app/assay/catalogue/starter.json")) {
            return CatalogueFile.read(java.util.Objects.requireNonNull(file), "starter.json");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public RecordState put(RecordKind kind, Map<String, String> values) {
        var state = RecordState.of(kind, newId(), values);
        records.put(state.id(), state);
        return state;
    }

    /// What was said from which day on, of every record.
    public final List<DatedValues.Step> steps = new ArrayList<>();

    @Override
    public List<DatedValues.Step> steps(RecordKind kind, UUID id) {
        return List.copyOf(steps);
    }

    @Override
    public LocalDate usualDay() {
        return LocalDate.of(2026, 6, 30);
    }

    @Override
    public LocalDate today() {
        return LocalDate.of(2026, 7, 1);
    }

    /// The commands that were done, the oldest first.
    public List<Command> done() {
        return done;
    }

    public RecordState only(RecordKind kind) {
        return all(kind).getFirst();
    }

    @Override
    public Optional<RecordState> find(RecordKind kind, UUID id) {
        return Optional.ofNullable(records.get(id)).filter(state -> state.kind() == kind);
    }

    @Override
    public List<RecordState> all(RecordKind kind) {
        var key = kind.fields().getFirst().name();
        return records.values().stream()
                .filter(state -> state.kind() == kind)
                .sorted(Comparator.comparing((RecordState state) -> state.text(key))
                        .thenComparing(RecordState::id))
                .toList();
    }

    @Override
    public UUID newId() {
        return new UUID(0, ++ids);
    }

    @Override
    public List<Finding> check(Command command) {
        var after = new HashMap<UUID, RecordState>();
        var deleted = new HashSet<UUID>();
        for (var edit : command.edits()) {
            if (edit.delete()) {
                deleted.add(edit.id());
                continue;
            }
            var values = new HashMap<String, String>();
            find(edit.kind(), edit.id()).ifPresent(state -> values.putAll(state.values()));
            values.putAll(edit.values());
            after.put(edit.id(), RecordState.of(edit.kind(), edit.id(), values));
        }
        var now = new HashMap<>(records);
        now.putAll(after);
        now.keySet().removeAll(deleted);
        var validator = new RecordValidator(new RecordValidator.Surroundings(
                STARTER,
                (kind, id) -> Optional.ofNullable(now.get(id)).filter(state -> state.kind() == kind),
                (state, key) -> now.values().stream()
                        .anyMatch(other -> other.kind() == state.kind()
                                && !other.id().equals(state.id())
                                && other.text(state.kind().fields().getFirst().name())
                                        .equals(key))));
        var findings = new ArrayList<Finding>();
        command.edits().stream()
                .filter(edit -> !edit.delete())
                .forEach(edit -> findings.addAll(validator.check(after.get(edit.id()))));
        for (var id : deleted) {
            for (var state : now.values()) {
                for (var field : state.kind().fields()) {
                    if (field.type() == FieldType.REFERENCE
                            && state.text(field.name()).equals(id.toString())) {
                        findings.add(new Finding(
                                id,
                                Optional.empty(),
                                true,
                                "still-used",
                                "It is still used by %s."
                                        .formatted(state.text(
                                                state.kind().fields().getFirst().name()))));
                    }
                }
            }
        }
        return findings;
    }

    @Override
    public Saved apply(Command command, Progress progress) {
        var findings = check(command);
        if (findings.stream().anyMatch(Finding::blocking)) {
            return new Saved(false, done.size(), findings);
        }
        for (var edit : command.edits()) {
            if (edit.delete()) {
                records.remove(edit.id());
            } else {
                var values = new HashMap<String, String>();
                find(edit.kind(), edit.id()).ifPresent(state -> values.putAll(state.values()));
                values.putAll(edit.values());
                records.put(edit.id(), RecordState.of(edit.kind(), edit.id(), values));
            }
        }
        done.add(command);
        return new Saved(true, done.size(), findings);
    }

    @Override
    public String canonical(RecordKind kind, String fieldName, String typed) {
        var field = kind.field(fieldName);
        if (field.type() == FieldType.PRODUCT) {
            return STARTER.products().values().stream()
                    .filter(product -> product.name().equalsIgnoreCase(typed)
                            || FieldWords.fullName(STARTER.publisherNameOf(product.key()), product.name())
                                    .equalsIgnoreCase(typed))
                    .map(product -> product.key())
                    .findFirst()
                    .orElse(typed);
        }
        return all(field.target().orElseThrow()).stream()
                .filter(state ->
                        state.text(state.kind().fields().getFirst().name()).equalsIgnoreCase(typed))
                .map(state -> state.id().toString())
                .findFirst()
                .orElse(typed);
    }

    @Override
    public Catalogue catalogue() {
        return STARTER;
    }

    /// A table of the records of a kind as the program's own tables show them.
    public TableSource table(RecordKind kind) {
        var cells = new ArrayList<ListTable.Cell<RecordState>>();
        for (var field : kind.fields()) {
            var type = switch (field.type()) {
                case INTEGER -> ColumnType.INTEGER;
                case QUANTITY -> ColumnType.QUANTITY;
                case MONEY -> ColumnType.MONEY;
                case DATE -> ColumnType.DATE;
                case CODE, METRIC -> ColumnType.CODE;
                default -> ColumnType.TEXT;
            };
            var column = Column.of(field.name(), type).editing(field.name());
            cells.add(new ListTable.Cell<>(
                    field.name().equals("product") || field.name().equals("kind") ? column.faceted() : column,
                    state -> {
                        var text = state.text(field.name());
                        return text.isEmpty()
                                ? null
                                : switch (field.type()) {
                                    case INTEGER -> Long.valueOf(text);
                                    case QUANTITY -> Quantity.parse(text);
                                    case MONEY -> Money.parse(text);
                                    case DATE -> LocalDate.parse(text);
                                    case PRODUCT -> STARTER.productName(text);
                                    case REFERENCE ->
                                        Optional.ofNullable(records.get(UUID.fromString(text)))
                                                .map(found -> found.text(found.kind()
                                                        .fields()
                                                        .getFirst()
                                                        .name()))
                                                .orElse(text);
                                    default -> text;
                                };
                    }));
        }
        return new ListTable<>(
                FieldWords.table(kind),
                () -> new ListTable.Content<>(done.size(), all(kind)),
                state -> state.id().toString(),
                cells);
    }
}
