/// The one place that knows every engine.
@NullMarked
package app.assay.storage.engine.known;

import org.jspecify.annotations.NullMarked;
