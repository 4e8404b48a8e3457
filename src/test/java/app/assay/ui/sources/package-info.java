/// Tests of this package.
@NullMarked
package app.assay.ui.sources;

import org.jspecify.annotations.NullMarked;
