@NullMarked
package app.assay.architecture.culprit.storage.engine.h2;

import org.jspecify.annotations.NullMarked;
