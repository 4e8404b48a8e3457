/// Tests of the values that everything else is made of.
@NullMarked
package app.assay.domain.value;

import org.jspecify.annotations.NullMarked;
