@NullMarked
package app.assay.reporting.position;

import org.jspecify.annotations.NullMarked;
