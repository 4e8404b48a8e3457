@NullMarked
package app.assay.importing.formats.text;

import org.jspecify.annotations.NullMarked;
