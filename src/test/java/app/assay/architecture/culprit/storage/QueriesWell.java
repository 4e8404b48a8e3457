package app.assay.architecture.culprit.storage;

import org.jooq.impl.DSL;

/// Breaks no rule: the register is where jOOQ belongs.
public final class QueriesWell {

    public int size() {
        return DSL.trueCondition().toString().length();
    }
}
