/// Backups, and registers that are brought back from them.
@NullMarked
package app.assay.storage.backup;

import org.jspecify.annotations.NullMarked;
