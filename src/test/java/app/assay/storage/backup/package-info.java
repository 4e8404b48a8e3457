@NullMarked
package app.assay.storage.backup;

import org.jspecify.annotations.NullMarked;
