/// Products as publishers sell them, raw titles as machines report them, and the way from one to the other.
@NullMarked
package app.assay.domain.software;

import org.jspecify.annotations.NullMarked;
