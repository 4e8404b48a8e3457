/// Tests of this package.
@NullMarked
package app.assay.ui.recovery;

import org.jspecify.annotations.NullMarked;
