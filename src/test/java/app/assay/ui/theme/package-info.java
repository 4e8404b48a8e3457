/// Tests of this package.
@NullMarked
package app.assay.ui.theme;

import org.jspecify.annotations.NullMarked;
