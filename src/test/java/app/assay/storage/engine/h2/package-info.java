@NullMarked
package app.assay.storage.engine.h2;

import org.jspecify.annotations.NullMarked;
