package app.assay.ui.position;

import app.assay.domain.position.LineStatus;
import app.assay.domain.position.PositionLine;
import app.assay.domain.table.Filter;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.ui.position.PositionViewModel.Selected;
import app.assay.ui.position.PositionViewModel.Tab;
import app.assay.ui.shell.Action;
import app.assay.ui.shell.Drill;
import app.assay.ui.shell.InspectorContent;
import app.assay.ui.shell.InspectorContent.FieldLine;
import app.assay.ui.shell.InspectorContent.Section;
import app.assay.ui.shell.Navigator;
import app.assay.ui.shell.Problem;
import app.assay.ui.text.Texts;
import app.assay.ui.text.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the inspector tells of a line: its state in a sentence, its figures, what to do next.
final class PositionInspector {

    private final PositionViewModel model;
    private final Navigator navigator;
    private final Texts texts;
    private final LineWords words;

    PositionInspector(PositionViewModel model, Navigator navigator, Texts texts) {
        words = new LineWords(texts);
        this.model = model;
        this.navigator = navigator;
        this.texts = texts;
    }

    InspectorContent of(Optional<Selected> selected) {
        return selected.map(this::content).orElse(InspectorContent.NOTHING);
    }

    private InspectorContent content(Selected selected) {
        var line = selected.line();
        var name = line.editionName().isEmpty() ? line.productName() : line.productName() + " " + line.editionName();
        return InspectorContent.of(texts.get("position.line"), name, List.of(figures(line), money(line), behind(line)))
                .state(line.status().name(), why(selected))
                .actions(actions(line).toArray(Action[]::new));
    }

    private String why(Selected selected) {
        var line = selected.line();
        if (line.status() == LineStatus.NOT_COMPUTABLE && !line.problems().isEmpty()) {
            return words.problem(line.problems().getFirst());
        }
        return selected.trace()
                .map(_ -> words.sentences(line))
                .or(() -> selected.problem().map(Problem::sentences))
                .orElse(texts.get("position.explaining"));
    }

    private Section figures(PositionLine line) {
        return new Section(
                "",
                List.of(
                        field("gross", quantity(line.gross())),
                        field("net", quantity(line.net())),
                        field("owned", quantity(line.owned())),
                        field("usable", quantity(line.usable())),
                        field("covered", quantity(line.covered())),
                        field("shortfall", quantity(line.shortfall())),
                        field("surplus", quantity(line.surplus()))));
    }

    private Section money(PositionLine line) {
        var lines = new ArrayList<FieldLine>();
        lines.add(field("unitPrice", money(line.unitPrice())));
        lines.add(field("exposure", money(line.exposure())));
        lines.add(field("toBuyValue", money(line.toBuyValue())));
        lines.add(field("surplusValue", money(line.surplusValue())));
        lines.add(field(
                "toBuy",
                line.toBuy() instanceof Quantity.Known(var packs) && line.packUnits() > 1
                        ? texts.get("position.packs", texts.values().number(packs), line.packUnits())
                        : quantity(line.toBuy())));
        lines.add(field(
                "grade", line.grade().isEmpty() ? texts.get("position.noproof") : texts.code("grade", line.grade())));
        return new Section(texts.get("position.section.money"), lines);
    }

    private Section behind(PositionLine line) {
        return new Section(
                texts.get("position.section.behind"),
                List.of(
                        field("publisher", line.publisher()),
                        field("metric", texts.code("metric", line.metric().code())),
                        field("versions", line.versions().isEmpty() ? ValueFormat.UNKNOWN : line.versions()),
                        field("titles", texts.values().number(line.titles())).opening(titles(line)),
                        field("installations", texts.values().number(line.installations()))
                                .opening(installations(line))));
    }

    private List<Action> actions(PositionLine line) {
        var actions = new ArrayList<Action>();
        switch (line.status()) {
            case SHORT -> {
                actions.add(action("uncovered", () -> model.openStep("short")));
                actions.add(action("entitlements", () -> navigator.open(entitlements(line))));
            }
            case NOT_COMPUTABLE -> {
                actions.add(action("problems", () -> model.tabProperty().set(Tab.PROBLEMS)));
                actions.add(action("consumers", () -> model.openConsumers(List.of())));
            }
            case SURPLUS, COMPLIANT, UNLIMITED -> {
                actions.add(action("rights", () -> model.tabProperty().set(Tab.RIGHTS)));
                actions.add(action("consumers", () -> model.openStep("needed")));
            }
        }
        if (!line.reductions().isEmpty()) {
            actions.add(action("notcounted", () -> model.tabProperty().set(Tab.NOT_COUNTED)));
        }
        actions.add(action("installations", () -> navigator.open(installations(line))));
        return actions;
    }

    private Action action(String id, Runnable run) {
        return Action.of("position-" + id, texts.get("position.next." + id), run);
    }

    private static Drill installations(PositionLine line) {
        return Drill.to("software", software("productPublisher", line))
                .page("installations")
                .titled(line.productName());
    }

    private static Drill titles(PositionLine line) {
        return Drill.to("software", software("publisher", line)).page("titles").titled(line.productName());
    }

    private static List<Filter> software(String publisherColumn, PositionLine line) {
        var filters = new ArrayList<Filter>();
        filters.add(is(publisherColumn, line.publisher()));
        filters.add(is("product", line.productName()));
        if (!line.editionName().isEmpty()) {
            filters.add(is("edition", line.editionName()));
        }
        return filters;
    }

    private static Drill entitlements(PositionLine line) {
        return Drill.to("entitlements", is("publisher", line.publisher()), is("product", line.productName()))
                .titled(line.productName());
    }

    private static Filter is(String column, String value) {
        return new Filter.OneOf(column, List.of(value), false);
    }

    private FieldLine field(String column, String value) {
        return FieldLine.of(texts.column("position", column), value);
    }

    private String quantity(Quantity quantity) {
        return texts.values().quantity(quantity);
    }

    private String money(Optional<Money> money) {
        return money.map(texts.values()::money).orElse(ValueFormat.UNKNOWN);
    }
}
