package app.assay.domain.position;

import app.assay.domain.value.Money;
import app.assay.domain.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a line says in plain English, made of its figures alone: whoever has the figures makes the same sentences.
public final class LineSentences {

    private LineSentences() {}

    /// The bridge, what was taken out, what to buy and what is wrong, in this order.
    public static List<String> of(PositionLine line) {
        var sentences = new ArrayList<String>();
        var bridge = new StringBuilder("%s found".formatted(line.gross().text()));
        for (var reduction : line.reductions()) {
            bridge.append(" − %s %s"
                    .formatted(reduction.units().text(), reduction.reason().replace('-', ' ')));
        }
        bridge.append(" = %s needed; %s owned, %s usable, %s covered; "
                .formatted(
                        line.net().text(),
                        line.owned().text(),
                        line.usable().text(),
                        line.covered().text()));
        bridge.append(balance(line));
        sentences.add(bridge.toString());
        for (var reduction : line.reductions()) {
            sentences.add("%s taken out (%s): %s."
                    .formatted(reduction.units().text(), reduction.reason().replace('-', ' '), reduction.rule()));
        }
        if (line.shortfall() instanceof Quantity.Known(var units) && units.signum() > 0) {
            var packs = line.toBuy().equals(Quantity.of(1)) ? "pack" : "packs";
            sentences.add(
                    line.packUnits() == 0
                            ? "To buy: %s %s of several sizes."
                                    .formatted(line.toBuy().text(), packs)
                            : "To buy: %s %s of %s."
                                    .formatted(line.toBuy().text(), packs, Integer.toString(line.packUnits())));
            line.exposure()
                    .map(Money::text)
                    .ifPresent(money -> sentences.add("The shortfall is worth %s at %s%s."
                            .formatted(
                                    money,
                                    line.unitPrice()
                                            .map(price -> price.text() + " a unit")
                                            .orElse("several prices"),
                                    line.toBuyValue()
                                            .filter(packed ->
                                                    !Optional.of(packed).equals(line.exposure()))
                                            .map(packed -> ", and %s in whole packs".formatted(packed.text()))
                                            .orElse(""))));
        }
        line.problems().forEach(problem -> sentences.add(problem.message()));
        return sentences;
    }

    private static String balance(PositionLine line) {
        return switch (line.status()) {
            case SHORT -> line.shortfall().text() + " short.";
            case NOT_COMPUTABLE -> "the balance cannot be computed.";
            case SURPLUS -> line.surplus().text() + " left over.";
            case COMPLIANT -> "nothing short, nothing left over.";
            case UNLIMITED -> "covered without limit.";
        };
    }
}
