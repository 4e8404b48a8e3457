/// Records edited by hand: forms, grids that take typing and pasting, values in the words of the screen.
@NullMarked
package app.assay.ui.records;

import org.jspecify.annotations.NullMarked;
