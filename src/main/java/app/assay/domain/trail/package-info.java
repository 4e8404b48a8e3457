/// Who changed what, when and why.
@NullMarked
package app.assay.domain.trail;

import org.jspecify.annotations.NullMarked;
