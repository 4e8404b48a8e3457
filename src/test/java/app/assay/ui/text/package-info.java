/// Tests of this package.
@NullMarked
package app.assay.ui.text;

import org.jspecify.annotations.NullMarked;
