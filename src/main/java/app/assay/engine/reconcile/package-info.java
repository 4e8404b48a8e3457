/// Reconciliation: from facts to an Effective License Position, in small pure steps.
///
/// The steps, one class each: [app.assay.engine.reconcile.index.Selection] (select and the reductions by device),
/// [app.assay.engine.reconcile.index.SoftwareIndex] (classify), [app.assay.engine.reconcile.demand.GroupDemand] (reduce
/// and
/// measure),
/// the classes that implement [app.assay.engine.reconcile.measure.Measure] (one per metric),
/// [app.assay.engine.reconcile.right.RightsBuilder] (build rights), [app.assay.engine.reconcile.match.Matcher] (match),
/// [app.assay.engine.reconcile.Balance] (balance and price), [app.assay.engine.reconcile.Explainer] (explain).
@NullMarked
package app.assay.engine.reconcile;

import org.jspecify.annotations.NullMarked;
