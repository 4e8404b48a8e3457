/// Texts, numbers and dates in the screen's language.
@NullMarked
package app.assay.ui.text;

import org.jspecify.annotations.NullMarked;
