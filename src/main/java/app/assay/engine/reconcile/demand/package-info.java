/// What is needed, in all the ways in which it may be counted.
@NullMarked
package app.assay.engine.reconcile.demand;

import org.jspecify.annotations.NullMarked;
