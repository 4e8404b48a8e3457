/// Where facts come from: files, loads, places in them, rejected rows, and the sink that readers write to.
@NullMarked
package app.assay.domain.source;

import org.jspecify.annotations.NullMarked;
