package app.assay.engine.reconcile.pool;

import app.assay.domain.entitlement.Entitlement;
import app.assay.domain.entitlement.Metric;
import app.assay.domain.estate.Assignment;
import app.assay.domain.position.PositionFacts;
import app.assay.engine.reconcile.index.EstateIndex;
import app.assay.engine.reconcile.index.Selection;
import app.assay.engine.reconcile.index.SoftwareIndex;
import app.assay.engine.reconcile.index.SuiteIndex;
import app.assay.engine.reconcile.index.UseIndex;
import app.assay.engine.reconcile.right.Covers;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What all groups of one position are computed from.
///
/// @param assignments those that last at the date and lie in scope, by product
/// @param assignedProducts products of which any assignment is known, whatever its time and scope
/// @param entitlements all, by product
/// @param usualMetrics by the text that the catalogue's products name them with
public record Context(
        PositionFacts facts,
        EstateIndex estate,
        Selection selection,
        SoftwareIndex software,
        SuiteIndex suites,
        UseIndex use,
        Covers covers,
        Map<String, List<Assignment>> assignments,
        Set<String> assignedProducts,
        Map<String, List<Entitlement>> entitlements,
        Map<String, Metric> usualMetrics) {

    public List<Assignment> assignmentsOf(String product) {
        return assignments.getOrDefault(product, List.of());
    }

    public List<Entitlement> entitlementsOf(String product) {
        return entitlements.getOrDefault(product, List.of());
    }
}
