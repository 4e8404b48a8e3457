/// Tables in workbooks.
@NullMarked
package app.assay.importing.formats.workbook;

import org.jspecify.annotations.NullMarked;
