@NullMarked
package app.assay.charts;

import org.jspecify.annotations.NullMarked;
