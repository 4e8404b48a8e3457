/// Software identification tags.
@NullMarked
package app.assay.importing.formats.tag;

import org.jspecify.annotations.NullMarked;
