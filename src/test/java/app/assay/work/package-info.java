/// Tests of what every layer uses.
@NullMarked
package app.assay.work;

import org.jspecify.annotations.NullMarked;
