/// Inventories of computers by agents.
@NullMarked
package app.assay.importing.formats.inventory;

import org.jspecify.annotations.NullMarked;
