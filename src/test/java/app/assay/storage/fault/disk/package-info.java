/// A disk that fails, fills up, stops the program or loses power at any operation, below an unchanged program: a file
/// system of its own, which the database engine is led through as well.
@NullMarked
package app.assay.storage.fault.disk;

import org.jspecify.annotations.NullMarked;
