/// Rights as they count on the day of the position, and what they cover.
@NullMarked
package app.assay.engine.reconcile.right;

import org.jspecify.annotations.NullMarked;
