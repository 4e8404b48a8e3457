/// Rights against needs.
@NullMarked
package app.assay.engine.reconcile.match;

import org.jspecify.annotations.NullMarked;
