/// The catalogue in force: what is shipped and what the analyst added or changed, as pure functions.
@NullMarked
package app.assay.engine.catalogue;

import org.jspecify.annotations.NullMarked;
