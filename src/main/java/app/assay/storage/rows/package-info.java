/// Rows of the tables: their canonical form, digests and numbers, loads and what the analyst's records say.
@NullMarked
package app.assay.storage.rows;

import org.jspecify.annotations.NullMarked;
