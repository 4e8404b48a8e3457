/// Tests of this package.
@NullMarked
package app.assay.ui.trail;

import org.jspecify.annotations.NullMarked;
