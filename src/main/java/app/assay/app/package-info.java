/// Where the program starts and where all its parts are put together.
@NullMarked
package app.assay.app;

import org.jspecify.annotations.NullMarked;
