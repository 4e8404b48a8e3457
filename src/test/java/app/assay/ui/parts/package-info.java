/// Tests of this package.
@NullMarked
package app.assay.ui.parts;

import org.jspecify.annotations.NullMarked;
