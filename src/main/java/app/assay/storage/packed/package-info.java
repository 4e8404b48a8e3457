/// Installations as few bytes: the packed form of one device in one load, the buffer that groups rows by device, and
/// columns
/// of days. Knows no database.
@NullMarked
package app.assay.storage.packed;

import org.jspecify.annotations.NullMarked;
