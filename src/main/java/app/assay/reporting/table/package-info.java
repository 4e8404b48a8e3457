/// Rows under headers, as text and for the words of a language.
@NullMarked
package app.assay.reporting.table;

import org.jspecify.annotations.NullMarked;
