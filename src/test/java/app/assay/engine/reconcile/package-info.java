/// Tests of the reconciliation.
@NullMarked
package app.assay.engine.reconcile;

import org.jspecify.annotations.NullMarked;
