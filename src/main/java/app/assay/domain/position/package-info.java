/// The facts that a licence position is computed from, and what the computation yields.
@NullMarked
package app.assay.domain.position;

import org.jspecify.annotations.NullMarked;
