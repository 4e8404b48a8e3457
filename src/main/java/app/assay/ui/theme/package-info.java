/// The look: light and dark, colours of states with their signs, icons.
@NullMarked
package app.assay.ui.theme;

import org.jspecify.annotations.NullMarked;
