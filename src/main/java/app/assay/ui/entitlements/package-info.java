/// Rights to use software: entitlements with their papers, agreements, purchases, exclusions, assignments.
@NullMarked
package app.assay.ui.entitlements;

import org.jspecify.annotations.NullMarked;
