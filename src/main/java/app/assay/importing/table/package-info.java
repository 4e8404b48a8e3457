/// The table way: header, meanings of columns, rows to facts, whatever the table stands in.
@NullMarked
package app.assay.importing.table;

import org.jspecify.annotations.NullMarked;
