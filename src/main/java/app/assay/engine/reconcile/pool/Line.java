package app.assay.engine.reconcile.pool;

import app.assay.domain.entitlement.Metric;
import app.assay.engine.reconcile.right.Right;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A licence pool while it is computed: editions of a product by one metric.
public final class Line {

    public final Pool pool;
    public final String code;
    public final String id;

    /// The metric that the line is shown with; its terms are those of the first option.
    public final Metric metric;

    /// Rights whose home the line is, usable or not.
    public final List<Right> rights = new ArrayList<>();

    /// Ways of counting in this line, one for each set of terms; the first is the one that gross demand is measured
    /// with.
    public final List<Option> options = new ArrayList<>();

    /// Whether demand may be covered here; a line with ended rights beside one with usable rights is closed.
    public boolean open;

    public Line(Pool pool, String code, Metric metric) {
        this.pool = pool;
        this.code = code;
        this.metric = metric;
        this.id = pool.product + "|" + pool.editionKey + "|" + code;
    }

    private @Nullable Offers offers;

    /// What the rights of the line cost; asked when all of them are in.
    public Offers offers() {
        var made = offers;
        if (made == null) {
            made = new Offers(rights, numbers());
            offers = made;
        }
        return made;
    }

    private Map<UUID, BitSet> numbers() {
        var numbers = new HashMap<UUID, BitSet>();
        for (var option : options) {
            for (int place = 0; place < option.parts.size(); place++) {
                numbers.computeIfAbsent(option.parts.get(place).entitlement().id(), _ -> new BitSet())
                        .set(option.partNumbers[place]);
            }
        }
        return numbers;
    }

    public Option option() {
        return options.getFirst();
    }
}
