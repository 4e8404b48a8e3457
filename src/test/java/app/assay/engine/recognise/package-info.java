@NullMarked
package app.assay.engine.recognise;

import org.jspecify.annotations.NullMarked;
