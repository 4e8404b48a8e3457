/// Readers: bytes in, checked facts out. One class per format, detection by content, mapping profiles for tables.
@NullMarked
package app.assay.importing;

import org.jspecify.annotations.NullMarked;
