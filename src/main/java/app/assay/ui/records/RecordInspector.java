package app.assay.ui.records;

import app.assay.domain.record.Field;
import app.assay.domain.record.FieldType;
import app.assay.domain.record.RecordKind;
import app.assay.domain.record.RecordState;
import app.assay.service.InspectRecords.Said;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.InspectorContent.FieldLine;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.text.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/// Tells of a record field by field: its value, who says so, and what others say. Called on a background thread.
public final class RecordInspector {

    private final RecordDesk desk;
    private final BiFunction<RecordKind, UUID, List<Said>> sources;
    private final Texts texts;
    private final FieldWords words;

    /// @param sources what was said about a record, by field, the counting value first
    public RecordInspector(RecordDesk desk, BiFunction<RecordKind, UUID, List<Said>> sources, Texts texts) {
        this.desk = desk;
        this.sources = sources;
        this.texts = texts;
        this.words = new FieldWords(desk, texts);
    }

    /// Empty when the record is gone.
    public Optional<InspectorContent> content(RecordKind kind, UUID id) {
        return desk.find(kind, id).map(this::content);
    }

    private InspectorContent content(RecordState state) {
        var byField = new HashMap<String, List<Said>>();
        sources.apply(state.kind(), state.id())
                .forEach(said -> byField.computeIfAbsent(said.field(), _ -> new ArrayList<>())
                        .add(said));
        var lines = new ArrayList<FieldLine>();
        var unsaid = new ArrayList<String>();
        for (var field : state.kind().allFields()) {
            var said = byField.getOrDefault(field.name(), List.of());
            if (state.text(field.name()).isEmpty() && said.isEmpty()) {
                unsaid.add(words.title(state.kind(), field));
            } else {
                lines.add(line(state, field, said));
            }
        }
        var sections = new ArrayList<Section>();
        sections.add(new Section("", lines));
        var steps = steps(state);
        if (!steps.isEmpty()) {
            sections.add(new Section(texts.get("records.steps"), steps));
        }
        if (!unsaid.isEmpty()) {
            sections.add(new Section(
                    texts.get("records.unsaid"),
                    List.of(FieldLine.of(texts.get("records.unsaid.fields"), String.join(", ", unsaid)))));
        }
        return InspectorContent.of(texts.get("records.kind." + state.kind().name()), title(state), sections);
    }

    /// What holds from which day on; what is still to come says so.
    private List<FieldLine> steps(RecordState state) {
        var today = desk.today();
        var lines = new ArrayList<FieldLine>();
        for (var step : desk.steps(state.kind(), state.id())) {
            var day = texts.values().date(step.from());
            var field = state.kind().allFields().stream()
                    .filter(known -> known.name().equals(step.field()))
                    .findFirst();
            String told = field.filter(_ -> !step.value().isEmpty())
                    .map(known -> texts.get("records.steps.value", shown(state.values(), known, step.value()), day))
                    .orElseGet(() ->
                            texts.get(step.field().isEmpty() ? "records.steps.begins" : "records.steps.files", day));
            lines.add(FieldLine.of(
                    field.map(known -> words.title(state.kind(), known))
                            .orElseGet(() -> texts.get("records.steps.record")),
                    step.from().isAfter(today) ? texts.get("records.steps.tocome", told) : told));
        }
        return lines;
    }

    private String title(RecordState state) {
        var key = state.kind().fields().getFirst();
        return key.type() == FieldType.PRODUCT ? words.productName(state.text(key.name())) : state.text(key.name());
    }

    private FieldLine line(RecordState state, Field field, List<Said> said) {
        var value = state.unresolved(field.name())
                .map(name -> texts.get("records.unresolved", name))
                .orElseGet(() -> shown(state.values(), field, state.text(field.name())));
        var counting = said.stream().filter(Said::counts).findFirst();
        var others = said.stream()
                .filter(one -> !one.counts() && !one.value().equals(state.text(field.name())))
                .map(one -> place(one) + ": " + shown(state.values(), field, one.value()))
                .toList();
        return FieldLine.of(
                        words.title(state.kind(), field),
                        value,
                        counting.map(this::place).orElse(""))
                .others(others);
    }

    private String place(Said said) {
        return said.source().isEmpty()
                ? texts.get("records.said.analyst")
                : said.row() > 0
                        ? texts.get("records.said.row", said.source(), said.file(), said.row())
                        : said.source();
    }

    /// A canonical value as people read it.
    private String shown(Map<String, String> values, Field field, String canonical) {
        if (canonical.isEmpty()) {
            return "–";
        }
        return switch (field.type()) {
            case CODE -> texts.code(field.name(), canonical);
            case METRIC -> MetricWords.shown(texts, canonical);
            case TEXT -> {
                var product = desk.catalogue().product(values.getOrDefault("product", ""));
                yield switch (field.name()) {
                    case "edition" ->
                        product.flatMap(found -> found.edition(canonical))
                                .map(edition -> edition.name())
                                .orElse(canonical);
                    case "version" ->
                        product.flatMap(found -> found.release(canonical))
                                .map(release -> release.name())
                                .orElse(canonical);
                    default -> canonical;
                };
            }
            default -> words.shown(field, canonical);
        };
    }
}
