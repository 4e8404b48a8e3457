/// Software bills of materials.
@NullMarked
package app.assay.importing.formats.bill;

import org.jspecify.annotations.NullMarked;
