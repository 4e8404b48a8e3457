/// Imports on their way into the register.
@NullMarked
package app.assay.storage.loads;

import org.jspecify.annotations.NullMarked;
