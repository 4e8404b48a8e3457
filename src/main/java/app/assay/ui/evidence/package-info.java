/// Evidence packages: what goes in, export, and the check of any package.
@NullMarked
package app.assay.ui.evidence;

import org.jspecify.annotations.NullMarked;
