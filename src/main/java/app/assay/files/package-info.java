/// JSON, hashes, names and archives: how the program writes files, one way for each.
@NullMarked
package app.assay.files;

import org.jspecify.annotations.NullMarked;
