@NullMarked
package app.assay.service;

import org.jspecify.annotations.NullMarked;
