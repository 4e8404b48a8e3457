/// One shape for every table that an analyst sees, filters, sorts and exports.
@NullMarked
package app.assay.domain.table;

import org.jspecify.annotations.NullMarked;
