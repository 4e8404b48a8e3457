/// Tables that are paged, sorted and filtered.
@NullMarked
package app.assay.storage.tables;

import org.jspecify.annotations.NullMarked;
