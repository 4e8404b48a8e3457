/// Metrics that count all that use a product together, from who reaches it, who is assigned and what was measured.
@NullMarked
package app.assay.domain.metric;

import org.jspecify.annotations.NullMarked;
