/// Charts of a position, drawn by JFreeChart: data, plots, themes and image bytes, without a window.
@NullMarked
package app.assay.charts;

import org.jspecify.annotations.NullMarked;
