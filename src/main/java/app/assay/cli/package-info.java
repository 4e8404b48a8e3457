/// The same jobs as the window, from a command line: stable exit codes, one JSON document on standard output when
/// asked,
/// messages on standard error.
@NullMarked
package app.assay.cli;

import org.jspecify.annotations.NullMarked;
