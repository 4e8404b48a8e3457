/// Rights to use software: agreements, purchases, entitlements, metrics, proofs, exclusions.
@NullMarked
package app.assay.domain.entitlement;

import org.jspecify.annotations.NullMarked;
