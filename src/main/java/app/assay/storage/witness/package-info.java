/// What tells of the register beside its rows: trail, journal, seal, and the steps of undo.
@NullMarked
package app.assay.storage.witness;

import org.jspecify.annotations.NullMarked;
