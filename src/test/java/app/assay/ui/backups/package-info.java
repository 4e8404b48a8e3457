/// Tests of this package.
@NullMarked
package app.assay.ui.backups;

import org.jspecify.annotations.NullMarked;
