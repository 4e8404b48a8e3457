/// Tests of this package.
@NullMarked
package app.assay.ui.position;

import org.jspecify.annotations.NullMarked;
