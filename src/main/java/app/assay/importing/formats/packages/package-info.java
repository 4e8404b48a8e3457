/// Lists of package managers.
@NullMarked
package app.assay.importing.formats.packages;

import org.jspecify.annotations.NullMarked;
