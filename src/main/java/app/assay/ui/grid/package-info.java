/// The one control for every table: paged, sorted, filtered, edited and copied without holding the table in memory.
@NullMarked
package app.assay.ui.grid;

import org.jspecify.annotations.NullMarked;
