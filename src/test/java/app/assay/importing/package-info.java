@NullMarked
package app.assay.importing;

import org.jspecify.annotations.NullMarked;
