@NullMarked
package app.assay.engine.reconcile.programme;

import org.jspecify.annotations.NullMarked;
