/// What leaves the register as files: tables as CSV and XLSX, the ELP workbook, the evidence package and its
/// verifier.
@NullMarked
package app.assay.reporting;

import org.jspecify.annotations.NullMarked;
