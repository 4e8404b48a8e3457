/// Recomputes everything that a register says about itself.
@NullMarked
package app.assay.storage.check;

import org.jspecify.annotations.NullMarked;
