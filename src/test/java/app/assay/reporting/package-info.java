@NullMarked
package app.assay.reporting;

import org.jspecify.annotations.NullMarked;
