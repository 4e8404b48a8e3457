/// The files of a register: its folder, marker, lock, kept files and drafts, and the faults that all of storage tells.
@NullMarked
package app.assay.storage.folder;

import org.jspecify.annotations.NullMarked;
