/// Tests of this package.
@NullMarked
package app.assay.ui.grid;

import org.jspecify.annotations.NullMarked;
