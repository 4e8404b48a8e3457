/// The facts of a position, found by what is asked of them.
@NullMarked
package app.assay.engine.reconcile.index;

import org.jspecify.annotations.NullMarked;
