/// The workspace of devices: what they are, who says so, what runs on them.
@NullMarked
package app.assay.ui.devices;

import org.jspecify.annotations.NullMarked;
