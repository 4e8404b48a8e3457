@NullMarked
package app.assay.architecture.culprit.files;

import org.jspecify.annotations.NullMarked;
