@NullMarked
package app.assay.reporting.table;

import org.jspecify.annotations.NullMarked;
