/// Which of the ways costs the least, with a proof or a bound.
@NullMarked
package app.assay.engine.reconcile.programme;

import org.jspecify.annotations.NullMarked;
