/// The one way in which a register changes.
@NullMarked
package app.assay.storage.commit;

import org.jspecify.annotations.NullMarked;
