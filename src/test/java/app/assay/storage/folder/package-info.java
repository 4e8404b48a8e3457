@NullMarked
package app.assay.storage.folder;

import org.jspecify.annotations.NullMarked;
