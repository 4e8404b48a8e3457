/// Long work: progress, cancellation and coded faults, without a screen and without a database.
@NullMarked
package app.assay.work;

import org.jspecify.annotations.NullMarked;
