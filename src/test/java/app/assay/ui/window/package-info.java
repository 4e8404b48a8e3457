/// Tests of the window and its grid together.
@NullMarked
package app.assay.ui.window;

import org.jspecify.annotations.NullMarked;
