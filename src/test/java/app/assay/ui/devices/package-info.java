/// Tests of this package.
@NullMarked
package app.assay.ui.devices;

import org.jspecify.annotations.NullMarked;
