@NullMarked
package app.assay.engine.catalogue;

import org.jspecify.annotations.NullMarked;
