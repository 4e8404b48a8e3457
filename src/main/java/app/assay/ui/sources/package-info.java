/// Where facts come from: imports and what became of their rows, and the page that takes files in.
@NullMarked
package app.assay.ui.sources;

import org.jspecify.annotations.NullMarked;
