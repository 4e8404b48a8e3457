@NullMarked
package app.assay.architecture.culprit.storage.rows;

import org.jspecify.annotations.NullMarked;
