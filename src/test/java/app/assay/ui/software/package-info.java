/// Tests of this package.
@NullMarked
package app.assay.ui.software;

import org.jspecify.annotations.NullMarked;
