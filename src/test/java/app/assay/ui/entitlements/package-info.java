/// Tests of this package.
@NullMarked
package app.assay.ui.entitlements;

import org.jspecify.annotations.NullMarked;
