/// The window around the workspaces: rail, top bar, inspector, status bar, palette, background jobs.
@NullMarked
package app.assay.ui.shell;

import org.jspecify.annotations.NullMarked;
