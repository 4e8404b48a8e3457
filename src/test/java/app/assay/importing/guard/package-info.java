@NullMarked
package app.assay.importing.guard;

import org.jspecify.annotations.NullMarked;
