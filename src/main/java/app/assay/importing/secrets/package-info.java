/// Secrets in files and texts: found by form and by name, counted by kind, masked where a file is text.
@NullMarked
package app.assay.importing.secrets;

import org.jspecify.annotations.NullMarked;
