/// What storage asks of the engine that keeps the tables of a register; no engine is named here.
@NullMarked
package app.assay.storage.engine;

import org.jspecify.annotations.NullMarked;
