@NullMarked
package app.assay.importing.catalogue;

import org.jspecify.annotations.NullMarked;
