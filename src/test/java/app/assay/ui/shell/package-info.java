/// Tests of this package.
@NullMarked
package app.assay.ui.shell;

import org.jspecify.annotations.NullMarked;
