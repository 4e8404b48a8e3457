/// Cells, rows and what their texts mean: numbers, dates, codes.
@NullMarked
package app.assay.importing.value;

import org.jspecify.annotations.NullMarked;
