/// By what a record is known again in another file: keys, their sureness, and what two records that share some of them
/// are to each other. Pure functions of what files say.
@NullMarked
package app.assay.domain.identity;

import org.jspecify.annotations.NullMarked;
