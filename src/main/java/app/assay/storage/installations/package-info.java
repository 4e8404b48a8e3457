/// Installations, packed by device, and the titles that they name.
@NullMarked
package app.assay.storage.installations;

import org.jspecify.annotations.NullMarked;
