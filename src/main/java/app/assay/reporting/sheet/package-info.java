/// Workbooks, cell by cell.
@NullMarked
package app.assay.reporting.sheet;

import org.jspecify.annotations.NullMarked;
