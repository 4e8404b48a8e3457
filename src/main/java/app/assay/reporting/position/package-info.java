/// The effective licence position as tables, workbook, legend and assumptions.
@NullMarked
package app.assay.reporting.position;

import org.jspecify.annotations.NullMarked;
