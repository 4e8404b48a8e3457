/// What an evidence package tells, before any file of it is written.
@NullMarked
package app.assay.reporting.content;

import org.jspecify.annotations.NullMarked;
