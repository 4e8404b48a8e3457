/// Records that analysts edit, described field by field, and the changes made to them.
@NullMarked
package app.assay.domain.record;

import org.jspecify.annotations.NullMarked;
