/// Registers as one file of H2 each: everything that knows the engine, its files and its errors.
@NullMarked
package app.assay.storage.engine.h2;

import org.jspecify.annotations.NullMarked;
