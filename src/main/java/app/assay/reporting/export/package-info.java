/// One table as a file.
@NullMarked
package app.assay.reporting.export;

import org.jspecify.annotations.NullMarked;
