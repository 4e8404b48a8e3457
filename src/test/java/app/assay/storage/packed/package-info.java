@NullMarked
package app.assay.storage.packed;

import org.jspecify.annotations.NullMarked;
