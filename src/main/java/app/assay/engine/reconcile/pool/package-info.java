/// Licence pools: editions of a product by one metric, their rights and their prices.
@NullMarked
package app.assay.engine.reconcile.pool;

import org.jspecify.annotations.NullMarked;
