@NullMarked
package app.assay.storage;

import org.jspecify.annotations.NullMarked;
