/// Checks a package as somebody does who has nothing but the package.
@NullMarked
package app.assay.reporting.verify;

import org.jspecify.annotations.NullMarked;
