/// Parts that several workspaces share: charts on screen, tables that change their rows, export, edits of records.
@NullMarked
package app.assay.ui.parts;

import org.jspecify.annotations.NullMarked;
