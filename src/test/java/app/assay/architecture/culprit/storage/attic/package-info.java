@NullMarked
package app.assay.architecture.culprit.storage.attic;

import org.jspecify.annotations.NullMarked;
