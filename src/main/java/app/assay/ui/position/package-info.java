/// The workspace that answers where the gap is and why: lines, chart, bridge, consumers, rights.
@NullMarked
package app.assay.ui.position;

import org.jspecify.annotations.NullMarked;
