/// Whether a record makes sense, told field by field before it is written.
@NullMarked
package app.assay.engine.validate;

import org.jspecify.annotations.NullMarked;
