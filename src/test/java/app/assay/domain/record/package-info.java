/// Tests of this package.
@NullMarked
package app.assay.domain.record;

import org.jspecify.annotations.NullMarked;
