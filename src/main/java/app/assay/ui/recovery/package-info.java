/// The recovery desk: what is shown instead of a register that cannot be opened.
@NullMarked
package app.assay.ui.recovery;

import org.jspecify.annotations.NullMarked;
