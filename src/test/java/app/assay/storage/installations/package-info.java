@NullMarked
package app.assay.storage.installations;

import org.jspecify.annotations.NullMarked;
