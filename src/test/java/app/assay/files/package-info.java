@NullMarked
package app.assay.files;

import org.jspecify.annotations.NullMarked;
