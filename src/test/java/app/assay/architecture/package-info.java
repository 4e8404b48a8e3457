/// The rules of the architecture, and classes that prove that they bite.
@NullMarked
package app.assay.architecture;

import org.jspecify.annotations.NullMarked;
