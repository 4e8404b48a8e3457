/// The register: one folder that holds what files say, what the analyst says, and the trail of who changed what.
@NullMarked
package app.assay.storage;

import org.jspecify.annotations.NullMarked;
