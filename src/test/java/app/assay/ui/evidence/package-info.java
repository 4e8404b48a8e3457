/// Tests of this package.
@NullMarked
package app.assay.ui.evidence;

import org.jspecify.annotations.NullMarked;
