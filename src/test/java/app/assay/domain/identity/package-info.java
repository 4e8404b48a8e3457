@NullMarked
package app.assay.domain.identity;

import org.jspecify.annotations.NullMarked;
