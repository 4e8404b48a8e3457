/// The codes that fields of records hold, such as the status of a device or the kind of a right.
@NullMarked
package app.assay.domain.code;

import org.jspecify.annotations.NullMarked;
