/// The command line, as a script sees it.
@NullMarked
package app.assay.cli;

import org.jspecify.annotations.NullMarked;
