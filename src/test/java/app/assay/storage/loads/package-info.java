@NullMarked
package app.assay.storage.loads;

import org.jspecify.annotations.NullMarked;
