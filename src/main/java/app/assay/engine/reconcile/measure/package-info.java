/// How much of a metric a device, a person or a site needs.
@NullMarked
package app.assay.engine.reconcile.measure;

import org.jspecify.annotations.NullMarked;
