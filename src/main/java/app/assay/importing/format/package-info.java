/// What every format is: how it is looked at, detected and read.
@NullMarked
package app.assay.importing.format;

import org.jspecify.annotations.NullMarked;
