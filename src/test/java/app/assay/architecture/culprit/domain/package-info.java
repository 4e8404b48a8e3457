/// Classes that break the rules of the architecture, to prove that the rules bite.
@NullMarked
package app.assay.architecture.culprit.domain;

import org.jspecify.annotations.NullMarked;
