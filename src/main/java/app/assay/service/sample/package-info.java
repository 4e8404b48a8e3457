/// An invented estate of any size, the same for the same seed: for demonstrations, for measurements and for tests.
@NullMarked
package app.assay.service.sample;

import org.jspecify.annotations.NullMarked;
