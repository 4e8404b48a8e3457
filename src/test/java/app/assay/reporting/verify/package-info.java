@NullMarked
package app.assay.reporting.verify;

import org.jspecify.annotations.NullMarked;
