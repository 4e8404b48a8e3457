/// XML and JSON read piece by piece, within limits.
@NullMarked
package app.assay.importing.syntax;

import org.jspecify.annotations.NullMarked;
