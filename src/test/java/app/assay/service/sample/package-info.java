@NullMarked
package app.assay.service.sample;

import org.jspecify.annotations.NullMarked;
