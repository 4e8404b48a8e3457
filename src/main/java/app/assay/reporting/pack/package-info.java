/// The evidence package: its bag, its parts and its first page.
@NullMarked
package app.assay.reporting.pack;

import org.jspecify.annotations.NullMarked;
