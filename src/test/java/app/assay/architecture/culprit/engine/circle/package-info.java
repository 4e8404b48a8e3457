@NullMarked
package app.assay.architecture.culprit.engine.circle;

import org.jspecify.annotations.NullMarked;
