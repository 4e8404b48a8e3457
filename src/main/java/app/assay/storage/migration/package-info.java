/// The ladder of formats, one step each.
@NullMarked
package app.assay.storage.migration;

import org.jspecify.annotations.NullMarked;
