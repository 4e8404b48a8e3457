/// Values that keep zero, unlimited and unknown apart: quantities, money, terms.
@NullMarked
package app.assay.domain.value;

import org.jspecify.annotations.NullMarked;
