@NullMarked
package app.assay.storage.engine;

import org.jspecify.annotations.NullMarked;
