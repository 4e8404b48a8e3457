/// Tests of what is taken for a secret and what is not.
@NullMarked
package app.assay.importing.secrets;

import org.jspecify.annotations.NullMarked;
