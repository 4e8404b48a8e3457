/// Tables over lists of the read model.
@NullMarked
package app.assay.service.table;

import org.jspecify.annotations.NullMarked;
