/// The backups of the open register: the page, and the watch that makes those that are due.
@NullMarked
package app.assay.ui.backups;

import org.jspecify.annotations.NullMarked;
