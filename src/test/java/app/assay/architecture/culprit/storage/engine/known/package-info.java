@NullMarked
package app.assay.architecture.culprit.storage.engine.known;

import org.jspecify.annotations.NullMarked;
