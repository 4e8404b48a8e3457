/// What an analyst can do, one class per job. The only layer that sees storage, importing, reporting and the engine
/// together; the window and the command line call nothing else.
@NullMarked
package app.assay.service;

import org.jspecify.annotations.NullMarked;
