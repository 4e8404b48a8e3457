/// Records as all sources and the analyst together say them, and the snapshot of them at one revision.
@NullMarked
package app.assay.storage.records;

import org.jspecify.annotations.NullMarked;
