/// How a table is to be read, as the analyst says and keeps it.
@NullMarked
package app.assay.importing.profile;

import org.jspecify.annotations.NullMarked;
