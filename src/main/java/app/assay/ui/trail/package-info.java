/// The trail: who changed what, when and why, its chain, and what undo would do.
@NullMarked
package app.assay.ui.trail;

import org.jspecify.annotations.NullMarked;
