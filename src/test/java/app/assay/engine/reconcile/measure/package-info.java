@NullMarked
package app.assay.engine.reconcile.measure;

import org.jspecify.annotations.NullMarked;
