@NullMarked
package app.assay.architecture.culprit.storage.folder;

import org.jspecify.annotations.NullMarked;
