@NullMarked
package app.assay.reporting.pack;

import org.jspecify.annotations.NullMarked;
