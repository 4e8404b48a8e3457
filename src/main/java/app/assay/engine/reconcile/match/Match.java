package app.assay.engine.reconcile.match;

import app.assay.engine.reconcile.programme.CoverFlow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What the match decided.
///
/// @param demand units of each need once every consumer has its way
/// @param ways by class: how many of its consumers take each way
/// @param flow which units cover what
/// @param limit when the best choice could not be proved: what the lines say
@SuppressWarnings("ArrayRecordComponent") // never compared nor handed out
public record Match(long[] demand, List<long[]> ways, CoverFlow flow, Optional<Limit> limit) {

    /// @param reached what the choice found puts at risk
    /// @param bound no choice can put less at risk than this
    public record Limit(BigDecimal reached, BigDecimal bound) {}
}
