/// Tests of this package.
@NullMarked
package app.assay.ui.records;

import org.jspecify.annotations.NullMarked;
