/// What was typed and is not saved yet.
@NullMarked
package app.assay.domain.draft;

import org.jspecify.annotations.NullMarked;
