/// The workspace of software: raw titles and what they are recognised as, rules, installations, products.
@NullMarked
package app.assay.ui.software;

import org.jspecify.annotations.NullMarked;
