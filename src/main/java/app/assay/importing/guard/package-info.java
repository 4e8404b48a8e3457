/// What stands between the program and hostile bytes: limits, encodings, archives, faults with file and place.
@NullMarked
package app.assay.importing.guard;

import org.jspecify.annotations.NullMarked;
