@NullMarked
package app.assay.engine.reconcile.demand;

import org.jspecify.annotations.NullMarked;
