package app.assay.ui.position;

import app.assay.domain.position.LineSentences;
import app.assay.domain.position.PositionLine;
import app.assay.domain.position.Problem;
import app.assay.domain.position.Reduction;
import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import app.assay.ui.text.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a line and its problems say in the language of the window.
///
/// Positions, exports and packages speak plain English whoever reads them; a window in another language makes its own
/// sentences of the same figures. What that language has no words for is said in English.
final class LineWords {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final Texts texts;

    LineWords(Texts texts) {
        this.texts = texts;
    }

    /// A text is for a number of figures: where the language has none for as many, the English sentence loses
    /// nothing.
    String problem(Problem problem) {
        var said = new ArrayList<Object>();
        said.add(problem.count());
        said.add(String.join(", ", problem.examples()));
        for (var figure : problem.figures()) {
            said.add(NUMBER.matcher(figure).matches() ? new BigDecimal(figure) : figure);
        }
        int figures = problem.figures().size();
        return texts.find("problem." + problem.code() + (figures == 0 ? "" : "." + figures), said.toArray())
                .orElse(problem.message());
    }

    /// The bridge, what was taken out, what to buy and what is wrong, in this order.
    String sentences(PositionLine line) {
        if (texts.find("line.bridge").isEmpty()) {
            return String.join(" ", LineSentences.of(line));
        }
        var sentences = new ArrayList<String>();
        sentences.add(bridge(line));
        line.reductions().stream().map(this::taken).forEach(sentences::add);
        if (line.shortfall() instanceof Quantity.Known(var units) && units.signum() > 0) {
            if (line.toBuy() instanceof Quantity.Known(var packs)) {
                sentences.add(
                        line.packUnits() == 0
                                ? texts.get("line.buy.sizes", packs)
                                : texts.get("line.buy", packs, line.packUnits()));
            }
            line.exposure().map(exposure -> worth(line, exposure)).ifPresent(sentences::add);
        }
        line.problems().stream().map(this::problem).forEach(sentences::add);
        return String.join(" ", sentences);
    }

    /// The rule in the language of the window where it is always the same, else as the position tells it: it names
    /// an
    /// exclusion, days, environments.
    private String taken(Reduction reduction) {
        return texts.get(
                "line.rule",
                text(reduction.units()),
                texts.code("notCounted", reduction.reason()),
                texts.find("rule." + reduction.reason()).orElse(reduction.rule()));
    }

    private String bridge(PositionLine line) {
        var taken = line.reductions().stream()
                .map(reduction ->
                        texts.get("line.taken", text(reduction.units()), texts.code("notCounted", reduction.reason())))
                .collect(Collectors.joining());
        return texts.get(
                "line.bridge",
                text(line.gross()),
                taken,
                text(line.net()),
                text(line.owned()),
                text(line.usable()),
                text(line.covered()),
                balance(line));
    }

    private String balance(PositionLine line) {
        return switch (line.status()) {
            case SHORT ->
                line.shortfall().equals(Quantity.of(1))
                        ? texts.get("line.short.one")
                        : texts.get("line.short", text(line.shortfall()));
            case NOT_COMPUTABLE -> texts.get("line.notComputable");
            case SURPLUS -> texts.get("line.surplus", text(line.surplus()));
            case COMPLIANT -> texts.get("line.compliant");
            case UNLIMITED -> texts.get("line.unlimited");
        };
    }

    private String worth(PositionLine line, Money exposure) {
        var values = texts.values();
        return texts.get(
                "line.worth",
                values.money(exposure),
                line.unitPrice()
                        .map(price -> texts.get("line.worth.each", values.money(price)))
                        .orElseGet(() -> texts.get("line.worth.several")),
                line.toBuyValue()
                        .filter(packed -> !Optional.of(packed).equals(line.exposure()))
                        .map(packed -> texts.get("line.worth.packed", values.money(packed)))
                        .orElse(""));
    }

    private String text(Quantity quantity) {
        return texts.values().quantity(quantity);
    }
}
