@NullMarked
package app.assay.storage.migration;

import org.jspecify.annotations.NullMarked;
